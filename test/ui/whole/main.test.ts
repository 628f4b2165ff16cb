// The main job from end to end: browse the jobs of both clouds, read one, submit one, all by mouse and keyboard.
import { strict as assert } from "node:assert";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alibaba } from "../../../src/clouds/alibaba/index";
import { huawei } from "../../../src/clouds/huawei/index";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Workbench } from "../../host/workbench/workbench";
import { type DemoEditor, east, north, openDemoEditor, tall } from "../setup/demoEditor";
import { missingFields, revealAll } from "../steps/fieldRows";
import { showGroupsOnly, sumUnknown, type Totals, totalsOf, wordTotals } from "../steps/groups";
import { type Answers, atQuestion, huaweiAnswers, openSubmit, review, typeConnection, untilClosed, walk } from "../steps/typing";

/** One window for all of it: a person goes on in theirs, too. */
let workbench: Workbench;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "voice-jobs-listeners-"));
  const env = {
    NODE_OPTIONS: `--require ${join(__dirname, "../setup/tellListeners.cjs")}`,
    VOICE_JOBS_TEST_LISTENERS: join(folder, "listeners"),
  };
  workbench = await openEditor({ env, viewport: tall, preload: [join(__dirname, "../setup/stillDemo.cjs")] });
});
after(async () => {
  await closeEditor(workbench);
  await rm(folder, { recursive: true, force: true });
});

describe("connections of one click, and of a thousand jobs", () => {
  const total = 1500;
  let cloud: DemoCloud;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: total, alibaba: 10 } });
  });
  after(() => cloud.close());

  const remove = async (name: string) => {
    const tree = await workbench.openView();
    await tree.pickFromMenu(name, "Remove Connection…");
    const asked = await workbench.dialog.text();
    await workbench.dialog.press("Remove");
    await tree.row(name).waitFor({ state: "detached" });
    return asked;
  };

  /** The local cloud inside the extension, as it counts itself. */
  async function account(): Promise<Record<"huawei" | "alibaba", { readonly states: Totals }>> {
    const origins = (await readFile(join(folder, "listeners"), "utf8")).trim().split("\n");
    for (const origin of origins) {
      const answered = await fetch(`${origin}/account`).catch(() => undefined);
      if (answered?.headers.get("content-type")?.includes("json")) return (await answered.json()) as never;
    }
    throw new Error("No local cloud listens in the editor");
  }

  it("are one click away with demo data where there is no connection, and its totals are the cloud's own count", async () => {
    const tree = await workbench.openView();
    await tree.welcome.getByRole("button", { name: "Add Connection" }).waitFor();
    await tree.welcome.getByText("try it with demo data", { exact: true }).click();
    await tree.row("Demo Huawei").waitFor();
    const counted = await account();
    // Groups open by themselves with their first rows, which may come late, and push the last groups off the screen.
    await eventually(async () => {
      await showGroupsOnly(tree, ["Demo Huawei", "Demo Alibaba"]);
      const shown = await totalsOf(tree, "Demo Huawei");
      assert.deepEqual(sumUnknown(huawei, shown), wordTotals(huawei, counted.huawei.states));
      const shownBeside = await totalsOf(tree, "Demo Alibaba");
      assert.deepEqual(sumUnknown(alibaba, shownBeside), wordTotals(alibaba, counted.alibaba.states));
    });
  });

  it("are removed after asking, and the welcome text comes back", async () => {
    for (const name of ["Demo Huawei", "Demo Alibaba"])
      assert.match(await remove(name), new RegExp(`Remove the connection “${name}”\\?`));
    const tree = await workbench.openView();
    await tree.welcome.getByText("try it with demo data", { exact: true }).waitFor();
  });

  it("have true totals although few jobs are loaded", async () => {
    await typeConnection(workbench, huaweiAnswers(cloud, north));
    const tree = await workbench.openView();
    const counted = wordTotals(huawei, cloud.control.counts("huawei"));
    await eventually(async () => {
      await showGroupsOnly(tree, [north]);
      const shown = await totalsOf(tree, north);
      assert.deepEqual(sumUnknown(huawei, shown), counted);
      const sum = Object.values(shown).reduce((all, count) => all + count, 0);
      assert.equal(sum, total);
    });
  });

  it("load more jobs of a group when asked", async () => {
    const tree = await workbench.openView();
    // All rows of the group at once.
    await workbench.page.setViewportSize({ ...tall, height: 4_600 });
    await showGroupsOnly(tree, [north]);
    const failed = cloud.control.count("huawei", "FAILED");
    const jobs = async () => (await tree.items()).filter(({ level }) => level === 3);
    await tree.expand("Failed");
    await tree.row("Load more").waitFor();
    await eventually(async () => {
      const rows = await jobs();
      const loaded = rows.length - 1;
      assert.ok(loaded >= 20 && loaded < failed, `${loaded} of ${failed}`);
      assert.equal(rows.at(-1)?.description, `${failed - loaded} not loaded`);
    });
    await tree.click("Load more");
    await tree.row("Load more").waitFor({ state: "detached" });
    await eventually(async () => assert.equal((await jobs()).length, failed));
    await workbench.page.setViewportSize(tall);
    await remove(north);
  });
});

describe("main job", () => {
  let editor: DemoEditor;
  /** Distinct names, so that a row is found by its name. */
  let draft: Job;
  let refused: Job;
  let listening: Job;

  before(async () => {
    editor = await openDemoEditor({ huawei: 60, alibaba: 30 }, { window: workbench });
    const { control } = editor.cloud;
    const richest = control.jobs("huawei").reduce((a, b) => (Object.keys(b).length > Object.keys(a).length ? b : a));
    const { job_id: _, ...fields } = richest;
    const phone = "+86 139 0000 4711";
    const failure = { job_failed_code: "MSS.00042101", job_failed_reason: "授权书缺少签名\nsecond line" };
    draft = control.add("huawei", { voice_name: "Draft of the test", state: "CREATING", phone, language: "CN", sex: "MALE" });
    refused = control.add("huawei", { ...fields, ...failure, phone, voice_name: "Refused of the test", state: "AUDIT_FAILED" });
    listening = control.add("alibaba", { VoiceName: "Listening of the test", Status: "AudioDetecting", VoiceDesc: "Warm" });
    await editor.workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await editor.tree.pressTitle("Refresh");
  });
  after(() => editor?.close());

  const stateOf = (job: Job) => editor.cloud.control.job("huawei", String(job.job_id))?.state;
  /** The panel's heading says which job it shows. */
  const untilPanel = (heading: string) => editor.workbench.webview.getByRole("heading", { name: heading, level: 1 }).waitFor();

  it("shows groups whose totals are the cloud's own count, in the order of the job's life", async () => {
    const { tree, cloud } = editor;
    await eventually(async () => {
      await showGroupsOnly(tree, [north, east]);
      assert.deepEqual(sumUnknown(huawei, await totalsOf(tree, north)), wordTotals(huawei, cloud.control.counts("huawei")));
      assert.deepEqual(sumUnknown(alibaba, await totalsOf(tree, east)), wordTotals(alibaba, cloud.control.counts("alibaba")));
      const life = huawei.states.map(({ title }) => title);
      assert.deepEqual(Object.keys(await totalsOf(tree, north)).slice(0, life.length), life);
    });
  });

  it("opens the details of a job by a click, with every field that the cloud sent", async () => {
    const { tree, workbench } = editor;
    await tree.expand("Review failed");
    await tree.click("Refused of the test");
    await untilPanel("Refused of the test");
    await workbench.tab("Refused of the test").waitFor();
    const masked = await workbench.webview.locator("body").innerText();
    assert.ok(!masked.includes("139 0000 4711") && !masked.includes("Signature="), "phone and links are masked until asked for");
    assert.ok((await missingFields(workbench.webview, huawei, refused)).includes("phone"), "what is masked counts as missing");
    await eventually(async () => {
      await revealAll(workbench.webview);
      assert.deepEqual(await missingFields(workbench.webview, huawei, refused), []);
    });
  });

  it("shows every field of the other cloud too, and offers no submit there", async () => {
    const { tree, workbench } = editor;
    await tree.expand("Checking audio");
    await tree.click("Listening of the test");
    await untilPanel("Listening of the test");
    // GmtCreate stands in lists only; the panel shows the answer about this one job.
    const { GmtCreate: _, ...answered } = listening;
    await eventually(async () => {
      await revealAll(workbench.webview);
      assert.deepEqual(await missingFields(workbench.webview, alibaba, answered), []);
    });
    assert.deepEqual(await workbench.webview.getByRole("button", { name: /Submit/ }).count(), 0);
    await eventually(async () => {
      const entries = await tree.menuOf("Listening of the test");
      assert.ok(entries.includes("Open Job Details") && !entries.some((entry) => entry.startsWith("Submit")), entries.join());
    });
  });

  it("copies ids, and what is masked, by their buttons", async () => {
    const { workbench, tree } = editor;
    const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    await tree.click("Refused of the test");
    await untilPanel("Refused of the test");
    await workbench.webview.getByRole("button", { name: "Copy Phone" }).click();
    await eventually(async () => assert.equal(await clipboard(), refused.phone));
    await workbench.webview.locator("header").getByRole("button", { name: "Copy Job ID" }).click();
    await eventually(async () => assert.equal(await clipboard(), refused.job_id));
    await workbench.webview.locator("footer").getByRole("button", { name: "Copy Request ID" }).click();
    await eventually(async () => assert.match(await clipboard(), /^[0-9a-f]{32}$/));
    await tree.expand("Not submitted");
    await tree.pickFromMenu("Draft of the test", "Copy Job ID");
    await eventually(async () => assert.equal(await clipboard(), draft.job_id));
  });

  it("opens a job as a read-only document with phone and links masked", async () => {
    const { workbench } = editor;
    await workbench.webview.getByRole("button", { name: "Open as JSON" }).click();
    await workbench.tab(String(refused.job_id)).waitFor();
    const text = await eventually(async () => {
      const written = await workbench.editorText();
      const shown = JSON.parse(written) as Job;
      assert.deepEqual(Object.keys(shown), Object.keys(refused));
      assert.equal(shown.job_failed_reason, refused.job_failed_reason);
      return written;
    });
    assert.ok(!text.includes("4711") && !text.includes("Signature="), text);
    await workbench.page.locator(".editor-group-container.active .monaco-editor").click();
    await workbench.page.keyboard.type("typed");
    assert.equal(await workbench.editorText(), text);
    await workbench.page.keyboard.press("Escape");
  });

  it("shows a change in the cloud after a refresh, in the tree and on the open panel", async () => {
    const { tree, workbench, cloud } = editor;
    await tree.click("Refused of the test");
    await untilPanel("Refused of the test");
    cloud.control.move("huawei", String(refused.job_id), "WAITING_SPLIT");
    const before = await totalsOf(tree, north);
    await tree.pressInline(north, "Refresh");
    await workbench.webview.locator(".state", { hasText: "Waiting for splitting" }).waitFor();
    await eventually(async () => {
      const after = await totalsOf(tree, north);
      assert.equal(after["Waiting for splitting"], before["Waiting for splitting"]! + 1);
      assert.equal(after["Review failed"], before["Review failed"]! - 1);
    });
    cloud.control.move("huawei", String(refused.job_id), "AUDIT_FAILED");
    await workbench.webview.getByRole("button", { name: "Refresh" }).click();
    await workbench.webview.locator(".state", { hasText: "Review failed" }).waitFor();
    await eventually(async () => assert.deepEqual(await totalsOf(tree, north), before));
  });

  it("submits a job from its row, once, with exactly the typed values, after a modal that names them", async () => {
    const { tree, workbench, cloud } = editor;
    const before = await totalsOf(tree, north);
    await tree.click("Draft of the test");
    await untilPanel("Draft of the test");
    await openSubmit(workbench, tree, "Draft of the test", draft.job_id);
    const title = "Submit “Draft of the test”";
    await walk(workbench, title, [], /^Voice name/);
    await eventually(async () => assert.equal(await workbench.quickInput.value(), "Draft of the test", "prefilled from the job"));
    await workbench.quickInput.pressButton("Back");
    await atQuestion(workbench, title, review);
    const answers: Answers = [
      [/^Voice name/, { type: "  晓晴 2 " }],
      [/^Sex/, { pick: "Female" }],
      [/^Language/, { pick: "Chinese" }],
      [/^Tag/, { pick: "News" }],
      [/^Description/, { type: "Warm, calm" }],
      [/^Phone/, { type: "+86 138 0000 4712" }],
      [/^Customer ID/, { type: "user-7" }],
    ];
    await walk(workbench, title, [], /^Language/);
    await eventually(async () => {
      const english = (await workbench.quickInput.items()).find(({ label }) => label === "English");
      assert.match(english?.detail ?? "", /Chinese/, "a warning stands beside English");
    });
    await workbench.quickInput.pressButton("Back");
    await atQuestion(workbench, title, review);
    await walk(workbench, title, answers);
    const asked = await workbench.dialog.text();
    for (const named of [
      north,
      String(draft.job_id),
      "Draft of the test",
      "晓晴 2",
      "FEMALE",
      "CN",
      "NEWS",
      "Warm, calm",
      "Phone: ••••••••",
      "user-7",
    ]) {
      assert.ok(asked.includes(named), `the modal does not name ${named}:\n${asked}`);
    }
    assert.ok(!asked.includes("4712"), "as on the page, a phone number is masked");
    assert.equal(cloud.control.submitAttempts(String(draft.job_id)), 0, "nothing is sent before the person says so");
    await workbench.dialog.press("Submit");
    await workbench.notifications.see("was submitted. Its state is now: System review.");
    assert.equal(stateOf(draft), "SYSTEM_AUDITING");
    assert.equal(cloud.control.submits(String(draft.job_id)), 1);
    assert.equal(cloud.control.submitAttempts(String(draft.job_id)), 1);
    assert.deepEqual(cloud.control.submitBodies(String(draft.job_id)), [
      {
        voice_name: "晓晴 2",
        sex: "FEMALE",
        language: "CN",
        tag: "NEWS",
        description: "Warm, calm",
        phone: "+86 138 0000 4712",
        app_user_id: "user-7",
      },
    ]);
    await workbench.webview.locator(".state", { hasText: "System review" }).waitFor();
    await workbench.webview
      .getByRole("button", { name: /Submit/ })
      .first()
      .waitFor({ state: "detached" });
    await eventually(async () => {
      const after = await totalsOf(tree, north);
      assert.equal(after["System review"], before["System review"]! + 1);
      assert.equal(after["Not submitted"], before["Not submitted"]! - 1);
    });
    await tree.expand("System review");
    await tree.row("晓晴 2").waitFor();
  });

  it("sends nothing when the person steps back from the modal", async () => {
    const { tree, workbench, cloud } = editor;
    await tree.click("Refused of the test");
    await untilPanel("Refused of the test");
    await workbench.webview.getByRole("button", { name: "Submit Again…" }).click();
    await walk(workbench, "Submit “Refused of the test”", []);
    await workbench.dialog.press("Cancel");
    await atQuestion(workbench, "Submit “Refused of the test”", review);
    await workbench.quickInput.cancel();
    assert.equal(cloud.control.submitAttempts(String(refused.job_id)), 0);
    assert.equal(stateOf(refused), "AUDIT_FAILED");
  });

  it("asks for the job when submit comes from the palette, and offers only jobs that can be submitted", async () => {
    const { workbench, cloud } = editor;
    // The palette's rows may just be going when the first one is seen.
    await eventually(async (short) => {
      await workbench.runQuestion("Voice Jobs: Submit Job…", "Which job should be submitted?");
      const offered = (await workbench.quickInput.items(short)).map(({ description }) => description.split(" · ")[0]);
      assert.deepEqual([...new Set(offered)].sort(), ["Initialized", "Not submitted", "Review failed"]);
    });
    await workbench.quickInput.type("Refused of the test");
    await workbench.quickInput.pick("Refused of the test");
    await atQuestion(workbench, "Submit “Refused of the test”", review);
    await workbench.quickInput.cancel();
    await untilClosed(workbench);
    assert.equal(cloud.control.submitAttempts(String(refused.job_id)), 0);
  });

  it("restores tree and panel after the window was reloaded", async () => {
    const { workbench } = editor;
    await workbench.tab("Refused of the test").click();
    await workbench.reload();
    await untilPanel("Refused of the test");
    await workbench.webview.locator(".state", { hasText: "Review failed" }).waitFor();
    const tree = await workbench.openView();
    await tree.row(north).waitFor();
    await eventually(async () => assert.ok((await totalsOf(tree, north))["Review failed"]));
  });
});
