// Submitting with sight: the review of all values, what differs, why a job was refused, the preview of the request, and what is remembered.
import { strict as assert } from "node:assert";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";
import { assertFitsNarrowColumn } from "../steps/narrow";
import { setTheme, type Theme, themes } from "../steps/themes";
import { type Answers, atQuestion, openSubmit, review, untilClosed, walk } from "../steps/typing";

const phone = "+86 138 0000 4712";

describe("submitting with sight", () => {
  let editor: DemoEditor;
  let refused: Job;

  before(async () => {
    editor = await openDemoEditor({ huawei: 6, alibaba: 2 });
    await editor.workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    refused = editor.cloud.control.add("huawei", {
      voice_name: "Refused of the test",
      state: "AUDIT_FAILED",
      sex: "FEMALE",
      language: "CN",
      tag: undefined,
      app_user_id: undefined,
      output_language: undefined,
      phone,
      job_failed_code: "MSS.00042102",
      job_failed_reason: "Two recordings were refused: 3.wav and 7.wav [x](command:quit) $(trash)",
    });
    await editor.tree.pressTitle("Refresh");
    await editor.tree.row("Refused of the test").waitFor({ state: "attached" });
  });
  after(() => editor?.close());

  const title = "Submit “Refused of the test”";
  const key = (name: string) => editor.workbench.page.keyboard.press(name);
  /** In the list, types what the row is called, and chooses it. */
  const choose = async (name: string) => {
    await atQuestion(editor.workbench, title, review);
    await editor.workbench.quickInput.untilItHasTheKeys();
    await editor.workbench.page.keyboard.type(name);
    await untilActive(new RegExp(`^${name}`));
    // What the review said may come at this moment: the list is painted again, and the key is lost.
    await eventually(async () => {
      if (!review.test((await editor.workbench.quickInput.field.getAttribute("placeholder")) ?? "")) return;
      if ((await active()).startsWith(name)) await key("Enter");
      throw new Error("The list is still open");
    });
    await atQuestion(editor.workbench, title, new RegExp(`^${name} \\(optional\\)`));
  };
  /** The row that Enter would choose. */
  const active = async () => {
    const { page, quickInput } = editor.workbench;
    // A row that was used for another list may keep its second line, unseen.
    const label = quickInput.rows.and(page.locator(".focused")).locator(".quick-input-list-row .label-name");
    return (await label.allTextContents())[0] ?? "";
  };
  const untilActive = (label: RegExp) => eventually(async () => assert.match(await active(), label));
  const goTo = (label: RegExp, way: "ArrowUp" | "ArrowDown") =>
    eventually(async () => {
      const at = await active();
      if (label.test(at)) return;
      await key(way);
      throw new Error(`at ${at}`);
    });
  const rows = async () =>
    (await editor.workbench.quickInput.items()).map(({ label, description }) => `${label} | ${description}`);
  /** The preview's page: a line for each part of the head, and the body as it is. */
  const preview = async () => {
    const page = editor.workbench.webview;
    const facts = await page
      .locator(".fact")
      .evaluateAll((found) => found.map((fact) => [...fact.children].map((part) => part.textContent?.trim()).join(": ")));
    return { head: facts.join("\n"), body: (await page.locator("pre").textContent({ timeout: 5_000 })) ?? "" };
  };

  it("shows by keyboard alone why the job was refused, each value and what differs, and the request before it goes out", async () => {
    const { workbench, cloud } = editor;
    const { quickInput } = workbench;
    await workbench.runQuestion("Voice Jobs: Submit Job…", "Which job should be submitted?");
    await workbench.page.keyboard.type(String(refused.job_id));
    await eventually(async () => assert.equal(await quickInput.rows.count(), 1));
    await key("Enter");
    // What the review said and what the account has left come by themselves, and each paints the list again.
    await quickInput.row("Found by the system review:").waitFor();
    await eventually(async () => assert.ok((await rows()).some((row) => row.startsWith("Remaining in the account"))));
    await choose("Tag");
    await workbench.page.keyboard.type("News");
    await untilActive(/^News$/);
    await key("Enter");
    await choose("Description");
    await workbench.page.keyboard.type("Warm");
    await key("Enter");
    await atQuestion(workbench, title, /different from last time: 1/);
    await untilActive(/^Submit…$/);
    // What the review said comes by itself.
    await quickInput.row("Found by the system review:").waitFor();
    await eventually(async () => {
      const shown = await rows();
      assert.match(
        shown.join("\n"),
        /^Nothing was uploaded from here .*\nCode: MSS\.00042102 \| \nTwo recordings were refused: 3\.wav and 7\.wav \[x\]/,
      );
      assert.ok(
        shown.some((row) => row.startsWith("3.wav: ")) && shown.some((row) => row.startsWith("7.wav: ")),
        shown.join("\n"),
      );
      assert.deepEqual(shown.slice(shown.findIndex((row) => row.startsWith("Voice name"))), [
        "Voice name: Refused of the test | ",
        "Sex: Female (FEMALE) | ",
        "Language: Chinese (CN) | ",
        "Tag: News (NEWS) | new",
        "Description: Warm | ",
        "Phone: •••••••• | ",
        "Customer ID | ",
        "Output language | ",
        "Preview text | ",
      ]);
    });
    assert.equal(await quickInput.box.locator("a[href], .codicon-trash").count(), 0, "texts of the cloud are texts");

    await goTo(/^Code: /, "ArrowUp");
    await key("Enter");
    await goTo(/^Preview Request$/, "ArrowDown");
    await key("Enter");
    await eventually(async () => assert.match((await preview()).body, /"phone":"•••• \(masked\)"/));
    const covered = await preview();
    assert.match(covered.head, /^Method: POST\nAddress: http:\/\/127\.0\.0\.1/);
    assert.match(covered.head, /Authorization: •••$/);
    assert.ok(!covered.body.includes("4712"));
    await untilActive(/^Preview Request$/);
    await key("ArrowDown");
    await untilActive(/^Show Personal Data in the Preview$/);
    await key("Enter");
    await eventually(async () => assert.equal(JSON.parse((await preview()).body).phone, phone));

    await untilActive(/^Mask Personal Data in the Preview$/);
    await goTo(/^Voice name/, "ArrowDown");
    await key("Enter");
    await atQuestion(workbench, title, /^Voice name/);
    await workbench.page.keyboard.type("晓晴 2");
    await key("Enter");
    await eventually(async () => assert.ok((await rows()).includes("Voice name: 晓晴 2 | was: Refused of the test")));
    await eventually(async () => assert.equal(JSON.parse((await preview()).body).voice_name, "晓晴 2"));
    const { body } = await preview();

    await goTo(/^Phone/, "ArrowDown");
    await key("Enter");
    await atQuestion(workbench, title, /^Phone/);
    await eventually(async () => assert.equal(await quickInput.value(), phone, "shown to who asks for it"));
    await quickInput.pressButton("Back");
    await untilActive(/^Phone/);
    await goTo(/^Submit…$/, "ArrowUp");
    await untilActive(/^Submit…$/);
    await key("Enter");
    assert.match(await workbench.dialog.text(), /晓晴 2/);
    assert.equal(cloud.control.submitAttempts(String(refused.job_id)), 0);
    await key("Enter");
    await workbench.notifications.see("was submitted");
    assert.deepEqual(
      cloud.control.submitBodies(String(refused.job_id)).map((each) => JSON.stringify(each)),
      [body],
    );
    assert.equal(cloud.control.submitAttempts(String(refused.job_id)), 1);
    await eventually(async () => assert.ok(!(await preview()).body.includes("4712"), "what was revealed is covered again"));
  });

  it("hands out what was sent as a curl command, without key, signature and phone", async () => {
    const { workbench, cloud } = editor;
    await workbench.webview.getByRole("button", { name: "Copy as curl", exact: true }).click();
    const command = await eventually(async () => {
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      assert.match(text, /^curl --globoff --request 'POST' 'http:\/\/127\.0\.0\.1/);
      return text;
    });
    assert.match(command, /--header 'Authorization: <AUTHORIZATION>'/);
    assert.match(command, /--data-raw '.*"voice_name":"晓晴 2"/);
    const { accessKeyId, secretAccessKey } = cloud.huawei;
    for (const secret of ["4712", accessKeyId, secretAccessKey, "•••'"]) assert.ok(!command.includes(secret), command);
    // Its form is closed.
    await workbench.webview.getByRole("button", { name: "Show Personal Data" }).waitFor({ state: "detached" });
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(workbench, theme);
      assert.deepEqual(await axeFindings(workbench.webview), [], theme);
    }
    await setTheme(workbench, "Default Dark Modern");
    await assertFitsNarrowColumn(workbench);
  });

  it("fills in what was used last, for another job without its name and phone, and sends nothing that is left", async () => {
    const { workbench, cloud, tree } = editor;
    const { quickInput } = workbench;
    const fresh = cloud.control.add("huawei", {
      ...{ voice_name: "Fresh of the test", state: "CREATING", sex: "MALE" },
      ...{ language: undefined, tag: undefined, phone: undefined, app_user_id: undefined },
      output_language: undefined,
    });
    await tree.pressInline(north, "Refresh");
    await tree.row("Fresh of the test").waitFor();
    await openSubmit(workbench, tree, "Fresh of the test", fresh.job_id);
    await walk(workbench, "Submit “Fresh of the test”", [], review);
    await eventually(async () => {
      const offered = await rows();
      assert.deepEqual(offered.slice(offered.findIndex((row) => row.startsWith("Voice name"))), [
        "Voice name: Fresh of the test | ",
        "Sex: Male (MALE) | ",
        "Language: Chinese (CN) | new · as used last",
        "Tag: News (NEWS) | new · as used last",
        "Description: Warm | as used last",
        "Phone | ",
        "Customer ID | ",
        "Output language | ",
        "Preview text | ",
      ]);
    });
    await quickInput.cancel();
    assert.equal(cloud.control.submitAttempts(String(fresh.job_id)), 0);
  });

  it("compares a job that was refused again with what it was submitted with", async () => {
    const { workbench, cloud, tree } = editor;
    const { quickInput } = workbench;
    cloud.control.move("huawei", String(refused.job_id), "AUDIT_FAILED");
    cloud.control.change("huawei", String(refused.job_id), { language: "EN" });
    await tree.pressInline(north, "Refresh");
    await tree.row("晓晴 2").waitFor();
    await openSubmit(workbench, tree, "晓晴 2", refused.job_id);
    const answers: Answers = [[/^Description/, { type: "Warm and calm" }]];
    await walk(workbench, "Submit “晓晴 2”", answers, review);
    await eventually(async () => {
      const marked = (await rows()).filter((row) => /(was|new)/.test(row.split(" | ")[1] ?? ""));
      assert.deepEqual(marked, ["Language: English (EN) | was: Chinese (CN)", "Description: Warm and calm | was: Warm"]);
    });
    await quickInput.cancel();
    await untilClosed(workbench);
  });

  it("looks again where it is not known what became of it, and says what is known", async () => {
    const { workbench, cloud, tree } = editor;
    const { notifications } = workbench;
    const draft = cloud.control.add("huawei", { voice_name: "Lost of the test", state: "CREATING" });
    await tree.pressInline(north, "Refresh");
    await tree.row("Lost of the test").waitFor();
    cloud.control.faults.add({ operation: "CommitVoiceTrainingJob", act: { kind: "resetBefore" } });
    await openSubmit(workbench, tree, "Lost of the test", draft.job_id);
    await walk(workbench, "Submit “Lost of the test”", []);
    await workbench.dialog.press("Submit");
    await notifications.press(/Look again before you submit it again/, "Look Again");
    await notifications.see("Whether “Lost of the test” was submitted is not known yet");
    cloud.control.move("huawei", String(draft.job_id), "SYSTEM_AUDITING");
    await notifications.press("Whether “Lost of the test” was submitted", "Look Again");
    await notifications.see("“Lost of the test” was submitted. Its state is now: System review.");
    assert.equal(cloud.control.submitAttempts(String(draft.job_id)), 1);
  });
});
