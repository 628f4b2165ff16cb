// Putting a file into the library exactly once, whatever becomes of the answer: what is reported is what the local cloud has.
import assert from "node:assert/strict";
import type { FaultAct } from "../../../../../src/demoCloud/server/faults.js";
import { MediaRegistrar } from "../../../../../src/features/upload/library/mediaRegistrar.js";
import { HastyClock } from "../../../../fakes/clock.js";
import { kernel, never } from "../../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../../scenarios/localKernel.js";

describe("registering a recording in the library", () => {
  let home: LocalKernel;
  let location: string;
  let number = 0;

  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 0, alibaba: 0 } });
  });
  after(() => home.close());
  beforeEach(() => {
    home.local.control.clearRequests();
    const name = `demo-voices/library/take-${++number}.wav`;
    home.local.control.putObject(name, Buffer.from("RIFF"), "audio/wav");
    location = `${home.local.origin}/${name}`;
  });
  afterEach(() => home.local.control.faults.clear());

  const register = (signal = never) =>
    new MediaRegistrar({ sessions: kernel(home.below).sessions, clock: new HastyClock() }).register(
      "alibaba",
      location,
      "Take",
      signal,
    );
  const sent = () => home.local.control.requests.filter(({ operation }) => operation === "RegisterMediaInfo").length;
  const kept = () => home.local.control.media.all().filter(({ inputUrl }) => inputUrl === location);
  const fail = (act: FaultAct, operation = "RegisterMediaInfo", times = 1) =>
    home.local.control.faults.add({ operation, times, act });

  it("makes it, and the next time finds it without a request", async () => {
    const first = await register();
    assert.deepEqual([first.kind, sent(), kept().length], ["registered", 1, 1]);
    const [media] = kept();
    assert.deepEqual(await register(), { kind: "registered", id: media?.id, isOld: true });
    assert.equal(sent(), 1);
  });

  it("finds it where the answer was lost, and does not ask twice", async () => {
    fail({ kind: "resetAfter" });
    assert.deepEqual(await register(), { kind: "registered", id: kept()[0]?.id });
    assert.deepEqual([sent(), kept().length], [1, 1]);
  });

  it("does not know where the request was lost, and makes one alone when the person tries again", async () => {
    fail({ kind: "resetBefore" });
    const { kind } = await register();
    assert.deepEqual([kind, sent(), kept().length], ["unknown", 1, 0]);
    assert.equal((await register()).kind, "registered");
    assert.deepEqual([sent(), kept().length], [2, 1]);
  });

  it("takes it where another window was first", async () => {
    fail({ kind: "answer", status: 409, body: { Code: "MediaAlreadyExist", Message: "exists" }, processed: true });
    assert.equal((await register()).kind, "registered");
    assert.deepEqual([sent(), kept().length], [1, 1]);
  });

  it("says so where the cloud refuses, and where it cannot be asked whether it is there nothing is sent", async () => {
    fail({ kind: "answer", status: 403, body: { Code: "NoPermission", Message: "denied" } });
    const refused = await register();
    assert.deepEqual([refused.kind, sent(), kept().length], ["failed", 1, 0]);
    home.local.control.faults.clear();
    fail({ kind: "answer", status: 403, body: { Code: "NoPermission", Message: "denied" } }, "GetMediaInfo", 9);
    assert.deepEqual([(await register()).kind, sent()], ["failed", 1]);
  });

  it("sends nothing once it was cancelled", async () => {
    const abort = new AbortController();
    abort.abort();
    assert.deepEqual([(await register(abort.signal)).kind, sent()], ["failed", 0]);
  });
});
