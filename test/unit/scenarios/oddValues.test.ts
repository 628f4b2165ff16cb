// Whatever JSON lies in a file or an answer: values without a text or a number of their own are read like any other that does not fit.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clouds } from "../../../src/clouds/index.js";
import type { Cloud } from "../../../src/core/cloud/cloud.js";
import { VoiceError } from "../../../src/core/errors.js";
import type { KeyValue } from "../../../src/core/ports/ports.js";
import { maskedJob } from "../../../src/core/privacy/mask.js";
import { toPersistable } from "../../../src/core/privacy/persistableJob.js";
import { detailView } from "../../../src/features/details/text/detailsView.js";
import { exportWriter } from "../../../src/features/export/text/exportFormat.js";
import { MutedNotices } from "../../../src/features/notifications/mutedNotices.js";
import { StaleAnswers } from "../../../src/features/submit/staleAnswers.js";
import { BatchLog } from "../../../src/features/submitBatch/batchLog.js";
import { hasUnfinishedBatches } from "../../../src/features/submitBatch/unfinishedBatches.js";
import { CheckedRecordings } from "../../../src/features/upload/checkedRecordings.js";
import { ConnectionStore } from "../../../src/services/connections/connectionStore.js";
import { WatchList } from "../../../src/services/jobs/watchList.js";
import { KeyGuard } from "../../../src/services/keys/keyGuard.js";
import { pendingCreations, pendingNames, pendingSubmits } from "../../../src/services/pendingWrites/pendingNames.js";
import { WriteIntents } from "../../../src/services/pendingWrites/writeIntents.js";
import { readCachedRows } from "../../../src/services/storage/jobCacheFile.js";
import { LastValues } from "../../../src/services/storage/lastValues.js";
import { readObservations } from "../../../src/services/storage/stateLogFile.js";
import { readChosen, withoutPersonal } from "../../../src/services/view/storedViewOptions.js";
import { errorContextOf } from "../../../src/text/errors/errorContext.js";
import { explain } from "../../../src/text/errors/errorText.js";
import { HastyClock, ManualClock } from "../../fakes/clock.js";
import { fakeConnection } from "../../fakes/clouds/connections.js";
import { fakeMachine, noon } from "../../fakes/clouds/machine.js";
import { FakeWindows } from "../../fakes/editor/windows.js";
import { FakeHttp } from "../../fakes/network/http.js";
import { FakeKeyValue } from "../../fakes/storage/keyValue.js";
import { FakeLockFiles } from "../../fakes/storage/lockFiles.js";
import { FakeSecrets } from "../../fakes/storage/secrets.js";
import { never } from "./kernel.js";

/** As JSON can write them. */
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  "",
  "x",
  [],
  {},
  { toString: 1 },
  { valueOf: null, toString: "x" },
  JSON.parse('{"__proto__":{"toString":1}}'),
  [{ toString: 1 }],
  [[{ valueOf: 1, toString: 1 }]],
];

/** Copies of a value, each with something odd in the place of one of its parts, or beside them. */
function* spoiled(whole: unknown): Generator<unknown> {
  yield* odd;
  if (typeof whole !== "object" || whole === null) return;
  if (Array.isArray(whole)) {
    for (const value of odd) yield [...whole, value];
    for (const [index, part] of whole.entries()) for (const other of spoiled(part)) yield whole.with(index, other);
  } else {
    for (const [name, part] of Object.entries(whole)) for (const other of spoiled(part)) yield { ...whole, [name]: other };
  }
}

const stored = JSON.parse(readFileSync(join(import.meta.dirname, "../../fixtures/stored/0.1.0.json"), "utf8"));
const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const profiles: Readonly<Record<string, object>> = {
  huawei: {
    authEncrypt: "false",
    current: "work",
    profiles: [{ name: "work", mode: "AKSK", accessKeyId: "AKTESTAKTEST0001", secretAccessKey: "s", region: "cn-north-4" }],
  },
  alibaba: {
    current: "work",
    profiles: [
      {
        name: "work",
        mode: "CloudSSO",
        access_key_id: "LTAI1",
        access_key_secret: "s",
        sts_token: "t",
        sts_expiration: 1,
        cloud_sso_access_token_expire: 1,
        region_id: "cn-shanghai",
      },
      { name: "role", mode: "RamRoleArn", access_key_id: "LTAI1", access_key_secret: "s", ram_role_arn: "r", expired_seconds: 9 },
    ],
  },
};

describe("odd values", () => {
  for (const cloud of clouds) {
    it(`in the file of a tool of ${cloud.title} cost no more than their profile`, async () => {
      const source = (await cloud.keySources!()).find(({ homeFile }) => homeFile !== undefined)!;
      const kind = cloud.credentialKinds.find(({ id }) => id === "profile")!;
      const key = { kind: "profile", values: { profile: "work" } };
      const http = new FakeHttp(() => {
        throw new VoiceError("network", "nobody is there", { wasSent: false });
      });
      let files = 0;
      for (const file of spoiled(profiles[cloud.id])) {
        files += 1;
        const text = JSON.stringify(file);
        const { keys, unusable, flaw } = await source.read({ environment: {}, now: noon, text });
        assert.ok(keys.length + unusable.length > 0 || flaw, text);
        const machine = fakeMachine(http, undefined, { [source.homeFile!]: text });
        const failed = await kind.exchange!(fakeConnection(cloud), key, machine, never).catch((thrown: unknown) => thrown);
        assert.ok(!(failed instanceof Error) || failed instanceof VoiceError, `${text}: ${failed}`);
        assert.equal(typeof (await kind.readSource?.(key, machine)), kind.readSource ? "string" : "undefined");
      }
      assert.ok(files > 100, String(files));
    });

    it(`in any field of a job of ${cloud.title} are shown, written and kept`, () => {
      for (const path of new Set([...cloud.jobFields.map((field) => field.path), cloud.visits ?? "", "new"]))
        for (const value of odd) workWith(cloud, rawWith(path, value));
    });
  }

  function rawWith(path: string, value: unknown): Record<string, unknown> {
    const [first = "", ...rest] = path.split(".");
    return { [first]: rest.length === 0 ? value : rawWith(rest.join("."), value) };
  }

  function workWith(cloud: Cloud, raw: Record<string, unknown>): void {
    const connection = fakeConnection(cloud);
    // Those that can be submitted say more of themselves; of the others one is like all.
    for (const { state, phase } of [...cloud.states.filter(({ isSubmittable }) => isSubmittable), cloud.states.at(-1)!]) {
      const job = { id: "j1", name: "Voice", state, phase, raw };
      const input = { cloud, connection, now: noon, locale: "en", timeZone: "UTC", revealed: new Set<string>() };
      const view = { ...input, readAt: noon, isLoading: false, canSubmit: true, canOpenConsole: true, jobId: "j1", job };
      JSON.stringify(detailView(view));
      JSON.stringify([toPersistable(job, cloud.jobFields), maskedJob(job, cloud.jobFields)]);
      for (const format of ["csv", "json", "markdown"] as const)
        exportWriter(format, [cloud], true).row(job, { cloud, connection }, 0);
    }
  }

  it("in the editor's state leave the rest of it as it is", async () => {
    const readers: Readonly<Record<string, (state: KeyValue) => unknown>> = {
      connections: (state) => new ConnectionStore(state, new FakeSecrets(), ["huawei", "alibaba"]).all(),
      viewOptions: (state) => withoutPersonal(readChosen(state.get("lens"))),
      watchedJobs: (state) => new WatchList(state).all().map(({ name }) => name.length),
      mutedNotices: (state) => new MutedNotices(state).all(),
      submittedLooks: (state) => new StaleAnswers(state, new HastyClock()).find("x", { state: "RAW" }),
      unsettledSubmits: (state) => pendingNames(state, pendingSubmits).map((name) => name.length),
      unsettledStarts: (state) => pendingNames(state, pendingCreations).map((name) => name.length),
      submitBatches: async (state) => {
        hasUnfinishedBatches(state);
        for await (const { jobs } of new BatchLog(state, new HastyClock(), new FakeWindows().enter()).unfinished())
          jobs.map(({ jobId }) => jobId.length);
      },
      usedValues: (state) => {
        const connectionStore = new ConnectionStore(new FakeKeyValue(stored.globalState), new FakeSecrets(), [
          "huawei",
          "alibaba",
        ]);
        return connectionStore.all().map(({ id }) => new LastValues(state, connectionStore).ofConnection(id));
      },
      checkedRecordings: (state) => {
        const alibaba = clouds.find(({ id }) => id === "alibaba")!;
        const told = new CheckedRecordings(state).of(fakeConnection(alibaba, { endpoint: undefined as never }), "ShoppingVoice");
        for (const { reason = "" } of Object.values(told)) assert.equal(typeof reason, "string");
      },
    };
    for (const [key, read] of Object.entries(readers))
      for (const value of spoiled(stored.globalState[key])) await read(new FakeKeyValue({ [key]: value }));
  });

  it("in remembered files and in notes are none of ours", async () => {
    const lockFiles = new FakeLockFiles();
    for (const [name, text] of Object.entries(stored.notes as Readonly<Record<string, string>>))
      for (const note of spoiled(JSON.parse(text))) {
        lockFiles.kept.set(name, JSON.stringify(note));
        await new WriteIntents(lockFiles, new FakeWindows().enter()).read(name);
      }
    for (const text of Object.values(stored.remembered as Readonly<Record<string, string>>)) {
      const whole = JSON.parse(text);
      const small = { ...whole, ...(whole.rows ? { rows: whole.rows.slice(0, 1) } : { jobs: whole.jobs.slice(0, 1) }) };
      for (const file of spoiled(small))
        for (const cloud of clouds) {
          readCachedRows(JSON.stringify(file), whole.place, cloud);
          readObservations(JSON.stringify(file), whole.place);
        }
    }
  });

  it("in the note of a refused key leave an error that can be told", async () => {
    const [cloud] = clouds;
    const key = { id: "k", pair: "k s" };
    const facts = {
      reason: "wrongSecret",
      status: 401,
      code: "X.1",
      cloudMessage: "no",
      requestId: "r",
      until: noon,
      began: noon,
      window: "w",
    };
    for (const name of Object.keys(facts))
      for (const value of odd) {
        const clock = new ManualClock();
        const lockFiles = new FakeLockFiles();
        const note = { version: 1, phase: "refused", since: clock.now(), ...facts, until: clock.now() + 9_000, [name]: value };
        lockFiles.kept.set(`key-${digest("k")}-lock.json`, JSON.stringify(note));
        const error = await new KeyGuard(lockFiles, clock, digest, new FakeWindows().enter())
          .run(key, never, async () => undefined)
          .catch((thrown) => thrown);
        // A lock without an end is none.
        if (name === "until" && error === undefined) continue;
        assert.ok(error instanceof VoiceError, `${name} ${JSON.stringify(value)}: ${error}`);
        const { sentence, details } = explain(error, errorContextOf(fakeConnection(cloud!), cloud!, "en"));
        assert.ok([sentence, ...(details ?? [])].every((text) => typeof text === "string"));
      }
  });
});
