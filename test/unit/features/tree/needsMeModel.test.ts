// What waits for the person is looked at again when rows come, and once more when it is known how long jobs usually stay.
import { strict as assert } from "node:assert";
import type { Connection } from "../../../../src/core/connection.js";
import type { ObservedStays } from "../../../../src/core/jobs/history/stateObservation.js";
import { NeedsMeModel } from "../../../../src/features/tree/needsMeModel.js";
import { JobStore } from "../../../../src/services/jobs/jobStore.js";
import { atFirst } from "../../../../src/services/view/storedViewOptions.js";
import { ManualClock } from "../../../fakes/clock.js";
import { rainCloud, rainJob } from "../../../fakes/clouds/rainCloud.js";

const hour = 3_600_000;

describe("the rows of what waits for the person", () => {
  let store: JobStore;
  let clock: ManualClock;
  let asked: string[];
  let changes: number;
  let stays: () => Promise<ObservedStays>;
  let model: NeedsMeModel;

  beforeEach(() => {
    store = new JobStore();
    clock = new ManualClock();
    asked = [];
    changes = 0;
    stays = async () => ({ usual: new Map([["TRAINING", hour]]), last: new Map() });
    const connections = [{ id: "c1", isDemo: false }] as unknown as readonly Connection[];
    const read = (connection: Connection) => {
      asked.push(connection.id);
      return stays();
    };
    const more = () => {
      changes += 1;
    };
    model = new NeedsMeModel(
      { all: () => connections },
      { cloudOf: () => rainCloud },
      store,
      { chosen: atFirst },
      clock,
      read,
      more,
    );
  });

  const put = (id: string, state: string, hours = 1) => {
    const job = rainJob(state, {}, { id, name: id, updatedAt: clock.now() - hours * hour });
    store.putJobs("c1", [{ job, readAt: clock.now(), asked: 1 }], { readAt: clock.now(), isWhole: true });
  };
  const ids = () => model.current.rows.map(({ record }) => record.job.id);
  const settle = () => new Promise((done) => setImmediate(done));

  it("are looked for again when asked, and that tells whether they look different", () => {
    assert.deepEqual([model.look(), ids()], [true, []]);
    put("a", "NEW");
    assert.deepEqual(ids(), [], "until it is looked again");
    assert.deepEqual([model.look(), ids()], [true, ["a"]]);
    assert.equal(model.look(), false);
    assert.equal(model.job("c1", "a")?.record.job.id, "a");
    assert.equal(model.job("c1", "b"), undefined);
  });

  it("have stuck jobs among them once it is known how long jobs stay, which is told", async () => {
    model.look();
    assert.deepEqual(asked, [], "before the first rows there is nothing to compare with");
    put("slow", "TRAINING", 3);
    model.look();
    assert.deepEqual([asked, ids(), changes], [["c1"], [], 0]);
    await settle();
    assert.equal(changes, 1);
    assert.deepEqual([model.look(), ids()], [true, ["slow"]]);
  });

  it("ask for the usual stays every ten minutes at most, keep the last known ones, and need none", async () => {
    put("slow", "TRAINING", 3);
    model.look();
    await settle();
    stays = () => Promise.reject(new Error("no"));
    await clock.advance(10 * 60_000 - 1);
    model.look();
    assert.equal(asked.length, 1);
    await clock.advance(1);
    model.look();
    await settle();
    assert.deepEqual([asked.length, changes, ids()], [2, 1, ["slow"]]);
    model.look();
    assert.deepEqual([asked.length, ids()], [2, ["slow"]], "what failed is not asked for again at once");
  });
});
