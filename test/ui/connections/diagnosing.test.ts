// The connection doctor as a person meets it: from the row's menu, with progress and Cancel, to a report that can be copied.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { north } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";
import { createLatch } from "../steps/latch";
import { assertFitsNarrowColumn } from "../steps/narrow";
import { setTheme, type Theme, themes } from "../steps/themes";
import { huaweiAnswers, typeConnection } from "../steps/typing";

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
  const page = () => workbench.webview;
  const button = (name: string) => page().getByRole("button", { name, exact: true });
  const verdict = () => page().locator(".verdict .sentence");
  const saysVerdict = (said: RegExp) =>
    eventually(async (short) => assert.match((await verdict().textContent({ timeout: short })) ?? "", said));
  /** What each step's icon says. */
  const states = () =>
    page()
      .locator(".row .mark")
      .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("aria-label")));
  const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());

  it("finds nothing wrong with a good connection", async () => {
    await diagnose();
    await page()
      .getByRole("heading", { level: 1, name: `Diagnosis of “${north}”` })
      .waitFor();
    await saysVerdict(/“Studio North” works: every step to Huawei Cloud MetaStudio is fine\./);
    // Nothing is encrypted on the way to this computer itself.
    assert.deepEqual(await states(), ["OK", "OK", "OK", "not tested", ...Array(6).fill("OK")]);
  });

  it("shows each step as it goes on, and stops when asked", async () => {
    const { control } = cloud;
    const latch = createLatch();
    control.faults.add({ times: "always", act: { kind: "heldUp", until: latch.until } });
    await button("Run Again").click();
    await page().getByText("Checking: Service").waitFor();
    const shown = await states();
    assert.deepEqual([shown[0], shown[4], shown[5]], ["OK", "in progress", "not yet tested"]);
    assert.equal(await verdict().count(), 0);
    await button("Stop").click();
    await saysVerdict(/The diagnosis of “Studio North” was stopped; nothing wrong was found until then\./);
    assert.equal((await states()).at(-1), "not tested");
    control.faults.clear();
    latch.open();
  });

  it("names a wrong secret with its next step, goes by the keyboard, and copies the report without any secret", async () => {
    const { keyboard } = workbench.page;
    cloud.control.changeSecret("another-secret");
    await button("Run Again").focus();
    await keyboard.press("Enter");
    const cause = /did not accept the secret, password or token of “Studio North”/;
    await saysVerdict(cause);
    assert.match((await page().locator(".verdict").textContent()) ?? "", /Next step: /);
    const names = () => page().locator(".buttons vscode-button").allTextContents();
    assert.deepEqual(await names(), ["Replace Key…", "Run Again", "Copy Report", "Edit Connection…"]);
    await eventually(async () => assert.equal(await focused(), "Replace Key…", "what was pressed has made room"));
    await keyboard.press("Tab");
    await keyboard.press("Tab");
    await eventually(async () => assert.equal(await focused(), "Copy Report"));
    await keyboard.press("Enter");
    const copied = await eventually(async () => {
      const text = await clipboard();
      assert.match(text, /^Voice Jobs: connection report\n/);
      return text;
    });
    assert.match(copied, cause);
    const html = await page()
      .locator("html")
      .evaluate((root) => root.outerHTML);
    const { accessKeyId, secretAccessKey } = cloud.huawei;
    for (const secret of [secretAccessKey, accessKeyId]) assert.ok(!copied.includes(secret) && !html.includes(secret));
  });

  it("leads to the key and to the connection", async () => {
    const { quickInput } = workbench;
    await button("Edit Connection…").click();
    await quickInput.step("Edit");
    await quickInput.cancel();
    await button("Replace Key…").click();
    await quickInput.step("Key");
    await quickInput.cancel();
  });

  const focused = () =>
    page()
      .locator("voice-job-report")
      .evaluate((report) => report.ownerDocument.activeElement?.textContent?.trim() ?? "");

  it("is accessible in any theme, and fits a narrow column", async () => {
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(workbench, theme);
      assert.deepEqual(await axeFindings(page()), [], theme);
    }
    await assertFitsNarrowColumn(workbench);
  });
});
