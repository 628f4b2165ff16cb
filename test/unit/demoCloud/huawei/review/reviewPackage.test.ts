// The local review looks at what was uploaded: it names the recording that is wrong, passes what is right, and no zip does it harm.
import { strict as assert } from "node:assert";
import { deflateRawSync } from "node:zlib";
import { reviewPackage } from "../../../../../src/demoCloud/huawei/review/reviewPackage.js";
import { demoVoice, demoVoiceName, overdriven } from "../../../../../src/demoCloud/recordings/demoVoice.js";
import { wavOf } from "../../../../../src/demoCloud/sound/wav.js";
import { writeZip } from "../../../../../src/features/recordings/package/zipWriter.js";
import { HastyClock } from "../../../../fakes/clock.js";
import { kernel, never } from "../../../scenarios/kernel.js";
import { openLocalKernel } from "../../../scenarios/localKernel.js";

type Files = Readonly<Record<string, Uint8Array>>;

/** As the extension packs them. */
async function zipOf(files: Files): Promise<Buffer> {
  const parts: Buffer[] = [];
  const entries = Object.entries(files).map(([name, bytes]) => ({
    name,
    open: () => ({ size: bytes.length, read: (at: number, length: number) => bytes.subarray(at, at + length), close: () => {} }),
  }));
  await writeZip(entries, { write: async (bytes) => parts.push(Buffer.from(bytes)) });
  return Buffer.concat(parts);
}

const numbered = (voice: ReadonlyMap<string, Uint8Array>): Files =>
  Object.fromEntries(
    Array.from({ length: 20 }, (_, index) =>
      ["wav", "txt"].map((ending) => [`${index}.${ending}`, voice.get(`${demoVoiceName(index)}.${ending}`)!] as const),
    ).flat(),
  );
const found = (zip: Buffer, type = "BASIC") =>
  reviewPackage(zip, type).map(({ audio_name, error_code }) => [audio_name, error_code]);

describe("the review of the local cloud", function () {
  this.timeout(60_000);
  const good = numbered(demoVoice(true));
  const tone = Float64Array.from({ length: 48_000 }, (_, at) => 0.3 * Math.sin(at / 7));

  it("refuses the overdriven recording of the demo, and passes the retake", async () => {
    assert.deepEqual(found(await zipOf(numbered(demoVoice(false)))), [[`${overdriven}.wav`, "MSS.00042114"]]);
    assert.deepEqual(found(await zipOf(good)), []);
  });

  it("names what is missing, what is too much, and what is no recording that it takes", async () => {
    const { "3.txt": _text, "5.wav": _sound, ...some } = good;
    const odd = { ...some, "notes.md": Buffer.from("x"), "7.wav": Buffer.from("no sound"), "8.wav": wavOf(tone, 16_000) };
    assert.deepEqual(found(await zipOf(odd)), [
      ["notes.md", "MSS.20020012"],
      ["3.wav", "MSS.20020016"],
      ["5.wav", "MSS.20020016"],
      ["7.wav", "MSS.20020011"],
      ["8.wav", "MSS.20020011"],
    ]);
  });

  it("wants one recording where a job is made of one", async () => {
    assert.deepEqual(found(await zipOf({ "0.wav": wavOf(tone, 48_000) }), "ADVANCE"), []);
    assert.deepEqual(found(await zipOf({ "0.txt": Buffer.from("x") }), "ADVANCE"), [[undefined, "MSS.20020016"]]);
  });

  it("reads deflated entries, and takes what is no zip, or lies about itself, for none", async () => {
    const zip = await zipOf({ "0.wav": wavOf(tone, 48_000) });
    for (let seed = 1; seed < 400; seed++) {
      const damaged = Buffer.from(zip);
      const at = zip.length - 1 - ((seed * 7919) % 160);
      damaged[at] = (damaged[at]! + seed) & 0xff;
      assert.ok(Array.isArray(reviewPackage(damaged, "ADVANCE")));
    }
    for (const none of [Buffer.alloc(0), Buffer.from("PK\u0003\u0004"), zip.subarray(0, -10)])
      assert.deepEqual(found(none, "ADVANCE"), [[undefined, "MSS.20020013"]]);
    // Unpacked it would have more bytes than one entry may have.
    const bomb = deflateRawSync(Buffer.alloc(80 << 20));
    const entry = Buffer.alloc(30 + 46 + 22 + bomb.length);
    entry.writeUInt32LE(0x0403_4b50, 0);
    bomb.copy(entry, 30);
    const directory = 30 + bomb.length;
    entry.writeUInt32LE(0x0201_4b50, directory);
    entry.writeUInt16LE(8, directory + 10);
    entry.writeUInt32LE(bomb.length, directory + 20);
    entry.writeUInt32LE(0x0605_4b50, directory + 46);
    entry.writeUInt16LE(1, directory + 56);
    entry.writeUInt32LE(directory, directory + 62);
    assert.deepEqual(found(entry, "ADVANCE"), [[undefined, "MSS.20020013"]]);
  });

  it("sends a job back for what was found in its files, and lets it finish once that is mended", async () => {
    const clock = new HastyClock();
    const home = await openLocalKernel({ jobs: { huawei: 0, alibaba: 0 }, moving: true }, {}, { clock });
    const { control } = home.local;
    try {
      const api = await kernel(home.below).sessions.api("huawei");
      const jobId = String(control.add("huawei", { state: "CREATING", job_type: "BASIC" }).job_id);
      const submit = async (zip: Buffer) => {
        const [target] = await api.uploadTargets!(jobId, never);
        const headers = { "content-type": "application/zip" };
        assert.equal((await fetch(target!.address, { method: "PUT", headers, body: new Uint8Array(zip) })).status, 200);
        await api.submit!(jobId, {}, never);
        const states: unknown[] = [];
        for (let round = 0; round < 12; round++) {
          const { state } = control.job("huawei", jobId)!;
          if (states.at(-1) !== state) states.push(state);
          clock.advance(6_000);
        }
        return states;
      };
      assert.deepEqual(await submit(await zipOf(numbered(demoVoice(false)))), ["SYSTEM_AUDITING", "AUDIT_FAILED"]);
      const { job_failed_reason: reason } = control.job("huawei", jobId)!;
      assert.equal(reason, `${overdriven}.wav: Clipping: the recording is overdriven.`);
      const page = await api.history!("reviews", jobId, 0, never);
      assert.deepEqual(
        page.reviews.flatMap(({ findings }) => findings.map(({ item, code }) => [item, code])),
        [[`${overdriven}.wav`, "MSS.00042114"]],
      );
      const states = await submit(await zipOf(good));
      assert.deepEqual([...states.slice(0, 3), states.at(-1)], ["SYSTEM_AUDITING", "AUDITING", "WAITING", "SUCCEED"]);
    } finally {
      await home.close();
    }
  });
});
