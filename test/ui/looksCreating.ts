// Command: photographs how jobs are made, checked and deleted, for people to look at:.
import { join, resolve } from "node:path";
import { startDemo } from "../../src/demo";
import { closeEverything, openEditor } from "../host/session";
import { setTheme } from "./themes";
import { alibabaAnswers, typeConnection } from "./typing";

const folder = resolve(process.argv[2] ?? "out/looks");

/** In English: the words of the questions are those that the typing knows. */
async function main(): Promise<void> {
  const cloud = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 12 } });
  const voice = { VoiceId: "xiaoqing", Type: "Basic", Status: "Initialization", Scenario: "story", VoiceName: "晓晴" };
  cloud.control.add("alibaba", voice);
  try {
    const workbench = await openEditor({ viewport: { width: 1100, height: 760 } });
    const { quickInput, page } = workbench;
    const shoot = (name: string) => workbench.screenshot(join(folder, `${name}.png`));
    const tree = await workbench.openView();
    await typeConnection(workbench, alibabaAnswers(cloud, "Studio"));
    await tree.expand("Initialized");
    for (const theme of ["Default Dark Modern", "Default Light Modern"] as const) {
      await setTheme(workbench, theme);
      await workbench.runCommand("Voice Jobs: Create Job…");
      await quickInput.step("Create Job in “Studio”");
      await shoot(`${theme} create 1 kind`);
      await quickInput.cancel();
      await tree.click("晓晴");
      await workbench.webview.getByRole("button", { name: "Check Recordings…" }).waitFor();
      await shoot(`${theme} panel`);
      await workbench.webview.getByRole("button", { name: "Check Recordings…" }).click();
      await quickInput.step("Recordings of");
      await shoot(`${theme} recordings`);
      await quickInput.cancel();
      await workbench.webview.getByRole("button", { name: "Delete…" }).click();
      await workbench.dialog.text();
      await shoot(`${theme} delete`);
      await workbench.dialog.press("Cancel");
      await page.keyboard.press("Escape");
    }
  } finally {
    await closeEverything();
    await cloud.close();
  }
}

void main();
