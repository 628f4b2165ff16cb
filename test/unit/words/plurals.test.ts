// No English sentence says "1 jobs": each that counts has a sibling for one, or is said of several only.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../words/sentences.js";

/** What is said of one instead. */
const forOne: Readonly<Record<string, string>> = {
  "Add {0} recordings to the media library?": "Add “{0}” to the media library?",
  "Check {0} Uploaded Recordings": "Check 1 Uploaded Recording",
  "Continue with {0} Jobs": "Continue with One Job",
  "Delete these {0} jobs for good?": "Delete the job “{0}” for good?",
  "Delete {0} Jobs": "Delete",
  "Sent back {0} times": "Sent back once",
  "Submit {0} Jobs": "Submit One Job",
  "Submit {0} Jobs…": "Submit One Job…",
  "Submit {0} jobs for training?": "Submit “{0}” for training?",
  "Use {0} Recordings": "Use 1 Recording",
  "{0} job IDs copied": "Job ID copied",
  "{0} jobs were deleted.": "One job was deleted.",
  "{0} jobs were written to {1}.": "One job was written to {0}.",
  "{0} links copied": "Link copied",
  "{0} more fields changed": "One more field changed",
  "{0} recordings have problems": "One recording has a problem",
  "{0} recordings of “{1}”": "Recording {0} of “{1}”",
  "{0} recordings, {1}.": "1 recording, {0}.",
  "{0} sentences have passed already: their recordings stay as they are.":
    "1 sentence has passed already: its recording stays as it is.",
  "{0} voice jobs need your attention": "{0} voice job needs your attention",
  "{0}: {1} jobs": "{0}: one job",
  "{0}: {1} jobs so far": "{0}: one job so far",
};

/** Never said of one, and why. */
const ofSeveral: Readonly<Record<string, string>> = {
  "At most {0} jobs are submitted at once; these are {1}. Select fewer.": "a hundred",
  "In all your connections to {0}: usually {1} (observed {2} times).": "from three on (core/jobs/history/stateIntervals)",
  "In this connection: usually {0} (observed {1} times).": "from three on (core/jobs/history/stateIntervals)",
  "It does not. Voice Jobs sends at most {0} requests at once and stays within this region's documented limits.": "several",
  "It does not. Voice Jobs sends at most {0} requests at once. No limit is documented for this place.": "several",
  "{0} IDs were found. Which job should be opened?": "one is opened without a question",
  "{0} earlier entries": "fewer than four are not folded away (features/history/text/historyView)",
  "{0} jobs": "the name of a document of several",
  "{0} jobs are selected. At most {1} are deleted at once, so that each can be named.": "more than forty",
  "{0} jobs are too many for one document.": "more than two hundred",
  "{0} jobs compared": "from three on (features/compare/text/compareView)",
  "{0} times in this state": "from two on",
  "{0} voice jobs changed: {1}.": "a single one is told by its name",
};

/** A number before a word in the plural, with at most one other word between them. */
const counts =
  /\{\d\} (?:[a-z]+ )?(jobs|IDs|links|times|entries|fields|recordings|requests at|connections|files|days|values|projects|sentences)\b/i;

describe("English sentences that count", () => {
  const sentences = Object.keys(JSON.parse(readFileSync(join(root, "l10n/bundle.l10n.json"), "utf8")) as object);

  it("have a sentence for one, or are said of several only", () => {
    const counting = sentences.filter((sentence) => counts.test(sentence)).sort();
    assert.deepEqual(counting, [...Object.keys(forOne), ...Object.keys(ofSeveral)].sort());
    for (const [several, one] of Object.entries(forOne)) assert.ok(sentences.includes(one), `${several}: nobody says ${one}`);
  });
});
