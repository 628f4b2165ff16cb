// Words of recordings that go up one by one: what the cloud named, as it named it, what that may mean, and nothing that a name could do.
import assert from "node:assert/strict";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { Segment, SegmentOutcome } from "../../../../../src/features/upload/segmentUploader.js";
import { segmentProgressText, segmentText, tallyOf, troublesText } from "../../../../../src/features/upload/text/segmentText.js";
import { escapeNotification } from "../../../../../src/text/escape.js";

const segment = (name = "1.wav", text = "今天天气很好"): Segment => ({ at: 0, name, text, file: undefined, mark: "m" });
const unmatched = (places: readonly number[], each = segment()): SegmentOutcome => ({
  segment: each,
  kind: "unmatched",
  unmatched: places,
});
const explain = () => "explained";

describe("the words of recordings one by one", () => {
  it("name the places as the cloud did, and the characters that they may be", () => {
    assert.equal(
      segmentText(unmatched([2, 3]), explain),
      "What was read does not match the text. The cloud names the places 2, 3. Counted in characters from 0, these are “天气”.",
    );
    assert.equal(segmentText(unmatched([]), explain), "What was read does not match the text.");
    const beyond = segmentText(unmatched([5, 6]), explain);
    assert.equal(
      beyond,
      "What was read does not match the text. The cloud names the places 5, 6.",
      "then they are no characters",
    );
    const many = segmentText(unmatched([0, 1, 9, 3, 4, 5, 6]), explain);
    assert.match(many ?? "", / the places 0, 1, 9, 3–6\.$/, "runs are short, in the cloud's order");
    assert.equal(segmentText(unmatched([0], segment("a", "👩‍👩‍👧")), explain)?.includes("\ufffd"), false);
  });

  it("say of each what became of it, and nothing of what is confirmed", () => {
    const refused = new VoiceError("forbidden", "x", { host: "b.example", status: 403, code: "AccessDenied" });
    const said = (outcome: object) => segmentText({ segment: segment(), ...outcome } as SegmentOutcome, explain);
    assert.equal(said({ kind: "confirmed", wasUp: true }), undefined);
    assert.equal(said({ kind: "failed", error: refused, byStore: false }), "explained");
    assert.equal(
      said({ kind: "failed", error: refused, byStore: true }),
      "b.example refused the upload and answered 403 AccessDenied.",
    );
    for (const kind of ["changed", "unreadable", "noAddress", "notBegun"]) assert.match(said({ kind }) ?? "", /^\S.*\.$/);
  });

  it("count, and bring the first troubles only", () => {
    const confirmed: SegmentOutcome = { segment: segment(), kind: "confirmed", wasUp: false };
    const outcomes = [confirmed, ...Array.from({ length: 9 }, (_, at) => unmatched([], segment(`${at}.wav`)))];
    assert.deepEqual(tallyOf([...outcomes, { segment: segment(), kind: "notBegun" }]), {
      confirmed: 1,
      unmatched: 9,
      missing: 1,
    });
    assert.deepEqual(
      troublesText(outcomes, explain).map((line) => line.slice(0, 6)),
      ["0.wav:", "1.wav:", "2.wav:"],
    );
    const told = troublesText([unmatched([2, 3])], explain);
    assert.deepEqual(told, ["1.wav: What was read does not match the text."], "the places stand beside the recording");
    const progress = segmentProgressText({ sent: 1024 ** 2, total: 3 * 1024 ** 2, done: 3, count: 20 }, "en");
    assert.equal(progress, "Recordings: 3 of 20 · 1 MB of 3 MB");
  });

  it("stay bounded and harmless whatever a file is called and its text says", () => {
    for (const odd of ["[x](command:y)", "$(trash)", "\u202Etxet", "a\nb", "长".repeat(5_000)]) {
      const places = Array.from({ length: 4_096 }, (_, at) => at);
      const [line = ""] = troublesText([unmatched(places, segment(odd, odd.repeat(9)))], explain);
      const told = escapeNotification(line, 240);
      assert.ok(told.length < 400 && !told.includes("](") && !told.includes("$(") && !/[\n\u202e]/.test(told), told);
    }
  });
});
