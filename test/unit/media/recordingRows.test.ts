// Rows of the page of recordings are filtered by words, findings and kinds of findings, and sorted by any column.
import { strict as assert } from "node:assert";
import { chosenRows, type Order, type RowFilter } from "../../../media/recordings/rows.js";
import type { RecordingRow } from "../../../src/protocol/recordings.js";

const row = (name: string, given: Partial<RecordingRow> = {}): RecordingRow => ({
  id: name,
  number: "",
  name,
  tone: "good",
  icon: "",
  label: "",
  length: "",
  level: "",
  snr: "",
  text: "",
  finding: "",
  more: "",
  codes: [],
  keys: [0, null, null, null, null, 0],
  peaks: [],
  ...given,
});

const rows = [
  row("0.wav", { text: "Good morning", keys: [0, 5, -20, null, null, 3_000] }),
  row("1.wav", {
    text: "上午好",
    tone: "warn",
    finding: "The peak is 0 dBFS.",
    codes: ["peak", "clipped"],
    keys: [1, 9, -3, 40, null, 998],
  }),
  row("10.wav", { text: "Evening", tone: "refuse", finding: "Too long", codes: ["tooLong"], keys: [2, 16, null, 20, null, -1] }),
  row("2.wav", { text: "Another", tone: "out", codes: ["peak"], keys: [3, null, null, null, null, 5_000] }),
];
const all: RowFilter = { words: "", isWithFindings: false };
const names = (filter: Partial<RowFilter> = {}, order: Partial<Order> = {}) =>
  chosenRows(rows, { ...all, ...filter }, { column: "name", isDescending: false, ...order }, "en").map(({ name }) => name);

describe("rows of recordings", () => {
  it("stand in the order of the set at first", () => {
    assert.deepEqual(names(), ["0.wav", "1.wav", "10.wav", "2.wav"]);
  });

  it("are found by each word of name, text or finding, in any case", () => {
    assert.deepEqual(names({ words: "good" }), ["0.wav"]);
    assert.deepEqual(names({ words: "上午" }), ["1.wav"]);
    assert.deepEqual(names({ words: "PEAK 1.wav" }), ["1.wav"]);
    assert.deepEqual(names({ words: "peak evening" }), []);
  });

  it("are those with findings, or with one kind of finding", () => {
    assert.deepEqual(names({ isWithFindings: true }), ["1.wav", "10.wav"]);
    assert.deepEqual(names({ code: "peak" }), ["1.wav", "2.wav"]);
    assert.deepEqual(names({ code: "tooLong", words: "morning" }), []);
  });

  it("are sorted either way, and what has no figure comes last both times", () => {
    assert.deepEqual(names({}, { column: "length" }), ["0.wav", "1.wav", "10.wav", "2.wav"]);
    assert.deepEqual(names({}, { column: "length", isDescending: true }), ["10.wav", "1.wav", "0.wav", "2.wav"]);
    assert.deepEqual(names({}, { column: "snr", isDescending: true }), ["1.wav", "10.wav", "0.wav", "2.wav"]);
    assert.deepEqual(names({}, { column: "finding" }), ["10.wav", "1.wav", "0.wav", "2.wav"]);
    assert.deepEqual(names({}, { column: "text" }), ["2.wav", "10.wav", "0.wav", "1.wav"]);
  });
});
