// What the person chose to see outlives the window, survives whatever is stored, and is told to servers that can find it.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { groupings, sortings } from "../../../../src/core/jobs/arrangement.js";
import { isEmpty } from "../../../../src/core/jobs/filter/jobFilter.js";
import type { JobQuery } from "../../../../src/core/jobs/filter/jobQuery.js";
import { atFirst, readChosen } from "../../../../src/services/view/storedViewOptions.js";
import { ViewOptions } from "../../../../src/services/view/viewOptions.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";
import { connectionTo, fixture, kernel, key, never } from "../../scenarios/kernel.js";

describe("lens", () => {
  const large = new ScriptedCloud("large", { serves: ["states", "types"] });
  large.fill(600, "QUEUED");
  large.fill(3, "DONE");
  const small = new ScriptedCloud("small", { serves: ["states"] });
  small.fill(5, "QUEUED");
  const paged = new ScriptedCloud("paged", { serves: ["types"], countsByState: false });
  paged.fill(5, "QUEUED");

  async function openViewOptions(state = new FakeKeyValue()) {
    const home = kernel(fixture([large.cloud, small.cloud, paged.cloud], { state }));
    for (const { cloud } of [large, small, paged]) await home.connectionStore.add(connectionTo(cloud, { id: cloud.id }), key);
    const asked: [string, JobQuery | undefined][] = [];
    const scopes = {
      setScope: (id: string, query: JobQuery | undefined) => {
        asked.push([id, query]);
        return home.refresher.setScope(id, query);
      },
    };
    const viewOptions = new ViewOptions(state, home.connectionStore, home.sessions, home.store, scopes);
    return { ...home, viewOptions, asked };
  }

  it("shows everything by state, latest change first, until the person chooses otherwise", async () => {
    const { viewOptions } = await openViewOptions();
    assert.deepEqual(viewOptions.chosen, atFirst);
    assert.ok(!viewOptions.isFiltered);
  });

  it("keeps filter, arrangement and hidden states for the next window, and tells of a change once", async () => {
    const state = new FakeKeyValue();
    const { viewOptions } = await openViewOptions(state);
    const told: unknown[] = [];
    viewOptions.onDidChange((chosen) => told.push(chosen));
    await viewOptions.setFilter({ states: ["DONE"], text: " aurora ", types: [] });
    await viewOptions.setFilter({ text: "aurora", states: ["DONE", "DONE"] });
    await viewOptions.arrange({ grouping: "batch" });
    await viewOptions.hide("large", ["SENT_BACK"]);
    assert.equal(told.length, 3, "the same filter in other words is no change");
    const { viewOptions: next } = await openViewOptions(state);
    assert.deepEqual(next.chosen, {
      filter: { states: ["DONE"], text: "aurora" },
      arrangement: { grouping: "batch", sorting: "updated", hidden: { large: ["SENT_BACK"] } },
    });
    assert.ok(next.isFiltered);
  });

  it("forgets a text with a phone number in it with the window", async () => {
    const state = new FakeKeyValue();
    const { viewOptions } = await openViewOptions(state);
    await viewOptions.setFilter({ text: "13900139000", tags: ["NEWS"] });
    assert.equal(viewOptions.chosen.filter.text, "13900139000");
    assert.ok(!JSON.stringify(state.get("lens")).includes("139"));
    assert.deepEqual((await openViewOptions(state)).viewOptions.chosen.filter, { tags: ["NEWS"] });
  });

  it("keeps a reason that is a code, and forgets the words of a cloud with the window", async () => {
    const state = new FakeKeyValue();
    const { viewOptions } = await openViewOptions(state);
    await viewOptions.setFilter({ reasons: ["MSS.00042102"] });
    assert.deepEqual((await openViewOptions(state)).viewOptions.chosen.filter, { reasons: ["MSS.00042102"] });
    await viewOptions.setFilter({ reasons: ["See https://obs.test/a?Signature=b"], tags: ["NEWS"] });
    assert.ok(!JSON.stringify(state.get("lens")).includes("obs.test"));
    assert.deepEqual((await openViewOptions(state)).viewOptions.chosen.filter, { tags: ["NEWS"] });
  });

  it("reads anything that is stored as something it can show", () => {
    const pieces = fc.oneof(fc.anything(), fc.constantFrom("state", "name", "batch", ["A"], [""], { a: ["B"] }, { a: "B" }, 12));
    const chosen = fc.record(
      {
        filter: fc.oneof(pieces, fc.dictionary(fc.constantFrom("states", "text", "createdSince", "types", "x"), pieces)),
        arrangement: fc.oneof(pieces, fc.dictionary(fc.constantFrom("grouping", "sorting", "hidden"), pieces)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), chosen), (stored) => {
        const read = readChosen(stored);
        const { grouping, sorting, hidden } = read.arrangement;
        assert.ok(groupings.includes(grouping) && sortings.includes(sorting));
        for (const states of Object.values(hidden)) assert.ok(states.every((state) => typeof state === "string"));
        assert.equal(Object.keys(read.filter).length === 0, isEmpty(read.filter), "no empty part is kept");
        // As the editor keeps it, which knows no negative zero.
        const kept = JSON.parse(JSON.stringify(read));
        assert.deepEqual(readChosen(kept), kept);
      }),
      { numRuns: 2000 },
    );
  });

  it("has the server count what it can find, where not all rows are here", async () => {
    const { viewOptions, refresher, store, asked } = await openViewOptions();
    for (const id of ["large", "small", "paged"]) await refresher.refreshConnection(id, never);
    await viewOptions.setFilter({ states: ["QUEUED"], types: ["T"], text: "voice" });
    assert.deepEqual(asked, [["large", { states: ["QUEUED"], types: ["T"] }]]);
    for (const id of ["large", "small", "paged"]) viewOptions.aim(id);
    assert.equal(asked.length, 1, "what is known is not asked again");
    await viewOptions.setFilter({ text: "voice" });
    assert.deepEqual(asked.slice(1), [["large", undefined]]);
    assert.equal(store.get("large").scope, undefined);
  });

  it("asks nothing about connections that were not shown", async () => {
    const { viewOptions, asked, store, refresher } = await openViewOptions();
    await viewOptions.setFilter({ states: ["DONE"] });
    assert.deepEqual(asked, []);
    await refresher.refreshConnection("large", never);
    viewOptions.aim("large");
    await refresher.refreshConnection("large", never);
    assert.equal(store.get("large").scope?.total, 3);
  });
});
