// Samples over real sockets: how many requests they take, each reason why there is none, and each fault on the way of the sound.
import { strict as assert } from "node:assert";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { SoundError, type SoundFlaw } from "../../../../src/features/listen/sound.js";
import { SoundCache } from "../../../../src/features/listen/soundCache.js";
import { VoiceSamples } from "../../../../src/features/listen/voiceSamples.js";
import { failureOf, kernel, never } from "../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

describe("voice samples", () => {
  let home: LocalKernel;
  let reader: VoiceSamples;
  const voices: Record<CloudId, string> = { huawei: "", alibaba: "" };

  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 20, alibaba: 20 } });
    const { control } = home.local;
    voices.huawei = String(control.add("huawei", { state: "SUCCEED", voice_name: "Studio" }).asset_id);
    voices.alibaba = String(control.add("alibaba", { Status: "Success", VoiceName: "Studio" }).VoiceId);
  });
  after(() => home.close());
  beforeEach(() => {
    const { connectionStore, sessions, nonce } = kernel(home.below);
    const machine = { http: home.below.http, now: Date.now, nonce };
    reader = new VoiceSamples({ connectionStore, sessions, machine }, new SoundCache());
    home.local.control.clearRequests();
  });
  afterEach(() => {
    home.local.control.faults.clear();
    for (const id of Object.values(voices))
      home.local.control.changeVoice(id, { state: "ACTIVED", hasSample: true, linkSeconds: 3600 });
  });

  const operations = () => home.local.control.requests.map(({ operation }) => operation);
  const read = (cloud: CloudId) => reader.read(cloud, voices[cloud], never);
  const meet = (act: FaultAct, times: number | "always" = 1) =>
    home.local.control.faults.add({ cloud: "store", operation: "GetObject", act, times });
  const flawOf = async (work: Promise<unknown>): Promise<SoundError> => {
    const thrown: unknown = await work.then(
      () => assert.fail("nothing was thrown"),
      (error: unknown) => error,
    );
    assert.ok(thrown instanceof SoundError, String(thrown));
    return thrown;
  };

  for (const [cloud, asked] of [
    ["huawei", ["ShowAsset"]],
    ["alibaba", ["GetCustomizedVoice", "GetMediaInfo"]],
  ] as const) {
    it(`takes ${asked.length} and the file at ${cloud}, and nothing the second time`, async () => {
      const outcome = await read(cloud);
      assert.ok(outcome.kind === "sound");
      assert.equal(outcome.sound.type, "audio/wav");
      assert.ok(outcome.sound.bytes.byteLength > 10_000);
      assert.deepEqual(operations(), [...asked, "GetObject"]);
      await read(cloud);
      assert.equal(operations().length, asked.length + 1);
    });

    it(`asks ${cloud} once for a new address where the first one has ended, and then hears it`, async () => {
      meet({ kind: "answer", status: 403, body: "<Error><Code>AccessDenied</Code></Error>" });
      assert.equal((await read(cloud)).kind, "sound");
      assert.deepEqual(operations(), [...asked, "GetObject", ...asked, "GetObject"]);
    });

    it(`gives up where ${cloud} names addresses that have ended already`, async () => {
      home.local.control.changeVoice(voices[cloud], { linkSeconds: -1 });
      const { flaw, facts } = await flawOf(read(cloud));
      assert.deepEqual([flaw, facts.status], ["denied", 403]);
      assert.equal(operations().filter((name) => name === "GetObject").length, 2);
    });
  }

  it("carries no key to where the sound is, and tells nothing of its address", async () => {
    meet({ kind: "answer", status: 404, body: "" });
    const error = await flawOf(read("huawei"));
    const { query, path } = home.local.control.requests.at(-1)!;
    assert.ok(query.Signature);
    for (const secret of [query.Signature, path])
      assert.ok(!`${error.message} ${error.stack} ${JSON.stringify(error)}`.includes(secret!));
  });

  const faults: readonly (readonly [string, FaultAct, SoundFlaw])[] = [
    ["no such file", { kind: "answer", status: 404, body: "gone" }, "missing"],
    ["a fault of the host", { kind: "answer", status: 503, body: "busy" }, "status"],
    ["a page of a network", { kind: "loginPage" }, "page"],
    ["a page that says it is refused", { kind: "answer", status: 403, body: "<!DOCTYPE html><html></html>" }, "page"],
    ["a file that breaks off", { kind: "truncated", how: "length" }, "cutOff"],
    ["another type", { kind: "contentType", value: "text/plain" }, "wrongType"],
    ["JSON", { kind: "answer", status: 200, body: { ok: true }, headers: { "content-type": "application/json" } }, "wrongType"],
    [
      "bytes that are no sound",
      { kind: "answer", status: 200, body: "hello", headers: { "content-type": "binary/octet-stream" } },
      "wrongType",
    ],
    ["nothing", { kind: "answer", status: 200, body: "", headers: { "content-type": "audio/wav" } }, "empty"],
    ["200 MB", { kind: "huge", bytes: 200_000_000 }, "tooLarge"],
    ["another address", { kind: "redirect", location: "https://elsewhere.test/" }, "moved"],
  ];
  for (const [what, act, flaw] of faults) {
    it(`knows ${what}, and says so by its own name`, async () => {
      meet(act, "always");
      if (act.kind === "truncated") {
        // Where the connection ends before the promised length the transport knows it first.
        const thrown: unknown = await read("huawei").catch((error: unknown) => error);
        assert.ok(thrown instanceof Error && !/Signature|sounds/.test(thrown.message));
        return;
      }
      assert.equal((await flawOf(read("huawei"))).flaw, flaw);
    });
  }

  it("knows a WAV file that says that it is longer", async () => {
    const sample = await read("huawei");
    assert.ok(sample.kind === "sound");
    const half = Buffer.from(sample.sound.bytes.subarray(0, sample.sound.bytes.byteLength / 2));
    meet({ kind: "answer", status: 200, body: half, headers: { "content-type": "audio/wav" } });
    assert.equal((await flawOf(read("alibaba"))).flaw, "cutOff");
  });

  it("says why there is no sample", async () => {
    const { control } = home.local;
    control.changeVoice(voices.alibaba, { hasSample: false });
    assert.deepEqual(reasonOf(await read("alibaba")), ["notRequested", undefined]);
    control.changeVoice(voices.alibaba, { hasSample: true });
    const gone = { kind: "answer", status: 404, body: { Code: "MediaNotFound", Message: "x", RequestId: "r" } } as const;
    control.faults.add({ cloud: "alibaba", operation: "GetMediaInfo", act: gone });
    assert.deepEqual(reasonOf(await read("alibaba")), ["noFile", undefined]);
    control.changeVoice(voices.huawei, { hasSample: false });
    assert.deepEqual(reasonOf(await read("huawei")), ["noFile", undefined]);
    for (const [state, reason] of [
      ["UNACTIVED", "inactive"],
      ["BLOCK", "blocked"],
      ["CREATING", "creating"],
      ["FAILED", "failed"],
      ["DELETING", "deleted"],
      ["WAITING_DELETE", "deleted"],
    ] as const) {
      control.changeVoice(voices.huawei, { state });
      assert.deepEqual(reasonOf(await read("huawei")), [reason, state]);
    }
    assert.equal(operations().filter((name) => name === "GetObject").length, 0);
  });

  it("says what the cloud says where it does not know the voice", async () => {
    const error = await failureOf(reader.read("alibaba", "nobody", never));
    assert.equal(error.kind, "notFound");
  });

  function reasonOf(outcome: Awaited<ReturnType<typeof read>>): readonly (string | undefined)[] {
    return outcome.kind === "none" ? [outcome.reason, outcome.state] : [];
  }
});
