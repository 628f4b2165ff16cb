// The folder that a failed test leaves behind: its name, and what is kept without a secret when the window answers and when it does not.
import { strict as assert } from "node:assert";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { alibabaAccount, huaweiAccount } from "../../../src/demoCloud/keys";
import { failureName, makeMask, type ReportedWindow, writeFailure } from "../../host/workbench/failureReport";

describe("the report of a failed test", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "voice-jobs-failure-"));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("is called by the editor and the words of the test, whatever stands in them", () => {
    assert.equal(failureName("floor", 'a job: "is/was" <sent> once\\twice…'), "floor-a-job-is-was-sent-once-twice");
    assert.equal(failureName("newest", "显示 任务"), "newest-显示-任务");
    assert.ok(Buffer.byteLength(failureName("newest", "音色".repeat(200))) < 255);
  });

  it("knows every secret of the local clouds", () => {
    const mask = makeMask();
    const { sts, deniedKey, inactiveKey } = alibabaAccount;
    const { password, secretAccessKey, temporarySecretAccessKey, securityToken, token } = huaweiAccount;
    const alibaba = [alibabaAccount, sts, deniedKey, inactiveKey].map(({ accessKeySecret }) => accessKeySecret);
    for (const secret of [
      password,
      secretAccessKey,
      temporarySecretAccessKey,
      securityToken,
      token,
      sts.securityToken,
      ...alibaba,
    ])
      assert.equal(mask(`said ${secret}.`).includes(secret), false, secret);
  });

  it("holds the error, the words of the window, its console, and the editor's output, logs and settings, with no secret", async () => {
    const server = await makeServer();
    const folder = await report([aWindow], [server]);
    const texts = await textsIn(folder);
    assert.match(texts.get("test.txt") ?? "", /^a test of it\nin the floor editor\n\nError: it broke/);
    assert.match(
      texts.get("window-1.txt") ?? "",
      /== Open\ndialog: Remove\?\n[\s\S]*<input id="focused">[\s\S]*Words on screen[\s\S]*== Console\nlog: a line/,
    );
    assert.match(texts.get("server-1.txt") ?? "", /listening/);
    assert.match(texts.get("server-1-logs.txt") ?? "", /== logs.exthost.Voice Jobs\.log\nread 3 jobs/);
    assert.match(texts.get("server-1-settings.txt") ?? "", /"a": 1/);
    assert.ok(texts.has("window-1.png"));
    for (const [name, text] of texts) assert.ok(!text.includes(huaweiAccount.secretAccessKey), name);
  });

  it("is written for a window that does not answer any more, too, and replaces that of an earlier run", async () => {
    const lost = new Error("Target closed");
    const page = { frames: () => [], locator: () => rejecting(lost), screenshot: () => Promise.reject(lost) } as unknown as Page;
    const first = await report([aWindow]);
    const folder = await report([{ page, console: ["log: the last line"] }]);
    assert.equal(folder, first);
    const texts = await textsIn(folder);
    assert.match(texts.get("window-1.txt") ?? "", /The window does not answer[\s\S]*log: the last line/);
    assert.ok(!texts.has("window-1.png"));
  });

  function report(windows: readonly ReportedWindow[], servers: Parameters<typeof writeFailure>[0]["servers"] = []) {
    const error = `Error: it broke on ${huaweiAccount.secretAccessKey}`;
    return writeFailure({ editor: "floor", title: "a test of it", error, windows, servers }, join(root, "failures"));
  }

  async function makeServer() {
    const folder = join(root, "editor");
    await mkdir(join(folder, "data/logs/exthost"), { recursive: true });
    await mkdir(join(folder, "data/Machine"), { recursive: true });
    const told = `read 3 jobs with ${huaweiAccount.secretAccessKey}`;
    await writeFile(join(folder, "data/logs/exthost/Voice Jobs.log"), told);
    await writeFile(join(folder, "data/Machine/settings.json"), '{ "a": 1 }');
    return { folder, output: ["listening", huaweiAccount.secretAccessKey] };
  }
});

/** With a modal that is open. */
const aWindow: ReportedWindow = {
  console: ["log: a line", `error: ${huaweiAccount.secretAccessKey}`],
  page: {
    locator: (selector: string) => locator(selector === ".monaco-dialog-box" ? "Remove?" : undefined),
    frames: () => [
      {
        url: () => "http://127.0.0.1/",
        evaluate: async () => ({
          focus: '<input id="focused">',
          hasFocus: true,
          text: `Words on screen ${huaweiAccount.secretAccessKey}`,
        }),
      },
    ],
    screenshot: ({ path }: { path: string }) => writeFile(path, "a picture"),
  } as unknown as Page,
};

function locator(text: string | undefined) {
  const found = { isVisible: async () => text !== undefined, innerText: async () => text };
  return { filter: () => ({ last: () => found }) };
}

function rejecting(error: Error) {
  return { filter: () => ({ last: () => ({ isVisible: () => Promise.reject(error) }) }) };
}

async function textsIn(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)));
}
