// Command: photographs the histories of jobs, for people to look at: refused, sent back, done, of a cloud without a log; in all themes and narrow; `looksHistory.ts FOLDER [en|zh-cn]`.
import { join, resolve } from "node:path";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { closeEditor, closeEverything, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";
import { connectBoth, readWords, type Word } from "../../ui/steps/wording";

const folder = resolve(process.argv[2] ?? "out/looksHistory");
const looks = Object.keys(themes) as Theme[];
const viewport = { width: 1280, height: 1500 };
/** A column of 300 pixels beside the view, as long as the panel. */
const narrow = { width: 660, height: 3200 };

async function main(): Promise<void> {
  const cloud = await startDemo({ moving: false, jobs: { huawei: 20, alibaba: 10 } });
  try {
    stock(cloud);
    for (const language of ["en", "zh-cn"])
      if (!process.argv[3] || process.argv[3] === language) await photograph(cloud, language);
  } finally {
    await closeEverything();
    await cloud.close();
  }
}

async function photograph(cloud: DemoCloud, language: string): Promise<void> {
  const workbench = await openEditor({ viewport, language });
  const shoot = (name: string) => workbench.screenshot(join(folder, `${language} ${name}.png`));
  const word = await readWords(language);
  const tree = await workbench.openView();
  await connectBoth(workbench, word, cloud, { huawei: "Production", alibaba: "Studio" });
  for (const name of Object.keys(groups)) {
    await open(workbench, tree, word, name);
    for (const theme of name === "Refused recordings" ? looks : looks.slice(0, 1)) {
      await setTheme(workbench, theme);
      await shoot(`${name}, ${theme}`);
    }
    await setTheme(workbench, looks[0]!);
  }
  await workbench.page.setViewportSize(narrow);
  await open(workbench, tree, word, "Refused recordings");
  await shoot("narrow");
  await closeEditor(workbench);
}

async function open(workbench: Workbench, tree: Tree, word: Word, name: string): Promise<void> {
  await workbench.runCommand("View: Close All Editors");
  await tree.pressTitle("Collapse");
  await tree.expand(name === "Alibaba voice" ? "Studio" : "Production");
  await tree.expand(word(groups[name]!));
  await tree.click(name);
  await workbench.webview.getByRole("heading", { name, level: 1 }).waitFor();
  await workbench.webview.locator(".timeline .event").first().waitFor();
}

const groups: Readonly<Record<string, string>> = {
  "Refused recordings": "Review failed",
  "Refused letter": "Review failed",
  "Sent back twice": "Manual review",
  "Done at last": "Completed",
  "Alibaba voice": "Failed",
};

function stock({ control }: DemoCloud): void {
  const now = Math.floor(Date.now() / 1000);
  const hour = 3600;
  const times = { create_time: now - 30 * hour, lastupdate_time: now - 3 * hour };
  const measure = (expected: string, actual: string, suggestion = "", suggestion_en = "") => {
    return { expected, actual, suggestion, suggestion_en, status: suggestion === "" ? 0 : 1 };
  };
  const assess_result = {
    speed: measure("180-260", "271", "语速过快", "Speak more slowly."),
    sound: measure("-30--15", "-25"),
    snr: measure(">=35", "24", "信噪比偏低", "Record in a quieter room."),
    reverb: measure("<=300", "189"),
    dnsmos_ovrl: measure(">=3", "3.2"),
    dnsmos_bak: measure(">=3", "n/a"),
    suggestion: "",
  };
  control.add("huawei", {
    voice_name: "Refused recordings",
    state: "AUDIT_FAILED",
    ...times,
    reject_times: 2,
    job_failed_code: "MSS.00042102",
    job_failed_reason: "2 of 20 recordings contain background noise (3.wav, 11.wav).",
    assess_result,
  });
  control.add("huawei", {
    voice_name: "Refused letter",
    state: "AUDIT_FAILED",
    ...times,
    job_failed_code: "MSS.00042101",
    job_failed_reason: "授权书缺少签名,请重新上传。",
  });
  control.add("huawei", { voice_name: "Sent back twice", state: "AUDITING", ...times, reject_times: 3 });
  control.add("huawei", { voice_name: "Done at last", state: "SUCCEED", ...times });
  control.add("alibaba", { VoiceName: "Alibaba voice", Status: "Fail" });
}

void main();
