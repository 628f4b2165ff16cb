// What the table says around its rows: no more than is known, and what cannot be done is not offered.
import { strict as assert } from "node:assert";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { cellKey } from "../../../../../src/features/jobsTable/text/cellText.js";
import { tableForClipboard } from "../../../../../src/features/jobsTable/text/tableCopy.js";
import { type TableFacts, tableRow, tableView } from "../../../../../src/features/jobsTable/text/tableView.js";
import { usualColumn, usualLayout } from "../../../../../src/protocol/tableLayout.js";
import { rainCloud } from "../../../../fakes/clouds/rainCloud.js";

const facts: TableFacts = {
  layout: usualLayout(false),
  filter: {},
  problems: [],
  hasConnections: true,
  clouds: [rainCloud],
  shown: 3,
  selected: 0,
  coverage: { loaded: 3, total: 3, isWhole: true, isLoading: false, isUnread: false },
  errors: [],
  now: 0,
  locale: "en",
};
const view = (given: Partial<TableFacts>) => tableView({ ...facts, ...given });
const part = { loaded: 2_340, total: 98_112, isWhole: false, isLoading: false, isUnread: false };
const filter = { text: "noise" };
const actionOf = (given: Partial<TableFacts>, id: string) => view(given).actions.find((action) => action.id === id);
const place = { connection: { id: "c", name: "Studio" }, cloud: rainCloud };
const job = (given: Partial<VoiceJob>): VoiceJob => ({ id: "j", name: "n", state: "NEW", phase: "attention", raw: {}, ...given });
const entry = (given: Partial<VoiceJob>) => ({ id: "c/j", connectionId: "c", record: { job: job(given), readAt: 1, asked: 1 } });

describe("the table's words", () => {
  for (const [given, totals] of [
    [{}, "3 jobs"],
    [{ coverage: { ...facts.coverage, loaded: 1, total: 1 } }, "One job"],
    [{ coverage: part }, "2,340 of 98,112 loaded"],
    [{ coverage: part, filter, shown: 12 }, "12 in 2,340 loaded of 98,112"],
    [{ filter, shown: 2 }, "2 found of 3"],
    [{ coverage: { loaded: 0, isWhole: false, isLoading: false, isUnread: true } }, ""],
  ] as readonly (readonly [Partial<TableFacts>, string])[])
    it(`say how much is known: ${totals || "nothing"}`, () => assert.equal(view(given).totals, totals));

  it("offer to load more where not all is loaded, and nowhere else", () => {
    assert.equal(actionOf({}, "loadMore"), undefined);
    assert.equal(actionOf({ coverage: part }, "loadMore")?.isEnabled, true);
    assert.equal(actionOf({ coverage: { ...part, isLoading: true } }, "loadMore")?.isEnabled, false);
  });

  it("offer what selected jobs can be used for", () => {
    const enabled = (selected: number) => view({ selected }).actions.filter(({ isEnabled }) => isEnabled).map(({ id }) => id); // biome-ignore format: short
    assert.deepEqual(enabled(0), ["columns", "views", "refresh"]);
    assert.deepEqual(enabled(1), ["submit", "export", "copy", "columns", "views", "refresh"]);
    assert.deepEqual(enabled(2), ["submit", "compare", "export", "copy", "columns", "views", "refresh"]);
  });

  it("say why there is nothing to see", () => {
    assert.equal(view({ shown: 0, hasConnections: false }).empty, "There is no connection yet.");
    assert.equal(view({ shown: 0, filter }).empty, "Nothing matches the filter.");
    assert.match(view({ shown: 0, filter, coverage: part }).empty ?? "", /more may match/);
    assert.equal(view({ shown: 3 }).empty, undefined);
  });

  it("show an unknown state verbatim, behind the known ones", () => {
    const row = tableRow(entry({ state: "MELTING", phase: "unknown" }), [usualColumn("state")], place, true, "en");
    assert.deepEqual([row.cells, row.isSelected], [["MELTING"], true]);
    const keys = [job({ state: "NEW" }), job({ state: "DONE", phase: "succeeded" }), job({ state: "MELTING", phase: "unknown" })];
    const sorted = keys.map((each) => Number(cellKey("state", each, place, "en")));
    assert.deepEqual(
      [...sorted].sort((one, other) => one - other),
      sorted,
    );
  });

  it("name a job without a name by its id, and leave a line a line", () => {
    const row = tableRow(
      entry({ name: "", batch: "a\n\u202eb" }),
      [usualColumn("name"), usualColumn("batch")],
      place,
      false,
      "en",
    );
    assert.deepEqual(row.cells, ["j", "a b"]);
    const key = (given: Partial<VoiceJob>) => cellKey("name", job(given), place, "en");
    assert.deepEqual([key({ name: "" }), key({ name: "Voice" })], ["j", "Voice"], "and sort it as it is shown");
  });
});

describe("the table on the clipboard", () => {
  it("is a line for each job, in which nothing is a formula, a cell or a row of its own", () => {
    const columns = [usualColumn("name"), usualColumn("batch")];
    const text = tableForClipboard(
      [entry({ name: "=1+1", batch: "007" }), entry({ name: 'say "hi"', batch: '"open' }), entry({ name: "tab\there\nnow" })],
      columns,
      () => place,
      "en",
    );
    assert.deepEqual(text.split("\n"), ["Name\tBatch", "'=1+1\t'007", 'say "hi"\t"""open"', "tab here now\t"]);
  });
});
