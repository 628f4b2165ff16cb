// Command: photographs what people see, for people to look at, into a folder.
import { join, resolve } from "node:path";
import { type DemoCloud, startDemo } from "../../src/demoCloud/index";
import { eventually } from "../host/workbench/eventually";
import { closeEditor, closeEverything, openEditor } from "../host/workbench/session";
import { setTheme, type Theme } from "../ui/steps/themes";
import { addConnection, alibabaAnswers, huaweiAnswers, openSubmit, typeConnection, walk } from "../ui/steps/typing";

const folder = resolve(process.argv[2] ?? "out/looks");
const looks: readonly Theme[] = ["Default Dark Modern", "Default Light Modern", "Default High Contrast"];
const viewport = { width: 1280, height: 860 };

async function main(): Promise<void> {
  const cloud = await startDemo({ moving: false, jobs: { huawei: 120, alibaba: 40 } });
  try {
    await photographEnglish(cloud);
    await photographChinese();
  } finally {
    await closeEverything();
    await cloud.close();
  }
}

async function photographEnglish(cloud: DemoCloud): Promise<void> {
  const workbench = await openEditor({ viewport });
  const shoot = (name: string) => workbench.screenshot(join(folder, `${name}.png`));
  const tree = await workbench.openView();
  for (const theme of looks) {
    await setTheme(workbench, theme);
    await tree.welcome.waitFor();
    await shoot(`${theme} welcome`);
  }
  await setTheme(workbench, "Default Dark Modern");
  await workbench.runCommand("Voice Jobs: Add Connection…");
  await shoot("add 1 cloud");
  const answers = huaweiAnswers(cloud, "Production", "a-wrong-secret");
  for (const [number, question] of [/Where are the jobs/, /^Endpoint/, /sign in/, /^Secret/, /^Security/].entries()) {
    await walk(workbench, addConnection, answers, question);
    await shoot(`add ${number + 2}`);
  }
  await workbench.quickInput.accept();
  await eventually(async () => {
    if (!/did not accept/.test(await workbench.quickInput.message())) throw new Error("no complaint");
  });
  await shoot("add 7 refused");
  await workbench.quickInput.cancel();
  await typeConnection(workbench, huaweiAnswers(cloud, "Production"));
  await typeConnection(workbench, alibabaAnswers(cloud, "Studio"));

  const { control } = cloud;
  const seconds = Math.floor(Date.now() / 1000);
  const named = (voice_name: string, state: string) =>
    control.add("huawei", { voice_name, state, lastupdate_time: seconds - 600 });
  const draft = named("Draft of a voice", "CREATING");
  named("晓晴-客服", "AUDIT_FAILED");
  named("In training", "PROCESSING");
  named("Ready to speak", "SUCCEED");
  named("Went wrong", "FAILED");
  control.add("alibaba", { VoiceName: "Alibaba voice", Status: "Fail" });
  await tree.pressInline("Production", "Refresh");
  await tree.expand("Not submitted");
  await tree.row("Draft of a voice").waitFor();
  for (const theme of looks) {
    await setTheme(workbench, theme);
    await shoot(`${theme} tree`);
  }
  for (const [group, name] of [
    ["Not submitted", "Draft of a voice"],
    ["Review failed", "晓晴-客服"],
    ["Training", "In training"],
    ["Completed", "Ready to speak"],
    ["Failed", "Went wrong"],
  ] as const) {
    await tree.pressTitle("Collapse");
    await tree.expand("Production");
    await tree.expand(group);
    await tree.click(name);
    await workbench.webview.getByRole("heading", { name, level: 1 }).waitFor();
    await workbench.webview.locator("footer", { hasText: "Request ID" }).waitFor();
    for (const theme of looks) {
      await setTheme(workbench, theme);
      await shoot(`${theme} details ${group}`);
    }
  }
  await setTheme(workbench, "Default Light Modern");
  await workbench.page.setViewportSize({ width: 760, height: 860 });
  await shoot("narrow details");
  await workbench.page.setViewportSize(viewport);
  await tree.expand("Not submitted");
  await openSubmit(workbench, tree, "Draft of a voice", draft.job_id);
  await shoot("submit 1");
  const values = [[/^Description/, { type: "Warm and calm" }]] as const;
  await walk(workbench, "Submit", values, /^Language/);
  await shoot("submit 2 language");
  await workbench.quickInput.accept();
  await walk(workbench, "Submit", values);
  await workbench.dialog.box.waitFor();
  await shoot("submit 3 modal");
  await workbench.dialog.press("Submit");
  await workbench.notifications.see("was submitted");
  await shoot("submit 4 done");
  control.faults.add({ cloud: "huawei", times: "always", act: { kind: "answer", status: 500 } });
  await tree.pressInline("Production", "Refresh");
  await tree.row(/refresh/i).waitFor();
  for (const theme of looks) {
    await setTheme(workbench, theme);
    await shoot(`${theme} error`);
  }
  control.faults.clear();
  await closeEditor(workbench);
}

async function photographChinese(): Promise<void> {
  const workbench = await openEditor({ viewport, language: "zh-cn" });
  const tree = await workbench.openView();
  await tree.welcome.waitFor();
  await workbench.screenshot(join(folder, "Chinese welcome.png"));
  await tree.welcome.getByText("使用演示数据试用").click();
  // What needs the person: all other groups begin closed.
  const first = tree.rows.and(workbench.page.locator("[aria-level='2']:not([aria-expanded])")).first();
  // Rows still move.
  await eventually(async (short) => {
    await first.click({ timeout: short });
    await workbench.webview.getByRole("heading", { level: 1 }).waitFor({ timeout: short });
  });
  await workbench.webview.locator("footer").waitFor();
  await workbench.screenshot(join(folder, "Chinese details.png"));
  await closeEditor(workbench);
}

void main();
