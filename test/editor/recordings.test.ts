// Recordings in a real editor, for other programs: the public API checks a folder or an archive in threads of the package, and language models see the workspace alone.
import { strict as assert } from "node:assert";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { VoiceJobsApi } from "../../src/api.js";
import { tools } from "../../src/contributions.js";
import { demoRecordings } from "../../src/demoCloud/recordings/demoRecordings.js";
import { dataMark } from "../../src/features/languageModel/text/toolAnswer.js";
import { placeInWorkspace } from "../../src/features/languageModel/ui/workspacePlace.js";
import { activate } from "./demoSession.js";

async function writeSet(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of demoRecordings()) await writeFile(join(folder, name), bytes);
}

describe("recordings for other programs", () => {
  let api: VoiceJobsApi;
  let folder: string;
  const workspace = () => vscode.workspace.workspaceFolders![0]!.uri;

  before(async () => {
    api = await activate();
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-set-"));
    await writeSet(folder);
    await writeSet(join(workspace().fsPath, "voices/first"));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(join(workspace().fsPath, "voices"), { recursive: true, force: true });
  });

  it("are checked for a kind of job, with a figure and a sentence for what is wrong", async () => {
    const { outcome, kind, recordings, findings } = await api.checkRecordings(vscode.Uri.file(folder), "huawei/basic");
    assert.deepEqual([outcome, kind, recordings.length], ["unfit", "huawei/basic", 10]);
    const tooLong = recordings[5]!.findings.find(({ code }) => code === "tooLong");
    assert.deepEqual(
      [tooLong?.severity, tooLong?.measured, tooLong?.message],
      ["refuse", 15.4, "The recording is too long: 15.4 s. Required: at most 15 s (Huawei)."],
    );
    assert.ok(findings.some(({ code, severity }) => code === "count" && severity === "refuse"));
    assert.equal(recordings[0]!.sampleRate, 48_000);
  });

  it("are checked against common advice alone, where no kind is named", async () => {
    const { outcome, recordings } = await api.checkRecordings(vscode.Uri.file(folder));
    assert.deepEqual([outcome, recordings[5]!.findings.some(({ code }) => code === "tooLong")], ["unknown", false]);
    const one = await api.checkRecordings(vscode.Uri.file(join(folder, "4.wav")));
    assert.deepEqual(
      one.recordings.map(({ file, text }) => [file, text !== undefined]),
      [["4.wav", true]],
    );
  });

  it("reject with a kind of error where there is nothing to check", async () => {
    const nowhere = vscode.Uri.file(join(folder, "nowhere"));
    await assert.rejects(api.checkRecordings(nowhere), { name: "VoiceError", kind: "notFound" });
    await assert.rejects(api.checkRecordings(vscode.Uri.file(folder), "huawei/opera"), {
      kind: "refused",
      message: /huawei\/basic/,
    });
    await assert.rejects(api.checkRecordings(vscode.Uri.parse("untitled:x")), { kind: "refused" });
  });

  it("are told to language models in short, as data, and only those of the open workspace", async () => {
    const call = async (input: object) => {
      const { content } = await vscode.lm.invokeTool(tools.checkRecordings, { input, toolInvocationToken: undefined });
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
    };
    const text = await call({ folder: "voices/first", kind: "huawei/basic" });
    assert.match(text, /^Not suitable for Huawei Basic\. Reasons for a refusal: 3\./);
    const data = JSON.parse(new RegExp(`<${dataMark}>\n(.*)\n</${dataMark}>`).exec(text)![1]!);
    assert.equal(data.recordings, 10);
    assert.ok(!text.includes(workspace().fsPath), "where it lies is none of a model's business");
    for (const outside of [folder, "..", "voices/../../elsewhere", "/etc"])
      await assert.rejects(call({ folder: outside }), /open workspace/, outside);
    await assert.rejects(call({ folder: "voices/first", kind: "opera" }), /no such kind/);
  });

  it("of a path that a model names lie inside of a workspace folder or nowhere", () => {
    const at = (path: string | undefined, ...roots: string[]) =>
      placeInWorkspace(
        path,
        roots.map((root) => ({ uri: vscode.Uri.file(root), name: root })),
      )?.path;
    assert.deepEqual(
      [at(undefined, "/a", "/b"), at("x/y", "/a"), at("/b/x", "/a", "/b"), at("/a", "/a"), at(".", "/a")],
      ["/a", "/a/x/y", "/b/x", "/a", "/a"],
    );
    for (const path of ["..", "../b", "/", "/ab", "/a/../b", "x/../../b"]) assert.equal(at(path, "/a"), undefined, path);
    assert.equal(at("x"), undefined);
  });

  it("are followed through no link that leaves the folder", async function () {
    if (process.platform === "win32") return this.skip();
    const inside = join(workspace().fsPath, "voices/second");
    await mkdir(inside);
    await symlink(join(folder, "0.wav"), join(inside, "0.wav"));
    const { recordings } = await api.checkRecordings(vscode.Uri.file(inside));
    assert.deepEqual(
      recordings.map(({ seconds, findings }) => [seconds, findings[0]?.code]),
      [[undefined, "unreadable"]],
    );
  });
});
