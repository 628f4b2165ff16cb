// Command: photographs what a stranger meets first, into a folder: the empty view, the walkthrough, the settings, all commands, the extension's own page; `looksFirstMinute.ts FOLDER [en|zh-cn]`.
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { closeEditor, closeEverything, openEditor } from "../../host/workbench/session";
import type { Workbench } from "../../host/workbench/workbench";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";
import { readWords } from "../../ui/steps/wording";
import { type Picture, saveSheet } from "../album";

const folder = resolve(process.argv[2] ?? "out/looksFirstMinute");
/** In a smaller window the walkthrough shows no pictures. */
const viewport = { width: 1560, height: 860 };

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    for (const language of ["en", "zh-cn"])
      if (!process.argv[3] || process.argv[3] === language) await photograph(language, Object.keys(themes) as Theme[]);
  } finally {
    await closeEverything();
  }
}

async function photograph(language: string, looks: readonly Theme[]): Promise<void> {
  // A restricted window has the longest of the welcome texts.
  const opened = { folder: await mkdtemp(join(tmpdir(), "voice-jobs-folder-")), workspaceTrust: true };
  const workbench = await openEditor({ viewport, ...opened, ...(language !== "en" && { language }) });
  await workbench.stayRestricted();
  const tree = await workbench.openView();
  await tree.welcome.waitFor();
  const { page } = workbench;
  const pictures: Picture[] = [];
  const add = async (caption: string, part = page.locator(".gettingStartedSlideDetails")) => {
    // Colours fade in.
    await page.waitForTimeout(400);
    pictures.push({ caption, image: await part.screenshot() });
  };
  // The walkthrough is a link in the text, the settings one in its last step.
  await tree.welcome.locator("p a").last().click();
  const steps = page.locator(".gettingStartedContainer button.getting-started-step");
  await steps.first().waitFor();
  for (const theme of looks) {
    await setTheme(workbench, theme);
    for (let index = 0; index < (await steps.count()); index += 1) {
      await steps.nth(index).click();
      await workbench.webview.locator("svg text").first().waitFor();
      await add(`step ${index + 1}, ${theme}`);
      // Large enough to be read.
      if (theme === looks[0]) await writeFile(join(folder, `${language} step ${index + 1}.png`), pictures.at(-1)!.image);
    }
    await add(`empty view, ${theme}`, page.locator(".part.sidebar .welcome-view-content"));
    await save(workbench, pictures, `${language} walkthrough, ${theme}`);
  }
  await steps.last().locator("a").last().click();
  await page.locator(".settings-editor .setting-item-contents").first().waitFor();
  // What is set for a machine stands there, where the extension runs on another one than the window.
  await page.locator(".settings-editor .action-label", { hasText: "Remote" }).click();
  await page.locator(".settings-editor .setting-item-contents select, .settings-editor .setting-item-enum").first().waitFor();
  for (const theme of looks) {
    await setTheme(workbench, theme);
    await add(`settings, ${theme}`, page.locator(".monaco-workbench"));
    if (theme === looks[0]) await writeFile(join(folder, `${language} settings of the machine.png`), pictures.at(-1)!.image);
  }
  await save(workbench, pictures, `${language} settings`);
  await page.locator(".settings-editor .action-label", { hasText: "User" }).click();
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(folder, `${language} settings of the person.png`) });
  await page.keyboard.press("Escape");
  await workbench.openView();
  await setTheme(workbench, looks[0]!);
  const word = await readWords(language);
  await tree.welcome.locator("p a").nth(1).click();
  await tree.row(word("Not submitted")).waitFor();
  await photographCommands(workbench, language);
  await photographPage(workbench, language);
  await closeEditor(workbench);
}

/** All names of commands, as the palette lists them: a few at a time. */
async function photographCommands(workbench: Workbench, language: string): Promise<void> {
  const { page, quickInput } = workbench;
  await quickInput.openPalette();
  await quickInput.type(">Voice Jobs:");
  const pictures: Picture[] = [];
  const seen = new Set<string>();
  // The list follows its chosen row, which is the first one at the beginning, and starts over after the last.
  for (let press = 0; press < 12; press += 1) {
    if (press > 0) await page.keyboard.press("PageDown");
    await page.waitForTimeout(300);
    const texts = (await quickInput.rows.allInnerTexts()).join("\n");
    if (seen.has(texts)) continue;
    seen.add(texts);
    pictures.push({ caption: `commands ${pictures.length + 1}`, image: await quickInput.box.screenshot() });
  }
  await saveSheet(page.context(), pictures, join(folder, `${language} commands.png`));
  await quickInput.cancel();
}

/** The extension in the editor's own list: what it says of itself and what it brings. */
async function photographPage(workbench: Workbench, language: string): Promise<void> {
  const { page } = workbench;
  await page.setViewportSize({ ...viewport, height: 2000 });
  await workbench.runCommand("View: Show Extensions");
  const row = page.locator(".extensions-list .extension-list-item").filter({ hasText: "Voice Jobs" }).first();
  await row.waitFor();
  await page.screenshot({ path: join(folder, `${language} in the list.png`) });
  await row.click();
  const editor = page.locator(".extension-editor");
  for (const tab of ["Details", "Features", "Changelog"]) {
    await editor.locator(".navbar .action-label", { hasText: new RegExp(`^${tab}$`, "i") }).click();
    await page.waitForTimeout(2_000);
    await page.screenshot({ path: join(folder, `${language} page, ${tab}.png`) });
    if (tab !== "Features") continue;
    for (const feature of await editor.locator(".features-list-container .monaco-list-row").all()) {
      const name = (await feature.innerText()).trim();
      await feature.click();
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(folder, `${language} page, ${name}.png`) });
    }
  }
}

function save({ page }: Workbench, pictures: Picture[], name: string): Promise<void> {
  return saveSheet(page.context(), pictures.splice(0), join(folder, `${name}.png`), 630);
}

void main();
