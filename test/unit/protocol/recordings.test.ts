// What comes from the page of checked recordings is believed only where it is well-formed.
import { strict as assert } from "node:assert";
import { type RecordingsRequest, readRecordingsRequest } from "../../../src/protocol/recordings.js";

describe("requests of the page of recordings", () => {
  it("are read as they were sent", () => {
    const requests: readonly RecordingsRequest[] = [
      { type: "ready" },
      { type: "close" },
      { type: "act", action: "makePackage" },
      { type: "open", id: "set/0.wav" },
      { type: "load", id: "0.wav", at: 1.5 },
      { type: "actOn", action: "leaveOut", id: "0.wav" },
    ];
    for (const request of requests) assert.deepEqual(readRecordingsRequest(structuredClone(request)), request);
  });

  it("are nothing where a part is missing, unknown, too much or of another kind", () => {
    const strange: readonly unknown[] = [
      undefined,
      null,
      "ready",
      [],
      {},
      { type: "ready", more: 1 },
      { type: "act" },
      { type: "act", action: "removeAllKeys" },
      { type: "act", action: "toString" },
      { type: "open", id: "" },
      { type: "open", id: 3 },
      { type: "open", id: "x".repeat(5_001) },
      { type: "load", id: "0.wav", at: -1 },
      { type: "load", id: "0.wav", at: Number.NaN },
      { type: "load", id: "0.wav", at: Number.POSITIVE_INFINITY },
      { type: "load", id: "0.wav" },
      { type: "actOn", action: "makePackage", id: "0.wav" },
      { type: "actOn", action: "leaveOut" },
      { type: "show", view: {} },
    ];
    for (const message of strange) assert.equal(readRecordingsRequest(message), undefined, JSON.stringify(message));
  });
});
