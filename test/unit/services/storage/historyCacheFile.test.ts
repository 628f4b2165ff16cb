// One history out of what several windows read, and a file that survives whatever happens to it.
import assert from "node:assert/strict";
import type { HistoryChapter } from "../../../../src/core/jobs/history/jobHistory.js";
import {
  historyFileLimit,
  mergeHistories,
  mostHistories,
  mostOfJob,
  mostText,
  type RememberedHistories,
  readHistories,
  writeHistories,
} from "../../../../src/services/storage/historyCacheFile.js";

const none: RememberedHistories = new Map();
const log = (readAt: number, words: readonly string[] = ["why"]): HistoryChapter => ({
  events: [{ action: "SENT", at: 5, by: "USER", words, rest: {} }],
  reviews: [
    {
      kind: "manual",
      at: 6,
      message: "no",
      attachment: { name: "a.pdf" },
      findings: [{ item: "1.wav", companion: "1.txt", code: "C", message: "hum", rest: {} }],
      rest: {},
    },
  ],
  readAt,
  isCut: false,
  version: "RAW 5",
});

describe("remembered histories", () => {
  it("come back from the file as they were written", () => {
    const all = mergeHistories(mergeHistories(none, "j1", new Map([["log", log(1)]])), "j2", new Map([["log", log(2)]]));
    assert.deepEqual([...all.keys()], ["j2", "j1"]);
    assert.deepEqual(readHistories(writeHistories(all, "here"), "here"), all);
    assert.deepEqual(readHistories(writeHistories(none, "here"), "here"), none);
  });

  it("of two windows are one: of each part, what was read last", () => {
    const first = mergeHistories(
      none,
      "j1",
      new Map([
        ["log", log(5)],
        ["reviews", log(1)],
      ]),
    );
    const both = mergeHistories(
      first,
      "j1",
      new Map([
        ["log", log(3)],
        ["reviews", log(4)],
      ]),
    );
    assert.deepEqual([...both.get("j1")!].map(([part, { readAt }]) => [part, readAt]).sort(), [
      ["log", 5],
      ["reviews", 4],
    ]);
  });

  it("are bounded: the latest stay, and none takes the place of all others", () => {
    let all = none;
    for (let number = 0; number < mostHistories + 5; number += 1)
      all = mergeHistories(all, `j${number}`, new Map([["log", log(number, ["x".repeat(10_000)])]]));
    assert.equal(all.size, mostHistories);
    assert.ok(!all.has("j4") && all.has("j5"));
    all = mergeHistories(all, "long", new Map([["log", log(1e6, ["x".repeat(mostOfJob)])]]));
    const text = writeHistories(all, "here");
    const back = readHistories(text, "here");
    assert.ok(text.length < 1.01 * mostText && Buffer.byteLength(text) < historyFileLimit);
    assert.ok(!back.has("long") && back.has(`j${mostHistories + 4}`) && back.size > 50);
  });

  it("of another place, of another version, or damaged were never read", () => {
    const text = writeHistories(mergeHistories(none, "j1", new Map([["log", log(1)]])), "here");
    assert.equal(readHistories(text, "there").size, 0);
    assert.equal(readHistories(text.replace('"version":1', '"version":2'), "here").size, 0);
    for (let end = 0; end < text.length - 2; end += 1) assert.equal(readHistories(text.slice(0, end), "here").size, 0);
    for (const odd of [
      "null",
      "[]",
      '{"version":1,"place":"here","jobs":7}',
      '{"version":1,"place":"here","jobs":[1,null,["j"],["j",[1,null,{"part":"log"}]],[{},[]]]}',
    ])
      assert.equal(readHistories(odd, "here").size, 0, odd);
    const mixed = {
      version: 1,
      place: "here",
      jobs: [
        [
          "j1",
          [
            {
              part: "log",
              version: "A",
              readAt: 1,
              events: [1, {}, { action: "X", at: "soon", words: [1, "w"] }],
              reviews: [{ kind: "court" }],
            },
          ],
        ],
      ],
    };
    const events = [{ action: "X", words: ["w"], rest: {} }];
    const chapter = { events, reviews: [], readAt: 1, version: "A", isCut: false };
    assert.deepEqual(readHistories(JSON.stringify(mixed), "here"), new Map([["j1", new Map([["log", chapter]])]]));
  });
});
