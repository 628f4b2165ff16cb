// The details panel for everybody: axe finds nothing serious in any of the four kinds of theme, and the keyboard is enough.
import { strict as assert } from "node:assert";
import { source } from "axe-core";
import type { Frame } from "playwright-core";
import { eventually } from "../../host/workbench/eventually";
import type { Workbench } from "../../host/workbench/workbench";
import { type DemoEditor, openDemoEditor } from "../setup/demoEditor";
import { setTheme, type Theme, themes } from "../steps/themes";

describe("access", () => {
  let editor: DemoEditor;

  before(async () => {
    editor = await openDemoEditor({ huawei: 60, alibaba: 20 });
    const { control } = editor.cloud;
    const measure = {
      expected: "180-260",
      actual: "268",
      suggestion: "语速过快",
      suggestion_en: "Speak more slowly.",
      status: 1,
    };
    const failure = { job_failed_code: "MSS.00042101", job_failed_reason: "授权书缺少签名,请重新上传。" };
    const rich = { assess_result: { speed: measure }, phone: "139 0000 4711", unheard_of: { a: [1, 2] }, ...failure };
    control.add("huawei", { ...rich, voice_name: "Refused", state: "AUDIT_FAILED" });
    control.add("huawei", { voice_name: "New", state: "CREATING" });
    control.add("alibaba", { VoiceName: "Listening", Status: "AudioDetecting" });
    await editor.tree.pressTitle("Refresh");
    for (const group of ["Not submitted", "Review failed", "Checking audio"]) await editor.tree.expand(group);
    await editor.tree.row("New").waitFor();
  });
  after(() => editor?.close());

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`is not hindered in ${theme}`, async () => {
      const { workbench, tree } = editor;
      await setTheme(workbench, theme);
      for (const name of ["Refused", "New", "Listening"]) {
        await tree.click(name);
        await workbench.webview.getByRole("heading", { name, level: 1 }).waitFor();
        await workbench.webview.locator("footer", { hasText: "Request ID" }).waitFor();
        assert.equal((await seriousFindings(workbench)).join("\n"), "");
      }
    });
  }

  it("is possible by keyboard alone, from the tree into the panel and to its buttons", async () => {
    const { workbench, tree } = editor;
    await tree.click("New");
    await workbench.webview.getByRole("heading", { name: "New", level: 1 }).waitFor();
    await tree.click("Refused");
    await workbench.webview.getByRole("heading", { name: "Refused", level: 1 }).waitFor();
    await workbench.webview.locator("body").click({ position: { x: 2, y: 2 } });
    const show = workbench.webview.getByRole("button", { name: "Show Phone" });
    await eventually(async () => {
      await workbench.page.keyboard.press("Tab");
      assert.ok(await show.evaluate((button) => button === button.ownerDocument.activeElement));
    });
    await workbench.page.keyboard.press("Enter");
    await workbench.webview.getByText("139 0000 4711").waitFor();
  });
});

/** What axe calls serious or critical in the visible panel, with the element. */
async function seriousFindings(workbench: Workbench): Promise<string[]> {
  const body = await workbench.webview.locator("body").elementHandle();
  const frame = (await body?.ownerFrame()) as Frame;
  await frame.evaluate(source);
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    // The editor paints its background behind the page, where axe does not look.
    document.documentElement.style.background = "var(--vscode-editor-background)";
    const { violations } = await axe.run(document, { iframes: false });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  });
}
