// Command: takes the pictures of both READMEs again, in English and in Chinese, from a real workbench with demo data.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { clouds } from "../../src/clouds/index";
import { repository } from "../host/cache";
import { closeEditor, closeEverything, openEditor } from "../host/session";
import type { Workbench } from "../host/workbench";
import { showGroupsOnly } from "../ui/groups";
import { setTheme } from "../ui/themes";

type Words = (text: string) => string;

const pictures = join(repository, "media/screenshots");
const viewport = { width: 1180, height: 1010 };

async function main(): Promise<void> {
  try {
    for (const language of ["en", "zh-cn"]) await photograph(language);
  } finally {
    await closeEverything();
  }
}

/** Sharper than the window, and only what each picture is about. */
async function photograph(language: string): Promise<void> {
  const word = await wordsOf(language);
  const folder = language === "en" ? pictures : join(pictures, language);
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
    clouds.map(({ shortTitle }) => word("Demo {0}").replace("{0}", word(shortTitle))),
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
  await shoot(".quick-input-widget", "submit");
  await quickInput.cancel();
  await closeEditor(workbench);
}

/** Finished words of the extension, by the English ones or by the key of the manifest. */
async function wordsOf(language: string): Promise<Words> {
  const ending = language === "en" ? "" : `.${language}`;
  const read = async (file: string) => JSON.parse(await readFile(join(repository, file), "utf8")) as Record<string, string>;
  const words = { ...(await read(`package.nls${ending}.json`)), ...(await read(`l10n/bundle.l10n${ending}.json`)) };
  return (text) => words[text] ?? text;
}

async function widenSideBar({ page }: Workbench, width: number): Promise<void> {
  const { x, width: now } = (await page.locator(".part.sidebar").boundingBox())!;
  await page.mouse.move(x + now, 300);
  await page.mouse.down();
  await page.mouse.move(x + width, 300, { steps: 5 });
  await page.mouse.up();
}

void main();
