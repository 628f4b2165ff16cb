// The news desk: tells what a person wants to know, once, together, and never what they did or see themselves.
import { strict as assert } from "node:assert";
import { settled } from "../../../fakes/clock.js";
import { another, type Followed, openFollowed } from "../../scenarios/followed.js";
import { never } from "../../scenarios/kernel.js";

describe("news desk", () => {
  let window: Followed;

  const open = async (states: readonly string[]) => {
    window = await openFollowed();
    for (const [index, state] of states.entries()) window.scripted.put(`job-${index}`, state);
    await window.load();
  };
  const move = async (jobId: string, state: string, into = window) => {
    window.scripted.put(jobId, state);
    await into.load();
  };
  const said = (from = window) => from.told.map((news) => news.map(({ jobId, happening }) => `${jobId} ${happening}`).sort());
  afterEach(() => window.close());

  it("says nothing of a first load", async () => {
    await open(["RAW", "DONE", "BROKEN", "TRAINING"]);
    await window.pass(5000);
    assert.deepEqual(said(), []);
  });

  it("tells that a job finished, failed, or needs the person, and of no other move", async () => {
    await open(["TRAINING", "TRAINING", "QUEUED", "QUEUED", "TRAINING"]);
    for (const [index, state] of ["DONE", "BROKEN", "SENT_BACK", "TRAINING", "NEVER_HEARD_OF"].entries())
      window.scripted.put(`job-${index}`, state);
    await window.load();
    assert.deepEqual(said(), [], "what comes together is collected");
    await window.pass(2000);
    assert.deepEqual(said(), [["job-0 finished", "job-1 failed", "job-2 needsPerson"]]);
    assert.deepEqual(window.told[0]?.at(-1), {
      connectionId: "c1",
      jobId: "job-0",
      name: "Voice job-0",
      happening: "finished",
      state: "DONE",
    });
  });

  it("puts together what comes within a second, and tells a job's last state only", async () => {
    await open(["QUEUED", "TRAINING"]);
    await move("job-0", "SENT_BACK");
    await window.pass(500, 100);
    await move("job-1", "DONE");
    await move("job-0", "QUEUED");
    await window.pass(2000);
    assert.deepEqual(said(), [["job-1 finished"]]);
    assert.equal(window.clock.waiting, 1, "the poller's alone");
  });

  it("says nothing of jobs that came or went", async () => {
    await open(["TRAINING"]);
    window.scripted.jobs.clear();
    await move("job-9", "DONE");
    await window.pass(2000);
    assert.deepEqual(said(), []);
  });

  it("does not tell a person of a job that they have just refreshed, nor of one whose page they look at", async () => {
    await open(["TRAINING", "TRAINING", "TRAINING"]);
    window.userActivity.note(["c1"], "job-0");
    window.userActivity.look("c1", "job-1", true);
    for (const index of [0, 1, 2]) window.scripted.put(`job-${index}`, "DONE");
    await window.load();
    await window.pass(2000);
    assert.deepEqual(said(), [["job-2 finished"]]);
  });

  it("tells them all the same when that was a while ago, the page is closed, or the window has no focus", async () => {
    await open(["TRAINING", "TRAINING", "TRAINING"]);
    window.userActivity.note(["c1"], "job-0");
    window.userActivity.look("c1", "job-1", true);
    window.userActivity.look("c1", "job-1", false);
    window.userActivity.look("c1", "job-2", true);
    await window.pass(16_000);
    window.attention.set({ isWindowFocused: false });
    for (const index of [0, 1, 2]) window.scripted.put(`job-${index}`, "DONE");
    await window.load();
    window.attention.set({ isWindowFocused: true });
    await window.pass(2000);
    assert.deepEqual(said(), [["job-0 finished", "job-1 finished", "job-2 finished"]]);
  });

  it("does not make news of a submit", async () => {
    await open(["RAW"]);
    const outcome = await window.submitter.submit("c1", "job-0", {}, never);
    assert.equal(outcome.kind, "accepted");
    await window.pass(2000);
    assert.deepEqual(said(), []);
  });

  it("keeps what happens while the window has no focus until it has", async () => {
    await open(["TRAINING"]);
    window.attention.set({ isWindowFocused: false });
    await move("job-0", "DONE");
    await window.pass(60_000);
    assert.deepEqual(said(), []);
    assert.equal(window.clock.waiting, 0);
    window.attention.set({ isWindowFocused: true });
    await window.pass(2000);
    assert.deepEqual(said(), [["job-0 finished"]]);
  });

  it("tells in one window what two of them see", async () => {
    await open(["TRAINING"]);
    const second = await another(window);
    await second.load();
    second.attention.set({ isWindowFocused: false });
    await move("job-0", "DONE");
    await window.pass(2000);
    window.attention.set({ isWindowFocused: false });
    second.attention.set({ isWindowFocused: true });
    await second.load();
    await second.pass(2000);
    assert.deepEqual([said(), said(second)], [[["job-0 finished"]], []]);
    await second.close();
  });

  it("tells of the same state again when the job came back to it", async () => {
    await open(["QUEUED"]);
    for (const state of ["SENT_BACK", "QUEUED", "SENT_BACK"]) {
      await move("job-0", state);
      await window.pass(2000);
    }
    assert.deepEqual(said(), [["job-0 needsPerson"], ["job-0 needsPerson"]]);
  });

  it("tells nothing of muted jobs and states, and tells of them again once they are unmuted", async () => {
    await open(["TRAINING", "TRAINING", "TRAINING"]);
    const job = { kind: "job", connectionId: "c1", jobId: "job-0", name: "" } as const;
    const state = { kind: "state", cloud: "scripted", state: "BROKEN" } as const;
    await window.muted.mute(job);
    await window.muted.mute(state);
    await window.muted.mute(state);
    assert.equal(window.muted.all().length, 2);
    for (const [jobId, next] of [
      ["job-0", "DONE"],
      ["job-1", "BROKEN"],
      ["job-2", "DONE"],
    ] as const)
      window.scripted.put(jobId, next);
    await window.load();
    await window.pass(2000);
    assert.deepEqual(said(), [["job-2 finished"]]);
    await window.muted.unmute([job, state]);
    for (const next of ["TRAINING", "BROKEN"]) await move("job-1", next);
    await window.pass(2000);
    assert.deepEqual(said().at(-1), ["job-1 failed"]);
  });

  it("tells nothing while the person wants no notices, and does not catch up later", async () => {
    await open(["TRAINING"]);
    window.isOn.notices = false;
    await move("job-0", "DONE");
    await window.pass(2000);
    window.isOn.notices = true;
    window.attention.set({});
    await window.pass(2000);
    assert.deepEqual(said(), []);
  });

  it("remembers what it told of 300 jobs, not more, and nothing of them but ids and states", async () => {
    await open([]);
    for (const state of ["TRAINING", "DONE"]) {
      window.scripted.fill(400, state, "job");
      // More pages than may be read at once.
      const loading = window.load();
      await window.pass(3000);
      await loading;
    }
    assert.equal(window.told[0]?.length, 400);
    const stored = window.below.state.get<{ entries: object[] }>("toldNotices");
    assert.equal(stored?.entries.length, 300);
    assert.deepEqual(Object.keys(stored?.entries[0] ?? {}), ["job", "mark"]);
  });

  it("leaves what another version stored where it is", async () => {
    await open(["TRAINING"]);
    const { state } = window.below;
    await state.update("mutedNotices", { version: 9, entries: [{ kind: "moon" }, "what"], more: true });
    await window.muted.mute({ kind: "state", cloud: "scripted", state: "DONE" });
    assert.deepEqual(state.get("mutedNotices"), {
      version: 9,
      entries: [{ kind: "moon" }, "what", { kind: "state", cloud: "scripted", state: "DONE" }],
      more: true,
    });
    await state.update("mutedNotices", "nonsense");
    assert.deepEqual(window.muted.all(), []);
    await window.muted.mute({ kind: "state", cloud: "scripted", state: "DONE" });
    assert.equal(state.get("mutedNotices.unreadable"), "nonsense");
    await settled();
  });
});
