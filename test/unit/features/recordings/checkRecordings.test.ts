// A folder of recordings is listed, measured and judged; what was known is not read again.
import { strict as assert } from "node:assert";
import { rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clouds } from "../../../../src/clouds/index.js";
import type { CheckProgress } from "../../../../src/features/recordings/checkRecordings.js";
import type { CheckedKind } from "../../../../src/features/recordings/report.js";
import { CheckError } from "../../../../src/features/recordings/threads/checkRun.js";
import { checkerHere, type Files, folderWith, goodWav, type Overheard, removeFolders, writeInto } from "./folders.js";

const overhear = (): Overheard => ({ requests: [], answers: [], ended: 0 });

/** Different enough in length and words, as read sentences are. */
const sentence = (index: number) =>
  `第${"一二三四五六七八九十".at(index % 10)}次${"我们今天一起去公园散步".slice(0, 4 + (index % 7))}，${"天地玄黄宇宙洪荒日月盈昃".slice(0, 4 + (index % 5))}。`;

function goodSet(count: number): Files {
  const files: Record<string, string | Uint8Array> = {};
  for (let index = 0; index < count; index++) {
    files[`${index}.wav`] = goodWav(5.5 + (index % 4) / 10, index + 1);
    files[`${index}.txt`] = sentence(index);
  }
  return files;
}

async function kindOf(cloud: string, id: string): Promise<CheckedKind> {
  const found = clouds.find((each) => each.id === cloud)!;
  const requirements = (await found.recordingRequirements!()).find((each) => each.id === id)!;
  return { cloud, cloudTitle: found.shortTitle, requirements };
}

describe("checking recordings", () => {
  after(removeFolders);

  it("finds a set that is as Huawei asks for it fit", async () => {
    const folder = folderWith(goodSet(20));
    const report = await checkerHere().check({ kind: "folder", path: folder }, { kind: await kindOf("huawei", "basic") });
    assert.equal(report.layout, "numbered");
    assert.deepEqual(
      report.verdict.summary.filter(({ severity }) => severity !== "hint"),
      [],
    );
    assert.equal(report.verdict.outcome, "fit");
    assert.deepEqual(
      report.recordings.map(({ id, number }) => [id, number]),
      Array.from({ length: 20 }, (_, index) => [`${index}.wav`, index]),
    );
  });

  it("tells what stands in the way, the worst first", async () => {
    const files = { ...goodSet(19), "3.wav": goodWav(16, 4), "4.txt": "", "5.wav": "ID3 none" };
    const { verdict } = await checkerHere().check(
      { kind: "folder", path: folderWith(files) },
      { kind: await kindOf("huawei", "basic") },
    );
    assert.equal(verdict.outcome, "unfit");
    const refused = verdict.summary.filter(({ severity }) => severity === "refuse").map(({ code, files: of }) => [code, of]);
    assert.deepEqual(
      new Map(refused as [string, string[]][]),
      new Map<string, string[]>([
        ["count", []],
        ["tooLong", ["3.wav"]],
        ["textEmpty", ["4.wav"]],
        ["misnamed", ["5.wav"]],
      ]),
    );
    assert.ok(verdict.summary.findLastIndex(({ severity }) => severity === "refuse") === refused.length - 1);
  });

  it("reads nothing in a second check, and only what changed in a third", async () => {
    const folder = folderWith(goodSet(4));
    const target = { kind: "folder", path: folder } as const;
    const heard = overhear();
    const checker = checkerHere(heard);
    const first = await checker.check(target);
    assert.equal(first.filesRead, 8);
    const second = await checker.check(target);
    assert.equal(second.filesRead, 0);
    assert.deepEqual({ ...second, filesRead: 8 }, first);
    heard.requests.length = 0;
    writeFileSync(join(folder, "2.wav"), goodWav(9, 40));
    utimesSync(join(folder, "2.wav"), new Date(), new Date(Date.now() + 5_000));
    const third = await checker.check(target);
    assert.deepEqual(
      heard.requests.flatMap((request) => (request.kind === "measure" ? [request.path] : [])),
      ["2.wav"],
    );
    assert.equal(third.recordings[2]?.measures?.seconds, 9);
  });

  it("follows files that come and go", async () => {
    const folder = folderWith(goodSet(3));
    const target = { kind: "folder", path: folder } as const;
    const checker = checkerHere();
    await checker.check(target);
    rmSync(join(folder, "0.wav"));
    writeInto(folder, { "7.wav": goodWav(6, 50), "7.txt": sentence(7) });
    const report = await checker.check(target);
    assert.deepEqual(
      report.recordings.map(({ id }) => id),
      ["1.wav", "2.wav", "7.wav"],
    );
    assert.ok(report.recordings.every(({ measures }) => measures));
  });

  it("judges what it knows for another kind of job, and without some recordings, and reads nothing", async () => {
    const folder = folderWith(goodSet(21));
    const target = { kind: "folder", path: folder } as const;
    const checker = checkerHere();
    assert.equal(checker.again(target), undefined);
    await checker.check(target);
    const kind = await kindOf("huawei", "basic");
    assert.equal(checker.again(target, { kind })?.verdict.outcome, "unfit");
    const without = checker.again(target, { kind, leftOut: new Set(["3.wav"]) });
    assert.equal(without?.verdict.outcome, "fit");
    assert.deepEqual([without.recordings[3]?.number, without.recordings[4]?.number], [undefined, 3]);
    assert.equal(checker.peaks(target, "0.wav")?.pairs.length, 2 * 550);
  });

  it("tells all rows by name and length first, then with their texts, then each as it is done", async () => {
    const told: CheckProgress[] = [];
    const target = { kind: "folder", path: folderWith(goodSet(3)) } as const;
    await checkerHere().check(target, { onProgress: (progress) => told.push(progress) });
    assert.deepEqual(
      told.flatMap(({ recordings = [] }) => recordings.map(({ id, number, seconds, text }) => [id, number, seconds, text?.text])),
      [
        ["0.wav", 0, 5.5, undefined],
        ["1.wav", 1, 5.6, undefined],
        ["2.wav", 2, 5.7, undefined],
        ["0.wav", 0, 5.5, sentence(0)],
        ["1.wav", 1, 5.6, sentence(1)],
        ["2.wav", 2, 5.7, sentence(2)],
      ],
    );
    assert.deepEqual(
      told.map(({ done, recordings, recording }) => [done, recordings?.length, recording?.id, recording?.number]),
      [
        [0, 3, undefined, undefined],
        [0, 3, undefined, undefined],
        [1, undefined, "0.wav", 0],
        [2, undefined, "1.wav", 1],
        [3, undefined, "2.wav", 2],
      ],
    );
  });

  it("lists sounds by name alone where their header says no length", async () => {
    const told: CheckProgress[] = [];
    const onProgress = (progress: CheckProgress) => void told.push(progress);
    const folder = folderWith({ "a.wav": "ID3 none", "b.wav": goodWav(), "c.mp3": "ID3" });
    const leftOut = new Set(["a.wav"]);
    await checkerHere().check({ kind: "folder", path: folder }, { onProgress, leftOut });
    assert.deepEqual(
      told[0]?.recordings?.map(({ id, number, seconds }) => [id, number, seconds]),
      [
        ["a.wav", undefined, undefined],
        ["b.wav", 0, 6],
        ["c.mp3", 1, undefined],
      ],
    );
  });

  it("starts its second thread while the first one reads the texts", async () => {
    const heard = overhear();
    let started = 0;
    const told: string[] = [];
    const target = { kind: "folder", path: folderWith(goodSet(3)) } as const;
    const checker = checkerHere(heard, () => {
      started += 1;
    });
    await checker.check(target, {
      onProgress: ({ recordings, recording }) =>
        told.push(`${started} ${recordings ? (recordings[0]?.text ? "texts" : "listed") : recording?.id}`),
    });
    assert.deepEqual(told, ["2 listed", "2 texts", "2 0.wav", "2 1.wav", "2 2.wav"]);
    started = 0;
    await checkerHere(heard, () => {
      started += 1;
    }).check({ kind: "folder", path: folderWith(goodSet(1)) });
    assert.equal(started, 1, "one recording has no use for a second one");
  });

  it("stops at once and ends its threads, and can be asked again", async () => {
    const heard = overhear();
    const checker = checkerHere(heard);
    const target = { kind: "folder", path: folderWith(goodSet(6)) } as const;
    const stop = new AbortController();
    const checking = checker.check(target, { signal: stop.signal, onProgress: ({ done }) => done === 2 && stop.abort() });
    await assert.rejects(checking, (thrown) => thrown instanceof CheckError && thrown.code === "cancelled");
    assert.ok(heard.ended >= 1);
    const report = await checker.check(target);
    assert.ok(report.recordings.every(({ measures }) => measures));
  });

  it("says what the file system calls it where there is no folder", async () => {
    const checking = checkerHere().check({ kind: "folder", path: join(folderWith({}), "nowhere") });
    await assert.rejects(checking, (thrown) => thrown instanceof CheckError && thrown.code === "ENOENT");
  });

  it("finds an empty folder empty", async () => {
    const report = await checkerHere().check({ kind: "folder", path: folderWith({ "notes.md": "x" }) });
    assert.equal(report.layout, "nothing");
    assert.deepEqual(report.findings.map(({ code }) => code)[0], "nothingFound");
  });

  it("checks selected files alone", async () => {
    const folder = folderWith(goodSet(4));
    const paths = ["1.wav", "1.txt", "3.wav"].map((name) => join(folder, name));
    const report = await checkerHere().check({ kind: "files", folder, paths: [...paths, join(folder, "../elsewhere.wav")] });
    assert.deepEqual(
      report.recordings.map(({ id, text }) => [id, text !== undefined]),
      [
        ["1.wav", true],
        ["3.wav", false],
      ],
    );
  });

  it("follows links inside of the folder, and none that leave it", async function () {
    const [outside, folder] = [folderWith({ "secret.wav": goodWav(), "secret.txt": "Secret." }), folderWith(goodSet(1))];
    try {
      symlinkSync(join(folder, "0.wav"), join(folder, "a.wav"));
      symlinkSync(join(outside, "secret.wav"), join(folder, "b.wav"));
      symlinkSync(join(outside, "secret.txt"), join(folder, "b.txt"));
      symlinkSync(outside, join(folder, "c"));
    } catch {
      // Windows lets few people make links.
      return this.skip();
    }
    const report = await checkerHere().check({ kind: "folder", path: folder });
    const found = new Map(report.recordings.map((recording) => [recording.id, recording]));
    assert.ok(found.get("a.wav")?.measures);
    assert.deepEqual(found.get("b.wav")?.unmeasured, { kind: "unreadable", code: "linkOutside" });
    assert.equal(found.get("b.wav")?.text, undefined);
    assert.ok(!JSON.stringify(report).includes("Secret."));
    assert.equal(report.recordings.length, 3);
  });
});
