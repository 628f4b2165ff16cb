// Selecting rows: one, several, a range that grows and shrinks, all; by job, whatever becomes of the order.
import { strict as assert } from "node:assert";
import type { TableEntry } from "../../../../src/features/jobsTable/tableModel.js";
import { TableSelection } from "../../../../src/features/jobsTable/tableSelection.js";

const entry = (id: string): TableEntry => {
  const job = { id, name: id, state: "NEW", phase: "attention", raw: {} } as const;
  return { id, connectionId: "c", record: { job, readAt: 1, asked: 1 } };
};
const rows = ["a", "b", "c", "d", "e"].map(entry);
const [a, b, c, d, e] = rows as [TableEntry, TableEntry, TableEntry, TableEntry, TableEntry];
const idsOf = (selection: TableSelection, of = rows) => selection.of(of).map(({ id }) => id).join(""); // biome-ignore format: short

describe("the selection of the table", () => {
  it("extends from where it began, and shrinks again", () => {
    const selection = new TableSelection();
    selection.only(c);
    selection.extend(e, rows);
    assert.equal(idsOf(selection), "cde");
    selection.extend(b, rows);
    assert.equal(idsOf(selection), "bc");
    assert.equal(selection.activeIn(rows), 1);
  });

  it("toggles single rows, from the last of which a range begins", () => {
    const selection = new TableSelection();
    selection.only(a);
    selection.toggle(d);
    assert.equal(idsOf(selection), "ad");
    selection.toggle(a);
    assert.equal(idsOf(selection), "d");
    selection.extend(b, rows);
    assert.equal(idsOf(selection), "ab");
  });

  it("stays with its jobs in another order, and gives them in it", () => {
    const selection = new TableSelection();
    selection.only(b);
    selection.extend(c, rows);
    const turned = [...rows].reverse();
    assert.equal(idsOf(selection, turned), "cb");
    assert.equal(selection.activeIn(turned), 2);
  });

  it("lets go of what is not in the table any more", () => {
    const selection = new TableSelection();
    selection.all(rows);
    assert.equal(selection.size, 5);
    selection.keepOnly([b, d]);
    assert.deepEqual([selection.size, idsOf(selection)], [2, "bd"]);
  });

  it("lets the keyboard go on without selecting", () => {
    const selection = new TableSelection();
    selection.only(a);
    selection.go(d);
    assert.deepEqual([idsOf(selection), selection.activeIn(rows)], ["a", 3]);
  });

  it("begins a range at the row itself where nothing was chosen before", () => {
    const selection = new TableSelection();
    selection.extend(c, rows);
    assert.equal(idsOf(selection), "c");
  });
});
