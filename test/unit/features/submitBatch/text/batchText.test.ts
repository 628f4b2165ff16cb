// The words of a batch: rows that say what differs and what is wrong, a question that lists everything, and sums that add up.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../../src/clouds/index.js";
import type { Connection } from "../../../../../src/core/connection.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import type { Layers } from "../../../../../src/features/submitBatch/batchValues.js";
import { type BatchItemOutcome, verdictOf } from "../../../../../src/features/submitBatch/submitBatch.js";
import { batchGridView } from "../../../../../src/features/submitBatch/text/batchGrid.js";
import { batchResultView } from "../../../../../src/features/submitBatch/text/batchResultPage.js";
import {
  type BatchResult,
  batchReport,
  batchSummary,
  outcomeLines,
  resultText,
} from "../../../../../src/features/submitBatch/text/batchResultText.js";
import { batchQuestion, type Candidate } from "../../../../../src/features/submitBatch/text/batchText.js";

const cloud = clouds[0]!;
const fields = cloud.submitFields!;
const studio: Connection = {
  id: "c1",
  cloud: cloud.id,
  name: "Studio",
  region: "cn-north-4",
  values: {},
  credentialKind: "aksk",
};
const hostile = "[x](command:evil) $(bug)\n\u202e2. Fake";

const candidate = (number: number, layers: Partial<Layers> = {}, connection = studio): Candidate => {
  const name = `Voice ${number}`;
  const job: VoiceJob = { id: `job-${number}`, name, state: "CREATING", phase: "attention", raw: {} };
  const own = { voice_name: name, sex: "FEMALE", phone: "13800138000" };
  return { connection, cloud, fields, job, layers: { own, shared: {}, typed: {}, ...layers } };
};
const many = (count: number, layers: Partial<Layers> = {}) =>
  Array.from({ length: count }, (_, index) => candidate(index + 1, layers));

describe("words of a batch", () => {
  const view = (jobs: readonly Candidate[], shared: Layers["shared"] = {}) =>
    batchGridView({
      jobs: jobs.map((job) => ({ ...job, id: job.job.id })),
      shared: new Map([[cloud.id, shared]]),
      canUndo: false,
      locale: "en",
    });
  /** By the title of the column. */
  const cellsOf = (jobs: readonly Candidate[], row: string, shared?: Layers["shared"]) => {
    const [table] = view(jobs, shared).tables;
    const cells = table!.rows.find(({ id }) => id === row)!.cells;
    return new Map(cells.map((cell, index) => [table!.columns[index]!.title, cell]));
  };

  it("stand in a grid: what all get on top, each job with what differs, no phone number that was not typed", () => {
    const job = candidate(1, { shared: { tag: "NEWS" }, typed: { sex: "MALE" } });
    const cells = cellsOf([job], "job-1");
    assert.deepEqual(cells.get("Sex"), { text: "Male", value: "MALE", difference: "instead of: Female" });
    assert.deepEqual(cells.get("Tag"), { text: "News", value: "NEWS" });
    assert.deepEqual(cells.get("Phone"), { text: "••••••••" }, "masked, and not even sent to the page");
    assert.deepEqual(cells.get("Description"), { text: "", value: "" });
    assert.equal(cellsOf([candidate(1, { typed: { phone: "139" } })], "job-1").get("Phone")?.value, "139");
    const empty = cellsOf([candidate(1, { typed: { sex: "" } })], "job-1").get("Sex");
    assert.deepEqual(empty, { text: "", value: "", difference: "instead of: Female" });
    const all = cellsOf([job], "all", { tag: "NEWS" });
    assert.deepEqual(all.get("Tag"), { text: "News (NEWS)", value: "NEWS" });
    assert.deepEqual(all.get("Sex"), { text: "unchanged", value: "", isMuted: true });
    assert.equal(all.get("Voice name")?.isFixed, true, "each its own");
  });

  it("say what is wrong in the cell, how much there is of it, and what happened the last time", () => {
    const wrong = [candidate(1, { typed: { app_user_id: "é" } }), { ...candidate(2), lastTime: "Refused." }];
    assert.match(cellsOf(wrong, "job-1").get("Customer ID")?.problem ?? "", /^./);
    const { summary, isWrong, tables, words } = view(wrong);
    assert.deepEqual([summary, isWrong, words.submit], ["Missing or wrong: 1", true, "Submit 2 Jobs…"]);
    assert.equal(tables[0]?.rows.at(-1)?.detail, "Studio · Refused.");
    assert.equal(view(many(1)).isWrong, false);
    assert.equal(view(many(1)).words.submit, "Submit One Job…");
  });

  it("ask once for all: what is the same once, what differs per job, names, ids and connections", () => {
    const batch = [candidate(1, { shared: { tag: "NEWS" } }), candidate(2, { shared: { tag: "NEWS" }, typed: { sex: "MALE" } })];
    const { question, detail } = batchQuestion(batch, "en");
    assert.equal(question, "Submit 2 jobs for training?");
    assert.deepEqual(detail.split("\n"), [
      "Connection: Studio (Huawei Cloud MetaStudio, cn-north-4)",
      "The same for all: Tag: News",
      "Phone: unchanged",
      "1. Voice 1 (job-1)",
      "    Sex: Female",
      "2. Voice 2 (job-2)",
      "    Sex: Male",
      "",
      "The reviews start at once and cannot be stopped from here.",
    ]);
  });

  it("ask connection by connection, and name another voice name", () => {
    const other = { ...studio, id: "c2", name: "Other" };
    const { detail } = batchQuestion([candidate(1), candidate(2, { typed: { voice_name: "Aurora" } }, other)], "en");
    assert.match(detail, /Connection: Studio .*1\. Voice 1.*Connection: Other .*2\. Voice 2 .*Voice name: Aurora/s);
  });

  it("ask with the form of each cloud, and hold back a job that lacks what it cannot be given", () => {
    const [, other] = clouds;
    const form = other?.submitFields;
    assert.ok(other && form);
    const place = { ...studio, id: "c2", cloud: other.id, name: "Elsewhere" };
    const own = { VoiceId: "voice-7" };
    const theirs = { ...candidate(2, { own }, place), cloud: other, fields: form };
    const { detail } = batchQuestion([candidate(1), theirs], "en");
    assert.match(detail, /Connection: Studio .*Sex: Female.*Connection: Elsewhere .*2\. Voice 2 .*Voice ID: voice-7/s);
    assert.match(
      detail,
      /\nThe reviews start at once .*\.\nThe trainings begin at once, are billed, .*\.$/,
      "what follows in each",
    );
    const grids = view([candidate(1), theirs]);
    assert.deepEqual([grids.isWrong, grids.tables.map(({ id }) => id)], [false, [cloud.id, other.id]]);
    const lacking = view([{ ...theirs, layers: { own: {}, shared: {}, typed: {} } }]);
    assert.equal(lacking.isWrong, true);
    assert.match(lacking.tables[0]?.rows.at(-1)?.detail ?? "", /^Elsewhere · Voice ID: A value is needed here\.$/);
  });

  it("put no more into a modal than can be read: the rest is on the page behind", () => {
    const { detail } = batchQuestion(many(16, { shared: { phone: "13800138000" } }), "en");
    assert.ok(detail.split("\n").length < 15);
    assert.match(detail, /… and 11 more\. The page behind/);
    assert.doesNotMatch(batchQuestion(many(15), "en").detail, /The page behind/);
    const typed = many(3, { shared: { phone: "139" } });
    assert.match(
      batchQuestion(typed, "en").detail,
      /Phone: 139/,
      "what the person typed a moment ago is shown where they decide",
    );
    const long = many(15).map((each, index) => candidate(index + 1, { typed: { description: `${each.job.id} `.repeat(20) } }));
    assert.match(batchQuestion(long, "en").detail, /The page behind/, "fewer with long values do not fit either");
  });

  it("are escaped, whatever a name or a value says", () => {
    const evil = { ...candidate(1, { typed: { description: hostile } }), connection: { ...studio, name: hostile } };
    const batch = [{ ...evil, job: { ...evil.job, name: hostile } }, candidate(2)];
    // What an editor of a cell begins with is the value itself.
    const shown = JSON.stringify(view(batch), (name, value) => (name === "value" ? undefined : value));
    assert.ok(!shown.includes("\u202e"));
    const told = batchQuestion(batch, "en").detail;
    assert.ok(!told.includes("$(bug)") && !told.includes("\u202e"), told);
    const { detail } = batchQuestion(batch, "en");
    assert.ok(!detail.includes("](command:") && !/^2\. Fake/m.test(detail), detail);
  });
});

describe("results of a batch", () => {
  const refused = new VoiceError("refused", "", {
    code: "MSS.00000003",
    cloudMessage: "call 13800138000",
    requestId: "r-7",
    status: 400,
  });
  const lost = new VoiceError("network", "", { reason: "reset", wasSent: true });
  const job = (state: string): VoiceJob => ({ id: "j", name: "", state, phase: "waiting", raw: {} });
  const outcomes: readonly BatchItemOutcome[] = [
    { kind: "accepted", job: job("SYSTEM_AUDITING"), requestId: "r-1" },
    { kind: "accepted" },
    { kind: "notSubmitted", error: refused },
    { kind: "wrongState", job: job("SUCCEED") },
    { kind: "unknown", error: lost, job: job("CREATING") },
    { kind: "earlier", since: Date.UTC(2024, 0, 1), wasAccepted: false },
    { kind: "notSent" },
    { kind: "notSent", error: refused },
  ];
  const results = outcomes.map((outcome, index): BatchResult => {
    const verdict = verdictOf(outcome);
    return { connection: studio, cloud, job: { id: `job-${index}`, name: index === 0 ? hostile : "" }, verdict, outcome };
  });

  it("are one sentence whose numbers add up, without what there was none of", () => {
    assert.equal(
      batchSummary(
        results.map(({ verdict }) => verdict),
        "en",
      ),
      "2 submitted, 2 refused, 2 unknown, 2 not sent",
    );
    assert.equal(batchSummary(["submitted"], "en"), "1 submitted");
  });

  it("say what the cloud answered and what it shows, and of nothing that it was not done unless it was looked at", () => {
    const about = (outcome: BatchItemOutcome) => {
      const result: BatchResult = { connection: studio, cloud, job: { id: "j", name: "" }, verdict: verdictOf(outcome), outcome };
      return outcomeLines(result, "en", Date.UTC(2024, 0, 2)).join(" ");
    };
    assert.match(
      about({ kind: "accepted", job: job("CREATING"), isUnshown: true }),
      /answered that it accepted it.*still shows: Not submitted/,
    );
    const since = Date.UTC(2024, 0, 1);
    const held = about({ kind: "earlier", since, wasAccepted: true, seen: "SYSTEM_AUDITING", job: job("AUDIT_FAILED") });
    assert.match(held, /was submitted.*an old answer, or the job has come back/);
    assert.match(about({ kind: "notSubmitted", error: refused }), /Nothing was changed/);
    for (const outcome of [
      { kind: "unknown", error: refused },
      { kind: "notSubmitted", error: refused, isUnseen: true },
    ] satisfies BatchItemOutcome[])
      assert.doesNotMatch(about(outcome), /Nothing was changed/);
  });

  it("are told job by job: outcome, the cloud's words and its request id, what needs the person first", () => {
    const report = batchReport(results, "en", Date.UTC(2024, 0, 2));
    for (const [index] of results.entries()) assert.ok(report.includes(`job-${index}\n`), `job-${index}`);
    assert.match(report, /Request ID: r-1\n/);
    assert.match(report, /Request ID: r-7\n/);
    assert.match(report, /Code: MSS\.00000003/);
    assert.match(report, /its state is Not submitted/);
    assert.ok(
      report.indexOf("Refused (2)") < report.indexOf("Unknown (2)") &&
        report.indexOf("Not sent (2)") < report.indexOf("Submitted (2)"),
    );
  });

  it("are told of jobs whose connection is gone, too: the numbers add up", () => {
    const orphans = [{ job: { id: "job-of-nobody", name: "" }, verdict: "submitted" as const }];
    const report = batchReport(results, "en", Date.UTC(2024, 0, 2), orphans);
    assert.match(report, /Submitted \(3\)/);
    assert.match(report, /3 submitted/);
    assert.match(report, /job-of-nobody\n {4}Its connection was removed\.\n/);
    assert.match(batchReport([], "en", 0, orphans), /Submitted \(1\)/);
  });

  it("stand on a page in the same order, each with its state, the cloud's words, and the job to open", () => {
    const orphans = [{ job: { id: "job-of-nobody", name: "" }, verdict: "submitted" as const }];
    const view = batchResultView({ results, orphans, offer: "retryFailed", now: Date.UTC(2024, 0, 2), locale: "en" });
    assert.deepEqual(
      view.sections.map(({ title, rows = [] }) => [title, ...new Set(rows.map(({ tone }) => tone))]),
      [
        ["Refused (2)", "error"],
        ["Unknown (2)", "unknown"],
        ["Not sent (2)", "skipped"],
        ["Submitted (3)", "pass"],
      ],
    );
    assert.deepEqual([view.verdict?.tone, view.verdict?.text], ["warning", "3 submitted, 2 refused, 2 unknown, 2 not sent"]);
    assert.deepEqual(
      view.buttons.map(({ action }) => action),
      ["retryFailed", "copy"],
    );
    const rows = view.sections.flatMap(({ rows = [] }) => rows);
    for (const { id, lines, buttons } of rows.filter(({ id }) => !id.startsWith("removed"))) {
      assert.ok(lines.some(({ text }) => text === `job-${id}`));
      assert.deepEqual(
        buttons.map(({ action }) => action),
        ["openJob", "copyRow"],
      );
      assert.match(resultText(results[Number(id)]!, "en", 0), new RegExp(`^job-${id}$`, "m"));
    }
    const quoted = rows.flatMap(({ lines }) => lines.filter(({ look }) => look === "quote").map(({ text }) => text));
    assert.ok(quoted.includes("Request ID: r-7") && quoted.includes("Code: MSS.00000003"), quoted.join());
    assert.deepEqual(rows.find(({ id }) => id === "removed 0")?.buttons, []);
    const done = batchResultView({ results: results.slice(0, 1), orphans: [], now: 0, locale: "en" });
    assert.deepEqual([done.verdict?.tone, done.buttons.map(({ action }) => action)], ["pass", ["copy"]]);
  });

  it("show no phone, and nothing that breaks out of its line", () => {
    const page = JSON.stringify(batchResultView({ results, orphans: [], now: 0, locale: "en" }));
    const report = batchReport(results, "en", Date.UTC(2024, 0, 2)) + page + resultText(results[0]!, "en", 0);
    assert.ok(!report.includes("13800138000"));
    assert.ok(!/^2\. Fake/m.test(report) && !report.includes("\u202e"));
  });
});
