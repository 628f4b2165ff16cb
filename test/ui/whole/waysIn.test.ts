// Each way into both clouds, from the first question to the first job: typed, looked up, renewed, and once by keyboard alone.
import { strict as assert } from "node:assert";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { clockTime, day, minute } from "../../../src/text/time";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { tall } from "../setup/demoEditor";
import { totalsOf } from "../steps/groups";
import { answerByKeyboard, pressTabUntil, runByKeyboard } from "../steps/keyboard";
import { addConnection, alibabaAnswers, atQuestion, give, typeConnection, untilClosed, walk } from "../steps/typing";
import {
  alibabaPlace,
  alibabaProfile,
  alibabaTemporaryKey,
  huaweiKey,
  huaweiPassword,
  huaweiPlace,
  huaweiProfile,
  huaweiTemporaryKey,
  huaweiToken,
  typeConnectionOf,
} from "../steps/ways";

describe("ways in", () => {
  let cloud: DemoCloud;
  let home: string;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 1, alibaba: 1 } });
    home = await mkdtemp(join(tmpdir(), "voice-jobs-home-"));
    workbench = await openEditor({ viewport: tall, env: { HOME: home, USERPROFILE: home } });
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
    await rm(home, { recursive: true, force: true });
  });
  afterEach(() => cloud.control.faults.clear());

  const writeHome = async (path: string, content: unknown) => {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), JSON.stringify(content));
  };
  /** The connection's job is shown, and nothing is wrong with it. */
  const untilIn = async (name: string) => {
    await eventually(async () =>
      assert.deepEqual(
        Object.values(await totalsOf(tree, name)).reduce((sum, count) => sum + count, 0),
        1,
        name,
      ),
    );
  };
  const asked = () => cloud.control.requests.map(({ operation, status }) => `${operation} ${status}`);
  /** Presses Refresh, and waits for the last answer of the cloud. */
  const refresh = async (name: string, operation = "ListVoiceTrainingJob") => {
    cloud.control.clearRequests();
    await tree.pressInline(name, "Refresh");
    await eventually(() => assert.ok(asked().includes(`${operation} 200`), asked().join()));
  };

  it("begin in an empty editor and end at the jobs, by keyboard alone", async () => {
    const { huawei } = cloud;
    await runByKeyboard(workbench, "View: Show Voice Jobs");
    // Open by now, so nothing is clicked.
    tree = await workbench.openView();
    await pressTabUntil(workbench, "Add Connection");
    await workbench.page.keyboard.press("Enter");
    await answerByKeyboard(workbench, addConnection, [
      [/Where are the jobs/, { pick: "Another Huawei endpoint…" }],
      [/^Endpoint/, { type: huawei.endpoint }],
      [/^Project ID/, { type: huawei.projectId }],
      [/^Name/, { type: "Keys only" }],
      [/How do you sign in/, { pick: "Access key" }],
      [/^Access key ID/, { type: huawei.accessKeyId }],
      [/^Secret access key/, { type: huawei.secretAccessKey }],
    ]);
    await untilClosed(workbench);
    await untilIn("Keys only");
  });

  it("by a key that finds several projects lead to the one that is chosen, a sub-project too", async () => {
    const { subProject, region, otherProject, projectId } = cloud.huawei;
    await workbench.runCommand("Voice Jobs: Add Connection…");
    await walk(workbench, addConnection, [...huaweiPlace(cloud, "Sub-project"), ...huaweiKey(cloud)]);
    await atQuestion(workbench, addConnection, /Which project/);
    const expected = [
      [otherProject.region, otherProject.id],
      [region, projectId],
      [subProject.name, subProject.id],
    ];
    await eventually(async () => {
      const offered = (await workbench.quickInput.items()).map(({ label, description }) => [label, description]);
      assert.deepEqual(offered, expected);
    });
    cloud.control.clearRequests();
    await give(workbench, { pick: subProject.name });
    await untilClosed(workbench);
    await untilIn("Sub-project");
    const lists = cloud.control.requests.filter(({ operation }) => operation === "ListVoiceTrainingJob");
    assert.ok(lists.length > 0 && lists.every(({ path }) => path.includes(subProject.id)));
  });

  it("by a project of another region are refused before anything is saved, and open by the right one", async () => {
    await workbench.runCommand("Voice Jobs: Add Connection…");
    await walk(workbench, addConnection, [...huaweiPlace(cloud, "Temporary"), ...huaweiTemporaryKey(cloud)]);
    await atQuestion(workbench, addConnection, /Which project/);
    // Found by typing: what is wrong is said where that stood, or it would not be seen.
    await give(workbench, { type: cloud.huawei.otherProject.id });
    await atQuestion(workbench, addConnection, /project ID of “Temporary” does not belong to this account and region/);
    await eventually(async () => assert.equal(await workbench.quickInput.value(), ""));
    assert.equal(await tree.row("Temporary").count(), 0);
    await give(workbench, { pick: cloud.huawei.region });
    await untilClosed(workbench);
    await untilIn("Temporary");
  });

  it("by a pasted token need no project, and the row says when it ends", async () => {
    await typeConnection(workbench, [...huaweiPlace(cloud, "Pasted"), ...huaweiToken(cloud)]);
    await untilIn("Pasted");
    // IAM tells the end of this token as a day from when it is asked.
    const now = Date.now();
    const ends = [now - minute, now].map((asked) => `key until ${clockTime(asked + day, now, "en")}`);
    await eventually(async () => {
      const row = (await tree.items()).find(({ label }) => label === "Pasted");
      assert.ok(
        ends.some((end) => row?.description.startsWith(end)),
        `${row?.description}, not ${ends}`,
      );
    });
  });

  it("into Alibaba are a key, a temporary key and a profile that is renewed", async () => {
    const { control, alibaba } = cloud;
    await typeConnection(workbench, alibabaAnswers(cloud, "AccessKey"));
    await untilIn("AccessKey");
    await typeConnection(workbench, [...alibabaPlace(cloud, "STS"), ...alibabaTemporaryKey(cloud)]);
    await untilIn("STS");
    const write = (key: object) => writeHome(".aliyun/config.json", { profiles: [{ name: "studio", ...key }] });
    const { sts } = alibaba;
    await write({
      mode: "StsToken",
      access_key_id: sts.accessKeyId,
      access_key_secret: sts.accessKeySecret,
      sts_token: sts.securityToken,
    });
    await typeConnection(workbench, [...alibabaPlace(cloud, "CLI"), ...alibabaProfile("studio")]);
    await untilIn("CLI");
    control.expireTokens();
    await tree.pressInline("CLI", "Refresh");
    await tree.row(/temporary key of “CLI” has expired/).waitFor();
    await write({ mode: "AK", access_key_id: alibaba.accessKeyId, access_key_secret: alibaba.accessKeySecret });
    await tree.pressInline("CLI", "Refresh");
    await tree.row(/“CLI”/).waitFor({ state: "detached" });
    await untilIn("CLI");
    // What cannot be renewed by itself waits for the person.
    await tree.pressInline("STS", "Refresh");
    await tree.row(/temporary key of “STS” has expired/).waitFor();
  });

  it("by a password tell of a wrong one at once, and take a typed project where none may be listed", async () => {
    const { control, huawei } = cloud;
    await workbench.runCommand("Voice Jobs: Add Connection…");
    const answers = [...huaweiPlace(cloud, "Password"), ...huaweiPassword(cloud, "nobody's")];
    await walk(workbench, addConnection, answers);
    await atQuestion(workbench, addConnection, /did not accept the secret, password or token of “Password”/);
    await eventually(async () => assert.equal(await workbench.quickInput.isMasked(), true));
    control.faults.add({
      cloud: "iam",
      operation: "KeystoneListProjects",
      times: "always",
      act: { kind: "answer", status: 403 },
    });
    await give(workbench, { type: huawei.password });
    await atQuestion(workbench, addConnection, /^Project ID/);
    await give(workbench, { type: huawei.projectId });
    await untilClosed(workbench);
    await untilIn("Password");
  });

  it("by a password are renewed in silence when they are refused", async () => {
    const { control } = cloud;
    const logIn = "KeystoneCreateUserTokenByPassword 201";
    await refresh("Password");
    await refresh("Password");
    assert.ok(!asked().includes(logIn), "a good token is kept");
    control.expireTokens();
    await refresh("Password");
    assert.deepEqual(asked().slice(0, 3), ["ListVoiceTrainingJob 401", logIn, "ListVoiceTrainingJob 200"]);
    await untilIn("Password");
    assert.equal(await tree.row(/“Password”/).count(), 0, "nobody is told");
  });

  it("by a profile of KooCLI follow its file", async () => {
    const { huawei } = cloud;
    const write = (key: object) =>
      writeHome(".hcloud/config.json", { authEncrypt: "false", profiles: [{ name: "studio", mode: "AKSK", ...key }] });
    const { accessKeyId, secretAccessKey } = huawei;
    await write({ accessKeyId, secretAccessKey });
    await typeConnectionOf(workbench, huawei.region, [...huaweiPlace(cloud, "KooCLI"), ...huaweiProfile("studio")]);
    await untilIn("KooCLI");
    await write({ accessKeyId: "DEMO-FAKE-HUAWEI-GONE-AK", secretAccessKey });
    await tree.pressInline("KooCLI", "Refresh");
    await tree.row(/does not know the key or user of “KooCLI”/).waitFor();
    await write({
      accessKeyId: huawei.temporaryAccessKeyId,
      secretAccessKey: huawei.temporarySecretAccessKey,
      securityToken: huawei.securityToken,
    });
    await refresh("KooCLI");
    await tree.row(/“KooCLI”/).waitFor({ state: "detached" });
    await untilIn("KooCLI");
  });
});
