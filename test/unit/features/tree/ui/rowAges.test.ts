// Rows age by themselves while they are seen, by one timer, and cost nothing otherwise.
import { strict as assert } from "node:assert";
import { Emitter } from "../../../../../src/core/ports/event.js";
import { RowAges } from "../../../../../src/features/tree/ui/rowAges.js";
import type { TreeRow } from "../../../../../src/features/tree/ui/rowIdentity.js";
import { ManualClock } from "../../../../fakes/clock.js";

const minute = 60_000;
const hour = 60 * minute;

describe("ages of rows", () => {
  function open(ages: Readonly<Record<string, number>>) {
    const clock = new ManualClock();
    const changed = new Emitter<void>();
    const attention = { isViewVisible: true, isWindowFocused: true, onDidChange: changed.event };
    const begin = clock.now();
    const moments = Object.entries(ages).map(([jobId, age]) => {
      const row: TreeRow = { kind: "job", connectionId: "c", jobId };
      return [row, begin - age] as const;
    });
    const painted: (readonly (string | undefined)[])[] = [];
    const rows = new RowAges(
      attention,
      clock,
      () => moments,
      (aged) => painted.push(aged.map(({ jobId }) => jobId)),
    );
    const look = (parts: Partial<Record<"isViewVisible" | "isWindowFocused", boolean>>) => {
      Object.assign(attention, parts);
      changed.fire();
    };
    return { clock, rows, painted, look };
  }

  it("are painted again when their words are others, and no row beside them", async () => {
    const { clock, look, painted } = open({ young: 5 * minute, older: 3 * hour });
    look({});
    await clock.advance(minute);
    assert.deepEqual(painted, [["young"]]);
    await clock.advance(58 * minute);
    assert.ok(painted.every((rows) => !rows.includes("older")));
    await clock.advance(2 * minute);
    assert.ok(painted.some((rows) => rows.includes("older")));
  });

  it("wait for nothing while the view is hidden or the window has not the focus, and are caught up with after", async () => {
    const { clock, look, painted } = open({ young: 5 * minute });
    look({});
    assert.equal(clock.waiting, 1);
    for (const part of ["isViewVisible", "isWindowFocused"] as const) {
      painted.length = 0;
      look({ [part]: false });
      assert.equal(clock.waiting, 0);
      await clock.advance(3 * minute);
      assert.deepEqual(painted, []);
      look({ [part]: true });
      assert.deepEqual(painted, [["young"]]);
      assert.equal(clock.waiting, 1);
    }
  });

  it("have one timer, however often news come, and none once there are no rows", async () => {
    const { clock, rows, look } = open({ old: 20 * 24 * hour });
    look({});
    for (let times = 0; times < 5; times += 1) rows.expectNews();
    assert.equal(clock.waiting, 1);
    rows.dispose();
    assert.equal(clock.waiting, 0);
    const empty = open({});
    empty.look({});
    assert.equal(empty.clock.waiting, 0);
  });
});
