// Submits that a window left open: found again after a crash, told once, and never sent a second time by themselves.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { connectionTo, type Fixture, kernel, key, never, type TestKernel } from "../../scenarios/kernel.js";
import { fail, lost, onSubmit, openSubmitter } from "./submitterFixture.js";

describe("recovery of submits", () => {
  let cloud: ScriptedCloud;
  let lockFiles: FakeLockFiles;
  let below: Fixture;
  let home: TestKernel;

  let reload: () => TestKernel;

  beforeEach(async () => {
    ({ cloud, lockFiles, below, home, reload } = await openSubmitter());
  });

  const submit = (from = home, jobId = "j1", signal = never) => from.submitter.submit("c1", jobId, { voice: "Aurora" }, signal);

  it("tells of a submit that went out as unsettled until it is known what became of it", async () => {
    assert.equal(await home.recovery.isUnsettled("c1", "j1"), false);
    const seen: boolean[] = [];
    const look = async () => void seen.push(await kernel(below).recovery.isUnsettled("c1", "j1"));
    cloud.before = ({ verb, number }) => (verb === "submit" || number === 1 ? look() : undefined);
    // Put back: it came to nothing that shows.
    const before = cloud.jobs.get("j1")!;
    cloud.after = onSubmit(() => {
      cloud.jobs.set("j1", before);
      throw lost();
    });
    assert.equal((await submit()).kind, "unknown");
    assert.deepEqual(seen, [false, true], "only claimed, then on its way");
    assert.equal(await reload().recovery.isUnsettled("c1", "j1"), true);
    cloud.put("j1", "QUEUED");
    await reload().recovery.lookInto("c1", "j1");
    assert.equal(await home.recovery.isUnsettled("c1", "j1"), false);
    lockFiles.before = () => {
      throw new Error("disk gone");
    };
    assert.equal(await home.recovery.isUnsettled("c1", "j1"), true);
  });

  describe("an intent that cannot be read", () => {
    const damaged = [
      "",
      "{",
      "null",
      '{"version":2}',
      '{"version":1,"phase":"claimed"}',
      '{"version":1,"owner":"o","connectionId":"c1","jobId":"j1","since":1,"phase":"later"}',
    ];

    it("holds back, and can be released", async () => {
      for (const text of damaged) {
        let name = "";
        lockFiles.before = (verb, each) => {
          if (verb === "claim") name ||= each;
        };
        cloud.before = fail(new VoiceError("notFound", ""));
        await submit();
        cloud.before = () => undefined;
        lockFiles.kept.set(name, text);
        cloud.calls.length = 0;
        const outcome = await submit();
        assert.ok(outcome.kind === "earlier" && !outcome.wasAccepted, text);
        assert.equal(cloud.calls.length, 0);
        await home.recovery.release("c1", "j1");
        assert.equal((await submit()).kind, "accepted");
        cloud.put("j1", "RAW");
      }
    });
  });

  it("knows nothing of unsettled submits in a fresh editor, and reads no file to know it", () => {
    lockFiles.before = () => assert.fail("a file was read");
    assert.equal(kernel(below).recovery.hasPending(), false);
  });

  it("tells nothing of what was settled or cannot be told any more, and asks about it only once", async () => {
    cloud.before = onSubmit(fail(lost()));
    await submit();
    const next = reload();
    await next.connectionStore.remove("c1");
    assert.deepEqual(await next.recovery.recoverAll(), []);
    assert.equal(next.recovery.hasPending(), false);
    assert.equal(lockFiles.kept.size, 1, "it still holds a new submit back");
    await next.connectionStore.add(connectionTo(cloud.cloud, { id: "c7" }), key);
    const through = await next.submitter.submit("c7", "j1", {}, never);
    assert.equal(through.kind, "earlier", "also through another connection to the same place");
    cloud.put("j1", "DONE");
    assert.equal((await next.submitter.submit("c7", "j1", {}, never)).kind, "wrongState");
    assert.equal(lockFiles.kept.size, 0);
  });

  it("knows the same job at the same place through a typed endpoint, and tells other places apart", async () => {
    cloud.before = onSubmit(fail(lost()));
    await submit();
    cloud.before = () => undefined;
    await home.connectionStore.add(
      connectionTo(cloud.cloud, { id: "same", region: "x", endpoint: "https://SCRIPTED.test" }),
      key,
    );
    await home.connectionStore.add(connectionTo(cloud.cloud, { id: "other", endpoint: "https://other.test" }), key);
    assert.equal((await home.submitter.submit("same", "j1", {}, never)).kind, "earlier");
    assert.equal((await home.submitter.submit("other", "j1", {}, never)).kind, "accepted");
  });
});
