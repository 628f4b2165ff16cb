// The question before a delete names every job, what is lost, and what is not known.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../../src/clouds/index.js";
import { isDeletable } from "../../../../../src/core/jobs/allowedActions.js";
import {
  type Doomed,
  isUnderWay,
  keptText,
  removalDetail,
  removalQuestion,
} from "../../../../../src/features/delete/text/deleteText.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";

const [cloud, other] = clouds as [(typeof clouds)[0], (typeof clouds)[0]];
const connection = { ...fakeConnection(cloud), id: "a", name: "Studio" };

function doomed(id: string, name: string, state?: string, of = cloud): Doomed {
  const where = of === cloud ? connection : { ...fakeConnection(of), id: "b", name: "Elsewhere" };
  return { connection: where, cloud: of, job: { id, name, ...(state === undefined ? {} : { state }) } };
}

const running = cloud.states.find(({ phase }) => phase === "running")!;
const over = cloud.states.find(({ phase }) => phase === "succeeded")!;

describe("jobs that a cloud does not delete", () => {
  it("are named with their state, and the reader hears that nothing was deleted", () => {
    const alibaba = clouds.find(({ id }) => id === "alibaba")!;
    const kept = [doomed("id-1", "Aurora", "Success", alibaba), doomed("id-2", "", "Training", alibaba)];
    for (const each of kept) assert.equal(isDeletable(alibaba, each.job), false);
    assert.equal(isDeletable(alibaba, { state: "Fail" }), true);
    assert.equal(isDeletable(alibaba, { state: "SOMETHING_NEW" }), true);
    assert.equal(isDeletable(alibaba, {}), true);
    assert.equal(
      keptText(kept.slice(0, 1)),
      "Alibaba Cloud IMS does not delete jobs in the state “Completed”: “Aurora” stays. Nothing was deleted.",
    );
    assert.match(
      keptText(kept),
      /^2 of the jobs are in a state in which their cloud does not delete jobs, for example “Completed”\. Nothing/,
    );
  });
});

describe("the question before a delete", () => {
  it("names job, connection, loss and doubt", () => {
    const jobs = [doomed("id-1", "Aurora", over.state)];
    assert.match(removalQuestion(jobs), /Aurora/);
    const detail = removalDetail(jobs);
    for (const named of ["Studio", "id-1", "Aurora", over.title, cloud.removal!.loss, cloud.removal!.unclear]) {
      assert.ok(detail.includes(named), `${named}:\n${detail}`);
    }
    assert.ok(!detail.includes("in progress"), detail);
  });

  it("lists all jobs of all connections, and tells how many are under way", () => {
    const jobs = [
      doomed("id-1", "Aurora", running.state),
      doomed("id-2", "", over.state),
      doomed("id-3", "Boreas", other.states[0]!.state, other),
    ];
    assert.match(removalQuestion(jobs), /3 jobs/);
    const detail = removalDetail(jobs);
    for (const named of ["id-1", "id-2", "id-3", "Elsewhere", cloud.removal!.loss, other.removal!.loss]) {
      assert.ok(detail.includes(named), named);
    }
    assert.match(detail, new RegExp(`Note: .*${jobs.filter(isUnderWay).length === 1 ? "one" : jobs.filter(isUnderWay).length}`));
    assert.match(removalDetail([doomed("id-1", "Aurora", running.state)]), /Note: the job is in progress/);
  });

  it("knows of an unread job its id, and lets hostile names do nothing", () => {
    assert.match(removalDetail([doomed("id-9", "")]), /• id-9$/m);
    const detail = removalDetail([doomed("id-1", "[click](command:x)\n\n$(trash)", over.state)]);
    assert.ok(!detail.includes("](") && !detail.includes("$("), detail);
  });
});
