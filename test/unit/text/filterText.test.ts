// A filter reads as a person would say it, in one line.
import { strict as assert } from "node:assert";
import type { JobFilter } from "../../../src/core/jobs/filter/jobFilter.js";
import { filterParts, filterText, hiddenText, partTitle, valueTitle } from "../../../src/text/filterText.js";
import { rainCloud } from "../../fakes/clouds/rainCloud.js";

const text = (filter: JobFilter) => filterText(filter, [rainCloud], "en");

describe("words of a filter", () => {
  it("name the values in the cloud's words and quote the text", () => {
    assert.equal(text({}), "");
    assert.equal(text({ states: ["TRAINING", "ODD"], text: "aurora" }), "Training, ODD · “aurora”");
    assert.equal(text({ types: ["BASIC"], batches: [""], customers: ["c-1"] }), "Basic (20 sentences) · No batch · c-1");
  });

  it("count what would be too long", () => {
    assert.equal(text({ states: ["NEW", "REVIEW", "DONE", "FAILED"] }), "Not submitted, In review and 2 more");
  });

  it("list values as the person's language does", () => {
    assert.equal(filterText({ states: ["TRAINING", "ODD"] }, [rainCloud], "zh-cn"), "Training、ODD");
  });

  it("name the states that are hidden, of clouds in use alone", () => {
    assert.equal(hiddenText({}, [rainCloud], "en"), "");
    assert.equal(hiddenText({ elsewhere: ["NEW"] }, [rainCloud], "en"), "");
    assert.equal(
      hiddenText({ [rainCloud.id]: ["DONE", "ODD"] }, [rainCloud], "en"),
      `Hidden: ${valueTitle("states", "DONE", [rainCloud])}, ODD`,
    );
  });

  it("tell ranges of time", () => {
    const at = Date.UTC(2026, 0, 10, 12);
    assert.match(text({ createdSince: at }), /^created since Jan \d+, 2026/);
    assert.match(text({ updatedUntil: at }), /^changed until Jan/);
    assert.match(text({ updatedSince: at, updatedUntil: at + 86_400_000 * 40 }), /^changed from Jan .* to Feb/);
  });

  it("keep hostile values harmless and short", () => {
    const told = text({ text: `$(trash)\n${"x".repeat(200)}`, batches: ["$(alert)"] });
    assert.ok(!told.includes("$(") && !told.includes("\n") && told.length < 120, told);
  });

  it("have a title for each part, and words for jobs without a value", () => {
    assert.equal(new Set(filterParts.map(partTitle)).size, filterParts.length);
    assert.equal(valueTitle("languages", "", [rainCloud]), "No language");
    assert.equal(valueTitle("sexes", "FEMALE", []), "FEMALE");
  });
});
