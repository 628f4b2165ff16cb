// What a cloud measured of a job's recordings, in the details panel.
import { strict as assert } from "node:assert";
import { detailView } from "../../../../../src/features/details/text/detailsView.js";
import { rainJob } from "../../../../fakes/clouds/rainCloud.js";
import { input, now, row } from "./shownJob.js";

describe("details of a job", () => {
  describe("a sound check of the same recordings", () => {
    const soundCheck = { at: now, assessment: { snr: { expected: ">=35", actual: "28", suggestion_en: "Find a quieter room" } } };
    const tablesOf = (raw: Record<string, unknown>, given: Partial<Parameters<typeof input>[1]> = {}) =>
      detailView(input(rainJob("TRAINING", raw), given)).sections.flatMap(({ tables }) => tables);

    it("stands behind the assessment of the job, and alone where the job has none", () => {
      const assess = { snr: { expected: ">=35", actual: "36" } };
      const beside = tablesOf({ assess }, { soundCheck });
      assert.equal(beside.length, 2);
      assert.ok(beside[1]?.caption.startsWith("Sound check of these recordings"), beside[1]?.caption);
      assert.deepEqual(
        beside.map(({ rows }) => rows[0]?.cells.some(({ text }) => text === "28")),
        [false, true],
      );
      assert.equal(tablesOf({}, { soundCheck }).length, 1);
      assert.equal(tablesOf({}).length, 0);
    });

    it("is nothing where its answer has no measure", () => {
      for (const assessment of [undefined, {}, [], "x"])
        assert.deepEqual(tablesOf({}, { soundCheck: { at: now, assessment } }), []);
    });
  });

  describe("the assessment", () => {
    const assess = {
      snr: { expected: ">30", actual: 24.5, status: 1, suggestion: "噪声偏大", suggestion_en: "Too noisy", weight: 2 },
      hum: { actual: "none" },
      suggestion: "Record again",
    };

    it("is a table of measures in the person's language, and loses nothing", () => {
      const view = detailView(input(rainJob("TRAINING", { assess })));
      const [table] = view.sections.find((section) => section.id === "recordings")!.tables;
      assert.deepEqual(table!.columns, ["Measure", "Expected", "Found", "Status", "Suggestion"]);
      assert.deepEqual(
        table!.rows.map((each) => [each.title, ...each.cells.map((cell) => cell.text)]),
        [
          ["Signal to noise", "more than 30", "24.5", "1", "Too noisy"],
          ["hum", "–", "none", "–", "–"],
        ],
      );
      assert.equal(table!.rows[0]!.cells[3]!.tooltip, "噪声偏大");
      assert.equal(row(view, "assess.suggestion").value, "Record again");
      assert.equal(row(view, "assess.snr.weight").value, "2");
      assert.equal(table!.rows[0]!.cells[0]!.tooltip, ">30");
      const chinese = detailView(input(rainJob("TRAINING", { assess }), { locale: "zh-cn" }));
      assert.equal(
        chinese.sections.find((section) => section.id === "recordings")!.tables[0]!.rows[0]!.cells[3]!.text,
        "噪声偏大",
      );
    });
  });

  it("says of a job that stopped what was measured and not as expected, and of others nothing", () => {
    const assess = {
      snr: { expected: ">=35", actual: 33, suggestion: "多余", suggestion_en: "Record in a quieter room." },
      loudness: { expected: "-30--15", actual: "-32" },
      rate: { expected: "180-260", actual: 224 },
      mood: { expected: "calm", actual: "wild" },
      limit: { expected: "<5", actual: 7 },
    };
    const measured = (state: string) => detailView(input(rainJob(state, { assess }))).todo?.measured;
    assert.deepEqual(measured("FAILED"), [
      "Signal to noise: 33, expected: at least 35. Record in a quieter room.",
      "loudness: -32, expected: between −30 and −15.",
      "limit: 7, expected: less than 5.",
    ]);
    assert.deepEqual(measured("TRAINING"), []);
  });

  describe("the assessment of a cloud that has gone astray", () => {
    it("is shown whatever its measures and suggestions are", () => {
      const shapes =
        '[{"toString":1},{"toString":1,"valueOf":1},[{"toString":1}],{"__proto__":null},{"toJSON":1},[],7,true,null]';
      const odd = JSON.parse(shapes) as readonly unknown[];
      for (const one of odd) {
        for (const other of odd) {
          const assess = {
            snr: { expected: one, actual: other, status: one, suggestion: one, suggestion_en: other },
            suggestion: one,
          };
          assert.doesNotThrow(() => detailView(input(rainJob("TRAINING", { assess }))));
        }
      }
    });

    it("covers what is private in a suggestion, also where it is in the other language", () => {
      const assess = { snr: { actual: 1, suggestion: "打 13800138000", suggestion_en: "Too noisy" } };
      assert.doesNotMatch(JSON.stringify(detailView(input(rainJob("TRAINING", { assess })))), /13800138000/);
    });
  });
});
