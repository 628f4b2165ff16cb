// Commands that convert recordings write beside the folder, name each file safely, and leave alone what is as it should be.
import { strict as assert } from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ffmpegScript } from "../../../../../src/features/recordings/ffmpeg/ffmpegScript.js";
import { checkerHere, folderWith, goodVoice, goodWav, removeFolders } from "../folders.js";
import { samplesOf, wavOf } from "../signals.js";

const target = (path: string) => ({ kind: "folder", path }) as const;

describe("ffmpeg commands", () => {
  after(removeFolders);

  it("are made for what needs them alone", async () => {
    const folder = folderWith({ "a.wav": goodWav(3, 1), "b.wav": goodWav(3, 2, { as: "s24" }), "c.wav": "no sound at all" });
    const report = await checkerHere().check(target(folder));
    const { text, commands } = ffmpegScript(report, report.recordings, "posix");
    assert.equal(commands, 1);
    assert.deepEqual(text.trimEnd().split("\n"), [
      `mkdir -p ${folder}-converted`,
      `ffmpeg -n -i ${folder}/b.wav -ac 1 -ar 48000 -c:a pcm_s16le ${folder}-converted/b.wav`,
    ]);
  });

  it("are none for what is as it should be, and none for what lies in an archive", async () => {
    const folder = folderWith({ "a.wav": goodWav(3, 1) });
    const report = await checkerHere().check(target(folder));
    assert.deepEqual(ffmpegScript(report, report.recordings, "posix"), { text: "", commands: 0 });
    const zipped = { ...report, target: { kind: "zip", path: "/a.zip" } as const };
    assert.equal(ffmpegScript(zipped, report.recordings, "posix").commands, 0);
  });

  it("keep the channel that is heard", async () => {
    const voice = samplesOf(goodVoice(3), 3);
    const silence = voice.map(() => 0);
    const folder = folderWith({ "left.wav": wavOf([voice, silence]), "right.wav": wavOf([silence, voice]) });
    const report = await checkerHere().check(target(folder));
    const { text } = ffmpegScript(report, report.recordings, "posix");
    assert.match(text, /left\.wav -af 'pan=mono\|c0=c0'/);
    assert.match(text, /right\.wav -af 'pan=mono\|c0=c1'/);
  });

  it("use the paths of Windows there", async () => {
    const folder = folderWith({ "in/b.wav": goodWav(3, 2, { as: "s24" }) });
    const report = { ...(await checkerHere().check(target(folder))), target: target("C:\\My Voice\\") };
    const { text } = ffmpegScript(report, report.recordings, "windows");
    assert.deepEqual(text.trimEnd().split("\n"), [
      'mkdir "C:\\My Voice-converted\\in"',
      'ffmpeg -n -i "C:\\My Voice\\in\\b.wav" -ac 1 -ar 48000 -c:a pcm_s16le "C:\\My Voice-converted\\in\\b.wav"',
    ]);
  });

  it("do in a shell what they say, whatever a file is called, and nothing else", async function () {
    if (process.platform === "win32" || spawnSync("ffmpeg", ["-version"]).error) {
      console.log("      not tried: ffmpeg is not installed here");
      return;
    }
    this.timeout(60_000);
    const names = ["a b.wav", "-i.wav", "it's $(touch x) `touch y`;touch z.wav", "concat:d.wav", "%03d.wav"];
    const folder = folderWith(Object.fromEntries(names.map((name, index) => [name, goodWav(1, index + 1, { as: "s24" })])));
    const report = await checkerHere().check(target(folder));
    const { text, commands } = ffmpegScript(report, report.recordings, "posix");
    assert.equal(commands, names.length);
    execFileSync("sh", ["-e", "-c", text], { cwd: folder, stdio: ["ignore", "ignore", "ignore"] });
    const converted = await checkerHere().check(target(`${folder}-converted`));
    assert.deepEqual(
      converted.recordings.map(({ id, measures }) => [id, measures?.format.bits]),
      report.recordings.map(({ id }) => [id, 16]),
    );
    for (const trace of ["x", "y", "z"]) assert.ok(!existsSync(join(folder, trace)));
    assert.ok(readFileSync(join(folder, names[0]!)).equals(goodWav(1, 1, { as: "s24" })), "originals stay as they are");
    execFileSync("rm", ["-r", `${folder}-converted`]);
  });
});
