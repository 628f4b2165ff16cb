// The README alone, in either language, leads from the editor of `npm start` to a submitted demo job: its steps, with its words.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../host/editors/cache";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Workbench } from "../../host/workbench/workbench";
import { tall } from "../setup/demoEditor";

/** Each has the steps for demo jobs behind the way of a voice. */
const guides = [
  { language: "en", file: "README.md", manual: "Open Manual", chapter: "Getting started" },
  { language: "zh-cn", file: "l10n/README.zh-cn.md", manual: "打开手册", chapter: "开始使用" },
];

/** Names of what is clicked, in the order of the steps. */
function namesIn(file: string): string[] {
  const words = readFileSync(join(repository, file), "utf8");
  const [steps = ""] = [...words.matchAll(/^1\. [\s\S]+?(?=\n\n)/gm)].at(-1) ?? [];
  return [...steps.matchAll(/\*+([^*]+)\*+/g)].map(([, name]) => name!);
}

for (const { language, file, manual, chapter } of guides) {
  describe(file, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openEditor({ viewport: tall, env: { VOICE_JOBS_DEMO: "1" }, ...(language !== "en" && { language }) });
    });
    after(() => closeEditor(workbench));

    it("leads to a submitted demo job, step by step as it is written", async () => {
      const { page, quickInput, webview, dialog } = workbench;
      const [title, connection, group, again, submit, yes, next, ...others] = namesIn(file);
      assert.ok(title && connection && group && again && submit && yes && next);
      assert.deepEqual(others, []);

      const tree = await workbench.openView();
      await tree.expand(connection);
      await tree.expand(group);
      const rowOfGroup = page.locator(`[aria-level="3"][aria-label*="${group}"]`);
      // Demo jobs move on, and rows with them: the page is looked at, whether it is that of the row that was meant.
      const name = await eventually(async (short) => {
        await tree.expand(group, short);
        const row = tree.rows.and(rowOfGroup).first();
        const meant = (await row.locator(".label-name").innerText({ timeout: short })).trim();
        await tree.row(meant).and(rowOfGroup).click({ timeout: short });
        await webview.getByRole("heading", { level: 1, name: meant, exact: true }).waitFor({ timeout: short });
        await webview.getByRole("button", { name: again }).waitFor({ timeout: short });
        return meant;
      });
      await webview.locator(".timeline .event").first().waitFor();

      await webview.getByRole("button", { name: again }).click();
      await quickInput.pick(submit);
      await dialog.press(yes);
      await eventually(async (short) => {
        await tree.expand(next, short);
        await tree
          .row(name)
          .and(page.locator(`[aria-label*="${next}"]`))
          .waitFor({ timeout: short });
      });
    });

    it("shows the manual of the package in the same language", async () => {
      await workbench.runCommand(`Voice Jobs: ${manual}`);
      // As a text: the editors of these tests have nothing that draws Markdown.
      await eventually(async () => assert.ok((await workbench.editorText()).includes(`[${chapter}](getting-started.md)`)));
    });
  });
}
