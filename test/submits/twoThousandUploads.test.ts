// Two thousand uploads under random faults, over real sockets: every job ends with exactly the files that were meant, byte for byte.
import { strict as assert } from "node:assert";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { uploadParts } from "../../src/clouds/huawei/description/uploadParts.js";
import type { JobKey } from "../../src/core/jobs/job.js";
import type { UploadPart } from "../../src/core/jobs/jobUpload.js";
import type { FileSender } from "../../src/core/ports/fileSender.js";
import { objectKey } from "../../src/demoCloud/huawei/createApi.js";
import { createRandom, type Random } from "../../src/demoCloud/jobs/random.js";
import type { FaultAct } from "../../src/demoCloud/server/faults.js";
import { type ChosenFile, JobUploader, type UploadOutcome } from "../../src/features/upload/jobUploader.js";
import { createFileSender } from "../../src/platform/files/fileSender.js";
import { createHttp } from "../../src/platform/network/http.js";
import { HastyClock } from "../fakes/clock.js";
import { kernel } from "../unit/scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../unit/scenarios/localKernel.js";

/** Fewer tell sooner whether a change holds. */
const uploads = Number(process.env.VOICE_JOBS_UPLOADS ?? 2_000);
const beside = 8;
const [packagePart, letterPart] = uploadParts as readonly [UploadPart, UploadPart];

/** What meets a file on its way, or the question for its address. */
const acts: readonly FaultAct[] = [
  { kind: "resetBefore" },
  { kind: "resetAfter" },
  { kind: "answer", status: 500, body: "InternalError" },
  { kind: "answer", status: 503, body: "SlowDown" },
  { kind: "answer", status: 403, body: "AccessDenied" },
  { kind: "answer", status: 400, body: "InvalidArgument" },
  { kind: "loginPage" },
  { kind: "delay", ms: 5 },
  { kind: "heldUp", ms: 5 },
];

/** How often each thing happened: what never does proves nothing. */
class Tally {
  private readonly counts = new Map<string, number>();

  add(what: string): void {
    this.counts.set(what, this.of(what) + 1);
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  toString(): string {
    return [...this.counts].map(([what, count]) => `${what}: ${count}`).join(", ");
  }
}

function chooseSeed(): number {
  const { VOICE_JOBS_SEED: asked } = process.env;
  if (asked === undefined) return 20_240_605;
  return asked === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
}

describe("two thousand uploads", function () {
  this.timeout(3_600_000);
  let home: LocalKernel;
  let folder: string;
  let sender: FileSender;
  let close: () => Promise<void>;
  const tally = new Tally();

  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 0, alibaba: 0 } });
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-uploads-"));
    const http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: () => assert.fail("not asked for") });
    sender = createFileSender(http);
    close = () => http.close();
  });
  after(async () => {
    await close();
    await home.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a window has of its own. */
  const openWindow = (with_: FileSender = sender) =>
    new JobUploader({ sessions: kernel(home.below).sessions, openFileSender: async () => with_, clock: new HastyClock() });
  const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const stored = (jobId: string, name: string) => home.local.control.uploads.find(({ key }) => key === objectKey(jobId, name));

  /** One job, until its files are up. */
  async function tell(index: number, random: Random): Promise<void> {
    const { control } = home.local;
    const jobId = String(control.add("huawei", { state: "CREATING", job_type: "BASIC" }).job_id);
    const key: JobKey = { connectionId: "huawei", jobId };
    const size = 1 + Math.floor(random.next() ** 3 * 150_000);
    const meant = new Map<string, Buffer>();
    const write = async (part: UploadPart, name: string, bytes: Buffer): Promise<ChosenFile> => {
      const path = join(folder, `${index}-${name}`);
      await writeFile(path, bytes);
      meant.set(part === packagePart ? "package.zip" : "letter", bytes);
      return { part, file: (await sender.look(path))! };
    };
    const hasLetter = random.chance(0.3);
    const files = async () => [
      await write(packagePart, "recordings.zip", randomBytes(size)),
      ...(hasLetter ? [await write(letterPart, "letter.png", randomBytes(2_000))] : []),
    ];
    const faults = Math.floor(random.next() * 4);
    for (let fault = 0; fault < faults; fault++) {
      const act = random.pick(acts);
      tally.add(`met ${act.kind}${"status" in act ? ` ${act.status}` : ""}`);
      const isAddress = random.chance(0.15) && act.kind !== "loginPage";
      const met = isAddress
        ? { cloud: "huawei", operation: "ShowJobUploadingAddress" }
        : { cloud: "store", operation: "PutObject" };
      control.faults.add({ ...met, times: 1, act } as Parameters<typeof control.faults.add>[0]);
    }
    const chosen = await files();
    const gone = new AbortController();
    const isGone = random.chance(0.1);
    const isChanged = !isGone && random.chance(0.1);
    const changing: FileSender = {
      ...sender,
      async send(...given) {
        await sender.send(...given);
        if (!given[1].path.endsWith(".zip")) return;
        await write(packagePart, "recordings.zip", randomBytes(size + 1));
      },
    };
    const leaveAt = random.next() * size;
    const first = await openWindow(isChanged ? changing : sender).upload(key, chosen, gone.signal, ({ sent }) => {
      if (isGone && sent >= leaveAt) gone.abort();
    });
    if (isGone && gone.signal.aborted) tally.add("window gone");
    if (isChanged) tally.add("file changed");
    // A person presses again until it is said to be up.
    let outcomes: readonly UploadOutcome[] = first;
    for (let press = 0; press < 12 && !outcomes.every(({ kind }) => kind === "uploaded"); press++) {
      tally.add(`told ${outcomes.find(({ kind }) => kind !== "uploaded")!.kind}`);
      outcomes = await openWindow().upload(key, await files(), new AbortController().signal, () => {});
    }
    assert.ok(
      outcomes.every(({ kind }) => kind === "uploaded"),
      `upload ${index} was never said to be up: ${JSON.stringify(outcomes.map(({ kind }) => kind))}`,
    );
    tally.add("told uploaded");
    // "Exactly the files meant": where it was said to be up, those bytes lie there, and of no other part.
    for (const [name, bytes] of meant)
      assert.equal(stored(jobId, name)?.digest, digestOf(bytes), `upload ${index}: ${name} is not what was meant`);
    assert.equal(stored(jobId, "letter") !== undefined, hasLetter);
  }

  it("end with the files that were meant in the store, and nothing else was sent", async () => {
    const seed = chooseSeed();
    const begin = performance.now();
    const random = createRandom(seed);
    let next = 0;
    const work = async () => {
      while (next < uploads) {
        const index = next++;
        await tell(index, createRandom(Math.floor(random.next() * 2 ** 31)));
      }
    };
    await Promise.all(Array.from({ length: beside }, work));
    const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
    console.log(`      ${uploads} uploads, seed ${seed}, ${seconds} s: ${tally}`);
    const operations = new Set(home.local.control.requests.map(({ operation }) => operation));
    for (const write of ["CommitVoiceTrainingJob", "CreateTrainingBasicJob"]) assert.ok(!operations.has(write), write);
    const log = JSON.stringify(home.local.control.requests);
    assert.ok(!log.includes("Signature="), "no address stands in the cloud's own log of what it was sent");
    for (const what of ["window gone", "file changed", "told failed", "told changed", "told uploaded", "met loginPage"])
      assert.ok(tally.of(what) > 0, `${what} never happened: ${tally}`);
  });
});
