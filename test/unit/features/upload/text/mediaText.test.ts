// Words of the media library: rows that do nothing whatever they are called, lengths as players write them, sums only of what is known.
import assert from "node:assert/strict";
import type { CheckedRecordingSet } from "../../../../../src/core/recordings/checkedRecordingSet.js";
import {
  chosenText,
  mediaDetail,
  mediaFacts,
  mediaFindings,
  mediaLabel,
  playingTime,
} from "../../../../../src/features/upload/text/mediaText.js";

const nothing: CheckedRecordingSet = { outcome: "unknown", seconds: 5, recordings: [], findings: [] };

describe("the words of the media library", () => {
  it("name a recording by its title, else by its ID, and show nothing of it as an icon", () => {
    assert.equal(mediaLabel({ id: "m1", title: " Take 1\n" }), "Take 1");
    assert.equal(mediaLabel({ id: "m1" }), "m1");
    const label = mediaLabel({ id: "m1", title: `$(trash) ${"x".repeat(500)}` });
    assert.ok(!label.includes("$(trash)") && label.length < 200, label);
  });

  it("say what is known beside it, the ID last, and nothing of what is not", () => {
    assert.equal(mediaFacts({ id: "m1" }, "en"), "");
    assert.equal(
      mediaFacts({ id: "m1", title: "T", seconds: 65.4, size: 2 * 2 ** 20, state: "Preparing" }, "en"),
      "Preparing · 1:05 · 2 MB · m1",
    );
    assert.equal(mediaFacts({ id: "m1", title: "T", state: "$(x)" }, "en").includes("$(x)"), false);
  });

  it("write lengths as players do", () => {
    assert.deepEqual([0, 5, 59.6, 65, 3_599.7, 3_729].map(playingTime), ["0:00", "0:05", "1:00", "1:05", "1:00:00", "1:02:09"]);
  });

  it("add up only where each length is known", () => {
    assert.equal(
      chosenText([
        { id: "a", seconds: 61 },
        { id: "b", seconds: 62 },
      ]),
      "2:03 together",
    );
    assert.equal(chosenText([{ id: "a", seconds: 61 }, { id: "b" }]), "");
    assert.equal(chosenText([undefined]), "");
    assert.equal(chosenText([]), "");
  });

  it("show before an upload what the check on this computer found in each, and nothing of the set", () => {
    const finding = (severity: "refuse" | "warn" | "hint", message: string) => ({ code: "x", severity, message });
    const found: CheckedRecordingSet = {
      ...nothing,
      outcome: "unfit",
      recordings: [
        { file: "a.wav", findings: [finding("refuse", "The recording is 12 s long."), finding("warn", "Noise.")] },
        { file: "[b](command:y).wav", findings: [finding("hint", "A hint.")] },
        ...["c", "d", "e"].map((name) => ({ file: `${name}.wav`, findings: [finding("refuse", "Too short.")] })),
      ],
      findings: [finding("refuse", "Together 12 s.")],
    };
    assert.deepEqual(mediaFindings(found), [
      "",
      "The check on this computer found what the cloud would refuse:",
      "a.wav: The recording is 12 s long.",
      "c.wav: Too short.",
      "d.wav: Too short.",
      "… and 1 more.",
      "",
      "The check on this computer warns of:",
      "a.wav: Noise.",
    ]);
    assert.deepEqual(mediaFindings(nothing), []);
    const order = { connection: "Studio", names: ["a.wav"], bytes: 5, found };
    assert.ok(mediaDetail(order, "en").includes("a.wav: The recording is 12 s long.\n"));
  });

  it("show before an upload what goes where, in a text that formats nothing", () => {
    const names = Array.from({ length: 12 }, (_, index) => `[x](command:y)${index}.wav`);
    const order = {
      connection: "Studio",
      bucket: { bucket: "b", folder: "f", host: "b.oss.example" },
      names,
      bytes: 3 * 2 ** 20,
      found: nothing,
    };
    const detail = mediaDetail(order, "en");
    for (const line of ["Connection: Studio", "Bucket: b, folder f", "Host: b.oss.example", "12 recordings, 3 MB."])
      assert.ok(detail.split("\n").includes(line), `${line}:\n${detail}`);
    assert.ok(detail.includes("…") && !detail.includes("11.wav"));
    assert.match(detail, /No job is created by this\.$/);
    assert.match(mediaDetail({ ...order, names: ["1.wav"] }, "en"), /^1 recording, 3 MB\.$/m);
    const { bucket: _, ...ofLibrary } = order;
    const library = mediaDetail(ofLibrary, "en");
    assert.ok(library.includes("To storage of the media library itself") && !library.includes("Bucket:"), library);
  });
});
