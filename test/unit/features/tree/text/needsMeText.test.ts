// The rows of what needs the person: the reason first, and an icon that says what the group does not.
import { strict as assert } from "node:assert";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { type NeedingFacts, needingRow, needsMeRow, showAllRow } from "../../../../../src/features/tree/text/needsMeText.js";
import { looks } from "../../../../../src/text/phases.js";
import { rainCloud, rainJob } from "../../../../fakes/clouds/rainCloud.js";

const hour = 3_600_000;
const now = Date.UTC(2026, 0, 10, 12);

describe("rows of what needs the person", () => {
  const row = (job: VoiceJob, facts: Partial<NeedingFacts> = {}) =>
    needingRow({ job, cloud: rainCloud, isStale: false, isWatched: false, ...facts }, now, "en");
  const refused = rainJob("REVIEW_FAILED", {}, { updatedAt: now - 3 * hour, failure: { message: "2 of 20 are noisy" } });

  it("tell why first, then since when and where", () => {
    const { description, accessibilityLabel } = row(refused, { connectionName: "Studio" });
    assert.equal(description, "2 of 20 are noisy · 3h ago · Studio");
    assert.equal(accessibilityLabel, "Aurora, Review failed, 2 of 20 are noisy, 3 hours ago, Studio");
  });

  it("tell the state where there is no reason", () => {
    assert.equal(row(rainJob("NEW", {}, { updatedAt: now - hour })).description, "Not submitted · 1h ago");
  });

  it("tell of a stuck one how long it is there, beside what is usual", () => {
    const stuck = { since: now - 9 * hour, usual: 2 * hour };
    const { description } = row(rainJob("TRAINING", {}, { updatedAt: stuck.since }), { stuck });
    assert.equal(description, "Training · for 9h, usually 2h");
  });

  it("show no private text of a reason", () => {
    const told = row({ ...refused, failure: { message: "Call 13912345678" } });
    assert.ok(!JSON.stringify(told).includes("13912345678"));
  });

  it("say by their icon whether something was refused, waits, or is stuck", () => {
    const stuck = { since: 1, usual: 1 };
    const icons = [row(refused), row(rainJob("NEW")), row(rainJob("TRAINING"), { stuck })].map(({ look }) => look.icon);
    assert.equal(new Set(icons).size, 3);
  });

  it("are counted, with how many of them are loaded", () => {
    assert.deepEqual(
      [needsMeRow(12, 0, false, "en").description, needsMeRow(12, 0, false, "en").accessibilityLabel],
      ["12", "Needs me: 12 jobs"],
    );
    assert.equal(needsMeRow(1, 0, false, "en").accessibilityLabel, "Needs me: one job");
    assert.equal(needsMeRow(12, 1300, false, "en").description, "12 of 1,312 loaded");
    assert.equal(needsMeRow(12, 0, true, "en").description, "12 loaded");
    assert.equal(showAllRow(80, "en").accessibilityLabel, "Show all, 80 more");
  });
});

describe("looks of phases", () => {
  it("differ in shape, and have colours that high contrast themes have, too", () => {
    const icons = Object.values(looks).map(({ icon }) => icon);
    assert.equal(new Set(icons).size, icons.length);
    // The lists' warning and error colours are those of text in high contrast.
    for (const { color } of Object.values(looks)) assert.ok(color === undefined || /^(charts|problems)/.test(color), color);
  });
});
