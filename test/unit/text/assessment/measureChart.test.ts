// A measure drawn beside what is expected: where the band and the number stand, and what stays text.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { measureChart, measureCharts } from "../../../../src/text/assessment/measureChart.js";

describe("the chart of a measure", () => {
  it("has a band between two numbers, negative ones too", () => {
    const speed = measureChart("180-260", "220")!;
    assert.ok(speed.from < speed.at && speed.at < speed.to && speed.isWithin);
    const level = measureChart("-30--15", "-41")!;
    assert.ok(level.at < level.from && level.from < level.to && !level.isWithin);
    for (const text of ["180~260", "180 – 260", "180 to 260", "180至260"]) assert.deepEqual(measureChart(text, 220), speed, text);
  });

  it("is open where nothing limits it", () => {
    const [least, most] = [measureChart(">=35", "24")!, measureChart("≤300", "189")!];
    assert.deepEqual([least.to, least.isWithin, most.from, most.isWithin], [100, false, 0, true]);
    assert.equal(measureChart(">=35", "35")?.isWithin, true);
  });

  it("is not drawn of what are no numbers, or have nothing to compare with", () => {
    for (const [expected, actual] of [
      ["good", "3"],
      [">=3", "n/a"],
      ["35", "35"],
      ["260-180", "200"],
      [undefined, "3"],
      [">=3", null],
      [">=3", Number.NaN],
      ["", ""],
      [{ low: 1 }, 3],
    ])
      assert.equal(measureChart(expected, actual), undefined, JSON.stringify([expected, actual]));
  });

  it("stays in its frame, whatever the numbers", () => {
    const number = fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(number, number, number, (a, b, actual) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((each) => each.toFixed(2));
        const chart = measureChart(`${low}-${high}`, actual.toFixed(2));
        if (Number(low) === Number(high)) return;
        assert.ok(chart);
        for (const place of [chart.from, chart.to, chart.at]) assert.ok(place >= 0 && place <= 100);
        assert.ok(chart.from <= chart.to);
        assert.equal(chart.isWithin, Number(actual.toFixed(2)) >= Number(low) && Number(actual.toFixed(2)) <= Number(high));
      }),
    );
  });

  it("shares its scale with those of other jobs, each beside its own band", () => {
    const [least, most, none] = measureCharts([
      { expected: ">=35", actual: "24" },
      { expected: ">=40", actual: 60 },
      { expected: ">=35", actual: "n/a" },
    ]);
    assert.equal(none, undefined);
    assert.ok(least && most && least.at < least.from && least.from < most.from && most.from < most.at);
    assert.deepEqual(measureCharts([{ expected: "180-260", actual: 220 }]), [measureChart("180-260", 220)]);
    assert.deepEqual(measureCharts([]), []);
  });
});
