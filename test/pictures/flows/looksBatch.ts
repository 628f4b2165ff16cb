// Command: photographs submitting several jobs, for people to look at, into a folder; in English or, with `zh-cn`, in Chinese.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Locator } from "playwright-core";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { closeEditor, closeEverything, openEditor } from "../../host/workbench/session";
import { BatchPage, submitRows } from "../../ui/steps/batch";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";
import { untilClosed } from "../../ui/steps/typing";
import { connectHuawei, readWords } from "../../ui/steps/wording";
import { Album } from "../album";

const folder = resolve(process.argv[2] ?? "out/looksBatch");
const language = process.argv[3] === "zh-cn" ? "zh-cn" : "en";
const looks = Object.keys(themes) as Theme[];
// Tall enough for all rows: those below the edge cannot be selected.
const viewport = { width: 1000, height: 1250 };
const names = ["晓晴-客服", "Aurora promo", "Hugo - audiobook with a name that goes on and on", "Evening news", "Ms. Chen"];
const busy = "Busy elsewhere";

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const cloud = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 0 } });
  try {
    await photograph(cloud);
  } finally {
    await closeEverything();
    await cloud.close();
  }
}

async function photograph(cloud: DemoCloud): Promise<void> {
  const workbench = await openEditor({ viewport, language });
  const { quickInput, dialog, notifications, page } = workbench;
  const { control } = cloud;
  const word = await readWords(language);
  const album = new Album(workbench);
  const shoot = async (name: string, part: Locator = page.locator(".monaco-workbench")) => {
    for (const theme of looks) {
      await setTheme(workbench, theme);
      await album.add(theme, part);
    }
    await album.save(join(folder, `${language} ${name}.png`));
  };
  const question = async (text: string) =>
    page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll(".quick-input-widget input, .quick-input-message")].some((each) =>
          `${each.getAttribute("placeholder") ?? ""} ${each.textContent}`.includes(wanted),
        ),
      text,
    );
  const tree = await workbench.openView();
  const phone = "13800138000";
  for (const voice_name of [...names, busy]) control.add("huawei", { voice_name, state: "CREATING", phone });
  for (let number = 1; number <= 20; number += 1)
    control.add("huawei", { voice_name: `Series ${number}`, state: "CREATING", phone });
  await connectHuawei(workbench, word, cloud, "Production");
  // Off the view's icon, whose tip would lie over a row.
  await page.mouse.move(viewport.width - 40, viewport.height / 2);
  await tree.expand(word("Not submitted"));
  await tree.row(busy).waitFor();
  const [last] = control.jobs("huawei").filter((job) => job.voice_name === busy);
  control.move("huawei", String(last?.job_id), "PROCESSING");

  await submitRows(tree, [...names, busy], word("command.submitJobs"));
  await question(word("These jobs cannot be submitted"));
  await shoot("1 left out", quickInput.box);
  await page.keyboard.press("Enter");
  const grid = new BatchPage(workbench);
  await grid.open(word("Submit {0} Jobs").replace("{0}", String(names.length)));
  await grid.fill(word("All jobs"), word("Tag"), word("News"));
  await grid.fill(names[1]!, word("Voice name"), "Aurora B");
  await shoot("2 grid");
  await grid.button(word("Submit {0} Jobs…").replace("{0}", String(names.length))).click();
  await dialog.box.waitFor();
  await shoot("6 modal", dialog.box);
  const body = { error_code: "MSS.00000003", error_msg: "The tag is not allowed for this type of voice" };
  control.faults.add({ operation: "CommitVoiceTrainingJob", nth: 2, act: { kind: "answer", status: 400, body } });
  control.faults.add({ operation: "CommitVoiceTrainingJob", nth: 2, act: { kind: "resetBefore" } });
  control.setLatency(1_500);
  await page.keyboard.press("Enter");
  await notifications.see(word("Submitting jobs"));
  await page.waitForTimeout(6_000);
  await shoot("7 progress", notifications.toasts.first());
  control.setLatency(0);
  const told = word("Submit of several jobs: {0}.").split("{0}")[0]!;
  await notifications.see(told);
  await shoot("8 summary", notifications.toasts.first());
  await notifications.press(told, word("Show Results"));
  await workbench.webview.locator(".row").first().waitFor();
  await shoot("9 results");
  await workbench.webview.getByRole("button", { name: word("Retry Failed Only"), exact: true }).click();
  await question(word("These jobs cannot be submitted"));
  await shoot("10 retry, looked up", quickInput.box);
  await page.keyboard.press("Enter");
  await grid.open(word("Submit One Job"));
  await shoot("11 retry");
  await grid.button(word("Cancel")).click();
  await dialog.box.waitFor();
  await shoot("12 discard", dialog.box);
  await dialog.press(word("Discard"));
  await untilClosed(workbench);

  await workbench.runCommand(`Voice Jobs: ${word("command.submitJobs")}`);
  await quickInput.step(word("Submit Several Jobs"));
  await shoot("13 tick", quickInput.box);
  await quickInput.box
    .locator(".quick-input-check-all, .quick-input-header .monaco-checkbox, .quick-input-header input[type=checkbox]")
    .first()
    .click();
  await quickInput.accept();
  await page.waitForTimeout(2_000);
  await workbench.webview.getByRole("grid").waitFor();
  await shoot("14 long grid");
  await page.keyboard.press("Control+Enter");
  await dialog.box.waitFor();
  await shoot("15 modal of many");
  await closeEditor(workbench);
}

void main();
