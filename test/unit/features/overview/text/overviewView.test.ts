// The worded overview: how much it is made of, marks that find their jobs, and hostile texts.
import { strict as assert } from "node:assert";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { fits } from "../../../../../src/core/jobs/filter/jobFilter.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { overviewOf } from "../../../../../src/features/overview/overview.js";
import { overviewCsv } from "../../../../../src/features/overview/text/overviewCsv.js";
import { type OverviewInput, wordOverview } from "../../../../../src/features/overview/text/overviewView.js";
import type { ChartId } from "../../../../../src/protocol/overview.js";

const now = new Date(2026, 10, 20, 12).getTime();

function job(id: string, state: string, parts: Partial<VoiceJob> = {}): VoiceJob {
  const { phase = "unknown" } = huawei.states.find((each) => each.state === state) ?? {};
  return { id, name: id, state, phase, updatedAt: now - 3_600_000, raw: {}, ...parts };
}

function word(jobs: readonly VoiceJob[], parts: Partial<OverviewInput> = {}) {
  const overview = overviewOf([{ connectionId: "c", cloud: huawei, jobs, observations: new Map() }], now);
  const state = { isWhole: true, isLoading: false, isLoadingMore: false, isRemembered: false, errors: [] };
  const worded = wordOverview({ overview, clouds: [huawei], locale: "en", ...state, ...parts });
  const chart = (id: ChartId) => worded.view.charts.find((each) => each.id === id)!;
  return { ...worded, chart };
}

describe("worded overview", () => {
  const jobs = [
    job("a", "SUCCEED"),
    job("b", "FAILED", { failure: { code: "M.1", message: "too noisy" } }),
    job("c", "AUDITING"),
    job("d", "AUDITING"),
  ];

  it("says what it is made of", () => {
    assert.equal(word(jobs).view.coverage, "Based on all jobs: 4.");
    assert.equal(word(jobs).view.load, undefined);
    const part = word(jobs, { isWhole: false, total: 98_112 });
    assert.equal(part.view.coverage, "Based on loaded jobs: 4 of 98,112.");
    assert.equal(part.view.load, "Load More for This");
    assert.match(word(jobs, { isWhole: false }).view.coverage, /The total number of jobs is not known/);
    assert.equal(word(jobs, { isWhole: false, isLoadingMore: true }).view.load, "Stop");
  });

  it("has marks that find exactly the jobs they count, the same in each painting", () => {
    const { chart, filterOf } = word(jobs);
    const { body } = chart("days");
    assert.ok(body?.kind === "bars");
    const parts = body.columns.flatMap((column) => column.parts ?? []);
    assert.equal(parts.length, 3);
    for (const { id, value } of parts) assert.equal(jobs.filter((each) => fits(each, filterOf(id!)!)).length, value);
    const reasons = chart("reasons").body;
    assert.ok(reasons?.kind === "rows");
    const [row] = reasons.groups[0]!.rows;
    assert.deepEqual([row?.title, row?.value], ["too noisy (M.1)", "1 (100%)"]);
    assert.deepEqual(
      jobs.filter((each) => fits(each, filterOf(row!.id!)!)).map(({ id }) => id),
      ["b"],
    );
    const stages = chart("stages").body;
    assert.ok(stages?.kind === "stages");
    const dot = stages.rows[0]!.dots[1]!;
    assert.deepEqual(
      jobs.filter((each) => fits(each, filterOf(dot.id!)!)).map(({ id }) => id),
      ["d"],
    );
    assert.equal(filterOf("constructor"), undefined);
    assert.deepEqual(word(jobs).view, word([...jobs]).view);
  });

  it("names two times of the scale at least, or its end", () => {
    const ticks = (minutes: number) => {
      const { body } = word([job("c", "AUDITING", { updatedAt: now - minutes * 60_000 })]).chart("stages");
      assert.ok(body?.kind === "stages");
      return body.ticks.map(({ at, text }) => `${text} ${Math.round(at)}`);
    };
    assert.deepEqual(ticks(0.5), ["30s 100"]);
    assert.deepEqual(ticks(3), ["1m 39", "3m 100"]);
    assert.deepEqual(ticks(60), ["1m 7", "5m 27", "15m 54"]);
  });

  it("claims no times and no shares where nothing was seen, and says so", () => {
    const { chart } = word(jobs);
    const { body, note } = chart("stages");
    assert.ok(body?.kind === "stages" && body.rows.every(({ box }) => box === undefined));
    assert.match(note, /No states have been observed yet/);
    assert.match(chart("queue").empty ?? "", /No states have been observed/);
    assert.equal(chart("passes").body, undefined);
    for (const { empty, body: drawn } of word([]).view.charts) assert.ok(empty !== undefined && drawn === undefined);
  });

  it("shows the cloud's words as texts, without what is private in them, and as text in spreadsheets", () => {
    const message = "=cmd() call 13800138000 https://obs.test/a?Signature=abc <img src=x> \u202e";
    const hostile = [
      job("x", "FAILED", { failure: { message }, batch: "=1+1" }),
      job("y", "FAILED", { failure: { code: "__proto__" } }),
    ];
    const { view, chart } = word(hostile);
    const text = JSON.stringify(view);
    for (const secret of ["13800138000", "Signature", "\u202e"]) assert.ok(!text.includes(secret), secret);
    const csv = overviewCsv(chart("reasons"));
    assert.ok(csv.startsWith("\ufeff") && csv.includes("\"'=cmd()"), csv);
    assert.ok(csv.includes("__proto__"));
  });

  it("words ten thousand jobs in a moment, and sends a bounded page", () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      job(`j${at}`, ["SUCCEED", "FAILED", "AUDITING", "PROCESSING"][at % 4]!, {
        updatedAt: now - at * 200_000,
        failure: { code: `M.${at % 700}`, message: `words ${at}` },
      }),
    );
    const { view } = word(many);
    assert.ok(JSON.stringify(view).length < 300_000);
  });
});
