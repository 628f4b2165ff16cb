// What to do, worded: for every state and code of both clouds in both languages, and for what is not documented.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { clouds } from "../../../../../src/clouds/index.js";
import type { Advice } from "../../../../../src/core/cloud/advice.js";
import type { Cloud } from "../../../../../src/core/cloud/cloud.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { StateDurations } from "../../../../../src/core/jobs/history/stateDuration.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { type AdviceContext, todo } from "../../../../../src/features/details/text/adviceText.js";
import { errorNotice } from "../../../../../src/features/details/text/banners.js";
import type { PointList, Todo } from "../../../../../src/protocol/details.js";
import { rainCloud, rainJob } from "../../../../fakes/clouds/rainCloud.js";

const hour = 3_600_000;
const now = 1000 * hour;

const adviceOf: Advice = {
  states: {
    FAILED: {
      meaning: "It ended.",
      causes: ["Noise.", { text: "Twenty files are asked for.", types: ["BASIC"] }],
      steps: ["Read the words.", "Create a new job."],
      needs: ["Files in wav."],
    },
    REVIEW: { meaning: "It is reviewed.", causes: ["Holidays."], steps: ["Watch it."] },
  },
  codes: [{ code: "R.*", meaning: "A code of the rain.", causes: ["Rain."], steps: ["Dry the files."] }],
};

const shown = (job: VoiceJob, parts: Partial<AdviceContext> = {}, cloud: Cloud = rainCloud): Todo =>
  todo(job, cloud, { advice: adviceOf, now, locale: "en", ...parts });
const list = (block: Todo, id: PointList["id"]) => block.lists.find((each) => each.id === id);
const failed = (code?: string, message?: string, parts: Partial<VoiceJob> = {}) =>
  rainJob("FAILED", {}, { failure: { ...(code && { code }), ...(message && { message }) }, ...parts });
const chinese = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../../l10n/bundle.l10n.zh-cn.json"), "utf8"));

describe("advice in words", () => {
  it("names what happened, what the code means, and then the steps: the code's own, and how to go on from the state", () => {
    const block = shown(failed("R.7", "Too wet"));
    assert.deepEqual(block.paragraphs, ["It ended.", "A code of the rain."]);
    assert.equal(block.quote?.text, "Too wet");
    assert.deepEqual(list(block, "steps"), {
      id: "steps",
      label: "Step by step",
      items: [
        "Dry the files.",
        "Create a new job.",
        "If that does not help, open a ticket with Rain Cloud Voices and give the code, the job ID and the request ID.",
      ],
      isNumbered: true,
      isFolded: false,
    });
    assert.deepEqual(list(block, "causes")?.items, ["Rain."]);
    assert.deepEqual(
      block.references.map(({ name, text }) => [name, text]),
      [["Code", "R.7"]],
      "the IDs of job and request stand once on the page, at its top and its end",
    );
  });

  it("has a button on each line whose act can be done now, and on no other", () => {
    const advised: Advice = {
      states: {
        ...adviceOf.states,
        FAILED: {
          meaning: "It ended.",
          steps: ["Read.", { text: "See the console.", act: "openConsole" }, { text: "Watch it.", act: "watch" }],
        },
      },
      codes: [],
    };
    const acts = (...can: ("openConsole" | "watch" | "refresh")[]) =>
      list(shown(failed(), { advice: advised, acts: new Set(can) }), "steps")?.acts;
    assert.deepEqual(acts("openConsole"), [{ item: 1, action: "openConsole", label: "Open Console" }]);
    assert.deepEqual(
      acts("openConsole", "watch", "refresh")?.map(({ item, label }) => [item, label]),
      [
        [1, "Open Console"],
        [2, "Watch"],
      ],
    );
    assert.equal(acts(), undefined);
    const unknown = shown(rainJob("MOON"), { acts: new Set(["openConsole", "refresh"]) });
    assert.deepEqual(
      list(unknown, "steps")?.acts?.map(({ label }) => label),
      ["Open Console", "Refresh"],
    );
  });

  it("opens the usual causes only where the cloud gave no reason", () => {
    assert.equal(list(shown(failed("X.1", "Too wet")), "causes")?.isFolded, true);
    const silent = shown(failed());
    assert.equal(list(silent, "causes")?.isFolded, false);
    assert.equal(silent.paragraphs.at(-1), "The cloud gave no reason.");
    assert.equal(list(silent, "needs")?.isFolded, true);
  });

  it("tells each type of job its own requirements", () => {
    assert.equal(list(shown(failed("X", "", { type: "BASIC" })), "causes")?.items.length, 2);
    assert.equal(list(shown(failed("X", "", { type: "OTHER" })), "causes")?.items.length, 1);
  });

  it("has a useful answer for a code without a description: the words, the steps of the state, whom to ask with which ids", () => {
    const block = shown(failed("X.99", "Reason nobody knows"));
    assert.deepEqual(block.paragraphs, ["It ended."], "the cloud's words say more than that nobody knows the code");
    assert.match(shown(failed("X.99")).paragraphs[1]!, /“X\.99”, and the cloud said nothing else/);
    assert.match(list(block, "steps")!.items.at(-1)!, /give the code, the job ID and the request ID/);
    assert.equal(list(block, "steps")!.items[0], "Read the words.");
    assert.equal(block.references.length, 1);
  });

  it("has one for a state without a description, and where no advice is there at all", () => {
    const moon = shown(rainJob("MOON"));
    assert.match(moon.paragraphs[0]!, /“MOON”/);
    assert.equal(list(moon, "steps")?.items.length, 3);
    assert.deepEqual(moon.references, []);
    const bare = shown(failed("X.1", "Too wet"), { advice: undefined });
    assert.equal(bare.paragraphs[0], "Make a new job.");
    assert.match(list(bare, "steps")!.items.join(), /cloud's message.*findings of the review.*ticket/);
  });

  it("says in which state a failed job was seen before", () => {
    const observed: StateDurations = { isOfConnection: true, before: "TRAINING" };
    assert.equal(shown(failed("R.7"), { observed }).paragraphs[1], "Last seen before that: Training.");
    assert.equal(shown(rainJob("REVIEW"), { observed }).paragraphs.length, 1);
  });

  it("carries hostile codes and words as text, short in a sentence and whole where they are copied", () => {
    for (const hostile of [
      "<img src=x onerror=alert(1)>",
      "[x](command:a)",
      "$(trash)",
      "\u202etxet",
      "x".repeat(5000),
      "{0}",
      "*",
    ]) {
      const block = shown(failed(hostile, hostile));
      assert.equal(block.quote?.text, hostile);
      assert.equal(block.references[0]?.text, hostile);
      assert.ok(block.paragraphs.every((paragraph) => paragraph.length < 200 && !paragraph.includes("\u202e")));
    }
    for (const state of ["__proto__", "constructor", "toString", "<b>"]) assert.ok(shown(rainJob(state)).lists.length > 0);
    assert.doesNotMatch(JSON.stringify(shown(failed("R.1", "call 13800138000"))), /13800138000/);
  });

  describe("about time", () => {
    const usual = { count: 1200, median: 3 * hour, low: 2 * hour, high: 5 * hour, longest: 9 * hour };
    const pace = (observed: StateDurations | undefined, locale = "en") =>
      shown(rainJob("REVIEW"), { observed, locale }).durations;
    const since = (hours: number, isAtLeast = false) => ({ since: now - hours * hour, isAtLeast });

    it("tells what was observed, of this connection or of all, and how long the job is there", () => {
      assert.equal(
        pace({ isOfConnection: true, typical: usual, current: since(3) })?.lines.join(" "),
        "In this connection: usually 2–5 hours (observed 1,200 times). This job: 3 hours so far.",
      );
      assert.equal(
        pace({ isOfConnection: false, typical: usual, current: since(3, true) })?.lines.join(" "),
        "In all your connections to Rain Cloud Voices: usually 2–5 hours (observed 1,200 times). This job: at least 3 hours so far.",
      );
      assert.equal(
        pace({ isOfConnection: false, current: since(0.5) })?.lines.join(" "),
        "How long it usually takes has not been observed yet. This job: 30 minutes so far.",
      );
      assert.equal(pace(undefined), undefined);
    });

    it("words ranges in the unit that fits", () => {
      const range = (low: number, high: number) =>
        /usually (.+) \(/.exec(pace({ isOfConnection: true, typical: { ...usual, low, high } })!.lines[0]!)?.[1];
      assert.equal(range(0, 0), "1 minute");
      assert.equal(range(2 * hour, 2.2 * hour), "2 hours");
      assert.equal(range(hour / 4, hour), "15–60 minutes");
      assert.equal(range(hour, 3 * hour), "1–3 hours");
      assert.equal(range(hour / 2, 5 * hour), "30 minutes to 5 hours");
      assert.equal(range(50 * hour, 100 * hour), "2–4 days");
    });

    it("is worded in Chinese as in English", () => {
      try {
        l10n.config({ contents: chinese });
        assert.equal(
          pace({ isOfConnection: true, typical: usual, current: since(3) }, "zh-cn")?.lines.join(""),
          "此连接中通常需要 2-5 小时（已观察 1,200 次）。该任务：已持续 3 小时。",
        );
      } finally {
        l10n.config({ contents: {} });
      }
    });

    it("says so gently when a job takes far longer than any before, and opens what can make it slow", () => {
      assert.equal(pace({ isOfConnection: true, typical: usual, current: since(17) })?.warning, undefined);
      const late = shown(rainJob("REVIEW"), { observed: { isOfConnection: true, typical: usual, current: since(19) } });
      assert.equal(late.durations?.warning, "That is longer than any observed so far: the longest took 9 hours.");
      assert.equal(list(late, "causes")?.isFolded, false);
      assert.equal(list(shown(rainJob("REVIEW")), "causes")?.isFolded, true);
    });

    it("is not told of states that wait for the person or are over, nor of clocks that run ahead", () => {
      const observed: StateDurations = { isOfConnection: true, typical: usual, current: since(100) };
      for (const state of ["NEW", "REVIEW_FAILED", "FAILED", "DONE", "MOON"])
        assert.equal(shown(rainJob(state), { observed }).durations, undefined);
      assert.match(pace({ isOfConnection: true, typical: usual, current: since(-5) })!.lines[1]!, /1 minute so far/);
    });
  });

  describe("of an error of a call", () => {
    const place = { cloud: "Rain", connection: "Studio", locale: "en" };
    const banner = (code: string) => errorNotice(new VoiceError("refused", "", { code }), place, undefined, adviceOf).banner;

    it("adds one sentence and what can be opened, where the table knows the code", () => {
      assert.match(banner("R.7").text, /refused the request.* A code of the rain\.$/);
      assert.deepEqual(
        banner("R.7").lists?.map(({ id, items, isFolded }) => [id, items, isFolded]),
        [
          ["steps", ["Dry the files."], true],
          ["causes", ["Rain."], true],
        ],
      );
      assert.equal(banner("X").lists, undefined);
    });

    it("leaves codes of our own alone", async () => {
      const advice = await clouds.find(({ id }) => id === "alibaba")!.advice!();
      const own = new VoiceError("auth", "", { code: "Profile.NotFound" });
      assert.equal(errorNotice(own, place, undefined, advice).banner.lists, undefined);
    });
  });

  for (const cloud of clouds) {
    it(`of every state and every code of ${cloud.id} is there in Chinese as in English, sentence by sentence`, async () => {
      const advice = (await cloud.advice?.())!;
      const codes = [undefined, "UNHEARD.1", ...advice.codes.map(({ code }) => code.replaceAll("*", "X"))];
      const blocks = () =>
        cloud.states.flatMap(({ state, phase }) =>
          codes.map((code) => {
            const job: VoiceJob = { id: "j1", name: "A", state, phase, raw: {}, ...(code && { failure: { code } }) };
            return todo(job, cloud, { advice, now, locale: "en" });
          }),
        );
      const english = blocks();
      try {
        l10n.config({ contents: chinese });
        for (const [index, block] of blocks().entries()) {
          const sentences = (each: Todo) => [
            each.title,
            ...each.paragraphs,
            ...each.lists.flatMap(({ label, items }) => [label, ...items]),
          ];
          const [here, there] = [sentences(block), sentences(english[index]!)];
          assert.equal(here.length, there.length);
          for (const [number, sentence] of here.entries()) {
            assert.match(sentence, /\p{Script=Han}/u, sentence);
            assert.doesNotMatch(there[number]!, /\p{Script=Han}/u, there[number]);
          }
        }
      } finally {
        l10n.config({ contents: {} });
      }
      assert.ok(english.every(({ lists }) => lists.length > 0));
    });
  }
});
