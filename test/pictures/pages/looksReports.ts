// Command: photographs the pages of reports (a diagnosis, the preview of a request, results) and the grid of several jobs, in every theme and in a narrow column, into a folder.
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { repository } from "../../host/editors/cache";
import { closeEverything } from "../../host/workbench/session";
import { type DemoEditor, north, openDemoEditor } from "../../ui/setup/demoEditor";
import { BatchPage, submitRows } from "../../ui/steps/batch";
import { createLatch } from "../../ui/steps/latch";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";

const folder = resolve(process.argv[2] ?? "out/looksReports");
const language = process.argv[3] === "zh-cn" ? "zh-cn" : "en";
const looks = Object.keys(themes) as Theme[];
const wide = { width: 1280, height: 1000 };
const narrow = { width: 640, height: 1000 };

async function main(): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const editor = await openDemoEditor(
      { huawei: 8, alibaba: 4 },
      { viewport: wide, ...(language === "en" ? {} : { language }) },
    );
    await preview(editor);
    await grid(editor);
    // Last: a refused key is not used again.
    await doctor(editor);
    await editor.close();
  } finally {
    await closeEverything();
  }
}

let words: Readonly<Record<string, string>> = {};

async function readWords(): Promise<void> {
  const read = async (file: string) => JSON.parse(await readFile(join(repository, file), "utf8"));
  const ending = language === "en" ? "" : `.${language}`;
  words = { ...(await read(`package.nls${ending}.json`)), ...(ending ? await read(`l10n/bundle.l10n${ending}.json`) : {}) };
}

/** As the person reads it, by the English one or by the key of the manifest. */
function word(english: string, ...values: string[]): string {
  return (words[english] ?? english).replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? "");
}

/** The window as it is, in each theme, and once in a narrow column. */
async function photograph({ workbench }: DemoEditor, name: string, isWhole = true): Promise<void> {
  const { page } = workbench;
  for (const theme of isWhole ? looks : looks.slice(0, 1)) {
    await setTheme(workbench, theme);
    await page.waitForTimeout(300);
    await workbench.screenshot(join(folder, `${name}, ${theme}, ${language}.png`));
  }
  await setTheme(workbench, looks[0]!);
  if (!isWhole) return;
  await page.setViewportSize(narrow);
  await page.waitForTimeout(500);
  await workbench.screenshot(join(folder, `${name}, narrow, ${language}.png`));
  await page.setViewportSize(wide);
}

async function doctor(editor: DemoEditor): Promise<void> {
  const { cloud, tree, workbench } = editor;
  const { control } = cloud;
  const latch = createLatch();
  control.faults.add({ times: "always", act: { kind: "heldUp", until: latch.until } });
  await tree.pickFromMenu(north, word("command.diagnoseConnection"));
  await workbench.webview.getByText(word("Checking: {0}", word("Service"))).waitFor();
  await photograph(editor, "1 diagnosis, under way", false);
  control.faults.clear();
  latch.open();
  await workbench.webview.locator(".tone-pass.verdict").waitFor();
  await photograph(editor, "2 diagnosis, well", false);
  control.changeSecret("another-secret");
  await workbench.webview.getByRole("button", { name: word("Run Again"), exact: true }).click();
  await workbench.webview.locator(".tone-error.verdict").waitFor();
  await photograph(editor, "3 diagnosis, wrong secret");
  control.changeSecret(cloud.huawei.secretAccessKey);
  control.unlock();
  await workbench.runCommand("View: Close All Editors");
}

async function preview(editor: DemoEditor): Promise<void> {
  const { cloud, tree, workbench } = editor;
  const { quickInput } = workbench;
  cloud.control.add("huawei", {
    ...{ voice_name: "Preview of the pictures", state: "CREATING", sex: "FEMALE", phone: "13800138000" },
  });
  await tree.pressInline(north, word("command.refreshAll"));
  await tree.expand(word("Not submitted"));
  await tree.pickFromMenu("Preview of the pictures", word("command.submitJob"));
  await quickInput.rows.filter({ hasText: word("Preview Request") }).click();
  await workbench.webview.locator("pre").waitFor();
  await photograph(editor, "4 preview, form open", false);
  await quickInput.cancel();
  await photograph(editor, "5 preview");
}

async function grid(editor: DemoEditor): Promise<void> {
  const { cloud, tree, workbench } = editor;
  const names = ["Aurora", "Cedar brand voice", "Delta"];
  for (const voice_name of names)
    cloud.control.add("huawei", { voice_name, state: "CREATING", sex: "FEMALE", phone: "13800138000" });
  await workbench.runCommand("View: Close All Editors");
  await tree.pressInline(north, word("command.refreshAll"));
  await tree.expand(word("Not submitted"));
  await tree.row(names[2]!).waitFor();
  await submitRows(tree, names, word("command.submitJobs"));
  const page = new BatchPage(workbench);
  await page.open(word("Submit {0} Jobs", "3"));
  await page.fill(word("All jobs"), word("Tag"), word("News"));
  await page.fill(names[1]!, word("Sex"), word("Male"));
  await page.fill(names[2]!, word("Customer ID"), "客户");
  await (await page.cell(names[0]!, word("Description"))).click();
  await photograph(editor, "6 grid");
  await (await page.cell(names[0]!, word("Description"))).dblclick();
  await photograph(editor, "7 grid, a cell is edited", false);
}

void readWords().then(main);
