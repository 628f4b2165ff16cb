// Several jobs beside each other: which fields are one row, what differs, what is covered, and what is said of jobs that are not read.
import { strict as assert } from "node:assert";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import type { Cloud } from "../../../../../src/core/cloud/cloud.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import {
  type ComparedColumn,
  columnAct,
  comparedText,
  compareView,
  isLeftOutOf,
} from "../../../../../src/features/compare/text/compareView.js";
import { studio } from "../../../../fakes/clouds/rainCloud.js";

const now = Date.UTC(2026, 10, 20, 12);
type Raw = Record<string, unknown>;

function job(cloud: Cloud, id: string, raw: Raw): VoiceJob {
  const state = String(raw.state ?? raw.Status ?? "");
  const { phase = "unknown" } = cloud.states.find((each) => each.state === state) ?? {};
  return { id, name: String(raw.voice_name ?? raw.VoiceName ?? ""), state, phase, raw };
}

function column(cloud: Cloud, id: string, raw: Raw | undefined, parts: Partial<ComparedColumn> = {}): ComparedColumn {
  return {
    jobId: id,
    job: raw && job(cloud, id, raw),
    cloud,
    connection: { ...studio, id: cloud.id },
    leftOut: [],
    readAt: now,
    isRemembered: false,
    isLoading: false,
    isGone: false,
    revealed: new Set(),
    ...parts,
  };
}

const view = (...columns: readonly ComparedColumn[]) => compareView({ columns, now, locale: "en", timeZone: "UTC" });
const of = (...raws: readonly Raw[]) => view(...raws.map((raw, index) => column(huawei, `j${index}`, raw)));
const rows = (shown: ReturnType<typeof compareView>) => shown.sections.flatMap((section) => section.rows);
function row(shown: ReturnType<typeof compareView>, id: string) {
  const found = rows(shown).find((each) => each.id === id);
  assert.ok(found, `no row ${id}: ${rows(shown).map((each) => each.id)}`);
  return found;
}

describe("compared jobs on a page", () => {
  it("are worded as on the page of a job, by section, with what differs marked", () => {
    const shown = of(
      { voice_name: "Dawn", sex: "FEMALE", state: "CREATING" },
      { voice_name: "Dusk", sex: "FEMALE", state: "FAILED" },
    );
    assert.equal(shown.heading, "Dawn ↔ Dusk");
    assert.equal(shown.summary, "Fields that differ: 2 of 3");
    assert.deepEqual(
      shown.sections.map(({ title }) => title),
      ["Voice", "Job"],
    );
    const { status, statusLabel, cells } = row(shown, "=state");
    assert.deepEqual([status, statusLabel], ["different", "Different"]);
    assert.deepEqual(
      cells.map(({ value }) => value),
      ["Not submitted", "Failed"],
    );
    assert.equal(row(shown, "=sex").status, "equal");
  });

  it("of two clouds share the rows that mean the same, whatever the clouds call them", () => {
    const at = Date.UTC(2026, 10, 1, 8) / 1000;
    const shown = view(
      column(huawei, "h", { voice_name: "Dawn", sex: "FEMALE", state: "SUCCEED", create_time: at, batch_name: "3" }),
      column(alibaba, "a", {
        VoiceName: "Dawn",
        Gender: "female",
        Status: "Success",
        CreateTime: "2026-11-01T08:00:00Z",
        Scenario: "story",
      }),
    );
    for (const id of ["=name", "=sex", "=created"]) assert.equal(row(shown, id).status, "equal", id);
    const types = view(column(huawei, "h", { job_type: "BASIC" }), column(alibaba, "a", { Type: "Basic" }));
    assert.equal(row(types, "=type").status, "different", "twenty sentences are not what the other cloud calls so");
    assert.equal(row(shown, "huawei:batch_name").status, "single");
    assert.equal(row(shown, "huawei:batch_name").cells[1]?.tooltip, "This cloud has no such field.");
    assert.equal(row(shown, "alibaba:Scenario").cells[0]?.look, "absent");
    assert.match(
      row(shown, "=created").cells[0]?.value ?? "",
      /^Nov 1, 2026, 8:00\sAM$/,
      "a date: distances change by themselves",
    );
  });

  it("show fields that nothing describes verbatim, and never mix those of two clouds", () => {
    const own = of({ new_field: { b: 1, a: 2 } }, { new_field: { a: 2, b: 1 } }, {});
    assert.equal(row(own, "huawei:new_field").label, "new_field");
    assert.equal(row(own, "huawei:new_field").cells[0]?.value, '{"b":1,"a":2}');
    assert.deepEqual(
      row(own, "huawei:new_field").cells.map(({ isOdd }) => isOdd ?? false),
      [false, false, true],
      "the order of keys says nothing",
    );
    const two = view(column(huawei, "h", { shade: 1 }), column(alibaba, "a", { shade: 2 }));
    assert.deepEqual([row(two, "huawei:shade").status, row(two, "alibaba:shade").status], ["single", "single"]);
  });

  it("are told what is not known apart from what is not there", () => {
    assert.equal(row(of({ tag: "NEWS" }, {}), "huawei:tag").status, "different");
    assert.equal(row(of({ batch_name: "" }, { batch_name: "a" }), "huawei:batch_name").status, "different");
    assert.ok(!rows(of({ batch_name: "a" }, {})).some(({ status }) => status === "unknown"));
    const unread = view(column(huawei, "a", { tag: "NEWS" }), column(huawei, "b", undefined));
    assert.equal(row(unread, "huawei:tag").status, "unknown");
    assert.deepEqual(unread.columns[1]?.notice, {
      tone: "note",
      icon: "info",
      text: "This job has not been read yet.",
      nextAct: "Refresh",
    });
  });

  it("cover phones and links until they are asked for, and still see whether they differ", () => {
    const raw = { phone: "13800138000", training_input_source_url: "https://obs.test/a?Signature=abc", note: "call 13800138000" };
    const shown = of(raw, { ...raw, phone: "13900139000" });
    for (const secret of ["13800138000", "13900139000", "Signature", "obs.test/a"])
      assert.ok(!JSON.stringify(shown).includes(secret), secret);
    assert.equal(row(shown, "huawei:phone").status, "different");
    assert.equal(row(shown, "huawei:training_input_source_url").status, "equal");
    assert.equal(row(shown, "huawei:phone").cells[0]?.mask?.label, "Show Phone (A)");
    const open = view(column(huawei, "a", raw, { revealed: new Set(["huawei:phone"]) }), column(huawei, "b", raw));
    assert.deepEqual(
      row(open, "huawei:phone").cells.map(({ value }) => value),
      ["13800138000", "••••••••"],
    );
    const input = { columns: [column(huawei, "a", raw), column(huawei, "b", {})], now, locale: "en" };
    assert.equal(comparedText(input, 0, "huawei:phone"), "13800138000", "to copy is to ask for it");
    assert.equal(comparedText(input, 1, "huawei:phone"), undefined);
    assert.equal(comparedText(input, 0, "__proto__"), undefined);
  });

  it("of an earlier window say what was not kept, and claim nothing of it", () => {
    const remembered = { isRemembered: true, leftOut: ["phone"] };
    const columns = [
      column(huawei, "a", { tag: "NEWS" }, remembered),
      column(huawei, "b", { tag: "NEWS", phone: "13800138000" }),
    ];
    const shown = view(...columns);
    assert.equal(row(shown, "huawei:phone").status, "unknown");
    assert.equal(row(shown, "huawei:phone").cells[0]?.mask?.label, "Refresh and show Phone (A)");
    assert.match(shown.columns[0]?.notice?.text ?? "", /^As it was at 12:00\sPM\.$/);
    const input = { columns, now, locale: "en" };
    assert.deepEqual([isLeftOutOf(input, 0, "huawei:phone"), isLeftOutOf(input, 1, "huawei:phone")], [true, false]);
  });

  it("have the measures of their recordings on one scale, told by number, too", () => {
    const assess = (actual: string, expected = ">=35") => ({
      assess_result: { snr: { expected, actual, status: "x" }, volume: { expected: "-30--15", actual: "-20" } },
    });
    const shown = of(assess("24"), assess("41"), assess("36"));
    const [snr] = shown.measures?.overlays ?? [];
    assert.deepEqual(
      snr?.charts.map((chart) => chart?.isWithin),
      [false, true, true],
    );
    const places = snr!.charts.map((chart) => chart!.at);
    assert.ok(places[0]! < places[2]! && places[2]! < places[1]!, `${places}`);
    assert.equal(new Set(snr?.charts.map((chart) => chart?.from)).size, 1, "one band");
    assert.equal(snr?.expected, "Expected: at least 35");
    assert.match(snr?.label ?? "", /A: 24 · B: 41 · C: 36/);
    const found = rows(shown).filter(({ id }) => id.startsWith("huawei:assess_result/snr"));
    assert.deepEqual(
      found.map(({ status }) => status),
      ["equal", "different", "equal"],
    );
    assert.equal(
      of(assess("24"), assess("41", ">=40")).measures?.overlays[0]?.expected,
      "Expected: at least 35 (A) · at least 40 (B)",
    );
    assert.equal(of({}, {}).measures, undefined);
  });

  it("mark the one that is unlike most, and none where there is no most", () => {
    const odd = (...tags: readonly string[]) =>
      row(of(...tags.map((tag) => ({ tag }))), "huawei:tag").cells.map((cell) => cell.isOdd ?? false);
    assert.deepEqual(odd("NEWS", "NEWS", "STORY"), [false, false, true]);
    assert.deepEqual(odd("NEWS", "STORY", "OTHER"), [false, false, false]);
    assert.deepEqual(odd("NEWS", "STORY"), [false, false]);
    assert.deepEqual(odd("NEWS", "NEWS", "STORY", "STORY"), [false, false, false, false]);
  });

  it("say why a job could not be read, and what can be done", () => {
    const error = new VoiceError("throttled", "slow down");
    const failed = column(huawei, "a", {}, { error });
    assert.equal(view(failed, column(huawei, "b", {})).columns[0]?.notice?.tone, "error");
    assert.equal(columnAct(failed, "en"), "retry");
    assert.equal(columnAct(column(huawei, "a", {}), "en"), undefined);
    assert.equal(columnAct(column(huawei, "a", undefined), "en"), "retry");
    const gone = column(huawei, "a", {}, { isGone: true, error });
    assert.equal(view(gone, column(huawei, "b", {})).columns[0]?.notice?.text, "This job was deleted.");
    assert.equal(columnAct(gone, "en"), undefined);
  });

  it("are told apart by their connections or IDs where their names are the same", () => {
    assert.equal(of({ voice_name: "Dawn" }, { voice_name: "Dawn" }).heading, "Dawn (j0) ↔ Dawn (j1)");
    const two = view(column(huawei, "h", { voice_name: "Dawn" }), column(alibaba, "a", { VoiceName: "Dawn" }));
    assert.equal(two.heading, "Dawn (Studio) ↔ Dawn (Studio)");
    assert.equal(of({}, {}, {}).heading, "3 jobs compared");
  });

  it("bound what a hostile answer sends, and index nothing with its words", () => {
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`field${at}`, at]));
    const shown = of({ ...many, constructor: "x", proto: "y", "a.b": 1 }, { toString: "z" });
    assert.ok(rows(shown).length < 700);
    assert.match(shown.more ?? "", /JSON/);
    assert.equal(of({ "a.b": 1 }, {}).more, undefined);
    assert.equal(row(of({ "a.b": 1 }, { "a.b": 2 }), "huawei:a.b").status, "different");
  });
});
