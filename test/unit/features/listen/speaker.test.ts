// Texts that voices are asked to say, over real sockets and under faults: the cloud is asked once at most, and what may have been billed is not sent again.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import type { SpeechOrder } from "../../../../src/core/cloud/capabilities/speech.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { type SayOutcome, Speaker } from "../../../../src/features/listen/speaker.js";
import { WriteIntents } from "../../../../src/services/pendingWrites/writeIntents.js";
import { HastyClock } from "../../../fakes/clock.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { faultsOfOne } from "../../../submits/faults.js";
import { kernel, never } from "../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

const sends = { huawei: "CreateTtsAudition", alibaba: "SubmitAudioProduceJob" } as const;

describe("speaker", () => {
  let home: LocalKernel;
  const voices: Record<CloudId, string> = { huawei: "", alibaba: "" };

  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 5, alibaba: 5 } }, {}, { clock: new HastyClock() });
    const { control } = home.local;
    voices.huawei = String(control.add("huawei", { state: "SUCCEED" }).asset_id);
    voices.alibaba = String(control.add("alibaba", { Status: "Success" }).VoiceId);
  });
  after(() => home.close());
  beforeEach(() => {
    home.local.control.clearRequests();
    (home.below.lockFiles as FakeLockFiles).kept.clear();
  });
  afterEach(() => {
    home.local.control.faults.clear();
    for (const id of Object.values(voices)) home.local.control.changeVoice(id, { linkSeconds: 3600 });
  });

  /** A window on the same storage. `turn`: what happens before it is a request's turn. */
  const open = (turn: () => Promise<void> = async () => undefined) => {
    const { connectionStore, sessions: all, nonce, ownWindow } = kernel(home.below);
    const write: typeof all.write = (id, signal, send) =>
      all.write(id, signal, async (api) => {
        await turn();
        return send(api);
      });
    const sessions: typeof all = Object.create(all, { write: { value: write } });
    const { http, lockFiles, clock } = home.below;
    const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
    const machine = { http, now: () => clock.now(), nonce };
    const writeIntents = new WriteIntents(lockFiles, ownWindow, clock);
    const speaker = new Speaker({ connectionStore, sessions, machine, clock, windows: ownWindow, digest, nonce, writeIntents });
    return { speaker, connectionStore };
  };
  const orderFor = (cloud: CloudId, text: string): SpeechOrder => ({
    voiceId: voices[cloud],
    text,
    settings: {},
    values: cloud === "alibaba" ? { bucket: "my-bucket" } : {},
  });
  const say = (cloud: CloudId, text: string, window = open(), signal = never): Promise<SayOutcome> =>
    window.speaker.say(window.connectionStore.find(cloud)!, "job", orderFor(cloud, text), cloud === "alibaba", signal);
  const asked = (cloud: CloudId) => home.local.control.requests.filter(({ operation }) => operation === sends[cloud]).length;
  const notes = () => [...(home.below.lockFiles as FakeLockFiles).kept.keys()];
  const meet = (cloud: CloudId, act: FaultAct) => home.local.control.faults.add({ operation: sends[cloud], act });

  for (const cloud of ["huawei", "alibaba"] as const) {
    it(`has a voice of ${cloud} say a text by one request, and fetches what it said`, async () => {
      const outcome = await say(cloud, "Hello world.");
      assert.ok(outcome.kind === "said", outcome.kind);
      assert.equal(outcome.sounds[0]?.type, "audio/wav");
      assert.equal(asked(cloud), 1);
      assert.deepEqual(notes(), [], "no note stays");
    });

    it(`asks ${cloud} once, whatever becomes of the answer`, async () => {
      const faults: readonly FaultAct[] = [
        { kind: "resetBefore" },
        { kind: "resetAfter" },
        { kind: "truncated", how: "length" },
        { kind: "loginPage" },
        { kind: "answer", status: 503, body: {} },
        { kind: "answer", status: 403, body: { Code: "NoPermission", error_code: "X", Message: "no" } },
        { kind: "answer", status: 429, body: { Code: "Throttling", error_code: "APIGW.0308" } },
      ];
      for (const [index, act] of faults.entries()) {
        home.local.control.clearRequests();
        meet(cloud, act);
        const outcome = await say(cloud, `Text ${cloud} ${index}`);
        assert.ok(outcome.kind === "unknown" || outcome.kind === "notSaid", `${act.kind}: ${outcome.kind}`);
        assert.equal(asked(cloud), 1, act.kind);
        home.local.control.faults.clear();
      }
    });

    it(`asks ${cloud} for new addresses once where the first ones have ended, and does not have the text said again`, async () => {
      const act: FaultAct = { kind: "answer", status: 403, body: "<Error/>" };
      home.local.control.faults.add({ cloud: "store", operation: "GetObject", act });
      assert.equal((await say(cloud, `Ended ${cloud}`)).kind, "said");
      assert.equal(asked(cloud), 1);
    });
  }

  it("puts the parts of a long text in their order", async () => {
    const outcome = await say("huawei", "One sentence after another. ".repeat(12));
    assert.ok(outcome.kind === "said");
    assert.ok(outcome.sounds.length > 1);
  });

  it("does not send again what may have been billed, in any window, until the person says so", async () => {
    meet("alibaba", { kind: "resetAfter" });
    const first = open();
    assert.equal((await say("alibaba", "Billed once", first)).kind, "unknown");
    assert.equal(asked("alibaba"), 1);
    for (const window of [first, open()]) assert.equal((await say("alibaba", "Billed once", window)).kind, "earlier");
    assert.equal(asked("alibaba"), 1);
    const other = open();
    await other.speaker.release(other.connectionStore.find("alibaba")!, orderFor("alibaba", "Billed once"));
    assert.equal((await say("alibaba", "Billed once", other)).kind, "said");
    assert.equal(asked("alibaba"), 2);
    assert.deepEqual(notes(), []);
  });

  it("has a billed text said once at most, pressed five times in three windows, whatever goes wrong with the first request", async () => {
    const windows = [open(), open(), open()];
    for (const [index, [name, act]] of faultsOfOne.entries()) {
      home.local.control.clearRequests();
      meet("alibaba", act);
      const press = (window: (typeof windows)[number]) => say("alibaba", `Billed ${index}`, window);
      const outcomes = await Promise.all(windows.slice(0, 2).map(press));
      // What was known not to be taken may be pressed again: that is another request, by the person's own will.
      const isOpen = !outcomes.some(({ kind }) => kind === "notSaid" || kind === "failed" || kind === "said");
      if (isOpen) for (const window of windows) outcomes.push(await press(window));
      const wasTaken = ("processed" in act && act.processed) || ["resetAfter", "truncated", "sentTwice"].includes(act.kind);
      if (wasTaken) assert.ok(!outcomes.some(({ kind }) => kind === "notSaid"), `${name}: ${outcomes.map(({ kind }) => kind)}`);
      assert.equal(asked("alibaba"), 1, `${name}: ${outcomes.map(({ kind }) => kind)}`);
      home.local.control.faults.clear();
    }
  });

  it("sends the same text once where two windows want it at one time", async () => {
    const outcomes = await Promise.all([say("alibaba", "At one time"), say("alibaba", "At one time")]);
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ["earlier", "said"]);
    assert.equal(asked("alibaba"), 1);
  });

  it("sends no billed text that was released while it waited for its turn", async () => {
    const order = orderFor("alibaba", "Released meanwhile");
    const other = open();
    const window = open(() => other.speaker.release(other.connectionStore.find("alibaba")!, order));
    assert.equal((await say("alibaba", order.text, window)).kind, "notSaid");
    assert.equal(asked("alibaba"), 0);
  });

  it("sends nothing that was cancelled before", async () => {
    const outcome = await say("alibaba", "Cancelled", open(), AbortSignal.abort());
    assert.equal(outcome.kind, "notSaid");
    assert.equal(asked("alibaba"), 0);
    assert.deepEqual(notes(), []);
  });

  it("says what the cloud says where it cannot say a text", async () => {
    const outcome = await say("alibaba", "敏感词");
    assert.deepEqual(outcome, { kind: "failed", code: "InvalidText", message: "The text contains a sensitive word." });
    const refused = await say("huawei", "敏感词");
    assert.ok(
      refused.kind === "notSaid" && refused.error.code === "MSS.10010012",
      "its code says so, in spite of the status 500",
    );
  });

  it("waits for a sound that the library does not have yet", async () => {
    const body = { Code: "MediaNotFound", Message: "x", RequestId: "r" };
    home.local.control.faults.add({ cloud: "alibaba", operation: "GetMediaInfo", act: { kind: "answer", status: 404, body } });
    assert.equal((await say("alibaba", "Not yet")).kind, "said");
    assert.equal(asked("alibaba"), 1);
  });

  it("has the sound fetched later where only that failed, without another request", async () => {
    const act: FaultAct = { kind: "answer", status: 404, body: "" };
    home.local.control.faults.add({ cloud: "store", operation: "GetObject", act });
    const window = open();
    const outcome = await say("alibaba", "Fetched later", window);
    assert.ok(outcome.kind === "unread");
    assert.equal((await window.speaker.hear(window.connectionStore.find("alibaba")!, outcome.taskId, never)).kind, "said");
    assert.equal(asked("alibaba"), 1);
  });
});
