// Groups are called what their jobs share, say how many jobs they have, and how sure that is.
import { strict as assert } from "node:assert";
import { groupings } from "../../../../../src/core/jobs/arrangement.js";
import { elsewhereRow, groupingTitle, groupRow, groupTitle, stateTip } from "../../../../../src/features/tree/text/groupText.js";
import { loadingRow, moreOfAllRow, moreRow, stoppedRow } from "../../../../../src/features/tree/text/noticeRows.js";
import { rainCloud } from "../../../../fakes/clouds/rainCloud.js";

const exactly = (count: number) => ({ count, certainty: "exact" }) as const;
const stateRow = (state: string, count: number, locale = "en") => groupRow(rainCloud, "state", state, exactly(count), locale);

describe("groups of the tree", () => {
  it("count exactly, or say that counting goes on, or among what is counted", () => {
    assert.equal(stateRow("DONE", 98_012).description, "98,012");
    assert.equal(stateRow("DONE", 98_012, "de").description, "98.012");
    const told = (jobs: Parameters<typeof groupRow>[3]) => groupRow(rainCloud, "state", "DONE", jobs, "en").description;
    assert.equal(told({ count: 12, certainty: "counting" }), "12 so far");
    assert.equal(told({ count: 12, certainty: "loaded" }), "12 loaded");
    const among = { loaded: 300, total: 52_000 };
    assert.equal(told({ count: 12, certainty: "loaded", among }), "12 in 300 loaded of 52,000");
    assert.match(stateRow("REVIEW_FAILED", 2).accessibilityLabel, /Review failed.*2/);
    assert.equal(elsewhereRow(7, "en").description, "7");
  });

  it("say of a single job that it is one", () => {
    assert.equal(stateRow("DONE", 2).accessibilityLabel, `${stateRow("DONE", 2).label}: 2 jobs`);
    assert.equal(stateRow("DONE", 1).accessibilityLabel, `${stateRow("DONE", 1).label}: one job`);
    assert.equal(elsewhereRow(1, "en").accessibilityLabel, "Other states: one job");
    const counting = groupRow(rainCloud, "state", "DONE", { count: 1, certainty: "counting" }, "en");
    assert.equal(counting.accessibilityLabel, `${counting.label}: one job so far`);
  });

  it("show a value without a description as the cloud sent it, harmless", () => {
    assert.deepEqual([stateRow("ARCHIVING", 3).label, stateRow("ARCHIVING", 3).look.icon], ["ARCHIVING", "question"]);
    assert.equal(groupTitle(rainCloud, "type", "BASIC", "en"), "Basic (20 sentences)");
    assert.equal(groupTitle(rainCloud, "type", "PRO", "en"), "PRO");
    assert.equal(groupTitle(rainCloud, "batch", "b/1", "en"), "b/1");
    assert.ok(!groupRow(rainCloud, "batch", "$(trash)\n", exactly(1), "en").label.includes("$("));
  });

  it("say under the mouse what their state means, beside the cloud's own word for it", () => {
    assert.equal(stateTip(rainCloud, "REVIEW_FAILED"), "REVIEW_FAILED: Upload again, then submit.");
    assert.equal(stateTip(rainCloud, "ARCHIVING"), "ARCHIVING");
  });

  it("have a name where their jobs have no value, another for each grouping", () => {
    const titles = groupings.map((grouping) => groupTitle(rainCloud, grouping, "", "en"));
    assert.ok(titles.includes("No batch") && titles.includes("No customer") && titles.includes("No date"));
    assert.equal(new Set(titles).size, groupings.length);
    assert.equal(new Set(groupings.map(groupingTitle)).size, groupings.length);
  });

  it("write days as dates", () => {
    assert.equal(groupTitle(rainCloud, "day", "2026-01-10", "en"), "Sat, Jan 10, 2026");
    assert.equal(groupTitle(rainCloud, "day", "soon", "en"), "soon");
  });

  it("say beside them what is not loaded, and how far loading is", () => {
    assert.equal(moreRow(1900, "en").description, "1,900 not loaded");
    const coverage = { loaded: 1200, total: 3400 };
    assert.equal(moreOfAllRow(coverage, "en").description, "1,200 of 3,400 loaded");
    assert.deepEqual([loadingRow(coverage, "en").label, loadingRow(coverage, "en").description], ["Loading…", "1,200 of 3,400"]);
    assert.equal(stoppedRow(coverage, "en").accessibilityLabel, "Stopped. Load the rest, 1,200 of 3,400 loaded");
  });
});
