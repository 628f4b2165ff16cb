// Command: photographs the steps of a submit, for people to look at, into a folder; in English or, with `zh-cn`, in Chinese.
import { join, resolve } from "node:path";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, closeEverything, openEditor } from "../../host/workbench/session";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";
import { connectHuawei, readWords } from "../../ui/steps/wording";

const folder = resolve(process.argv[2] ?? "out/looksSubmitting");
const language = process.argv[3] === "zh-cn" ? "zh-cn" : "en";
const looks = Object.keys(themes) as Theme[];
/** All rows of the list are there. */
const viewport = { width: 1280, height: 1100 };

async function main(): Promise<void> {
  const cloud = await startDemo({ moving: false, jobs: { huawei: 20, alibaba: 0 } });
  try {
    await photograph(cloud);
  } finally {
    await closeEverything();
    await cloud.close();
  }
}

async function photograph(cloud: DemoCloud): Promise<void> {
  const workbench = await openEditor({ viewport, language });
  const { quickInput, page } = workbench;
  /** Below the page of the job, and later than that. */
  const preview = () =>
    page
      .locator("iframe.webview.ready")
      .filter({ visible: true })
      .last()
      .contentFrame()
      .locator("#active-frame")
      .contentFrame()
      .locator("pre");
  const word = await readWords(language);
  const tree = await workbench.openView();
  for (const job of cloud.control.jobs("huawei"))
    if (job.state === "AUDIT_FAILED") cloud.control.remove("huawei", String(job.job_id));
  cloud.control.add("huawei", {
    voice_name: "晓晴-客服",
    state: "AUDIT_FAILED",
    sex: "FEMALE",
    language: "CN",
    tag: undefined,
    phone: "+86 138 0000 4712",
    job_failed_code: "MSS.00041203",
    job_failed_reason:
      "The training data contains more than one speaker. 第 3、7、12 条录音中可以听到第二个人的声音，请在安静的环境中由同一名发音人重新录制后再提交，并确认授权书已签名。",
  });
  await connectHuawei(workbench, word, cloud, "Production");
  await tree.expand(word("Review failed"));
  for (const theme of looks) {
    await setTheme(workbench, theme);
    const shoot = (name: string) => workbench.screenshot(join(folder, `${language} ${theme} ${name}.png`));
    await tree.row("晓晴-客服").click();
    await workbench.webview.locator("footer").waitFor();
    await workbench.webview.getByRole("button", { name: word("Submit Again…") }).click();
    await quickInput.row(word("Preview Request")).waitFor();
    await shoot("1 first sight");
    await quickInput.pick(word("Description"));
    await quickInput.type("Warm and calm");
    await shoot("2 one value");
    await quickInput.accept();
    await quickInput.row(word("Preview Request")).waitFor();
    await quickInput.rows.filter({ hasText: word("Preview Request") }).click();
    await preview().waitFor();
    await eventually(async () => {
      if (!/voice_name/.test(await preview().innerText())) throw new Error("no preview");
    });
    await preview().scrollIntoViewIfNeeded();
    await shoot("3 preview");
    // By keyboard: a row under the mouse may hold its words over the next one.
    await quickInput.row(word("Show Personal Data in the Preview")).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await eventually(async () => {
      if (!/4712/.test(await preview().innerText())) throw new Error("not revealed");
    });
    await preview().scrollIntoViewIfNeeded();
    await shoot("4 revealed");
    await quickInput.row(word("Mask Personal Data in the Preview")).waitFor();
    await quickInput.pick(word("Submit…"));
    await workbench.dialog.box.waitFor();
    await shoot("5 modal");
    await page.keyboard.press("Escape");
    await quickInput.row(word("Preview Request")).waitFor();
    await quickInput.cancel();
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+W");
  }
  await closeEditor(workbench);
}

void main();
