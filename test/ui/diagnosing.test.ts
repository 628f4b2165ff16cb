// The connection doctor as a person meets it: from the row's menu, with progress and Cancel, to a report that can be copied.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../src/demoCloud";
import { eventually } from "../host/eventually";
import { closeEditor, openEditor } from "../host/session";
import type { Tree } from "../host/tree";
import type { Workbench } from "../host/workbench";
import { north } from "./demoEditor";
import { createLatch } from "./latch";
import { huaweiAnswers, typeConnection } from "./typing";

describe("diagnosing", () => {
  let cloud: DemoCloud;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 1, alibaba: 1 } });
    workbench = await openEditor({ viewport: { width: 1700, height: 1400 } });
    tree = await workbench.openView();
    await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await typeConnection(workbench, huaweiAnswers(cloud, north));
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
  });

  const diagnose = () => tree.pickFromMenu(north, "Diagnose Connection");
  const untilReport = async (number: number, said: RegExp) => {
    await workbench.page.getByRole("tab", { name: `Connection Report ${number}` }).waitFor();
    await eventually(async () => assert.match(await workbench.editorText(), said));
    return workbench.editorText();
  };

  it("finds nothing wrong with a good connection", async () => {
    await diagnose();
    const report = await untilReport(1, /10\. \[OK\] Rate limit/);
    assert.match(report, /Result: “Studio North” works: every step to Huawei Cloud MetaStudio is fine\./);
    // Nothing is encrypted on the way to this computer itself.
    const results = [...report.matchAll(/^\d+\. \[(.+?)\]/gm)].map(([, result]) => result);
    assert.deepEqual(results, ["OK", "OK", "OK", "not tested", ...Array(6).fill("OK")]);
    await workbench.notifications.see("“Studio North” works");
    await workbench.notifications.dismiss("“Studio North” works");
  });

  it("shows which step it is at, and stops when asked", async () => {
    const { control } = cloud;
    const latch = createLatch();
    control.faults.add({ times: "always", act: { kind: "heldUp", until: latch.until } });
    await diagnose();
    await workbench.notifications.see(/Diagnosing “Studio North”: (Service|Clock|Key)/);
    await workbench.notifications.press("Diagnosing “Studio North”", "Cancel");
    const report = await untilReport(2, /The diagnosis of “Studio North” was stopped; nothing wrong was found until then\./);
    assert.match(report, /\[not tested\]/);
    control.faults.clear();
    latch.open();
    await workbench.notifications.dismiss("was stopped");
  });

  it("names a wrong secret with its next step, and copies the report without any secret", async () => {
    cloud.control.changeSecret("another-secret");
    await diagnose();
    const cause = /did not accept the secret, password or token of “Studio North”/;
    const report = await untilReport(3, /7\. \[.+\] Key/);
    assert.match(/^Result: (.+)$/m.exec(report)?.[1] ?? "", cause);
    assert.match(report, /Next step: /);
    // The progress makes room, and what is above it moves down.
    await workbench.notifications.untilGone("Diagnosing");
    await workbench.notifications.press(cause, "Copy Report");
    const copied = await eventually(async () => {
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      assert.match(text, /^Voice Jobs: connection report\n/);
      return text;
    });
    assert.match(copied, cause);
    const { accessKeyId, secretAccessKey } = cloud.huawei;
    for (const secret of [secretAccessKey, accessKeyId]) assert.ok(!copied.includes(secret) && !report.includes(secret));
  });
});
