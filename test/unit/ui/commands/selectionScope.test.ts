// Which jobs rows stand for, in every grouping: as the tree shows them, under the filter, and asked of the server where it can.
import { strict as assert } from "node:assert";
import { createOrder, type Grouping, groupings, groupKey } from "../../../../src/core/jobs/arrangement.js";
import { fits, type JobFilter, serve } from "../../../../src/core/jobs/filter/jobFilter.js";
import type { ChosenOptions } from "../../../../src/services/view/storedViewOptions.js";
import { loadedOf, type ScopeKernel, scopeOf } from "../../../../src/ui/commands/selectionScope.js";
import { never } from "../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

describe("the jobs that rows stand for", () => {
  let home: LocalKernel;
  let chosen: ChosenOptions;
  const order = createOrder("en");
  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 300, alibaba: 90 } });
    await home.refresher.refreshConnection("huawei", never);
    await home.refresher.refreshConnection("alibaba", never);
  });
  after(() => home.close());
  beforeEach(() => see({}));

  function see(filter: JobFilter, hidden: Record<string, readonly string[]> = {}): void {
    chosen = { filter, arrangement: { grouping: "state", sorting: "updated", hidden } };
  }
  const world = (): ScopeKernel => ({
    connectionStore: home.connectionStore,
    sessions: home.sessions,
    viewOptions: { chosen },
    locale: "en",
  });
  const jobs = (connectionId = "huawei") => [...home.store.get(connectionId).jobs.values()].map(({ job }) => job);
  const loaded = (...rows: Parameters<typeof scopeOf>[1]) =>
    (scopeOf(world(), rows)?.portions ?? []).flatMap((portion) => loadedOf(home.store, portion)).map(({ jobId }) => jobId);
  const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id).sort();
  const row = (grouping: Grouping, group: string) => ({ kind: "group", connectionId: "huawei", grouping, group });

  for (const grouping of groupings) {
    it(`are those of the group in the grouping by ${grouping}, and all groups together are all jobs`, () => {
      const keys = [...new Set(jobs().map((job) => groupKey(job, grouping, order)))];
      assert.ok(keys.length > 1);
      for (const key of keys) {
        const wanted = jobs().filter((job) => groupKey(job, grouping, order) === key);
        assert.deepEqual(loaded(row(grouping, key)).sort(), ids(wanted), key);
      }
      assert.equal(loaded(...keys.map((key) => row(grouping, key))).length, jobs().length);
    });
  }

  it("are asked of the server by state and type, as it can be", () => {
    const [portion] = scopeOf(world(), [row("state", "FAILED"), row("state", "SUCCEED")])?.portions ?? [];
    assert.ok(portion && "filter" in portion);
    assert.deepEqual(serve(portion.filter, ["states", "types"]).query, { states: ["FAILED", "SUCCEED"] });
    const [phase] = scopeOf(world(), [row("phase", "failed")])?.portions ?? [];
    assert.ok(phase && "filter" in phase);
    assert.deepEqual(phase.filter.states, ["FAILED"]);
  });

  it("are under the filter, and none in a state that is hidden, unless the state was named", () => {
    see({ languages: ["CN"] }, { huawei: ["SUCCEED"] });
    const wanted = jobs().filter((job) => fits(job, { languages: ["CN"] }) && job.state !== "SUCCEED");
    assert.ok(wanted.length > 0 && wanted.length < jobs().length);
    assert.deepEqual(loaded({ kind: "connection", connectionId: "huawei" }).sort(), ids(wanted));
    const named = jobs().filter((job) => fits(job, { languages: ["CN"] }) && job.state === "SUCCEED");
    assert.deepEqual(loaded({ connectionId: "huawei", state: "SUCCEED" }).sort(), ids(named));
  });

  it("are told to lack those in hidden states, where rows stand for several states", () => {
    const hides = (...rows: Parameters<typeof scopeOf>[1]) => scopeOf(world(), rows)?.hidesStates === true;
    const whole = { kind: "connection", connectionId: "huawei" };
    assert.equal(hides(whole), false);
    see({}, { huawei: ["SUCCEED"] });
    const [job] = jobs();
    assert.deepEqual([hides(whole), hides(row("type", "BASIC")), hides(row("phase", "failed"))], [true, true, true]);
    assert.deepEqual([hides(row("state", "FAILED")), hides({ connectionId: "huawei", state: "SUCCEED" })], [false, false]);
    assert.equal(hides({ kind: "job", connectionId: "huawei", jobId: job!.id }, whole), false);
    assert.equal(hides({ kind: "connection", connectionId: "alibaba" }), false, "another cloud's states are shown");
  });

  it("are the selected jobs alone where there are any, whatever was swept up with them", () => {
    const [one, two] = jobs();
    const [east] = jobs("alibaba");
    const rows = [
      { kind: "job", connectionId: "huawei", jobId: one!.id },
      { kind: "group", connectionId: "huawei", grouping: "state", group: "FAILED" },
      { kind: "job", connectionId: "huawei", jobId: two!.id },
      { kind: "connection", connectionId: "alibaba" },
      { kind: "job", connectionId: "alibaba", jobId: east!.id },
      { kind: "more", connectionId: "huawei", list: "FAILED" },
    ];
    assert.deepEqual(loaded(...rows), [one!.id, two!.id, east!.id]);
    assert.equal(scopeOf(world(), rows)?.connection, undefined);
  });

  it("are those in undocumented states for the row of other states", () => {
    const documented = new Set(home.sessions.cloudOf(home.connectionStore.find("huawei")!).states.map(({ state }) => state));
    const others = jobs().filter(({ state }) => !documented.has(state));
    assert.ok(others.length > 0);
    assert.deepEqual(loaded({ kind: "elsewhere", connectionId: "huawei" }).sort(), ids(others));
  });

  it("are none for rows that tell something, and for connections that are gone", () => {
    assert.equal(scopeOf(world(), [{ kind: "error", connectionId: "huawei" }]), undefined);
    assert.equal(scopeOf(world(), [{ connectionId: "nobody" }]), undefined);
    assert.equal(scopeOf(world(), []), undefined);
  });
});
