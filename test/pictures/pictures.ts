// Command: takes the pictures of both READMEs and manuals again, in English and in Chinese, from a real workbench with demo data: `[pages|life] [en|zh-cn]`, all by default.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { clouds } from "../../src/clouds/index";
import { repository } from "../host/editors/cache";
import { closeEditor, closeEverything, openEditor } from "../host/workbench/session";
import type { Workbench } from "../host/workbench/workbench";
import { showGroupsOnly } from "../ui/steps/groups";
import { setTheme } from "../ui/steps/themes";
import { readWords, type Word } from "../ui/steps/wording";
import { type Frame, movingPicture } from "./movingPicture";
import { type PictureLanguage, wholeLife } from "./wholeLife";

const pictures = join(repository, "media/screenshots");
const viewport = { width: 1180, height: 1010 };
const languages: readonly PictureLanguage[] = ["en", "zh-cn"];
const [, , only, onlyLanguage] = process.argv;

async function main(): Promise<void> {
  try {
    for (const language of languages.filter((each) => !onlyLanguage || each === onlyLanguage)) {
      const word = await readWords(language);
      const folder = language === "en" ? pictures : join(pictures, language);
      if (only !== "life") await photograph(language, word, folder);
      if (only !== "pages") await writeFile(join(folder, "whole-life.webp"), await wholeLife(language, word));
    }
  } finally {
    await closeEverything();
  }
}

/** Sharper than the window, and only what each picture is about. */
async function photograph(language: PictureLanguage, word: Word, folder: string): Promise<void> {
  const workbench = await openEditor({ viewport, scale: 1.25, ...(language !== "en" && { language }) });
  const { page, quickInput, webview } = workbench;
  const shoot = async (part: string, name: string) => {
    await workbench.untilDrawn();
    await page.locator(part).screenshot({ path: join(folder, `${name}.png`) });
  };
  await setTheme(workbench, "Default Dark Modern");
  const tree = await workbench.openView();
  await tree.welcome.locator("p a").nth(1).click();
  await widenSideBar(workbench, 430);
  await tree.row(word("Not submitted")).waitFor();
  await showGroupsOnly(
    tree,
    clouds.map(({ shortTitle }) => word("Demo {0}", word(shortTitle))),
  );
  await tree.expand(word("Needs me"));
  await page.mouse.move(900, 990);
  await shoot(".part.sidebar", "tree");

  const group = word("Review failed");
  await tree.expand(group);
  await tree.rows
    .and(page.locator(`[aria-level="3"][aria-label*="${group}"]`))
    .nth(1)
    .click();
  await webview.locator(".timeline .event").nth(1).waitFor();
  await page.keyboard.press("Control+B");
  await page.locator(".part.sidebar").waitFor({ state: "hidden" });
  await page.setViewportSize({ width: 1100, height: 1300 });
  await page.mouse.move(1090, 1290);
  const { y: end } = (await webview.getByRole("heading", { name: word("Timeline") }).boundingBox())!;
  const { y, ...place } = (await page.locator(".part.editor").boundingBox())!;
  const clip = { ...place, y, height: end - y - 14 };
  await workbench.untilDrawn();
  await page.screenshot({ path: join(folder, "details.png"), clip });

  await webview.getByRole("button", { name: word("Submit Again…") }).click();
  await quickInput.row(word("Preview Request")).waitFor();
  // What Enter would take is marked a moment after the rows are there.
  await quickInput.box.locator(".monaco-list-row.focused").waitFor();
  await shoot(".quick-input-widget", "submit");
  await quickInput.cancel();
  await writeFile(join(folder, "main-job.webp"), await mainJob(workbench, word));
  await closeEditor(workbench);
}

/** From the row of a refused job to its next review, each press marked before it is done. */
async function mainJob(workbench: Workbench, word: Word): Promise<Buffer> {
  const { page, quickInput, webview, dialog } = workbench;
  await page.setViewportSize({ width: 1080, height: 640 });
  await workbench.runCommand("View: Close All Editors");
  const tree = await workbench.openView();
  const frames: Frame[] = [];
  const take = async (milliseconds: number) => {
    await workbench.untilDrawn();
    frames.push({ image: await page.screenshot({ scale: "css" }), milliseconds });
  };
  const press = async (part: Locator, act = () => part.click()) => {
    const { x, y, width, height } = (await part.boundingBox())!;
    const mark = await page.addStyleTag({
      content: `body::after{content:"";position:fixed;z-index:9999999;pointer-events:none;box-sizing:border-box;width:34px;height:34px;border:4px solid #f5a623;border-radius:50%;left:${x + Math.min(width / 2, 90) - 17}px;top:${y + height / 2 - 17}px}`,
    });
    await take(1_100);
    await mark.evaluate((each) => (each as Element).remove());
    await act();
  };
  const job = tree.rows.and(page.locator(`[aria-level="3"][aria-label*="${word("Review failed")}"]`)).first();
  const name = (await job.locator(".label-name").innerText()).trim();
  await take(1_600);
  await press(job);
  await webview.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await webview.locator(".timeline .event").first().waitFor();
  await take(2_800);
  await press(webview.getByRole("button", { name: word("Submit Again…") }));
  const submit = quickInput.row(word("Submit…"));
  await submit.waitFor();
  await take(2_200);
  await press(submit);
  await dialog.box.waitFor();
  await take(2_200);
  await press(dialog.box.getByRole("button", { name: word("Submit"), exact: true }));
  await dialog.box.waitFor({ state: "detached" });
  await webview.locator(".title .state").getByText(word("System review"), { exact: true }).waitFor();
  await take(3_200);
  return movingPicture(page.context(), frames);
}

async function widenSideBar({ page }: Workbench, width: number): Promise<void> {
  const { x, width: now } = (await page.locator(".part.sidebar").boundingBox())!;
  await page.mouse.move(x + now, 300);
  await page.mouse.down();
  await page.mouse.move(x + width, 300, { steps: 5 });
  await page.mouse.up();
}

void main();
