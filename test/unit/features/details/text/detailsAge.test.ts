// The details panel while a job is read, where it cannot be, and as an earlier window knew it.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../../src/core/errors.js";
import { bannerAct, copyText, detailView, isLeftOut } from "../../../../../src/features/details/text/detailsView.js";
import { rainJob } from "../../../../fakes/clouds/rainCloud.js";
import { input, row } from "./shownJob.js";

describe("details of a job", () => {
  describe("errors and loading", () => {
    const error = new VoiceError("unavailable", "", { code: "R.5", requestId: "req-2", cloudMessage: "<b>oops</b>" });

    it("keeps the last fields beside a banner that says how old they are", () => {
      const view = detailView(input(rainJob("TRAINING", { voice_name: "Aurora" }), { error }));
      const [banner] = view.banners;
      assert.match(banner!.text, /internal problem.*was read at 11:58\sAM\.$/);
      assert.deepEqual(banner!.verbatim, ["<b>oops</b>"]);
      assert.equal(banner!.nextAct, "Refresh");
      assert.equal(bannerAct(input(rainJob("TRAINING"), { error }), 0), "retry");
      assert.equal(copyText(input(rainJob("TRAINING"), { error }), "$errorRequestId"), "req-2");
      assert.equal(row(view, "voice_name").value, "Aurora");
    });

    it("has something to show before the job was read", () => {
      const loading = detailView(input(undefined, { isLoading: true }));
      assert.equal(loading.progress, "Reading the job…");
      assert.deepEqual(loading.banners, []);
      assert.equal(detailView(input(undefined)).banners[0]?.text, "This job has not been read yet.");
      assert.equal(bannerAct(input(undefined), 0), "retry");
      assert.equal(detailView(input(undefined, { error })).banners.length, 1);
      assert.equal(loading.jobId.text, "j1");
    });

    it("calls a job without a name by what it is", () => {
      assert.equal(detailView(input(rainJob("NEW", {}, { name: "" }))).heading, "Unnamed voice");
    });
  });

  describe("as an earlier window knew it", () => {
    const job = rainJob("TRAINING", { voice_name: "Aurora", phone: undefined });
    const remembered = { leftOut: ["phone", "letter_url", "new_secret"] };
    const known = input(job, { remembered });

    it("says how old it is and that personal data was not kept, and offers to refresh", () => {
      const [banner, ...more] = detailView(known).banners;
      assert.match(banner!.text, /how the job was at 11:58\sAM; .*Personal data was not kept\.$/);
      assert.deepEqual([banner!.nextAct, bannerAct(known, 0), more.length], ["Refresh", "retry", 0]);
      const whole = detailView(input(job, { remembered: { leftOut: [] } }));
      assert.doesNotMatch(whole.banners[0]!.text, /Personal data/);
      assert.deepEqual(detailView(input(job, { remembered, isLoading: true })).banners, []);
      const error = new VoiceError("network", "");
      assert.equal(detailView(input(job, { remembered, error })).banners.length, 1, "an error says the hour itself");
    });

    it("masks the fields that were not kept, and reveals them by a refresh only", () => {
      const view = detailView(known);
      for (const [id, label] of [
        ["phone", "Phone"],
        ["letter_url", "Letter"],
        ["new_secret", "new_secret"],
      ] as const) {
        const masked = row(view, id);
        assert.deepEqual([masked.label, masked.look, masked.detail], [label, "masked", "refresh to reveal"]);
        assert.deepEqual(masked.mask, { isRevealed: false, label: `Refresh and show ${label}` });
        assert.deepEqual([masked.copy, masked.open], [undefined, undefined]);
        assert.ok(isLeftOut(known, id));
      }
      assert.ok(!isLeftOut(known, "voice_name") && !isLeftOut(input(job), "phone"));
      assert.equal(detailView(input(job)).sections.flatMap(({ rows }) => rows).length, 1, "none of them once it is read");
    });
  });
});
