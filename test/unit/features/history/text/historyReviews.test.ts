// What reviews said of a job, in the details panel.
import { strict as assert } from "node:assert";
import type { Review } from "../../../../../src/core/jobs/history/jobHistory.js";
import { copyText, detailView, openableLink } from "../../../../../src/features/details/text/detailsView.js";
import { rainJob } from "../../../../fakes/clouds/rainCloud.js";
import { history, hour, input, now, refused, review, view } from "./shownHistory.js";

describe("what reviews said", () => {
  const link = "https://files.test/notes.pdf?Signature=s3cret";
  const reviewsOf = (reviews: readonly Review[], job = refused) => view(job, { history: history({ reviews }) }).history.reviews;

  it("is a table of the recordings with only the columns that are used", () => {
    const [block] = reviewsOf([
      review({
        kind: "automatic",
        at: now - hour,
        findings: [
          { item: "3.wav", companion: "3.txt", code: "R.1", message: "noise", rest: { severity: 2 } },
          { item: "4.wav", message: "call 13800138000", rest: {} },
        ],
      }),
    ]);
    assert.equal(block?.title, "System review");
    assert.deepEqual(block?.tables[0]?.columns, ["Recording", "Message", "Code", "Text", "severity"]);
    assert.deepEqual(
      block?.tables[0]?.rows.map(({ title, cells }) => [title, ...cells.map(({ text }) => text)]),
      [
        ["3.wav", "noise", "R.1", "3.txt", "2"],
        ["4.wav", "call ••••••••", "–", "–", "–"],
      ],
    );
    const [bare] = reviewsOf([review({ findings: [{ item: "3.wav", rest: {} }] })]);
    assert.deepEqual([bare?.tables[0]?.columns, bare?.tables[0]?.caption], [["Recording"], "One recording has a problem"]);
  });

  it("quotes the reviewer, unless the same words stand above already", () => {
    assert.equal(reviewsOf([review({ message: " Sign it. " })])[0]?.quote, "Sign it.");
    const quoted = rainJob("REVIEW_FAILED", {}, { failure: { message: "Sign it." } });
    assert.deepEqual(reviewsOf([review({ message: "Sign it." })], quoted), []);
  });

  it("masks the attachment, and opens it by https only", () => {
    const shown = input(refused, { history: history({ reviews: [review({ attachment: { name: "notes.pdf", link } })] }) });
    const [row] = detailView(shown).history.reviews[0]!.rows;
    assert.deepEqual([row?.label, row?.detail, row?.look, row?.open !== undefined], ["Attachment", "notes.pdf", "masked", true]);
    assert.doesNotMatch(JSON.stringify(detailView(shown)), /s3cret/);
    assert.deepEqual([openableLink(shown, row!.id), copyText(shown, row!.id)], [link, link]);

    const plain = input(refused, { history: history({ reviews: [review({ attachment: { link: "http://files.test/x" } })] }) });
    const [unsafe] = detailView(plain).history.reviews[0]!.rows;
    assert.deepEqual([unsafe?.open, openableLink(plain, unsafe!.id)], [undefined, undefined]);
    assert.equal(reviewsOf([review({ attachment: { name: "lost.pdf" } })])[0]?.rows[0]?.value, "lost.pdf");
    assert.equal(openableLink(shown, "$review.7.$attachment"), undefined);
  });

  it("leaves out reviews that found nothing, has the latest first, and calls unknown ones by their fields", () => {
    const told = reviewsOf([
      review({ kind: "automatic", at: now - hour }),
      review({ at: now - 2 * hour, message: "older" }),
      review({ at: now - hour, message: "newer" }),
      review({ kind: "other", rest: { peer_result: { says: "fine" } } }),
    ]);
    assert.deepEqual(
      told.map(({ title, quote, rows }) => [title, quote ?? rows[0]?.label]),
      [
        ["Manual review", "newer"],
        ["Manual review", "older"],
        ["Also reported", "peer_result"],
      ],
    );
  });
});
