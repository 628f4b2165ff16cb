// Two thousand recordings into a bucket under random faults, and every fourth voice's into the library: what was said to be up lies there, byte for byte, once.
import { strict as assert } from "node:assert";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileSender } from "../../src/core/ports/fileSender.js";
import { createRandom, type Random } from "../../src/demoCloud/jobs/random.js";
import type { FaultAct } from "../../src/demoCloud/server/faults.js";
import { MediaRegistrar } from "../../src/features/upload/library/mediaRegistrar.js";
import { type PlacedFile, type PlacedOutcome, RecordingsUploader } from "../../src/features/upload/recordingsUploader.js";
import { createFileSender } from "../../src/platform/files/fileSender.js";
import { createHttp } from "../../src/platform/network/http.js";
import { HastyClock } from "../fakes/clock.js";
import { kernel, never } from "../unit/scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../unit/scenarios/localKernel.js";

/** Recordings; fewer tell sooner whether a change holds. */
const uploads = Number(process.env.VOICE_JOBS_UPLOADS ?? 2_000);
const ofOneVoice = 10;
const beside = 4;
const place = { bucket: "demo-voices", bucketRegion: "cn-shanghai", folder: "many" };
const code = (name: string) => `<Error><Code>${name}</Code></Error>`;

const acts: readonly FaultAct[] = [
  { kind: "resetBefore" },
  { kind: "resetAfter" },
  { kind: "answer", status: 500, body: code("InternalError") },
  { kind: "answer", status: 500, body: code("InternalError"), processed: true },
  { kind: "answer", status: 503, body: "" },
  { kind: "answer", status: 403, body: code("AccessDenied") },
  { kind: "answer", status: 400, body: code("InvalidArgument") },
  { kind: "delay", ms: 5 },
];

describe("two thousand recordings", function () {
  this.timeout(600_000);
  let home: LocalKernel;
  let folder: string;
  let sender: FileSender;
  let close: () => Promise<void>;
  const tally = new Map<string, number>();
  const note = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);

  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 0, alibaba: 0 } });
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-many-"));
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
  const below = () => ({ sessions: kernel(home.below).sessions, clock: new HastyClock() });
  const stored = (name: string) => home.local.control.bucketObjects.find(({ key }) => key === `demo-voices/many/${name}`);
  const meet = (random: Random, operation: string, cloud?: "oss") => {
    const act = random.pick(operation === "PutObject" ? acts : acts.slice(0, 3));
    home.local.control.faults.add({ operation, times: 1, act, ...(cloud && { cloud }) });
    note(`met ${act.kind}`);
  };

  async function tell(index: number, random: Random): Promise<void> {
    const meant = new Map<string, Buffer>();
    const write = async (id: string): Promise<PlacedFile> => {
      const bytes = randomBytes(1 + Math.floor(random.next() ** 3 * 60_000));
      const path = join(folder, `${index}-${id}.wav`);
      await writeFile(path, bytes);
      const name = `v${index}/${id}.wav`;
      meant.set(name, bytes);
      return { id, name, file: (await sender.look(path))! };
    };
    let files: readonly PlacedFile[] = await Promise.all(Array.from({ length: ofOneVoice }, (_, id) => write(String(id))));
    for (let fault = Math.floor(random.next() * 5); fault > 0; fault--) meet(random, "PutObject", "oss");
    const gone = new AbortController();
    const isGone = random.chance(0.15);
    const changes = random.chance(0.15) ? String(Math.floor(random.next() * ofOneVoice)) : undefined;
    const changing: FileSender = {
      ...sender,
      async send(...given) {
        await sender.send(...given);
        if (given[1].path.endsWith(`${index}-${changes}.wav`)) await write(changes ?? "");
      },
    };
    const upload = (with_: FileSender, signal: AbortSignal, onSent: (done: number) => void) =>
      new RecordingsUploader({ ...below(), openFileSender: async () => with_ }).upload(
        "alibaba",
        place,
        files,
        signal,
        ({ done }) => onSent(done),
      );
    const up = new Map<string, string>();
    const take = (outcomes: readonly PlacedOutcome[]) => {
      for (const outcome of outcomes) {
        note(`told ${outcome.kind}`);
        if (outcome.kind === "uploaded") up.set(outcome.placed.name, outcome.location);
      }
    };
    take(await upload(changing, gone.signal, (done) => void (isGone && done >= 2 && gone.abort())));
    // A person presses again, for what failed alone, until all is said to be up.
    for (let press = 0; press < 20 && up.size < ofOneVoice; press++) {
      const left = files.filter(({ name }) => !up.has(name));
      files = await Promise.all(left.map(async (each) => ({ ...each, file: (await sender.look(each.file.path))! })));
      take(await upload(sender, never, () => {}));
    }
    assert.equal(up.size, ofOneVoice, `voice ${index} was never said to be up`);
    for (const [name, bytes] of meant)
      assert.equal(stored(name)?.digest, createHash("sha256").update(bytes).digest("hex"), `${name} is not what was meant`);
    if (index % 4 === 0) for (const location of up.values()) await register(location, random);
  }

  /** Until it is said to be there: it is, and once. */
  async function register(location: string, random: Random): Promise<void> {
    if (random.chance(0.5)) meet(random, "RegisterMediaInfo");
    for (let press = 0; press < 10; press++) {
      const outcome = await new MediaRegistrar(below()).register("alibaba", location, "Take", never);
      note(`told ${outcome.kind}`);
      if (outcome.kind !== "registered") continue;
      const there = home.local.control.media.all().filter(({ inputUrl }) => inputUrl === location);
      assert.deepEqual(
        there.map(({ id }) => id),
        [outcome.id],
      );
      return;
    }
    assert.fail(`${location} was never said to be in the library`);
  }

  it("end in the bucket as they were meant, and in the library once", async () => {
    const { VOICE_JOBS_SEED: asked } = process.env;
    const seed = asked === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(asked ?? 20_261_129);
    const random = createRandom(seed);
    const voices = Math.ceil(uploads / ofOneVoice);
    let next = 0;
    const work = async () => {
      while (next < voices) await tell(next++, createRandom(Math.floor(random.next() * 2 ** 31)));
    };
    await Promise.all(Array.from({ length: beside }, work));
    console.log(`      ${voices * ofOneVoice} recordings, seed ${seed}: ${JSON.stringify(Object.fromEntries(tally))}`);
    const { requests, bucketObjects } = home.local.control;
    assert.equal(bucketObjects.length, voices * ofOneVoice, "and nothing else");
    assert.ok(!/x-oss-|Signature/.test(JSON.stringify(requests)), "no key to an object is written down");
    const operations = new Set(requests.map(({ operation }) => operation));
    for (const write of ["SubmitCustomizedVoiceJob", "CreateCustomizedVoiceJob", "DetectAudioForCustomizedVoiceJob"])
      assert.ok(!operations.has(write), write);
    for (const what of ["told failed", "told changed", "told notBegun", "told registered", "met resetAfter"])
      assert.ok(tally.has(what), `${what} never happened`);
  });
});
