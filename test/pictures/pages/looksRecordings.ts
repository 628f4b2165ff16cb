// Command: photographs the page of checked recordings in every theme, narrow and in Chinese, for people to look at: `FOLDER [en|zh-cn]`.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeDemoFolder } from "../../host/demoFolder";
import { closeEverything, openEditor } from "../../host/workbench/session";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";

const folder = resolve(process.argv[2] ?? "out/looks");
const language = process.argv[3] ?? "en";
const isEnglish = language === "en";
const words = isEnglish
  ? { command: "Check Recordings Folder…", question: "What are these recordings for?" }
  : { command: "检查录音文件夹…", question: "这些录音的用途是什么？" };

async function main(): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), "voice-jobs-demo-"));
  await writeDemoFolder(place);
  try {
    const workbench = await openEditor({
      viewport: { width: 1280, height: 900 },
      folder: place,
      ...(!isEnglish && { language }),
    });
    const shoot = (name: string) => workbench.screenshot(join(folder, `${language} ${name}.png`));
    const { webview, page } = workbench;
    // The extension's commands are in menus once its view is there.
    await workbench.openView();
    await page.keyboard.press("Control+Shift+E");
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "demo-recordings" }).click({ button: "right" });
    await shoot("0 menu");
    await page.locator(".monaco-menu .action-item", { hasText: words.command }).click();
    await workbench.quickInput.asks(words.question);
    await shoot("1 question");
    await workbench.quickInput.press("Enter");
    await webview.locator(".grid .item").nth(9).waitFor();
    await webview.locator(".reasons li").first().waitFor();
    await page.keyboard.press("Control+B");
    await page.waitForTimeout(500);
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(workbench, theme);
      await page.waitForTimeout(400);
      await shoot(`2 page, ${theme}`);
    }
    await setTheme(workbench, "Default Dark Modern");
    await webview.locator(".grid .item", { hasText: "4.wav" }).click();
    await webview.locator(".detail canvas").waitFor();
    await page.waitForTimeout(700);
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(workbench, theme);
      await page.waitForTimeout(400);
      await shoot(`3 details, ${theme}`);
    }
    await setTheme(workbench, "Default Dark Modern");
    await page.setViewportSize({ width: 350, height: 900 });
    await page.waitForTimeout(700);
    await shoot("4 narrow, details");
    await webview.getByRole("button", { name: isEnglish ? "Close" : "关闭", exact: true }).click();
    await page.waitForTimeout(300);
    await shoot("5 narrow");
  } finally {
    await closeEverything();
    await rm(place, { recursive: true, force: true });
  }
}

void main();
