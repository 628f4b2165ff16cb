// One job in the details panel: every field arrives, worded, and nothing private without being asked for.
import { strict as assert } from "node:assert";
import type { Cloud } from "../../../../../src/core/cloud/cloud.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { copyText, detailView, openableLink } from "../../../../../src/features/details/text/detailsView.js";
import { rainCloud, rainJob } from "../../../../fakes/clouds/rainCloud.js";
import { input, now, row, rowOf } from "./shownJob.js";

describe("details of a job", () => {
  it("names the job, where it is from and its state", () => {
    const view = detailView(input(rainJob("TRAINING")));
    assert.equal(view.heading, "Aurora");
    assert.deepEqual(view.place, ["Studio", "Rain Cloud Voices", "north"]);
    assert.deepEqual(view.state, { tone: "running", icon: "sync", label: "Training", verbatim: "TRAINING" });
    assert.equal(view.requestId?.text, "req-1");
    assert.equal(view.readAt?.text, "Read 2m ago");
    assert.equal(detailView(input(rainJob("TRAINING"), { readAt: now })).readAt?.text, "Read just now");
  });

  it("words known values and keeps the cloud's word in the tooltip", () => {
    const known = rowOf({ job_type: "BASIC" }, "job_type");
    assert.equal(known.value, "Basic (20 sentences)");
    assert.equal(known.tooltip, "BASIC");
    assert.equal(rowOf({ job_type: "NEWEST" }, "job_type").value, "NEWEST");
  });

  it("shows times as distance and date, and times in the future as a date only", () => {
    const past = rowOf({ created: now / 1000 - 3 * 3600 }, "created");
    assert.equal(past.value, "3h ago");
    assert.match(past.detail!, /^Nov 20, 2026, 9:00\sAM$/);
    const placeholder = rowOf({ created: 2147483647 }, "created");
    assert.match(placeholder.value, /^Jan 19, 2038, 3:14\sAM$/);
    assert.match(placeholder.tooltip!, /2038-01-19 03:14:07 UTC/);
    assert.equal(placeholder.detail, undefined);
    assert.equal(rowOf({ created: now - 3 * 3600_000 }, "created").value, "3h ago", "milliseconds");
    assert.match(rowOf({ expires: "2030-01-02T03:04:05Z" }, "expires").value, /Jan 2, 2030/);
    assert.equal(rowOf({ created: "soon" }, "created").value, "soon");
    assert.equal(rowOf({ created: 0 }, "created").value, "0");
  });

  it("says of a deleted job what it was, and neither what to do nor how long it has been waiting", () => {
    const fields = { failed_code: "RC.7", failed_reason: "Too noisy" };
    const failed = rainJob("FAILED", fields, { failure: { code: "RC.7", message: "Too noisy" } });
    const told = detailView(input(failed, { isGone: true }));
    assert.ok(detailView(input(failed)).todo);
    assert.equal(told.todo, undefined);
    assert.equal(row(told, "failed_reason").value, "Too noisy");
    const training = rainJob("TRAINING", {}, { updatedAt: now - 3 * 3600_000 });
    const here = (isGone: boolean) => detailView(input(training, { isGone })).life.find(({ place }) => place === "current");
    assert.equal(here(false)?.duration?.text, "for 3h");
    assert.deepEqual([here(true)?.duration, here(true)?.time?.text], [undefined, "3h ago"]);
  });

  it("shows what has no description under its path, objects as JSON", () => {
    const view = detailView(
      input(rainJob("TRAINING", { mood: "calm", resource: { id: "r1", mode: "ONCE" }, list: [1, { a: null }] })),
    );
    assert.equal(row(view, "mood").value, "calm");
    assert.equal(row(view, "resource.mode").value, "ONCE");
    assert.equal(row(view, "resource.id").label, "Resource ID");
    assert.equal(row(view, "list").value, '[1,{"a":null}]');
    assert.equal(view.sections.at(-1)?.title, "Other fields");
  });

  it("shows a field of an unexpected type verbatim instead of losing it", () => {
    assert.equal(rowOf({ remake: "perhaps" }, "remake").value, "perhaps");
    assert.equal(rowOf({ rejects: { n: 1 } }, "rejects").value, '{"n":1}');
    assert.equal(rowOf({ resource: "none" }, "resource").value, "none");
    assert.equal(rowOf({ assess: "good" }, "assess").value, "good");
    assert.equal(rowOf({ voice_name: null }, "voice_name").look, "none");
    assert.equal(rowOf({ voice_name: "\n" }, "voice_name").look, "none");
    assert.equal(rowOf({ remake: false }, "remake").value, "No");
    assert.equal(rowOf({ rejects: 1234.5 }, "rejects").value, "1,234.5");
  });

  describe("private values", () => {
    const secrets = {
      phone: "13800138000",
      letter_url: "https://bucket.test/letter?Signature=s3cret",
      failed_reason: "see https://bucket.test/log?Signature=s3cret for more",
      raw_input: "https://bucket.test/raw?Signature=s3cret",
      owner_mobile: 13800138000,
      nested: { mobile: "13800138000", url: ["https://bucket.test/raw?Signature=s3cret"] },
    };
    const job = rainJob("FAILED", secrets, { failure: { message: secrets.failed_reason } });

    it("are not in the view", () => {
      const text = JSON.stringify(detailView(input(job)));
      assert.doesNotMatch(text, /s3cret|13800138000/);
      assert.match(text, /see https:\/\/bucket\.test\/••/);
    });

    it("come one by one when asked for", () => {
      const view = detailView(input(job, { revealed: new Set(["phone"]) }));
      assert.equal(row(view, "phone").value, "13800138000");
      assert.deepEqual(row(view, "phone").mask, { isRevealed: true, label: "Hide Phone" });
      assert.doesNotMatch(JSON.stringify(view), /s3cret/);
      assert.match(row(detailView(input(job, { revealed: new Set(["nested"]) })), "nested").value, /s3cret/);
    });

    it("can be copied and opened by the id of their field only", () => {
      assert.equal(copyText(input(job), "phone"), "13800138000");
      assert.equal(openableLink(input(job), "letter_url"), secrets.letter_url);
      assert.equal(openableLink(input(job), "phone"), undefined);
      assert.equal(openableLink(input(job), "__proto__"), undefined);
      assert.equal(copyText(input(job), "constructor"), undefined);
    });

    it("open only as https", () => {
      for (const url of ["http://bucket.test/a", "javascript:alert(1)", "command:a.b", "https://user:pass@bucket.test/a"]) {
        assert.equal(rowOf({ letter_url: url }, "letter_url").open, undefined);
        assert.equal(openableLink(input(rainJob("DONE", { letter_url: url })), "letter_url"), undefined);
      }
    });
  });

  describe("the job's life", () => {
    const places = (job: VoiceJob) => detailView(input(job)).life.map((step) => step.place);

    it("says which milestones are behind, which one is now, and which are ahead", () => {
      assert.deepEqual(places(rainJob("NEW")), ["attention", "ahead", "ahead", "ahead"]);
      assert.deepEqual(places(rainJob("REVIEW")), ["done", "current", "ahead", "ahead"]);
      assert.deepEqual(places(rainJob("REVIEW_FAILED")), ["done", "attention", "ahead", "ahead"]);
      assert.deepEqual(places(rainJob("FAILED")), ["done", "unknown", "unknown", "stopped", "missed"]);
      assert.deepEqual(places(rainJob("DONE")), ["done", "done", "done", "done"]);
      assert.deepEqual(places(rainJob("MOON")), []);
    });

    it("tells the times that the cloud told", () => {
      const { life } = detailView(
        input(rainJob("TRAINING", {}, { createdAt: now - 86_400_000 * 3, updatedAt: now - 3_600_000 })),
      );
      assert.deepEqual(
        life.map((step) => step.time?.text),
        ["3d ago", undefined, undefined, undefined],
      );
      assert.equal(life[2]?.duration?.text, "for 1h", "since its last change");
      assert.match(life[2]?.duration?.tooltip ?? "", /^Training: since Nov 20, 2026, 11:00\sAM$/);
    });
  });

  describe("what to do", () => {
    it("tells the state's next step with the cloud's own words, and does not tell them twice", () => {
      const raw = { failed_code: "R.42", failed_reason: "Too noisy" };
      const job = rainJob("REVIEW_FAILED", raw, { failure: { code: "R.42", message: "Too noisy" } });
      const view = detailView(input(job, { canSubmit: true }));
      assert.equal(view.todo?.paragraphs[0], "Upload again, then submit.");
      assert.equal(view.todo?.quote?.text, "Too noisy");
      assert.equal(view.todo?.references[0]?.text, "R.42");
      assert.equal(copyText(input(job), "$failureCode"), "R.42");
      assert.equal(
        view.sections.some((section) => section.id === "failure"),
        false,
      );
      assert.deepEqual(
        view.actions.map((action) => action.label),
        ["Submit Again…", "Refresh", "Open Console", "Open as JSON"],
      );
    });

    it("offers to hear a voice that is finished and named, where its cloud lets voices be heard", () => {
      const heard = { ...rainCloud, speech: async () => ({ description: { settings: [], fields: [] }, snippets: [] }) };
      const offered = (job: VoiceJob, cloud: Cloud, isGone = false) =>
        detailView(input(job, { cloud, isGone })).actions.some(({ id }) => id === "playSample");
      const done = rainJob("DONE", {}, { voiceId: "v1" });
      assert.equal(offered(done, heard), true);
      assert.equal(offered(done, rainCloud), false);
      assert.equal(offered(done, heard, true), false);
      assert.equal(offered(rainJob("DONE"), heard), false);
      assert.equal(offered(rainJob("TRAINING", {}, { voiceId: "v1" }), heard), false);
    });

    it("keeps an old failure of a job that went on among its fields", () => {
      const job = rainJob("TRAINING", { failed_code: "R.42" }, { failure: { code: "R.42" } });
      assert.equal(row(detailView(input(job)), "failed_code").value, "R.42");
    });

    it("shows an unknown state verbatim and says so", () => {
      const view = detailView(input(rainJob("MOON")));
      assert.equal(view.state?.label, "MOON");
      assert.match(view.todo!.paragraphs[0]!, /“MOON”/);
    });
  });

  it("shows no unreadable text, and copies it whole", () => {
    const voice_name = "x".repeat(200_000);
    const parts = input(rainJob("TRAINING", { voice_name, odd: { deep: voice_name } }));
    assert.ok(JSON.stringify(detailView(parts)).length < 50_000);
    assert.equal(copyText(parts, "voice_name"), voice_name);
  });

  it("carries hostile names as the text they are", () => {
    for (const name of ["<img src=x onerror=alert(1)>", "[x](command:a)", "$(trash)", "صوت", "声".repeat(300)]) {
      const view = detailView(input(rainJob("NEW", { voice_name: `${name}\n` }, { name })));
      assert.equal(view.heading, name);
      assert.equal(row(view, "voice_name").value, name);
    }
  });
});
