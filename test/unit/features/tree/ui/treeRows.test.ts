// Which rows stand below "Needs me": the oldest first ones, so few that the connections stay in sight.
import { strict as assert } from "node:assert";
import type { NeedsMe } from "../../../../../src/features/tree/needsMe.js";
import { needingRows, needsMeRow, parentOf } from "../../../../../src/features/tree/ui/treeRows.js";
import { rainJob } from "../../../../fakes/clouds/rainCloud.js";

describe("rows that need the person", () => {
  const needing = (count: number, parts: Partial<NeedsMe> = {}): NeedsMe => ({
    rows: Array.from({ length: count }, (_, number) => ({
      connectionId: "c",
      record: { job: rainJob("NEW", {}, { id: `j${number}` }), readAt: 1, asked: 1 },
    })),
    left: 0,
    ...parts,
  });
  const kinds = (...given: Parameters<typeof needingRows>) => needingRows(...given).rows.map(({ kind }) => kind);
  const jobs = (count: number) => Array.from({ length: count }, () => "job");

  it("are all there where they are few, and eight with a row for the others where they are many", () => {
    assert.deepEqual(kinds(needing(9), false, false), jobs(9));
    assert.deepEqual(kinds(needing(10), false, false), [...jobs(8), "showAll"]);
    assert.deepEqual(kinds(needing(10), true, false), jobs(10));
  });

  it("are loaded unasked until there are as many as are shown, and once only", () => {
    const next = { connectionId: "c", state: "NEW", isLoading: false };
    const few = needing(2, { left: 40, next });
    assert.deepEqual([kinds(few, false, false), needingRows(few, false, false).isAsking], [[...jobs(2), "loading"], true]);
    assert.deepEqual([kinds(few, false, true), needingRows(few, false, true).isAsking], [[...jobs(2), "more"], false]);
    const loading = needing(2, { left: 40, next: { ...next, isLoading: true } });
    assert.deepEqual(
      [kinds(loading, false, false), needingRows(loading, false, false).isAsking],
      [[...jobs(2), "loading"], false],
    );
  });

  it("end with a row that loads more once all that are loaded are shown", () => {
    const many = needing(20, { left: 40, next: { connectionId: "c", state: "NEW", isLoading: false } });
    assert.deepEqual(kinds(many, false, false).at(-1), "showAll");
    const { rows, isAsking } = needingRows(many, true, false);
    assert.deepEqual(rows.at(-1), { kind: "more", connectionId: "c", section: "needsMe", list: "NEW" });
    assert.equal(isAsking, false);
  });

  it("have their group above them, also where the job stands in another group, too", () => {
    const [row] = needingRows(needing(1), false, false).rows;
    assert.equal(parentOf(row!), needsMeRow);
    assert.equal(parentOf(needsMeRow), undefined);
  });
});
