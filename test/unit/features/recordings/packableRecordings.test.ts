// Recordings for an upload: checked for the kind of the job, said in sentences, and packed as the page's own button packs them.
import { strict as assert } from "node:assert";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clouds } from "../../../../src/clouds/index.js";
import type { PackableRecordings, RecordingsLook, RecordingsPurpose } from "../../../../src/core/ports/recordingPackages.js";
import { checkedKinds } from "../../../../src/features/recordings/kinds.js";
import { lookAtRecordings } from "../../../../src/features/recordings/ui/packableRecordings.js";
import { checkerHere, type Files, folderWith, goodWav, removeFolders } from "./folders.js";

const basic: RecordingsPurpose = { cloud: "huawei", jobType: "BASIC" };
const never = new AbortController().signal;

/** As many as a basic job asks for. */
const twenty: Files = Object.fromEntries(
  Array.from({ length: 20 }, (_, index): [string, string | Uint8Array][] => [
    [`${index}.wav`, goodWav(6, index + 1)],
    [`${index}.txt`, `今天天气很好，我们去公园里散步吧，这是第${"一二三四五六七八九十"[index % 10]}${index > 9 ? "号" : "句"}。`],
  ]).flat(),
);

describe("recordings for an upload", () => {
  after(removeFolders);

  const look = (path: string, purpose = basic, leftOut: readonly string[] = [], signal = never): Promise<RecordingsLook> =>
    lookAtRecordings(
      { checker, kinds: () => checkedKinds(clouds), digest: (text) => String(text.length) + text, locale: "en" },
      { path, leftOut },
      purpose,
      signal,
    );
  const checker = checkerHere();
  const seen = (found: RecordingsLook): PackableRecordings => {
    assert.ok(found.kind === "checked", JSON.stringify(found));
    return found.recordings;
  };
  const options = { signal: never, onProgress: () => undefined };

  it("that fit are packed, and the package is read as the same recordings", async () => {
    const folder = folderWith(twenty);
    const found = seen(await look(folder));
    assert.deepEqual([found.count, found.refusals], [20, []]);
    assert.deepEqual([found.numbered[0], found.numbered[19]], ["0.wav", "19.wav"]);
    const to = join(folderWith({}), "made.zip");
    assert.equal(await found.pack(to, options), undefined);
    assert.ok(readFileSync(to).includes(Buffer.from(twenty["7.wav"]!)));
    assert.deepEqual([seen(await look(to)).refusals, existsSync(`${to}.part`)], [[], false]);
  });

  it("that would be refused can be packed, and say why", async () => {
    const found = seen(await look(folderWith({ ...twenty, "20.wav": goodWav(6, 30), "20.txt": "多出来的一句话在这里。" })));
    assert.equal(found.count, 21);
    assert.equal(found.refusals.length, 1);
    assert.match(found.verdict, /^Not suitable for Huawei Basic/);
  });

  it("have another fingerprint as soon as a sound, a text or their number is another", async () => {
    const folder = folderWith(twenty);
    const first = seen(await look(folder)).fingerprint;
    assert.equal(seen(await look(folder)).fingerprint, first);
    writeFileSync(join(folder, "3.txt"), "这一句话被改写了，声音没有改动。");
    const second = seen(await look(folder)).fingerprint;
    assert.notEqual(second, first);
    utimesSync(join(folder, "4.wav"), 1, 1);
    const third = seen(await look(folder)).fingerprint;
    assert.notEqual(third, second);
    assert.notEqual(seen(await look(folder, basic, ["19.wav"])).fingerprint, third);
  });

  it("that cannot be packed or read, or are for a kind that is not known, are unusable and say why", async () => {
    const { "5.txt": _text, ...without } = twenty;
    for (const [path, purpose, words] of [
      [folderWith(without), basic, /5\.wav has no text/],
      [folderWith({ "a.txt": "x" }), basic, /no recording to pack/],
      [join(folderWith({}), "gone"), basic, /does not exist/],
      [folderWith(twenty), { cloud: "huawei", jobType: "FLEXUS" }, /not known here/],
      [folderWith(twenty), { cloud: "huawei", jobType: undefined }, /not known here/],
    ] as const) {
      const found = await look(path, purpose);
      assert.ok(found.kind === "unusable" && words.test(found.reason), JSON.stringify(found));
    }
  });

  it("are left alone where the person stops the check or the packing", async () => {
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(look(folderWith(twenty), basic, [], stop.signal));
    const found = seen(await look(folderWith(twenty)));
    const to = join(folderWith({}), "made.zip");
    await assert.rejects(found.pack(to, { ...options, signal: stop.signal }));
    assert.equal(existsSync(to), false);
  });
});
