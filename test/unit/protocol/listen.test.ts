// What the page where voices are heard may ask for, and nothing else.
import { strict as assert } from "node:assert";
import { readListenRequest } from "../../../src/protocol/listen.js";

describe("requests of the listening page", () => {
  it("reads every well-formed request", () => {
    for (const wish of [
      { type: "ready" },
      { type: "cancel" },
      { type: "nextAct" },
      { type: "play", item: "sample" },
      { type: "remove", item: "take 1.0" },
      { type: "cannotPlay", item: "sample" },
      { type: "save", item: "sample", track: 1 },
      { type: "blind", on: true },
      { type: "volume", volume: 0 },
      { type: "say", text: "", settings: {}, values: {} },
      // A whole book, pasted by mistake, gets an answer.
      { type: "say", text: "好".repeat(1_000_000), settings: {}, values: {} },
      { type: "say", text: "Hello", settings: { speed: 120 }, values: { "0.bucket": "mine" } },
    ])
      assert.deepEqual(readListenRequest(wish), wish);
  });

  it("rejects everything else", () => {
    for (const message of [
      undefined,
      null,
      "play",
      [],
      {},
      { type: "toString" },
      { type: "ready", extra: 1 },
      { type: "play" },
      { type: "play", item: "" },
      { type: "play", item: "x".repeat(501) },
      { type: "play", item: "sample", address: "https://elsewhere.test" },
      { type: "save", item: "sample", track: 2 },
      { type: "save", item: "sample" },
      { type: "blind", on: "yes" },
      { type: "volume", volume: 101 },
      { type: "volume", volume: -1 },
      { type: "volume", volume: 0.5 },
      { type: "say", text: "x".repeat(2_000_001), settings: {}, values: {} },
      { type: "say", text: "a", settings: { speed: "1" }, values: {} },
      { type: "say", text: "a", settings: { speed: Number.NaN }, values: {} },
      { type: "say", text: "a", settings: [], values: {} },
      { type: "say", text: "a", settings: {}, values: { bucket: 1 } },
      { type: "say", text: "a", settings: {}, values: { bucket: "x".repeat(501) } },
      {
        type: "say",
        text: "a",
        settings: {},
        values: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`f${at}`, "1"])),
      },
    ])
      assert.equal(readListenRequest(message), undefined, JSON.stringify(message)?.slice(0, 100));
  });
});
