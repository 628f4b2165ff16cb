// Making jobs at a cloud that has kinds of them: one that starts at once, and one whose recordings are checked before it is submitted.
import { strict as assert } from "node:assert";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, east, north, openDemoEditor } from "../setup/demoEditor";
import { type Answers, atQuestion, give, walk } from "../steps/typing";

describe("creating", () => {
  let editor: DemoEditor;

  before(async () => {
    editor = await openDemoEditor({ huawei: 10, alibaba: 10 });
    await editor.workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  after(() => editor?.close());

  const title = `Create Job in “${east}”`;
  const sent = (operation: string) => editor.cloud.control.requests.filter((request) => request.operation === operation).length;
  const untilRows = (...expected: readonly string[]) =>
    eventually(async () => {
      const labels = (await editor.workbench.quickInput.items()).map(({ label }) => label);
      for (const row of expected) assert.ok(labels.includes(row), `${row}: ${labels.join("\n")}`);
    });
  const jobOf = (name: string) =>
    editor.cloud.control.jobs("alibaba").filter(({ VoiceName, VoiceId }) => VoiceName === name || VoiceId === name);
  /** Answers all that is asked, up to the look at everything. */
  const fillIn = async (answers: Answers) => {
    await walk(editor.workbench, title, answers, /Check what will be sent/);
    await atQuestion(editor.workbench, title, /Check what will be sent/);
  };
  const standard: Answers = [
    [/Which kind/, { pick: "Standard" }],
    [/^Voice name/, { type: "Aurora of the test" }],
    [/^Sex/, { pick: "Female" }],
    [/^Training recordings/, { type: "media1, media2", isIds: true }],
    [/^Consent recording/, { type: "media3", isIds: true }],
  ];

  it("is offered at both clouds, each with its own kinds of jobs", async () => {
    const { tree, workbench } = editor;
    for (const [name, kinds] of [
      [north, ["Basic", "Advanced", "Premium", "DupDub"]],
      [east, ["Basic", "Standard", "CosyVoice"]],
    ] as const) {
      await tree.pickFromMenu(name, "Create Job…");
      await atQuestion(workbench, `Create Job in “${name}”`, /Which kind/);
      await eventually(async () =>
        assert.deepEqual(
          (await workbench.quickInput.items()).map(({ label }) => label),
          kinds,
        ),
      );
      await workbench.quickInput.cancel();
    }
  });

  it("makes a job that starts at once: wrong values are told at their step, everything is shown before, and one request goes out", async () => {
    const { tree, workbench } = editor;
    await workbench.runCommand("Voice Jobs: Create Job…");
    await workbench.quickInput.pick(east);
    await walk(workbench, title, standard.slice(0, 2), /^Training recordings/);
    await give(workbench, { type: "one; two", isIds: true });
    await eventually(async () => assert.match(await workbench.quickInput.message(), /separated by commas/));
    await give(workbench, { type: "media1, media2" });
    await walk(workbench, title, [], /^Sex/);
    await eventually(async () => {
      const sexes = (await workbench.quickInput.items()).map(({ label }) => label);
      assert.deepEqual(sexes, ["Female", "Male", "Leave empty"], "of a new job nothing can stay as it is");
    });
    await give(workbench, { pick: "Female" });
    await fillIn(standard);
    await untilRows(
      "Create…",
      "Preview Request",
      "Kind: Standard",
      "Voice name: Aurora of the test",
      "Training recordings: media1, media2",
    );
    // By the keyboard: what explains a row may lie over the next one.
    await workbench.page.keyboard.press("ArrowDown");
    await workbench.page.keyboard.press("Enter");
    await eventually(async () => {
      const text = (await workbench.webview.locator("main").innerText({ timeout: 5_000 })).replaceAll(/\s/g, "");
      assert.ok(text.includes("x-acs-actionSubmitStandardCustomizedVoiceJob"), text);
      assert.ok(text.includes("Audios=media1%2Cmedia2") && !text.includes("Credential="), text);
    });
    await workbench.page.mouse.move(900, 1200);
    await workbench.quickInput.pick("Sex: Female (female)");
    await atQuestion(workbench, title, /^Sex/);
    await workbench.quickInput.pick("Male");
    await atQuestion(workbench, title, /Check what will be sent/);
    await workbench.quickInput.pick("Create…");
    const asked = await workbench.dialog.text();
    for (const named of ["Aurora of the test", east, "Kind: Standard", "media1, media2", "media3", "Male (male)", "billed"]) {
      assert.ok(asked.includes(named), `the modal does not name ${named}:\n${asked}`);
    }
    assert.equal(sent("SubmitStandardCustomizedVoiceJob"), 0, "nothing is sent before the person says so");
    await workbench.dialog.press("Create");
    await workbench.notifications.see("“Aurora of the test” was created");
    assert.equal(sent("SubmitStandardCustomizedVoiceJob"), 1);
    assert.deepEqual(
      jobOf("Aurora of the test").map(({ Gender, Type, Status }) => [Gender, Type, Status]),
      [["male", "Standard", "AudioDetecting"]],
    );
    await tree.expand("Checking audio");
    await tree.row("Aurora of the test").waitFor();
    await workbench.notifications.press("“Aurora of the test” was created", "Open Job Details");
    await workbench.webview.getByRole("heading", { name: "Aurora of the test", level: 1 }).waitFor();
  });

  it("finds the job whose answer was lost, and never sends it again", async () => {
    const { workbench, cloud, tree } = editor;
    cloud.control.faults.add({ operation: "CreateCustomizedVoiceJob", act: { kind: "resetAfter" } });
    await tree.pickFromMenu(east, "Create Job…");
    await fillIn([
      [/Which kind/, { pick: "Basic" }],
      [/^Voice ID/, { type: "xiaoqing7" }],
      [/^Scenario/, { pick: "Stories" }],
      [/^Sex/, { pick: "Female" }],
      [/^Voice name/, { type: "Xiaoqing of the test" }],
    ]);
    await workbench.quickInput.pick("Create…");
    await workbench.dialog.press("Create");
    await workbench.notifications.see("The answer was lost, but the list shows that “xiaoqing7” was created");
    assert.equal(sent("CreateCustomizedVoiceJob"), 1);
    assert.equal(jobOf("xiaoqing7").length, 1);
  });

  it("has the recordings of a Basic job checked one by one and by a pattern, remembers what passed, and submits the job", async () => {
    const { workbench, cloud } = editor;
    const { quickInput } = workbench;
    await workbench.notifications.press("“xiaoqing7” was created", "Check Recordings…");
    await quickInput.step("Recordings of “Xiaoqing of the test”: 0 of 20 passed");
    const first = quickInput.rows.filter({ hasText: /^1\. / }).first();
    await first.click();
    await quickInput.step("Recording 1 of “Xiaoqing of the test”");
    await give(workbench, { type: "https://bucket.oss-cn-shanghai.example/noise1.wav" });
    await quickInput.step("Recordings of “Xiaoqing of the test”: 0 of 20 passed");
    await quickInput.rows.filter({ hasText: "refused: 环境噪声过大" }).first().waitFor();
    await quickInput.pick("Check 20 by a Pattern…");
    await quickInput.step("20 recordings of “Xiaoqing of the test”");
    await give(workbench, { type: "https://bucket.oss-cn-shanghai.example/one.wav" });
    await eventually(async () => assert.match(await quickInput.message(), /Put \{id\} where/));
    await give(workbench, { type: "https://bucket.oss-cn-shanghai.example/voice/{id}.wav" });
    await workbench.notifications.see("Recordings: 20 passed, 0 refused, 0 not checked.");
    assert.equal(sent("DetectAudioForCustomizedVoiceJob"), 21);
    await quickInput.step("Recordings of “Xiaoqing of the test”: 20 of 20 passed");
    await quickInput.pick("Submit…");
    const submit = "Submit “Xiaoqing of the test”";
    await walk(workbench, submit, [], /Check what will be sent/);
    await atQuestion(workbench, submit, /Check what will be sent/);
    await untilRows("Voice ID: xiaoqing7");
    await quickInput.pick("Submit…");
    await workbench.dialog.press("Submit");
    await workbench.notifications.see("“Xiaoqing of the test” was submitted");
    assert.equal(sent("SubmitCustomizedVoiceJob"), 1);
    assert.equal(jobOf("xiaoqing7")[0]?.Status, "AudioDetecting");
    assert.ok(!JSON.stringify(cloud.control.requests).includes("undefined"));
  });

  it("tells at once that a voice ID is taken, and which right is missing", async () => {
    const { workbench, cloud, tree } = editor;
    const again: Answers = [
      [/Which kind/, { pick: "Basic" }],
      [/^Voice ID/, { type: "xiaoqing7" }],
      [/^Scenario/, { pick: "Stories" }],
      [/^Sex/, { pick: "Female" }],
    ];
    await tree.pickFromMenu(east, "Create Job…");
    await fillIn(again);
    await workbench.quickInput.pick("Create…");
    assert.match(await workbench.dialog.text(), /there is already a job of this name/);
    await workbench.dialog.press("Create");
    await workbench.notifications.see("A job has the voice ID “xiaoqing7” already. Nothing was sent.");
    assert.equal(sent("CreateCustomizedVoiceJob"), 1);
    const body = { Code: "NoPermission", Message: "denied", RequestId: "REQUEST-4712" };
    cloud.control.faults.add({ operation: "SubmitStandardCustomizedVoiceJob", act: { kind: "answer", status: 403, body } });
    await tree.pickFromMenu(east, "Create Job…");
    await fillIn(standard);
    await workbench.quickInput.pick("Create…");
    await workbench.dialog.press("Create");
    await workbench.notifications.see(/ice:SubmitStandardCustomizedVoiceJob[\s\S]*REQUEST-4712/);
  });
});
