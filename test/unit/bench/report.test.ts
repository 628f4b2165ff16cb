// What the benchmark prints: the object for machines, and the table for people, of a run that was not timed.
import { strict as assert } from "node:assert";
import { type Measure, printTable } from "../../bench/report/measures";
import { reportOf } from "../../bench/report/report";

const group = "Details panel";
const machine = { node: "v20.20.2", platform: "linux", arch: "x64", cores: 2 };
const run: readonly Measure[] = [
  { group, name: "first paint", value: 74.26, unit: "ms", budget: 150, note: "without its frame" },
  { group, name: "first rows", value: 181, unit: "ms", budget: 150 },
  { group, name: "… requests", value: 1, unit: "requests", budget: 1 },
  { group, name: "… events", value: 0, unit: "events" },
  { group, name: "refresh", value: 12, unit: "ms" },
  { group, name: "… requests", value: 1, unit: "requests" },
  { group: "Package", name: "voice-training-jobs.vsix", unit: "KB", budget: 1000, note: "cannot be made yet" },
];
const report = () => reportOf(run, machine, "0.1.0", Date.UTC(2026, 10, 21));

describe("benchmark for machines", () => {
  it("is one object with every measure, its unit and its budget", () => {
    const { measures, ...rest } = JSON.parse(JSON.stringify(report()));
    assert.deepEqual(rest, {
      format: 2,
      version: "0.1.0",
      ...machine,
      at: "2026-11-21T00:00:00.000Z",
      budgets: { met: 2, missed: 1, unmeasured: 1 },
    });
    assert.equal(measures.length, run.length);
    assert.deepEqual(measures[0], {
      group,
      name: "first paint",
      value: 74.26,
      unit: "ms",
      budget: 150,
      isMet: true,
      note: "without its frame",
    });
    for (const measure of measures)
      assert.deepEqual(Object.keys(measure), ["group", "name", "value", "unit", "budget", "isMet", "note"]);
  });

  it("says of each budget whether it is met, and nothing where there is none or nothing was measured", () => {
    assert.deepEqual(
      report().measures.map(({ isMet }) => isMet),
      [true, false, true, null, null, null, null],
    );
    assert.equal(report().measures.at(-1)?.value, null);
  });

  it("gives each measure a name of its own", () => {
    const names = report().measures.map((measure) => `${measure.group}: ${measure.name}`);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(
      report().measures.flatMap(({ name, unit }) => (unit === "requests" ? [name] : [])),
      ["first rows: requests", "refresh: requests"],
    );
  });
});

describe("benchmark for people", () => {
  it("shows each measure below its group, what it may be, and how many budgets are met", () => {
    const lines: string[] = [];
    printTable(run, (line) => lines.push(line));
    assert.equal(lines[0], `\n${group}`);
    assert.match(lines[1]!, /^ {2}first paint +74\.3 ms +≤ 150 ms {2}met +without its frame$/);
    assert.match(lines[2]!, /181 ms +≤ 150 ms {2}MISSED$/);
    assert.match(lines.at(-2)!, /not measured +≤ 1000 KB +cannot be made yet$/);
    assert.equal(lines.at(-1), "\n2 of 3 budgets are met");
  });
});
