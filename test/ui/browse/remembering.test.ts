// After a reload the last rows are there at once, although the cloud cannot be reached; they say how old they are, and go with their connection.
import { strict as assert } from "node:assert";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { huawei } from "../../../src/clouds/huawei/index";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { north, tall } from "../setup/demoEditor";
import { sumUnknown, totalsOf, wordTotals } from "../steps/groups";
import { huaweiAnswers, typeConnection } from "../steps/typing";

describe("remembering", () => {
  let cloud: DemoCloud;
  let workbench: Workbench;
  let tree: Tree;
  let jobId: string;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 40, alibaba: 1 } });
    const remembered = { voice_name: "Remembered", state: "AUDIT_FAILED", phone: "139 1234 5678" };
    jobId = String(cloud.control.add("huawei", remembered).job_id);
    workbench = await openEditor({ viewport: tall });
    tree = await workbench.openView();
    await typeConnection(workbench, huaweiAnswers(cloud, north));
    await untilTotals();
    // What was opened is open in the next window, too.
    await tree.expand("Review failed");
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
  });

  const untilTotals = () =>
    eventually(async () =>
      assert.deepEqual(sumUnknown(huawei, await totalsOf(tree, north)), wordTotals(huawei, cloud.control.counts("huawei"))),
    );
  const descriptionOf = async (label: string) => (await tree.items()).find((row) => row.label === label)?.description ?? "";
  const folder = () => join(workbench.server.folder, "data/User/globalStorage/voice-jobs.voice-training-jobs/remembered");
  const files = async () => {
    const names = await readdir(folder()).catch(() => []);
    return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder(), name), "utf8") })));
  };

  it("brings rows and totals back while the cloud cannot be reached, and says how old they are", async () => {
    // No waiting for the disk: a window that goes puts there what is new.
    cloud.control.faults.add({ cloud: "huawei", times: "always", act: { kind: "resetBefore" } });
    cloud.control.clearRequests();
    await workbench.reload();
    tree = await workbench.openView();
    await tree.row("Remembered").waitFor();
    await untilTotals();
    await eventually(async () => assert.match(await descriptionOf(north), /as of \d/));
    assert.ok(!cloud.control.requests.some(({ status }) => status === 200), "the cloud has told nothing");
  });

  it("says why a job that was only remembered cannot be shown as the cloud sent it", async () => {
    await tree.pickFromMenu("Remembered", "Open Job as JSON");
    await workbench.notifications.see(/connection to .* broke off/);
    await workbench.notifications.dismiss(/connection to .* broke off/);
    // Named in a list, after the command had begun.
    await workbench.runQuestion("Voice Jobs: Submit Job…", "Which job should be submitted?");
    await workbench.quickInput.pick("Remembered");
    await workbench.notifications.see(/connection to .* broke off/);
  });

  it("keeps no phone number on the disk", async () => {
    const kept = await files();
    assert.ok(kept.some(({ text }) => text.includes(jobId)));
    assert.deepEqual(
      kept.filter(({ text }) => /139.?1234.?5678/.test(text)),
      [],
    );
  });

  it("brings them up to date once the cloud is back", async () => {
    cloud.control.faults.clear();
    cloud.control.move("huawei", jobId, "WAITING_SPLIT");
    await tree.pressTitle("Refresh");
    await untilTotals();
    await eventually(async () => assert.doesNotMatch(await descriptionOf(north), /as of/));
  });

  it("forgets them with their connection", async () => {
    await eventually(async () => assert.ok((await files()).some(({ text }) => text.includes("WAITING_SPLIT"))));
    await tree.pickFromMenu(north, "Remove Connection…");
    await workbench.dialog.press("Remove");
    await tree.row(north).waitFor({ state: "detached" });
    await eventually(async () => assert.deepEqual(await files(), []));
  });
});
