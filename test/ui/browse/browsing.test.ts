// Finding and arranging jobs as a person does: filter, clear, group, sort, hide, load more; and a reload forgets none of it.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { north, tall } from "../setup/demoEditor";
import { showGroupsOnly } from "../steps/groups";
import { huaweiAnswers, typeConnection } from "../steps/typing";

describe("browsing an account of 1,500 jobs", () => {
  const total = 1500;
  let cloud: DemoCloud;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: total, alibaba: 5 } });
    for (const number of [1, 2, 10])
      cloud.control.add("huawei", { voice_name: `Needle ${number}`, state: "FAILED", batch_name: "haystack", job_type: "BASIC" });
    workbench = await openEditor({ viewport: { ...tall, width: 1500 } });
    tree = await workbench.openView();
    await typeConnection(workbench, huaweiAnswers(cloud, north));
    await tree.row("Failed").waitFor();
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
  });

  const count = (isWanted: (job: Job) => boolean) => cloud.control.jobs("huawei").filter(isWanted).length;
  const describedAs = (text: string | RegExp) => eventually(async () => assert.match(await tree.message(), new RegExp(text)));
  const connectionSays = (text: RegExp) =>
    eventually(async () => {
      const row = (await tree.items()).find(({ level, label }) => level === 1 && label === north);
      assert.match(row?.description ?? "", text);
    });
  const groups = async () => (await tree.items()).filter(({ level, expanded }) => level === 2 && expanded !== undefined);

  /** Opens the filter and picks its part. */
  const openPart = async (part: string) => {
    await tree.pressTitle("Filter Jobs…");
    await workbench.quickInput.row("Name or ID").waitFor();
    await workbench.quickInput.pick(part);
    // The question may still be the one before.
    await workbench.quickInput.row("Name or ID").waitFor({ state: "detached" });
  };
  const arrange = async (choice: string) => {
    await workbench.runQuestion("Voice Jobs: Group and Sort…", "Group and Sort");
    await workbench.quickInput.type(choice);
    await workbench.quickInput.pick(choice);
  };

  it("filters by states, and the server's count is what was found", async () => {
    const { quickInput } = workbench;
    await tree.pressTitle("Filter Jobs…");
    await quickInput.row("Name or ID").waitFor();
    await quickInput.type("state:audit_failed,failed");
    await quickInput.accept();
    const failed = count(({ state }) => state === "FAILED");
    const refused = count(({ state }) => state === "AUDIT_FAILED");
    await connectionSays(new RegExp(`^${failed + refused} found · `));
    await describedAs("^Filter: Review failed, Failed$");
    await eventually(async () => {
      await showGroupsOnly(tree, [north]);
      assert.deepEqual(
        (await groups()).map(({ label, description }) => [label, Number(description)]),
        [
          ["Review failed", refused],
          ["Failed", failed],
        ],
      );
    });
  });

  it("loads more under the filter, in its group", async () => {
    await workbench.page.setViewportSize({ width: 1500, height: 5_000 });
    await tree.expand("Failed");
    const last = async () => (await tree.items()).filter(({ level }) => level === 3).at(-1);
    await eventually(async () => assert.match((await last())?.description ?? "", /^\d+ not loaded$/));
    const left = (await last())?.description;
    await tree.rows.filter({ hasText: "Load more" }).last().click();
    await eventually(async () => assert.notEqual((await last())?.description, left));
  });

  it("goes back from a part, and narrows by text: what is found is of what is loaded", async () => {
    const { quickInput } = workbench;
    await openPart("Batch");
    await quickInput.pressButton("Back");
    await quickInput.pick("Name or ID");
    await quickInput.row("Name or ID").waitFor({ state: "detached" });
    await quickInput.type("needle");
    await quickInput.accept();
    await describedAs("“needle”");
    await connectionSays(/^3 in \d+ loaded of \d+ · /);
    await tree.expand("Failed");
    for (const name of ["Needle 1", "Needle 2", "Needle 10"]) await tree.row(name).waitFor();
  });

  it("keeps the filter over a reload", async () => {
    await workbench.reload();
    tree = await workbench.openView();
    await describedAs("“needle”");
    await tree.row("Failed").waitFor();
    await tree.expand("Failed");
    await tree.row("Needle 1").waitFor();
    await eventually(async () => assert.ok((await groups()).every(({ label }) => label === "Failed")));
  });

  it("says that nothing matches, and a click on that clears the filter", async () => {
    await openPart("Name or ID");
    await workbench.quickInput.type("there is no such voice");
    await workbench.quickInput.accept();
    await tree.row("Nothing matches the filter").waitFor();
    await tree.row("Load more").waitFor();
    await tree.click("Nothing matches the filter");
    await eventually(async () => assert.ok((await groups()).length > 10));
    await describedAs("^$");
  });

  it("groups by batch and sorts by name, of what is loaded", async () => {
    await arrange("Batch");
    await tree.row("haystack").waitFor();
    await eventually(async () =>
      assert.equal((await groups()).find(({ label }) => label === "haystack")?.description, "3 loaded"),
    );
    await arrange("Name");
    await tree.expand("haystack");
    await eventually(async () => {
      const names = (await tree.items()).filter(({ label }) => label.startsWith("Needle")).map(({ label }) => label);
      assert.deepEqual(names, ["Needle 1", "Needle 2", "Needle 10"]);
    });
    const row = (await tree.items()).find(({ label }) => label === "Needle 1");
    assert.match(row?.description ?? "", /^Failed · .*Basic/);
    await arrange("State");
  });

  it("hides a state, and shows it again", async () => {
    const { quickInput } = workbench;
    const hide = async () => {
      await arrange("States of Huawei…");
      await quickInput.pick("Manual review");
      await quickInput.accept();
    };
    await tree.row("Manual review").waitFor();
    await hide();
    await tree.row("Manual review").waitFor({ state: "detached" });
    await hide();
    await tree.row("Manual review").waitFor();
  });

  it("clears the filter with one click on its icon, which is there while a filter is on", async () => {
    await openPart("Type");
    await workbench.quickInput.pick("Basic");
    await workbench.quickInput.accept();
    await connectionSays(new RegExp(`^${count(({ job_type }) => job_type === "BASIC").toLocaleString("en")} found · `));
    await tree.pressTitle("Clear Filter");
    await connectionSays(/^Huawei · /);
    await workbench.page.locator(".title-actions .action-label[aria-label^='Clear Filter']").waitFor({ state: "detached" });
  });
});
