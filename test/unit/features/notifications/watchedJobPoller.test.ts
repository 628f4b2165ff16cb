// Watched jobs are polled while they are not shown, in one window for all, until they are over.
import { strict as assert } from "node:assert";
import { pollIntervals } from "../../../../src/features/notifications/pollInterval.js";
import { settled } from "../../../fakes/clock.js";
import { another, type Followed, failWith, lockFilesOf, openFollowed } from "../../scenarios/followed.js";

const minute = 60_000;
const hour = 60 * minute;

describe("poller of watched jobs", () => {
  let window: Followed;
  const windows: Followed[] = [];

  const open = async (states: readonly string[]) => {
    window = await openFollowed();
    for (const [index, state] of states.entries()) window.scripted.put(`job-${index}`, state);
    await window.load();
    window.scripted.calls.length = 0;
  };
  const watch = async (jobId: string, from = window) => {
    const record = from.store.record("c1", jobId);
    assert.ok(record);
    await from.watchList.watch("c1", [record.job]);
    await settled();
  };
  const hide = () => window.attention.set({ isViewVisible: false });
  const asked = () => window.scripted.calls.filter(({ verb }) => verb === "get").map(({ jobId }) => jobId);
  const said = (from = window) => from.told.flat().map(({ jobId, happening }) => `${jobId} ${happening}`);
  /** The next window of the same person, in which nothing was read yet. */
  const next = async () => {
    const opened = await another(window);
    opened.attention.set({ isViewVisible: false, isWindowFocused: false });
    windows.push(opened);
    return opened;
  };
  afterEach(async () => {
    for (const each of windows.splice(0)) await each.close();
    await window.close();
  });

  it("does nothing and sets no timer while nothing is watched", async () => {
    await open(["TRAINING"]);
    hide();
    await window.pass(hour, minute);
    assert.deepEqual(asked(), []);
    assert.equal(window.clock.waiting, 0);
    assert.deepEqual(lockFilesOf(window).written, []);
  });

  it("follows a watched job, and no other, while the view is hidden, at the pace of its state", async () => {
    await open(["TRAINING", "TRAINING"]);
    await watch("job-0");
    hide();
    await window.pass(pollIntervals.running!.first * 4, 1000);
    assert.ok(asked().length >= 2 && asked().length <= 4, `${asked().length} requests`);
    assert.deepEqual(new Set(asked()), new Set(["job-0"]));
    assert.equal(window.scripted.count("list"), 0);
  });

  it("follows while the window has no focus, and leaves it to the poller while the person looks", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    await window.pass(10 * minute, 5000);
    assert.deepEqual(asked(), []);
    assert.ok(window.scripted.count("list") > 0);
    window.attention.set({ isWindowFocused: false });
    await window.pass(3 * minute, 1000);
    assert.ok(asked().length > 0);
  });

  it("goes on where the editor's state cannot be written", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    hide();
    window.below.state.failure = new Error("EROFS");
    window.scripted.put("job-0", "DONE");
    await window.pass(3 * minute);
    assert.ok(asked().length > 0);
    window.below.state.failure = undefined;
    await window.pass(3 * minute);
    assert.deepEqual(window.watchList.all(), [], "it is taken off the list as soon as that is possible");
  });

  it("notifies once of a watched job that finished while it was not shown, and watches it no more", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    window.attention.set({ isViewVisible: false, isWindowFocused: false });
    window.scripted.put("job-0", "DONE");
    await window.pass(3 * minute);
    assert.deepEqual(said(), ["job-0 finished"]);
    assert.deepEqual(window.watchList.all(), []);
    assert.equal(window.clock.waiting, 0);
    assert.equal(lockFilesOf(window).kept.size, 0, "the note is given back");
  });

  it("goes on watching a job that needs the person, and tells when it needs them again", async () => {
    await open(["QUEUED"]);
    await watch("job-0");
    window.attention.set({ isViewVisible: false, isWindowFocused: false });
    for (const state of ["SENT_BACK", "QUEUED", "SENT_BACK", "TRAINING", "DONE"]) {
      window.scripted.put("job-0", state);
      await window.pass(25 * minute, 5000);
    }
    assert.deepEqual(said(), ["job-0 needsPerson", "job-0 needsPerson", "job-0 finished"]);
  });

  it("follows after the editor was restarted, and knows what the job was before", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    await window.close();
    window.scripted.put("job-0", "DONE");
    const later = await next();
    await later.pass(2 * minute);
    assert.deepEqual(said(later), ["job-0 finished"]);
    assert.deepEqual(later.watchList.all(), []);
  });

  it("takes over from a window that died, once its note has run out", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    hide();
    await window.pass(minute);
    // It neither asks nor signs any more, and gives nothing back.
    const note = lockFilesOf(window).kept.get("watch.json")!;
    await window.close();
    lockFilesOf(window).kept.set("watch.json", note);
    window.scripted.calls.length = 0;
    const later = await next();
    await later.pass(10 * minute, 5000);
    assert.deepEqual(asked(), [], "nobody can tell that it is gone");
    await later.pass(10 * minute, 5000);
    assert.ok(asked().length > 0);
  });

  it("takes over within seconds from a window that is known to be gone", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    hide();
    await window.pass(minute);
    const note = lockFilesOf(window).kept.get("watch.json")!;
    await window.close();
    lockFilesOf(window).kept.set("watch.json", note);
    window.below.windows.close(window.window);
    window.scripted.calls.length = 0;
    const later = await next();
    await later.pass(2 * minute);
    assert.ok(asked().length > 0);
  });

  it("writes next to nothing over a day in which nothing changes, in two windows", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    hide();
    const second = await next();
    second.watchList.lookAgain();
    await window.pass(minute);
    lockFilesOf(window).written.length = 0;
    window.scripted.calls.length = 0;
    await window.pass(24 * hour, minute);
    assert.ok(asked().length > 600, "it is followed all day");
    assert.ok(lockFilesOf(window).written.length <= 24 * 6, `${lockFilesOf(window).written.length} writes`);
    await second.close();
    windows.splice(windows.indexOf(second), 1);
  });

  it("asks once for two windows, and the second goes on when the first is closed", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    hide();
    const second = await next();
    second.watchList.lookAgain();
    window.scripted.calls.length = 0;
    await window.pass(20 * minute, 1000);
    const alone = 20 * minute;
    assert.ok(asked().length <= alone / pollIntervals.running!.longest + 6, `${asked().length} requests`);
    assert.deepEqual([window.watchedJobPoller.isKeeper, second.watchedJobPoller.isKeeper], [true, false]);
    await window.close();
    window.scripted.put("job-0", "DONE");
    await second.pass(3 * minute);
    assert.deepEqual(said(second), ["job-0 finished"]);
  });

  it("leaves nothing behind that keeps another window waiting when it is closed just as it begins", async () => {
    await open(["TRAINING"]);
    const lockFiles = lockFilesOf(window);
    lockFiles.before = (verb) => {
      if (verb === "claim") window.watchedJobPoller.dispose();
    };
    await watch("job-0");
    hide();
    await window.pass(5000);
    assert.deepEqual(asked(), []);
    assert.equal(lockFiles.kept.has("watch.json"), false);
  });

  it("yields when another window holds the note after all", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    hide();
    await window.pass(minute);
    const now = window.clock.now();
    const owner = window.below.windows.enter().own;
    lockFilesOf(window).kept.set("watch.json", JSON.stringify({ version: 1, owner, since: now, until: now + 150_000 }));
    await window.pass(2 * minute);
    assert.equal(window.watchedJobPoller.isKeeper, false);
  });

  for (const note of ["", "half wri", '{"version":1,"owner":"x","since":9e15,"until":9e15}', '{"owner":1}']) {
    it(`is not held back by a damaged note: ${note || "an empty one"}`, async () => {
      await open(["TRAINING"]);
      lockFilesOf(window).kept.set("watch.json", note);
      await watch("job-0");
      hide();
      await window.pass(2 * minute);
      assert.ok(asked().length > 0);
    });
  }

  it("follows alone where notes cannot be written", async () => {
    await open(["TRAINING"]);
    lockFilesOf(window).before = () => {
      throw new Error("disk full");
    };
    await watch("job-0");
    hide();
    await window.pass(2 * minute);
    assert.ok(asked().length > 0);
  });

  it("tells that a watched job is gone, and watches it no more", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    window.attention.set({ isViewVisible: false, isWindowFocused: false });
    window.scripted.jobs.clear();
    await window.pass(2 * minute);
    assert.deepEqual(said(), ["job-0 gone"]);
    assert.deepEqual(window.watchList.all(), []);
  });

  it("does not take a status without the cloud's code for the word that a job is gone", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    hide();
    failWith(window.scripted, "notFound", { status: 404 });
    await window.pass(hour, minute);
    assert.ok(asked().length > 0);
    assert.deepEqual(said(), []);
    assert.deepEqual(
      window.watchList.all().map(({ jobId }) => jobId),
      ["job-0"],
    );
  });

  it("stops at a refused key until the person acts, and keeps to Retry-After", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    hide();
    let mend = failWith(window.scripted, "auth");
    await window.pass(hour, minute);
    assert.equal(asked().length, 1);
    mend();
    await window.sessions.resume(["c1"]);
    window.userActivity.note(["c1"]);
    await window.pass(1000);
    assert.equal(asked().length, 2);
    mend = failWith(window.scripted, "throttled", { retryAfterMs: 30 * minute });
    await window.pass(5 * minute);
    mend();
    const count = asked().length;
    await window.pass(24 * minute, 5000);
    assert.equal(asked().length, count);
    await window.pass(6 * minute, 5000);
    assert.ok(asked().length > count);
  });

  it("looks once at a job that lies there as over, and no more often than at others while the cloud is out of reach", async () => {
    await open(["DONE"]);
    await watch("job-0");
    hide();
    const mend = failWith(window.scripted, "network");
    await window.pass(10 * minute, 1000);
    assert.ok(asked().length >= 2 && asked().length <= 8, `${asked().length} requests`);
    mend();
    await window.pass(15 * minute, 5000);
    assert.deepEqual(window.watchList.all(), []);
  });

  it("forgets the jobs of a connection that is removed, and keeps those it does not know", async () => {
    await open(["TRAINING"]);
    await watch("job-0");
    await window.watchList.watch("of a newer version", [{ id: "x", name: "X", state: "S" }]);
    await window.connectionStore.remove("c1");
    await settled();
    assert.deepEqual(
      window.watchList.all().map(({ connectionId }) => connectionId),
      ["of a newer version"],
    );
    await window.pass(hour, minute);
    assert.deepEqual(asked(), []);
  });

  it("keeps what another version stored with a job, and what is no job of this one", async () => {
    await open(["TRAINING"]);
    const entry = { connectionId: "c1", jobId: "job-0", name: "Voice", state: "TRAINING", colour: "red" };
    await window.below.state.update("watchedJobs", { version: 3, entries: [{ what: 1 }, entry] });
    window.watchList.lookAgain();
    assert.equal(window.watchList.has("c1", "job-0"), true);
    await window.watchList.see("c1", { id: "job-0", name: "Voice", state: "QUEUED" });
    assert.deepEqual(window.below.state.get("watchedJobs"), {
      version: 3,
      entries: [{ what: 1 }, { ...entry, state: "QUEUED" }],
    });
  });
});
