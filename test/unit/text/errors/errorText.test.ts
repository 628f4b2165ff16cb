// Every kind and reason of an error has a sentence of its own, with a next step, in words for people.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as l10n from "@vscode/l10n";
import { clouds } from "../../../../src/clouds/index.js";
import { type ErrorDetails, type ErrorKind, type ErrorReason, errorKinds, VoiceError } from "../../../../src/core/errors.js";
import type { ErrorContext } from "../../../../src/text/errors/errorContext.js";
import { clockOff, explain } from "../../../../src/text/errors/errorText.js";
import { otherAct } from "../../../../src/text/errors/nextActText.js";

const place: ErrorContext = { cloud: "Rain Cloud", connection: "Studio", host: "voice.rain.test", locale: "en" };

const reasons: Record<ErrorReason, ErrorKind> = {
  wrongSecret: "auth",
  unknownKey: "auth",
  expired: "auth",
  locked: "auth",
  triedOut: "auth",
  missingCredentials: "auth",
  halted: "auth",
  wrongProject: "forbidden",
  missingRight: "forbidden",
  sourceAddress: "forbidden",
  nameNotFound: "network",
  connectionRefused: "network",
  reset: "network",
  timeout: "network",
  tls: "network",
  proxy: "network",
  html: "protocol",
  truncated: "protocol",
  notJson: "protocol",
  unexpectedShape: "protocol",
  tooLarge: "protocol",
  responseHeadersTooLarge: "protocol",
  requestHeadersTooLarge: "refused",
  redirect: "protocol",
  duplicate: "refused",
  unwritten: "bug",
};
const all = [
  ...errorKinds.map((kind) => new VoiceError(kind, "fetch failed")),
  ...Object.entries(reasons).map(([reason, kind]) => new VoiceError(kind, "ECONNRESET", { reason: reason as ErrorReason })),
];

describe("explain", () => {
  it("words every kind and reason plainly, names who is meant, and never repeats what a program said", () => {
    for (const error of all) {
      const { sentence, nextAct } = explain(error, place);
      assert.match(sentence, /^[\p{L}“].*[.]$/u, `${error.kind} ${error.reason}`);
      assert.doesNotMatch(sentence, /fetch|ECONN|undefined|\{\d\}/);
      if (error.kind !== "bug") assert.match(sentence, /Rain Cloud|Studio|voice\.rain\.test/);
      assert.equal(nextAct.label === "", nextAct.kind === "none");
    }
  });

  it("says that there is no such job only where the cloud says so", () => {
    const sentenceOf = (details: ErrorDetails) => explain(new VoiceError("notFound", "", details), place).sentence;
    assert.match(sentenceOf({ status: 404, code: "JobNotFound" }), /no such job/);
    assert.match(sentenceOf({ status: 404 }), /gave no reason/);
  });

  it("never sends people to words that are not there", () => {
    const sentenceOf = (details: ErrorDetails) => explain(new VoiceError("refused", "", details), place).sentence;
    assert.match(sentenceOf({ cloudMessage: "too long", code: "E" }), /message says why/);
    const others = [{ code: "E" }, { requestId: "r" }, {}, { cloudMessage: " \n" }].map(sentenceOf);
    for (const sentence of others) assert.doesNotMatch(sentence, /message says/);
    assert.equal(new Set(others).size, 3);
  });

  it("has a sentence for an unknown kind and reason", () => {
    for (const [kind, reason] of [
      ["constructor", undefined],
      ["__proto__", undefined],
      ["auth", "toString"],
    ] as const) {
      const error = new VoiceError(kind as ErrorKind, "", { ...(reason && { reason: reason as ErrorReason }) });
      assert.match(explain(error, place).sentence, /^[A-Z].*[.]$/);
    }
  });

  it("says in Chinese what happened before it names who is meant, since rows are narrow", () => {
    l10n.config({ contents: readFileSync(new URL("../../../../l10n/bundle.l10n.zh-cn.json", import.meta.url), "utf8") });
    try {
      for (const error of all.filter(({ kind }) => kind !== "bug")) {
        const { sentence } = explain(error, { ...place, locale: "zh-cn" });
        assert.match(sentence, /^\p{Script=Han}[^：]{2,11}：/u, `${error.kind} ${error.reason}`);
      }
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it("gives each reason a sentence of its own", () => {
    const sentences = all.filter((error) => error.reason).map((error) => explain(error, place).sentence);
    assert.equal(new Set(sentences).size, sentences.length);
  });

  it("leaves no gap in Chinese before the Chinese title of a cloud, nor between two sentences", () => {
    const bundle = new URL("../../../../l10n/bundle.l10n.zh-cn.json", import.meta.url);
    l10n.config({ contents: readFileSync(bundle, "utf8") });
    try {
      for (const { title } of clouds)
        for (const effect of ["read", "write"] as const)
          for (const error of all) {
            const { sentence } = explain(error, { ...place, cloud: l10n.t(title), locale: "zh-cn", effect });
            assert.doesNotMatch(sentence, /[\p{Script=Han}，。：；、”）] [\p{Script=Han}“（]/u);
          }
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it("says of a key that is held back since when, or until when, and what else can be done", () => {
    const at = Date.UTC(2024, 5, 5, 12, 0);
    const told = (reason: ErrorReason, more: object) => new VoiceError("auth", "", { reason, wasSent: false, ...more });
    const wrong = told("wrongSecret", { refusedAt: at });
    assert.match(
      explain(wrong, place).details.join(),
      /^Refused on Jun 5, 2024, .+; nothing has been sent with this key since then\.$/,
    );
    assert.equal(otherAct(wrong)?.label, "Try the Same Key Again");
    for (const reason of ["unknownKey", "expired"] as const)
      assert.equal(otherAct(told(reason, { refusedAt: at }))?.kind, "tryKeyAgain");
    const locked = told("locked", { refusedAt: at, retryAt: at });
    const paused = told("triedOut", { retryAt: at });
    for (const [error, gist] of [
      [locked, /^Locked until \d+:\d\d:00.[AP]M: /],
      [paused, /^Paused until \d+:\d\d:00.[AP]M: /],
    ] as const) {
      assert.match(explain(error, place).sentence, gist);
      assert.equal(otherAct(error), undefined, "it ends by itself");
    }
    assert.equal(otherAct(new VoiceError("auth", "", { reason: "wrongSecret", status: 401 })), undefined, "it was a new answer");
  });

  it("says in which direction a clock is off, and by how much", () => {
    assert.match(clockOff(48 * 3_600_000, "Rain Cloud", "en"), /clock is 48 hours ahead of the clock of Rain Cloud\./);
    assert.match(clockOff(-20 * 60_000, "Rain Cloud", "en"), /clock is 20 minutes behind the clock of Rain Cloud\./);
  });

  it("tells what to do about a clock that is off", () => {
    assert.equal(
      explain(new VoiceError("clock", ""), place).sentence,
      "This computer's clock differs from the clock of Rain Cloud by more than 15 minutes. Correct it, then refresh.",
    );
  });

  it("names the missing right and the host that was asked", () => {
    const denied = new VoiceError("forbidden", "", { reason: "missingRight", missingRight: "ice:GetCustomizedVoiceJob" });
    assert.match(explain(denied, place).sentence, /ice:GetCustomizedVoiceJob/);
    // A refresh is no second try of a write.
    for (const missingRight of ["ice:SubmitCustomizedVoiceJob", undefined]) {
      const refused = new VoiceError("forbidden", "", missingRight ? { reason: "missingRight", missingRight } : {});
      assert.deepEqual(
        [explain(refused, place).nextAct.kind, /then refresh\.$/.test(explain(refused, place).sentence)],
        ["retry", true],
      );
      for (const effect of ["write", "undone", "told"] as const) {
        const { sentence, nextAct } = explain(refused, { ...place, effect });
        assert.match(sentence, /administrator for it, then try again\./);
        assert.equal(nextAct.kind, "none");
      }
    }
    const lost = new VoiceError("network", "", { reason: "nameNotFound", host: "other.test" });
    assert.match(explain(lost, place).sentence, /other\.test/);
  });

  it("says how long to wait", () => {
    assert.match(explain(new VoiceError("throttled", "", { retryAfterMs: 30_000 }), place).sentence, /30 seconds/);
    assert.match(explain(new VoiceError("auth", "", { reason: "locked" }), place).sentence, /5 minutes/);
  });

  it("says of a write whether anything can have happened", () => {
    const write: ErrorContext = { ...place, effect: "write" };
    const open = /not known yet/;
    const nothing = /Nothing was changed/;
    assert.match(explain(new VoiceError("network", "", { reason: "reset", wasSent: true }), write).sentence, open);
    assert.match(explain(new VoiceError("network", "", { reason: "reset", wasSent: false }), write).sentence, nothing);
    // Refused was what was answered, which may have been a copy: only who has looked says more.
    for (const said of [open, nothing])
      assert.doesNotMatch(explain(new VoiceError("refused", "", { status: 400 }), write).sentence, said);
    assert.match(explain(new VoiceError("refused", "", { status: 400, reason: "duplicate" }), write).sentence, open);
    assert.match(explain(new VoiceError("refused", "", { status: 400 }), { ...place, effect: "undone" }).sentence, nothing);
    assert.doesNotMatch(explain(new VoiceError("refused", "", { status: 400 }), { ...place, effect: "told" }).sentence, nothing);
    assert.doesNotMatch(explain(new VoiceError("refused", "", { status: 400 }), place).sentence, nothing);
  });

  it("says of a write no more than its outcome: a refusal on the way is none of the cloud's, and what was never sent changed nothing", () => {
    const [open, nothing] = [/not known yet/, /Nothing was changed/];
    const gaveUp = new VoiceError("refused", "", { status: 408 });
    const fault = new VoiceError("auth", "", { reason: "wrongSecret", status: 500 });
    for (const error of [gaveUp, fault]) assert.match(explain(error, { ...place, effect: "write" }).sentence, open);
    // The job could not be read before, so that no submit went out.
    const silent = new VoiceError("network", "", { reason: "timeout", wasSent: true });
    const { sentence } = explain(silent, { ...place, effect: "undone" });
    assert.match(sentence, nothing);
    assert.doesNotMatch(sentence, open);
  });

  it("keeps the cloud's own words, code and request id beside the sentence", () => {
    const error = new VoiceError("refused", "", { code: "MSS.1", cloudMessage: "no such tag", requestId: "r-1", status: 400 });
    assert.deepEqual(explain(error, place).details, [
      "Rain Cloud says: no such tag",
      "Code: MSS.1",
      "HTTP status: 400",
      "Request ID: r-1",
    ]);
  });
});
