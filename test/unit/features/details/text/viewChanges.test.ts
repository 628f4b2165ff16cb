// What is said and shown when an open panel is painted again.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { type DetailInput, detailView } from "../../../../../src/features/details/text/detailsView.js";
import { detailNews } from "../../../../../src/features/details/text/viewChanges.js";
import type { DetailView } from "../../../../../src/protocol/details.js";
import { rainCloud, rainJob, studio } from "../../../../fakes/clouds/rainCloud.js";

const now = Date.UTC(2026, 10, 20, 12);
const read = { voice_name: "Aurora", phone: "13800138000", created: now / 1000 - 7200, rejects: 0, job_id: "j1" };

function view(job: VoiceJob | undefined, parts: Partial<DetailInput> = {}): DetailView {
  const fixed = { isLoading: false, revealed: new Set<string>(), canSubmit: false, canOpenConsole: true };
  const light = { now, locale: "en", timeZone: "UTC" };
  return detailView({ jobId: "j1", job, cloud: rainCloud, connection: studio, readAt: now, ...fixed, ...light, ...parts });
}

describe("news of an open panel", () => {
  const before = view(rainJob("REVIEW", read));

  it("is its heading when it comes, and nothing is shown as changed", () => {
    assert.deepEqual(detailNews(undefined, before), { announcement: "Aurora", changed: [] });
  });

  it("is nothing when nothing changed but ages, what is revealed, and that the job is being read", () => {
    const later = { now: now + 3 * 3600_000 };
    assert.notDeepEqual(view(rainJob("REVIEW", read), later), before, "ages are shown anew");
    for (const parts of [{}, later, { revealed: new Set(["phone"]) }, { isLoading: true }, { requestId: "other" }])
      assert.deepEqual(detailNews(before, view(rainJob("REVIEW", read), parts)), { announcement: "", changed: [] });
  });

  it("is the new state, shown at the badge and at the steps that are other ones now", () => {
    const news = detailNews(before, view(rainJob("TRAINING", read)));
    assert.deepEqual(news, { announcement: "State: Training", changed: ["state", "step 1", "step 2"] });
  });

  it("is not what comes to be known of its past", () => {
    const failed = rainJob("FAILED", read, { updatedAt: now - 60_000 });
    const seen = { observations: [{ state: "TRAINING", at: now - 3_600_000, seenAt: now - 3_600_000 }] };
    const [early, late] = [view(failed), view(failed, seen)];
    assert.notDeepEqual(
      early.life.map(({ place }) => place),
      late.life.map(({ place }) => place),
    );
    assert.deepEqual(detailNews(early, late).changed, []);
  });

  it("names the fields that have another value, a few of them, and reads out nothing private", () => {
    const changed = { ...read, rejects: 2, created: now / 1000 - 60, phone: "13900139000" };
    const news = detailNews(before, view(rainJob("REVIEW", changed)));
    assert.equal(news.announcement, "Times here: 2. Created: 1m ago");
    assert.deepEqual(news.changed, ["row rejects", "row created"]);
    const many = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, "old"]));
    const other = Object.fromEntries(Object.keys(many).map((name) => [name, "new"]));
    const told = detailNews(view(rainJob("REVIEW", many)), view(rainJob("REVIEW", other)));
    assert.equal(told.announcement, "a: new. b: new. c: new. 2 more fields changed");
    assert.equal(told.changed.length, 5);
    const four = view(rainJob("REVIEW", { ...other, e: "old" }));
    assert.match(detailNews(view(rainJob("REVIEW", many)), four).announcement, /c: new\. One more field changed$/);
    const seen = { revealed: new Set(["phone"]) };
    const revealed = detailNews(view(rainJob("REVIEW", read), seen), view(rainJob("REVIEW", changed), seen));
    assert.doesNotMatch(revealed.announcement, /139/);
  });

  it("is not that a single read tells more fields than the list did", () => {
    assert.deepEqual(detailNews(view(rainJob("REVIEW", { voice_name: "Aurora" })), before), { announcement: "", changed: [] });
  });

  it("is an error that was not there, once", () => {
    const failed = view(rainJob("REVIEW", read), { error: new VoiceError("unavailable", "") });
    assert.match(detailNews(before, failed).announcement, /internal problem/);
    assert.equal(detailNews(failed, failed).announcement, "");
    assert.equal(detailNews(failed, before).announcement, "");
  });

  it("is the whole job, by its name, where it was read for the first time", () => {
    const unread = view(undefined, { isLoading: true });
    assert.deepEqual(detailNews(unread, before), { announcement: "Aurora. State: In review", changed: [] });
  });
});
