// The tables of advice: every state and every documented code of both clouds has its entry, and no entry goes beyond the clouds' own words.
import { strict as assert } from "node:assert";
import { clouds } from "../../../src/clouds/index.js";
import { type Advice, adviceOfCode, pointsFor, type StateAdvice } from "../../../src/core/cloud/advice.js";
import type { Cloud } from "../../../src/core/cloud/cloud.js";

/** Vendor documentation A13 and B5, with the families that they name. */
const documented: Readonly<Record<string, readonly string[]>> = {
  huawei: [
    ...["00000000", "00000001", "00000002", "00000003", "00000004", "00010003", "00010004", "00010008", "00010009"],
    ...["00021014", "00021016", "10000002", "10000003", ...Array.from({ length: 9 }, (_, index) => `1000100${index + 1}`)],
  ]
    .map((number) => `MSS.${number}`)
    .concat(
      ["0101", "0201", "0301", "0308", "0402", "0501", "0502", "1002", "1005"].flatMap((number) => [
        `APIG.${number}`,
        `APIGW.${number}`,
      ]),
    ),
  alibaba: [
    "InvalidAccessKeyId.NotFound",
    "InvalidAccessKeyId.Inactive",
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "SignatureNonceUsed",
    "InvalidTimeStamp.Expired",
    "IllegalTimestamp",
    "InvalidSecurityToken.Expired",
    "InvalidSecurityToken.Malformed",
    "Forbidden",
    "Forbidden.RAM",
    "NoPermission",
    "Forbidden.RiskControl",
    "Forbidden.UserVerification",
    "Throttling",
    "Throttling.User",
    "Throttling.Api",
    "MissingParameter",
    "MissingVoiceId",
    "InvalidParameter",
    "InvalidParameter.VoiceName",
    "InvalidAction",
    "InvalidAction.NotFound",
    "NoSuchVersion",
    "UnsupportedHTTPMethod",
    "InternalError",
    "ServiceUnavailable",
  ],
};

/** Members of families, and under what they must fall. */
const families: readonly (readonly [cloud: string, code: string, entry: string])[] = [
  ["huawei", "MSS.20020016", "MSS.20020016"],
  ["huawei", "MSS.10001009", "MSS.1000100*"],
  ["huawei", "APIGW.9999", "APIG*"],
  ["huawei", "APIGW.0308", "APIG*.0308"],
  ["alibaba", "Throttling.Api.Account", "*Throttling*"],
  ["alibaba", "Forbidden.SubUser", "Forbidden*"],
  ["alibaba", "InvalidAccessKeyId.NotFound", "InvalidAccessKeyId.NotFound"],
  ["alibaba", "InvalidSecurityToken.MismatchWithAccessKey", "InvalidSecurityToken*"],
  ["alibaba", "InvalidVoiceId", "Invalid*"],
  ["alibaba", "Job.NotFound", "*NotFound"],
  ["alibaba", "VoiceQuotaExceeded", "*Quota*"],
];

const adviceOf = async (cloud: Cloud): Promise<Advice> => {
  const advice = await cloud.advice?.();
  assert.ok(advice, `${cloud.id} has advice`);
  return advice;
};

describe("advice", () => {
  it("has both clouds' documented codes to look for", () => {
    assert.ok(clouds.filter(({ id }) => (documented[id] ?? []).length > 20).length >= 2);
  });
});

/** A cloud may do without. */
for (const cloud of clouds.filter(({ advice }) => advice)) {
  describe(`advice of ${cloud.id}`, () => {
    it("is given for every state, and for no other", async () => {
      const { states } = await adviceOf(cloud);
      assert.deepEqual(Object.keys(states).sort(), cloud.states.map(({ state }) => state).sort());
    });

    it("says what to do in every state, and what usually causes it or makes it slow in all but the last", async () => {
      const { states } = await adviceOf(cloud);
      for (const { state, phase } of cloud.states) {
        for (const type of [undefined, "NEW", ...cloud.values.type.map(({ value }) => value)]) {
          const has = (points: StateAdvice["steps"]) => pointsFor(points, type, false).length > 0;
          assert.ok(has(states[state]!.steps), `${state} ${type}`);
          if (phase !== "succeeded") assert.ok(has(states[state]!.causes), `${state} ${type}`);
        }
      }
    });

    it("is given for every code of the documents, by an entry that is meant for it", async () => {
      const advice = await adviceOf(cloud);
      for (const code of documented[cloud.id] ?? []) {
        const entry = adviceOfCode(advice, code);
        assert.ok(entry && entry.code !== "APIG*" && entry.code !== "Invalid*", code);
      }
      for (const [id, code, entry] of families) if (id === cloud.id) assert.equal(adviceOfCode(advice, code)?.code, entry, code);
    });

    it("says what to do for every code but those that only a state explains, and has no code twice", async () => {
      const { codes } = await adviceOf(cloud);
      assert.equal(new Set(codes.map(({ code }) => code)).size, codes.length);
      const silent = codes.filter(({ steps = [] }) => steps.length === 0).map(({ code }) => code);
      assert.deepEqual(silent, cloud.id === "huawei" ? ["MSS.00000000"] : []);
    });

    it("is whole sentences, and names types that the cloud has", async () => {
      const { states, codes } = await adviceOf(cloud);
      const types = cloud.values.type.map(({ value }) => value);
      for (const [name, { meaning, causes = [], steps = [], needs = [] }] of named(states, codes)) {
        for (const point of [meaning, ...causes, ...steps, ...needs]) {
          const text = typeof point === "string" ? point : point.text;
          assert.match(text, /^[A-Z].*[.]$/, name);
          assert.ok(text.length <= 160, `${name}: ${text.length} characters: ${text}`);
          if (typeof point !== "string")
            for (const type of point.types ?? []) assert.ok(types.includes(type), `${name}: ${type}`);
        }
      }
    });

    it("advises an upload, with its button, in every state that waits for files, where the cloud takes them", async () => {
      const advice = await adviceOf(cloud);
      const uploading = Object.entries(advice.states).filter(([, { steps = [] }]) =>
        steps.some((step) => typeof step !== "string" && (step.act === "uploadFiles" || step.act === "uploadCorrected")),
      );
      const waiting = cloud.states.filter(({ isSubmittable }) => cloud.uploadParts && isSubmittable).map(({ state }) => state);
      assert.deepEqual(uploading.map(([state]) => state).sort(), waiting.sort());
    });
  });
}

function named(states: Advice["states"], codes: Advice["codes"]): (readonly [string, StateAdvice])[] {
  return [...Object.entries(states), ...codes.map((each) => [each.code, each] as const)];
}
