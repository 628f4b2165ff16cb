// The sound check of the local cloud over real sockets: a task is made once, begun once, and read until it is over; what went wrong is told as far as it is known.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import type { FileSender } from "../../../../../src/core/ports/fileSender.js";
import { lazy } from "../../../../../src/core/ports/lazy.js";
import { madeSpeech, speechRate } from "../../../../../src/demoCloud/recordings/demoRecordings.js";
import { wavOf } from "../../../../../src/demoCloud/sound/wav.js";
import { writeZip } from "../../../../../src/features/recordings/package/zipWriter.js";
import { SoundCheck, type SoundCheckStep } from "../../../../../src/features/upload/soundCheck/soundCheck.js";
import { type FoundCheck, SoundCheckRecovery } from "../../../../../src/features/upload/soundCheck/soundCheckRecovery.js";
import {
  soundCheckDetail,
  soundCheckLengths,
  soundCheckProblem,
} from "../../../../../src/features/upload/text/soundCheckText.js";
import { SoundChecks } from "../../../../../src/services/storage/soundChecks.js";
import { measuredSound } from "../../../../../src/text/assessment/assessmentText.js";
import { HastyClock } from "../../../../fakes/clock.js";
import { FakeWindows } from "../../../../fakes/editor/windows.js";
import { FakeKeyValue } from "../../../../fakes/storage/keyValue.js";
import { kernel, never } from "../../../scenarios/kernel.js";
import type { LocalKernel } from "../../../scenarios/localKernel.js";
import { openUploads } from "../uploadFixture.js";

const field = huawei.jobFields.find(({ kind }) => kind === "assessment")!;

describe("a sound check by the cloud", () => {
  let home: LocalKernel;
  let folder: string;
  let sender: FileSender;
  let close: () => Promise<void>;

  before(async () => {
    ({ home, folder, fileSender: sender, close } = await openUploads());
  });
  after(() => close());
  beforeEach(() => home.local.control.clearRequests());
  afterEach(() => home.local.control.faults.clear());

  const sent = (operation: string) => home.local.control.requests.filter((each) => each.operation === operation).length;
  const packageOf = async (louder: number) => {
    const sound = wavOf(
      madeSpeech(2, 1).map((value) => value * louder),
      speechRate,
    );
    const parts: Buffer[] = [];
    const read = (at: number, length: number) => sound.subarray(at, at + length);
    const entry = { name: "0.wav", open: () => ({ size: sound.length, read, close: () => {} }) };
    await writeZip([entry], { write: async (bytes) => parts.push(Buffer.from(bytes)) });
    return file(Buffer.concat(parts));
  };
  const file = async (bytes: Buffer) => {
    await writeFile(join(folder, "set.zip"), bytes);
    return (await sender.look(join(folder, "set.zip")))!;
  };
  const begun: string[] = [];
  const steps: (readonly [SoundCheckStep, string?])[] = [];
  const check = async (given: Awaited<ReturnType<typeof file>>, signal = never) => {
    [steps.length, begun.length] = [0, 0];
    const { sessions } = kernel(home.below);
    const onStep = (step: SoundCheckStep, host?: string) => void steps.push(host === undefined ? [step] : [step, host]);
    const onBegin = async (id: string) => void begun.push(id);
    const run = { language: "zh", signal, onStep, onSent: () => undefined, onBegin } as const;
    return new SoundCheck({ sessions, openFileSender: async () => sender, clock: new HastyClock() }).run("huawei", given, run);
  };

  it("gives what was measured, with one task, and says where the package goes", async () => {
    const outcome = await check(await packageOf(1));
    assert.ok(outcome.kind === "measured");
    assert.deepEqual([sent("CreateShortJob"), sent("PutObject"), sent("CommitShortJob")], [1, 1, 1]);
    assert.deepEqual(steps, [["making"], ["sending", new URL(home.local.origin).host], ["measuring"]]);
    const sound = measuredSound(outcome.state.assessment, field, "en");
    assert.equal(sound.measures.length, 6);
    assert.equal(JSON.stringify(home.local.control.requests).includes("Signature"), false);
  });

  it("is noted by its task before it is begun, and only where there is one", async () => {
    const outcome = await check(await packageOf(1));
    assert.equal(outcome.kind, "measured");
    const commit = home.local.control.requests.find(({ operation }) => operation === "CommitShortJob");
    assert.equal(begun.length, 1);
    assert.ok(JSON.stringify(commit).includes(begun[0]!), "the task that was noted is the one that was begun");
    home.local.control.clearRequests();
    home.local.control.faults.add({ cloud: "huawei", operation: "CreateShortJob", act: { kind: "resetAfter" } });
    await check(await packageOf(1));
    assert.deepEqual([begun, sent("CommitShortJob")], [[], 0]);
  });

  it("that a closed window had begun is read, told and remembered, and not measured again", async () => {
    const windows = new FakeWindows();
    const [dead, other, own] = [windows.enter(), windows.enter(), windows.enter()];
    const { sessions, connectionStore } = kernel(home.below);
    const soundChecks = new SoundChecks(new FakeKeyValue(), connectionStore);
    const connection = connectionStore.find("huawei")!;
    assert.equal((await check(await packageOf(6))).kind, "measured");
    const clock = new HastyClock();
    const record = { place: { path: "/voices/set", leftOut: [] }, fingerprint: "f", at: clock.now() };
    await soundChecks.note(connection, { ...record, id: begun[0]!, window: dead.own });
    await soundChecks.note(connection, { ...record, id: "00000000-0000-4000-8000-000000000000", window: dead.own });
    await soundChecks.note(connection, { ...record, id: "waited-for", window: other.own });
    windows.close(dead.own);
    home.local.control.clearRequests();
    const told: FoundCheck[] = [];
    const below = { sessions, connectionStore, clock, windows: own, openFileSender: async () => sender };
    const recovery = new SoundCheckRecovery({ ...below, soundChecks: lazy(async () => soundChecks) });
    await recovery.recover(never, (found) => told.push(found));
    assert.deepEqual(
      new Map(told.map(({ record: { id }, outcome }) => [id, outcome.kind === "failed" ? outcome.error.kind : outcome.kind])),
      new Map<string, string>([
        [begun[0]!, "measured"],
        ["00000000-0000-4000-8000-000000000000", "notFound"],
      ]),
    );
    assert.deepEqual([sent("CreateShortJob"), sent("CommitShortJob"), sent("PutObject")], [0, 0, 0]);
    assert.deepEqual(
      soundChecks.open().map(({ id }) => id),
      ["waited-for"],
    );
    const remembered = soundChecks.of("/voices/set", "f");
    assert.equal(measuredSound(remembered?.assessment, field, "en").isGood, false);
  });

  it("that cannot be read stays open for the next window, and is this one's until then", async () => {
    const windows = new FakeWindows();
    const [dead, own] = [windows.enter(), windows.enter()];
    const { sessions, connectionStore } = kernel(home.below);
    const soundChecks = new SoundChecks(new FakeKeyValue(), connectionStore);
    await check(await packageOf(1));
    const clock = new HastyClock();
    const place = { path: "/voices/set", leftOut: [] };
    const record = { id: begun[0]!, place, fingerprint: "f", at: clock.now(), window: dead.own };
    await soundChecks.note(connectionStore.find("huawei")!, record);
    windows.close(dead.own);
    const act = { kind: "answer", status: 500, body: "{}" } as const;
    home.local.control.faults.add({ cloud: "huawei", operation: "ShowShortJob", times: "always", act });
    const below = { sessions, connectionStore, clock, windows: own, openFileSender: async () => sender };
    const kinds: string[] = [];
    const recovery = new SoundCheckRecovery({ ...below, soundChecks: lazy(async () => soundChecks) });
    await recovery.recover(never, ({ outcome }) => kinds.push(outcome.kind));
    await recovery.recover(never, ({ outcome }) => kinds.push(outcome.kind));
    assert.deepEqual(kinds, ["failed"]);
    assert.deepEqual(
      soundChecks.open().map(({ window }) => window),
      [own.own],
    );
  });

  it("says how long the account's checks may be, and whether these recordings are", () => {
    const limits = { least: 5, most: 60 };
    assert.deepEqual(
      [4, 60, 61].map((seconds) => soundCheckLengths(seconds, limits, "en").isOutside),
      [true, false, true],
    );
    assert.ok(soundCheckLengths(200, limits, "en").sentence.startsWith("The account's limits for a sound check: at least"));
    assert.match(soundCheckLengths(200, limits, "en").sentence, /\. That is too long\.$/);
    assert.match(soundCheckLengths(4, limits, "en").sentence, /\. That is too short\.$/);
    assert.match(soundCheckLengths(60, limits, "en").sentence, /: 60 seconds\.$/);
    assert.deepEqual(soundCheckLengths(7, {}, "en"), { isOutside: false, sentence: "" });
    const { sentence } = soundCheckLengths(7, { most: 60 }, "en");
    assert.ok(soundCheckDetail("c", "Huawei", "2 MB", sentence).startsWith(sentence));
  });

  it("hears what is overdriven", async () => {
    const outcome = await check(await packageOf(6));
    assert.ok(outcome.kind === "measured");
    const { isGood, verdict, measures } = measuredSound(outcome.state.assessment, field, "en");
    assert.equal(isGood, false);
    assert.ok(verdict.includes("−6.1") || verdict.includes("-6.1"), verdict);
    assert.ok(verdict.includes("Lower the gain."), verdict);
    assert.equal(measures.find(({ found }) => found === "-6.1")?.isWithin, false);
  });

  it("is over without a result where the package is none", async () => {
    const outcome = await check(await file(randomBytes(5_000)));
    assert.equal(outcome.kind, "refused");
    assert.ok(outcome.kind === "refused" && soundCheckProblem(outcome, () => "").includes("FAILED"));
  });

  it("repeats no write, whatever comes back, and says what is not known", async () => {
    for (const operation of ["CreateShortJob", "CommitShortJob"]) {
      home.local.control.clearRequests();
      home.local.control.faults.add({ cloud: "huawei", operation, times: "always", act: { kind: "resetAfter" } });
      const outcome = await check(await packageOf(1));
      assert.ok(outcome.kind === "failed" && outcome.error.kind === "network", outcome.kind);
      assert.equal(sent(operation), 1);
      const isUnknown = soundCheckProblem(outcome, () => "Lost.").includes("not known");
      assert.equal(isUnknown, operation === "CommitShortJob");
      home.local.control.faults.clear();
    }
  });

  it("begins nothing where the package did not arrive, and stops when it is cancelled", async () => {
    const act = { kind: "answer", status: 403, body: "AccessDenied" } as const;
    home.local.control.faults.add({ cloud: "store", operation: "PutObject", times: "always", act });
    const outcome = await check(await packageOf(1));
    assert.ok(outcome.kind === "notSent");
    assert.equal(sent("CommitShortJob"), 0);
    const stop = new AbortController();
    stop.abort();
    const stopped = await check(await packageOf(1), stop.signal);
    assert.ok(stopped.kind === "failed" && stopped.error.kind === "cancelled");
  });

  it("is worded within bounds, whatever the answer holds", () => {
    for (const odd of [undefined, [], "x", 7, {}, { snr: null }, { snr: { expected: "x", actual: {} } }]) {
      const { isGood, measures, verdict } = measuredSound(odd, field, "en");
      assert.deepEqual([isGood, measures.length, verdict], [true, 0, "the answer has no measure that is known here."]);
    }
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`m${at}`, { expected: ">=35", actual: "1", suggestion_en: "long ".repeat(500) }]),
    );
    const { measures, verdict } = measuredSound(many, field, "en");
    assert.ok(measures.length === 12 && verdict.length <= 1_500);
    const detail = soundCheckDetail("[x](command:y)", "Huawei", "2 MB");
    assert.ok(!detail.includes("](") && detail.includes("not documented"), detail);
  });
});
