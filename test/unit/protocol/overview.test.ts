// What the overview may ask for, and nothing else.
import { strict as assert } from "node:assert";
import { readOverviewRequest } from "../../../src/protocol/overview.js";

describe("requests of the overview", () => {
  const svg = new TextEncoder().encode("<svg/>");
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]);

  it("reads every well-formed request", () => {
    for (const wish of [
      { type: "ready" },
      { type: "refresh" },
      { type: "load" },
      { type: "pick", mark: "a-b" },
      { type: "saveNumbers", chart: "days" },
      { type: "savePicture", chart: "stages", format: "svg", bytes: svg },
      { type: "savePicture", chart: "passes", format: "png", bytes: png },
    ])
      assert.deepEqual(readOverviewRequest(wish), wish);
  });

  it("rejects everything else, and pictures that are none", () => {
    for (const message of [
      undefined,
      null,
      "load",
      [],
      {},
      { type: "toString" },
      { type: "ready", extra: 1 },
      { type: "load", mark: "a" },
      { type: "pick" },
      { type: "pick", mark: "" },
      { type: "pick", mark: "x".repeat(51) },
      { type: "pick", mark: "a", chart: "days" },
      { type: "saveNumbers", chart: "constructor" },
      { type: "saveNumbers" },
      { type: "savePicture", chart: "days", format: "svg" },
      { type: "savePicture", chart: "days", format: "svg", bytes: png },
      { type: "savePicture", chart: "days", format: "png", bytes: svg },
      { type: "savePicture", chart: "days", format: "exe", bytes: svg },
      { type: "savePicture", chart: "days", format: "svg", bytes: "<svg/>" },
    ])
      assert.equal(readOverviewRequest(message), undefined, JSON.stringify(message)?.slice(0, 100));
    const large = new Uint8Array(8_000_001);
    large.set(svg);
    assert.equal(readOverviewRequest({ type: "savePicture", chart: "days", format: "svg", bytes: large }), undefined);
  });
});
