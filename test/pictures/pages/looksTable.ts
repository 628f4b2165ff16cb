// Command: photographs the table of jobs in every theme, narrow and in Chinese, for people to look at: `FOLDER [en|zh-cn]`.
import { join, resolve } from "node:path";
import { closeEverything } from "../../host/workbench/session";
import { openDemoEditor } from "../../ui/setup/demoEditor";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";

const folder = resolve(process.argv[2] ?? "out/looks");
const language = process.argv[3] ?? "en";
const isEnglish = language === "en";
const command = isEnglish ? "Voice Jobs: Open Jobs Table" : "Voice Jobs: 打开任务表格";
const views = isEnglish ? "Views…" : "视图…";

async function main(): Promise<void> {
  try {
    const editor = await openDemoEditor(
      { huawei: 120, alibaba: 20 },
      { viewport: { width: 1280, height: 900 }, ...(!isEnglish && { language }) },
    );
    const { workbench, cloud } = editor;
    cloud.control.add("huawei", {
      voice_name: '=cmd|"/C calc"!A0 <b>[x](command:y)</b> $(zap) \u202e',
      state: "FAILED",
      batch_name: "第3批",
    });
    const shoot = (name: string) => workbench.screenshot(join(folder, `${language} table ${name}.png`));
    const { webview, page } = workbench;
    await workbench.runCommand(command);
    await webview.locator(".item").nth(20).waitFor();
    await page.keyboard.press("Control+b");
    const rows = webview.locator(".item");
    await rows.nth(2).click();
    await rows.nth(5).click({ modifiers: ["Shift"] });
    await webview.locator('.item[aria-selected="true"]').nth(3).waitFor();
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(workbench, theme);
      await page.waitForTimeout(400);
      await shoot(`1 ${theme}`);
    }
    await setTheme(workbench, "Default Dark Modern");
    await webview.getByRole("combobox").fill("state:");
    await webview.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(300);
    await shoot("2 suggestions");
    await webview.getByRole("combobox").fill("state:failed age:soon");
    await webview.locator(".problem").waitFor();
    await page.waitForTimeout(300);
    await shoot("3 problem");
    await webview.getByRole("combobox").fill("nothing has this name");
    await webview.locator(".empty").waitFor();
    await page.waitForTimeout(300);
    await shoot("4 empty");
    await webview.getByRole("combobox").fill("");
    await rows.nth(20).waitFor();
    await webview.getByRole("button", { name: views }).click();
    await page.waitForTimeout(500);
    await shoot("5 views");
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 350, height: 800 });
    await page.waitForTimeout(700);
    await shoot("6 narrow");
    await editor.close();
  } finally {
    await closeEverything();
  }
}

void main();
