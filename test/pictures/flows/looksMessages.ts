// Command: photographs questions and messages around jobs: links, a model's submit, exports, lost answers, recovered submits, errors: `looksMessages.ts FOLDER [en|zh-cn] [parts]`.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { tools } from "../../../src/contributions";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import type { FaultAct } from "../../../src/demoCloud/server/faults";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, closeEverything, openEditor, packagedExtension } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { type Caller, makeCaller } from "../../ui/setup/caller";
import { untilClosed } from "../../ui/steps/typing";
import { connectBoth, readWords, run, type Word } from "../../ui/steps/wording";
import { Album } from "../album";

const folder = resolve(process.argv[2] ?? "out/looksMessages");
const language = process.argv[3] ?? "en";
const only = process.argv.slice(4);
const viewport = { width: 1100, height: 860 };
const production = "Production";
const studio = "Studio";
const parts = [
  "links",
  "modelSubmit",
  "jobs",
  "smallAnswers",
  "exporting",
  "lostAnswers",
  "leftovers",
  "errors",
  "emptiness",
] as const;

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const cloud = await startDemo({ moving: false, jobs: { huawei: 40, alibaba: 12 } });
  const caller = await makeCaller();
  try {
    const extensions = [packagedExtension(), caller.folder];
    const workbench = await openEditor({ viewport, extensions, ...(language !== "en" && { language }) });
    await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const word = await readWords(language);
    const tree = await workbench.openView();
    await connectBoth(workbench, word, cloud, { huawei: production, alibaba: studio });
    await new Photographer(workbench, word, cloud, tree, caller).all();
    await closeEditor(workbench);
  } finally {
    await closeEverything();
    await cloud.close();
    await caller.remove();
  }
}

class Photographer {
  private readonly album: Album;

  constructor(
    private readonly workbench: Workbench,
    private readonly word: Word,
    private readonly cloud: DemoCloud,
    private tree: Tree,
    private readonly caller: Caller,
  ) {
    this.album = new Album(workbench);
  }

  /** What cannot be photographed is reported; the rest goes on. */
  async all(): Promise<void> {
    for (const part of parts.filter((each) => only.length === 0 || only.includes(each))) {
      try {
        await this[part]();
      } catch (error) {
        console.error(`${language} ${part}: ${error}`);
        await this.workbench.screenshot(join(folder, `${language} ${part} stopped here.png`));
        for (let press = 0; press < 3; press += 1) await this.workbench.page.keyboard.press("Escape");
        await this.save(`${part}, as far as it went`);
        process.exitCode = 1;
      }
      this.cloud.control.faults.clear();
      this.cloud.control.setLatency(0);
    }
  }

  private async links(): Promise<void> {
    const { page, notifications, quickInput } = this.workbench;
    const job = await this.newJob("晓晴-客服", "AUDIT_FAILED");
    await this.tree.expand(this.word("Review failed"));
    await this.tree.pickFromMenu("晓晴-客服", this.word("command.copyLink"));
    const status = page.locator(".statusbar-item").filter({ hasText: this.word("Link copied") });
    await status.waitFor();
    await this.album.add("copied", status);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const follow = async (address: string) => {
      const other = await page.context().newPage();
      await other.goto(await this.caller.ask({ external: address }));
      await other.close();
    };
    await follow(link);
    await this.workbench.tab("晓晴-客服").waitFor();
    const elsewhere = link.replace(/region=[^&]+/, "region=cn-north-4");
    await follow(elsewhere);
    const place = this.word("The link leads to a job at {0}, and none of your connections leads there. Add one that does.");
    await this.album.addTold(place.split("{0}").at(-1)!);
    await this.clearTold();
    await follow(link.replace(/id=.*/, "id=0000-elsewhere").replace(/region=[^&]+/, "region=cn-north-4"));
    await notifications.press(place.split("{0}").at(-1)!, this.word("Try Another Connection"));
    await this.album.addTold(this.word("“{0}” has no job {1}.", production, "0000-elsewhere"));
    await this.clearTold();
    await follow(link.replace("/job?", "/submit?"));
    await this.album.addTold(this.word("This link does not lead to a job. It may have been cut off or changed on its way."));
    await this.clearTold();
    await follow(link.replace("cloud=huawei", "cloud=tinny"));
    await this.album.addTold(this.word("This link leads to a cloud that this version of Voice Jobs does not know."));
    await this.clearTold();
    await follow(link.replace(`project=${this.cloud.huawei.projectId}`, "project=0123456789abcdef0123456789abcdef"));
    await notifications.toasts.first().waitFor();
    await this.album.add("an endpoint of its own", notifications.toasts.first());
    await this.clearTold();
    await this.save("1 links");
    await page.evaluate(() => navigator.clipboard.writeText("nothing"));
    await run(this.workbench, this.word, "openJobById");
    await quickInput.field.waitFor();
    await this.album.add("by ID", quickInput.box);
    for (const text of ["no id", "26f0••••af66", "0000-elsewhere, 0000-other"]) {
      await quickInput.type(text);
      await page.waitForTimeout(600);
      await this.album.add(text, quickInput.box);
    }
    await quickInput.accept();
    await page.waitForTimeout(1_000);
    await this.album.add("several", quickInput.box);
    await quickInput.cancel();
    await run(this.workbench, this.word, "openJobById");
    await quickInput.type(String(job.job_id));
    await this.album.add("an ID", quickInput.box);
    await quickInput.cancel();
    await this.save("2 open by ID");
  }

  /** A language model proposes, the person sees everything, says yes and no. */
  private async modelSubmit(): Promise<void> {
    const { dialog, quickInput } = this.workbench;
    const job = await this.newJob("云希-课堂", "AUDIT_FAILED", { sex: "FEMALE", language: "CN", tag: undefined });
    const values = { tag: "NEWS", description: "用于新闻播报，语气沉稳" };
    const ask = () => this.caller.ask({ tool: tools.submitJob, input: { job: String(job.job_id), values } });
    const answer = ask();
    await quickInput.row(this.word("Submit…")).waitFor();
    await this.album.addInThemes("review", quickInput.box);
    await this.save("3 a model's submit");
    await quickInput.pick(this.word("Submit…"));
    await dialog.box.waitFor();
    await this.album.addInThemes("modal", dialog.box);
    await this.workbench.page.keyboard.press("Escape");
    console.log(await answer);
    await untilClosed(this.workbench);
    const accepted = ask();
    await quickInput.pick(this.word("Submit…"));
    await dialog.press(this.word("Submit"));
    console.log(await accepted);
    await this.album.addTold(this.word("“{0}” was submitted. Its state is now: {1}.", "云希-课堂").split("{1}")[0]!);
    await this.clearTold();
    await this.save("4 a model's modal");
  }

  /** Search, JSON, comparison, the public log. */
  private async jobs(): Promise<void> {
    const { quickInput, page } = this.workbench;
    await run(this.workbench, this.word, "searchJobs");
    await quickInput.field.waitFor();
    await this.album.add("search", quickInput.box);
    await quickInput.type("晓");
    await page.waitForTimeout(2_000);
    await this.album.add("found", quickInput.box);
    await quickInput.type("没有这样的任务");
    await page.waitForTimeout(2_000);
    await this.album.add("nothing found", quickInput.box);
    await quickInput.cancel();
    for (const command of ["copyJobId", "submitJob", "watchJob", "compareJobs", "exportJobs"]) {
      await run(this.workbench, this.word, command);
      await quickInput.rows.first().waitFor();
      await this.album.add(command, quickInput.box);
      await quickInput.cancel();
    }
    await this.save("5 searching and picking");
  }

  /** One-line answers, and documents of jobs. */
  private async smallAnswers(): Promise<void> {
    const { quickInput, notifications, page } = this.workbench;
    for (const command of ["stopWatching", "showMutedNotices"]) {
      await run(this.workbench, this.word, command);
      await notifications.toasts.first().waitFor();
      await this.album.add(command, notifications.toasts.first());
      await this.clearTold();
    }
    for (const command of ["copyJobId", "watchJob", "openConsole"]) {
      await run(this.workbench, this.word, command);
      await quickInput.rows.first().waitFor();
      await this.album.add(`${command}?`, quickInput.box);
      await quickInput.rows.first().click();
      await page.waitForTimeout(1_500);
      await this.album.add(command, page.locator(".part.statusbar"), page.locator(".part.editor"));
      for (let press = 0; press < 2; press += 1) await page.keyboard.press("Escape");
      await this.clearTold();
    }
    await run(this.workbench, this.word, "openJobJson");
    await quickInput.rows.first().click();
    await page.locator(".view-line").nth(3).waitFor();
    await page.waitForTimeout(1_000);
    await this.album.add("JSON", page.locator(".monaco-workbench"));
    await this.save("5b small answers");
  }

  private async exporting(): Promise<void> {
    const { quickInput, page } = this.workbench;
    await this.tree.pressTitle("Collapse");
    await this.tree.pickFromMenu(production, this.word("command.exportJobs"));
    await quickInput.step("(1/");
    await this.album.add("format", quickInput.box);
    await quickInput.rows.first().click();
    await quickInput.step("(2/");
    await this.album.add("privacy", quickInput.box);
    await quickInput.rows.first().click();
    await page.waitForTimeout(2_000);
    const place = await mkdtemp(join(tmpdir(), "voice-jobs-export-"));
    await quickInput.type(join(place, "jobs.csv"));
    await quickInput.row("..").waitFor();
    this.cloud.control.setLatency(2_500);
    await quickInput.box.getByRole("button", { name: "OK" }).click();
    await this.album.addTold(this.word("Exporting jobs"), 1_000);
    this.cloud.control.setLatency(0);
    await this.album.addTold(this.word("{0} jobs were written to {1}.").split("{0}")[1]!.split("{1}")[0]!);
    await this.clearTold();
    await rm(place, { recursive: true });
    await this.save("6 exporting");
  }

  /** Submits of which it is not known whether they arrived. */
  private async lostAnswers(): Promise<void> {
    const { dialog, notifications, page } = this.workbench;
    await this.newJob("流星", "CREATING", { sex: "FEMALE", language: "CN", tag: "NEWS" });
    await this.submit("流星", { kind: "resetBefore" });
    const still = this.word("The job was read again: its state is {0}. Look again before you submit it again.");
    await this.album.addTold(still.split("{0}")[1]!);
    await notifications.press(still.split("{0}")[1]!, this.word("Look Again"));
    await this.album.addTold(
      this.word("Whether “{0}” was submitted is not known yet: the job was read again, and its state is {1}.").split("{0}")[0]!,
    );
    await this.clearTold();
    await this.submit("流星");
    await dialog.box.getByRole("button", { name: this.word("Forget the Earlier Submit") }).waitFor();
    await this.album.add("an earlier submit", dialog.box);
    await page.keyboard.press("Escape");
    await dialog.box.waitFor({ state: "hidden" });
    await this.newJob("没有权限", "CREATING", { sex: "FEMALE", language: "CN", tag: "NEWS" });
    const body = {
      error_code: "MSS.00000003",
      error_msg: "The tag is not allowed for this type of voice",
      request_id: "9d2c4f6c1e",
    };
    await this.submit("没有权限", { kind: "answer", status: 400, body });
    await this.album.addTold("MSS.00000003");
    await this.clearTold();
    await this.save("7 lost answers");
  }

  /** The window goes in the middle of a submit. */
  private async leftovers(): Promise<void> {
    const { control } = this.cloud;
    for (const [name, submit, read] of [
      ["没有发出", undefined, { kind: "delay", ms: 60_000 }],
      ["没有响应", { kind: "answer", status: 502, processed: false }, { kind: "delay", ms: 60_000 }],
      ["已经提交", { kind: "delay", ms: 60_000 }, undefined],
    ] as const) {
      const job = await this.newJob(name, "CREATING", { sex: "FEMALE", language: "CN", tag: "NEWS" });
      const jobId = String(job.job_id);
      await this.submit(name, submit, read && { act: read, jobId, nth: submit ? 2 : 1 });
      await eventually(() => {
        const reads = control.requests.filter(
          ({ operation, path }) => operation === "ShowVoiceTrainingJob" && path.endsWith(jobId),
        );
        if (submit && control.submitAttempts(jobId) === 0) throw new Error("not sent yet");
        if (read && reads.length < (submit ? 2 : 1)) throw new Error("not read again yet");
      });
      await this.workbench.reload();
      this.tree = await this.workbench.openView();
      await this.album.addTold(name);
      control.faults.clear();
      await this.clearTold();
    }
    await this.save("8 leftovers");
  }

  /** What a refresh in vain says in rows, tips, banners and notifications. */
  private async errors(): Promise<void> {
    const { faults } = this.cloud.control;
    const { page } = this.workbench;
    // Groups of failed jobs wear the same icon.
    const errors = this.tree.rows.filter({ has: page.locator(".codicon-error"), hasNotText: this.word("Failed") });
    const quota = { error_code: "MSS.00000429", error_msg: "quota exceeded" };
    const acts: readonly (readonly [string, FaultAct])[] = [
      ["not sent", { kind: "resetBefore" }],
      ["503", { kind: "answer", status: 503 }],
      ["429", { kind: "answer", status: 429, body: quota }],
      [
        "401",
        {
          kind: "answer",
          status: 401,
          body: { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information" },
        },
      ],
      ["403", { kind: "answer", status: 403, body: { error_code: "APIGW.0302", error_msg: "denied" } }],
      ["a page", { kind: "loginPage" }],
      ["cut", { kind: "truncated", how: "length" }],
    ];
    for (const [name, act] of acts) {
      faults.clear();
      faults.add({ cloud: "huawei", times: "always", act });
      await this.tree.pressTitle("Collapse");
      await this.tree.expand(production);
      await this.tree.pressInline(production, this.word("command.refreshItem"));
      await errors.first().waitFor();
      const tip = page.locator(".workbench-hover-container").filter({ visible: true });
      // A row that is painted again under the mouse shows its tip at the next move only.
      await eventually(async (short) => {
        await page.mouse.move(700, 500);
        await errors.first().hover({ timeout: short });
        await tip.waitFor({ timeout: short });
      });
      await this.album.add(name, errors.first(), tip);
      faults.clear();
      // Nothing is sent with a refused key until that is asked for.
      if (name === "401") await this.tree.pickFromMenu(production, this.word("command.tryKeyAgain"));
      else await this.tree.pressInline(production, this.word("command.refreshItem"));
      await errors.first().waitFor({ state: "detached" });
    }
    await this.save("9 errors");
  }

  /** Reasons why there is nothing to see. */
  private async emptiness(): Promise<void> {
    const { control } = this.cloud;
    for (const cloud of ["huawei", "alibaba"] as const)
      for (const job of control.jobs(cloud)) control.remove(cloud, String(job.job_id ?? job.JobId));
    await this.tree.pressTitle(this.word("command.refreshAll"));
    await this.tree.row(this.word("Training")).waitFor({ state: "detached" });
    await this.workbench.page.mouse.move(700, 500);
    await this.album.addInThemes("no jobs", this.tree.part);
    await this.save("10 nothing");
  }

  private async newJob(name: string, state: string, partial: Job = {}): Promise<Job> {
    const job = this.cloud.control.add("huawei", { voice_name: name, state, ...partial });
    await this.tree.pressTitle("Collapse");
    await this.tree.expand(production);
    await this.tree.pressTitle(this.word("command.refreshAll"));
    await this.tree.expand(this.word(state === "CREATING" ? "Not submitted" : "Review failed"));
    await this.tree.row(name).waitFor();
    return job;
  }

  /** Up to the person's yes. `read`: what meets reading the job from there on. */
  private async submit(
    name: string,
    act?: FaultAct,
    read?: { readonly act: FaultAct; readonly jobId: string; readonly nth: number },
  ): Promise<void> {
    const { quickInput, dialog } = this.workbench;
    await this.tree.pressInline(name, this.word("command.submitJob"));
    await quickInput.box.waitFor();
    await quickInput.pick(this.word("Submit…"));
    await dialog.box.waitFor();
    if (act) this.cloud.control.faults.add({ operation: "CommitVoiceTrainingJob", act });
    if (read) this.cloud.control.faults.add({ operation: "ShowVoiceTrainingJob", ...read });
    this.cloud.control.clearRequests();
    await dialog.press(this.word("Submit"));
  }

  private async clearTold(): Promise<void> {
    await this.workbench.runCommand("Notifications: Clear All Notifications");
    await this.workbench.notifications.toasts.first().waitFor({ state: "hidden" });
  }

  private save(name: string): Promise<void> {
    return this.album.save(join(folder, `${language} ${name}.png`));
  }
}

void main();
