// Command: photographs the overview, of all connections and of one, and jobs beside each other, for people to look at: `FOLDER [en|zh-cn]`.
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { closeEverything } from "../../host/workbench/session";
import { type DemoEditor, east, north, openDemoEditor } from "../../ui/setup/demoEditor";
import { readWords, run, type Word } from "../../ui/steps/wording";
import { photographEveryLook } from "../everyLook";

const folder = resolve(process.argv[2] ?? "out/looksOverview");
const language = process.argv[3] ?? "en";
const options = { viewport: { width: 1280, height: 1300 }, ...(language !== "en" && { language }) };

async function main(): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const editor = await openDemoEditor({ huawei: 60, alibaba: 20 }, options);
    const word = await readWords(language);
    await overview(editor, word);
    await comparing(editor, word);
    await editor.close();
  } finally {
    await closeEverything();
  }
}

async function overview({ workbench, tree, cloud }: DemoEditor, word: Word): Promise<void> {
  const { webview, page } = workbench;
  for (const state of ["FAILED", "FAILED", "AUDIT_FAILED"])
    cloud.control.add("huawei", {
      ...{ voice_name: "晓晴-客服", state, job_failed_code: "MSS.00041203" },
      job_failed_reason: "The training data contains more than one speaker. 第 3、7、12 条录音中可以听到第二个人的声音。",
    });
  await tree.pressTitle(word("command.refreshAll"));
  await run(workbench, word, "openOverview");
  await webview.locator('[data-chart="days"] svg').waitFor();
  await page.keyboard.press("Control+B");
  await photographEveryLook(workbench, folder, `${language} 1 overview`);
  await page.keyboard.press("Control+B");
  await tree.pickFromMenu(east, word("command.openOverview"));
  await webview.getByRole("heading", { level: 1, name: new RegExp(east) }).waitFor();
  await page.keyboard.press("Control+B");
  await photographEveryLook(workbench, folder, `${language} 2 overview of one`);
  await page.keyboard.press("Control+B");
}

async function comparing({ workbench, tree, cloud }: DemoEditor, word: Word): Promise<void> {
  const { webview, page } = workbench;
  const measured = (snr: string) => ({
    snr: {
      expected: ">=35",
      actual: snr,
      status: Number(snr) < 35 ? 1 : 0,
      suggestion_en: "Record in a quieter room.",
      suggestion: "信噪比偏低",
    },
    sound: { expected: "-30--15", actual: "-20", status: 0 },
  });
  const names = ["Dawn", "Dusk of a voice with a name that is long", "晓晴-客服 7"];
  for (const [at, voice_name] of names.entries())
    cloud.control.add("huawei", {
      ...{ voice_name, state: "AUDIT_FAILED", sex: at === 1 ? "MALE" : "FEMALE", language: "CN", phone: "13800138000" },
      ...{ tag: at === 0 ? "NEWS" : "STORYTELLING", job_type: "BASIC", assess_result: measured(at === 0 ? "24" : "41") },
    });
  await workbench.runCommand("View: Close All Editors");
  await tree.pressInline(north, word("command.refreshAll"));
  await tree.expand(word("Review failed"));
  for (const [at, name] of names.entries()) await tree.row(name).click(at === 0 ? {} : { modifiers: ["Control"] });
  await tree.pickFromMenu(names[2]!, word("command.compareJobs"));
  await webview.getByRole("table").first().waitFor();
  await page.keyboard.press("Control+B");
  await photographEveryLook(workbench, folder, `${language} 3 compare`);
}

void main();
