// The part of a cloud's contract that is about answers: each error of its kind, and hostile answers that do no harm.
import assert from "node:assert/strict";
import fc from "fast-check";
import { VoiceError } from "../../../../src/core/errors.js";
import type { HistoryPage } from "../../../../src/core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import type { HttpAnswer } from "../../../../src/core/ports/ports.js";
import { answerWith } from "../../../fakes/network/http.js";
import { assertTold, assertWhole, errorOf } from "./assertions.js";
import type { ContractCalls } from "./contractCalls.js";
import { hostileBodies } from "./hostileBodies.js";

export function describeAnswers({ calls, isWrite, open }: ContractCalls, bodies: readonly unknown[]): void {
  for (const [name, call] of calls) {
    describe(name, () => {
      it("hands the signal to the transport and passes a cancellation on as it is", async () => {
        const cancelled = new VoiceError("cancelled", "Cancelled");
        const signal = new AbortController().signal;
        const { api, http } = await open(() => {
          throw cancelled;
        });
        assert.equal(await errorOf(call(api, signal)), cancelled);
        assert.equal(http.sent[0]?.signal, signal);
      });

      it("passes the transport's errors on as they are and makes a bug of anything else", async () => {
        const reset = new VoiceError("network", "Reset", { reason: "reset", wasSent: true });
        const broken = await open(() => {
          throw reset;
        });
        assert.equal(await errorOf(call(broken.api)), reset);
        const odd = await open(() => {
          throw new TypeError("odd");
        });
        assert.equal((await errorOf(call(odd.api))).kind, "bug");
      });

      const statuses: readonly (readonly [number, string])[] = [
        [400, "refused"],
        [401, "auth"],
        [403, "forbidden"],
        [404, "notFound"],
        [405, "refused"],
        [407, "network"],
        [429, "throttled"],
        [500, "unavailable"],
        [502, "unavailable"],
        [503, "unavailable"],
        [504, "unavailable"],
      ];
      for (const [status, kind] of statuses) {
        it(`makes ${kind} of a bare ${status}, after one request`, async () => {
          const { api, http } = await open(answerWith({}, status));
          const error = await errorOf(call(api));
          assert.deepEqual([error.kind, error.status, error.host], [kind, status, "127.0.0.1:18080"]);
          assert.equal(http.sent.length, 1);
        });
      }

      it("reads how long to wait, in seconds or as a date", async () => {
        const seconds = await errorOf(call((await open(answerWith({}, 429, { "retry-after": "7" }))).api));
        assert.equal(seconds.retryAfterMs, 7000);
        const date = await errorOf(
          call((await open(answerWith({}, 503, { "retry-after": "Wed, 05 Jun 2024 01:02:33 GMT" }))).api),
        );
        assert.equal(date.retryAfterMs, 30_000);
        const past = await errorOf(
          call((await open(answerWith({}, 429, { "retry-after": "Wed, 05 Jun 2024 01:00:00 GMT" }))).api),
        );
        assert.equal(past.retryAfterMs, 0);
        const odd = await errorOf(call((await open(answerWith({}, 429, { "retry-after": "soon" }))).api));
        assert.equal(odd.retryAfterMs, undefined);
      });

      const foreign: readonly (readonly [string, HttpAnswer, string])[] = [
        ["a login page", answerWith("<!DOCTYPE html><html><body>Sign in</body></html>"), "html"],
        ["a page with a comment first", answerWith("<!-- portal --><p>Sign in", 200, { "content-type": "text/html" }), "html"],
        ["a proxy's refusal", answerWith("<html>Forbidden</html>", 403, { "content-type": "text/html" }), "html"],
        ["an XHTML page", answerWith('<?xml version="1.0"?>\n<!DOCTYPE html><html/>', 401), "html"],
        ["a gateway's line of text about a key", answerWith("Unauthorized", 401), "notJson"],
        ["a gateway's line of text about a path", answerWith("default backend - 404", 404), "notJson"],
        ["a cut refusal", answerWith('{"Code":"InvalidAccessKeyId.No', 404), "truncated"],
        ["a cut object", answerWith('{"count": 3, "jobs": [{"job_id": "a'), "truncated"],
        ["a cut list", answerWith("[1, 2"), "truncated"],
        ["a word", answerWith("hello"), "notJson"],
        ["broken JSON", answerWith('{"a": nope}'), "notJson"],
        ["XML", answerWith('<?xml version="1.0"?><Error/>'), "notJson"],
        ["a redirect", answerWith("", 302, { location: "https://elsewhere.example" }), "redirect"],
      ];
      for (const [what, answer, reason] of foreign) {
        it(`says ${reason} of ${what}`, async () => {
          const error = await errorOf(call((await open(answer)).api));
          assert.deepEqual([error.kind, error.reason], ["protocol", reason]);
        });
      }

      if (isWrite(name)) {
        it("sends exactly one request, whatever comes back", async () => {
          for (const answer of [
            answerWith(undefined),
            answerWith({}),
            answerWith({}, 401),
            answerWith("<html>"),
            answerWith({}, 500),
          ]) {
            const { api, http } = await open(answer);
            await call(api).catch(() => undefined);
            assert.equal(http.sent.length, 1);
          }
        });
        it("takes an answer without a body as a success, or as one that tells nothing", async () => {
          const told = await call((await open(answerWith(undefined))).api).catch((thrown: unknown) => thrown);
          if (told instanceof VoiceError) assert.equal(told.kind, "protocol");
        });
      } else {
        it("says unexpectedShape of JSON that is something else, and notJson of nothing", async () => {
          // A job without a past has nothing to tell.
          const objects = name.startsWith("story ") ? [] : [{}, { greeting: "hello" }];
          for (const body of [[], 7, "text", null, true, ...objects]) {
            const error = await errorOf(call((await open(answerWith(JSON.stringify(body)))).api));
            assert.deepEqual([error.kind, error.reason], ["protocol", "unexpectedShape"], JSON.stringify(body));
          }
          assert.equal((await errorOf(call((await open(answerWith(undefined))).api))).reason, "notJson");
        });
      }

      it("throws nothing but VoiceErrors, and gives nothing but whole jobs, at hostile answers", async () => {
        const answers = fc.record({
          status: fc.oneof(fc.constant(200), fc.integer({ min: 0, max: 999 })),
          headers: fc.dictionary(
            fc.constantFrom("content-type", "retry-after", "x-acs-retry-after", "x-request-id"),
            fc.string(),
          ),
          body: fc.oneof(
            fc.json({ maxDepth: 4 }).map((text) => new TextEncoder().encode(text)),
            fc.uint8Array({ maxLength: 60 }),
            hostileBodies(bodies).map((text) => new TextEncoder().encode(text)),
          ),
        });
        await fc.assert(
          fc.asyncProperty(answers, async (answer) => {
            const told = await call((await open(answer)).api).catch((thrown: unknown) => {
              assert.ok(thrown instanceof VoiceError, String(thrown));
              assert.notEqual(thrown.kind, "bug", thrown.stack ?? "");
              return {};
            });
            if (name.startsWith("story ")) assertTold(told as Partial<HistoryPage>);
            else assertWhole(told as { jobs?: readonly VoiceJob[]; job?: VoiceJob; total?: number });
          }),
          { numRuns: 150 },
        );
      });
    });
  }
}
