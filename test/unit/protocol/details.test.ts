// What a webview may ask for, and nothing else.
import { strict as assert } from "node:assert";
import { readDetailRequest } from "../../../src/protocol/details.js";

describe("requests of the details panel", () => {
  it("reads every well-formed request", () => {
    for (const wish of [
      { type: "ready" },
      { type: "act", action: "submit" },
      { type: "act", action: "openConsole" },
      { type: "nextAct", banner: 0 },
      { type: "copy", id: "job_id" },
      { type: "reveal", field: "phone" },
      { type: "hide", field: "phone" },
      { type: "openLink", field: "voice_authorization_url" },
    ]) {
      assert.deepEqual(readDetailRequest(wish), wish);
    }
  });

  it("rejects everything else", () => {
    for (const message of [
      undefined,
      null,
      "ready",
      7,
      [],
      {},
      { type: "toString" },
      { type: "ready", extra: 1 },
      { type: "act" },
      { type: "act", action: "obey" },
      { type: "act", action: "workbench.action.quit" },
      { type: "nextAct", banner: -1 },
      { type: "nextAct", banner: 0.5 },
      { type: "nextAct", banner: "0" },
      { type: "copy", id: "" },
      { type: "copy", id: "x".repeat(501) },
      { type: "copy", id: { toString: () => "a" } },
      { type: "copy", text: "secret" },
      { type: "reveal", field: 1 },
      { type: "openLink", field: "a", url: "https://example.com" },
    ]) {
      assert.equal(readDetailRequest(message), undefined, JSON.stringify(message));
    }
  });
});
