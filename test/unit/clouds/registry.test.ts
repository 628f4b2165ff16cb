// Runs the contract over every registered cloud and over one that does not exist.
import assert from "node:assert/strict";
import { clouds } from "../../../src/clouds/index.js";
import { tinny } from "../../fixtures/clouds/tinny/index.js";
import { meetings } from "../../fixtures/meetings.js";
import { seeds } from "../../fixtures/seeds/seeds.js";
import { describeContract } from "./contract/contract.js";

/** What the clouds tell of a job's past, to be spoiled. */
const stories: Readonly<Record<string, readonly unknown[]>> = {
  huawei: [
    {
      count: 900,
      operations: [
        {
          time: 1_718_000_000,
          action: "AUDIT_NOT_PASS",
          operator: "ADMIN",
          external_info: { review_id_list: ["a"], admin_audit_failure_reason: "no", algorithm_failure_reason: "" },
        },
      ],
    },
    {
      system_audit_result: { audit_time: 1_718_000_000, errors: [{ audio_name: "3.wav", error_message: "noise" }] },
      admin_audit_result: { message: "no", attachment_name: "a.pdf", attachment_url: "https://a.example/b", audit_time: 5 },
    },
  ],
};

describe("registry", () => {
  it("knows each cloud by an id of its own", () => {
    const ids = clouds.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const id of ids) assert.match(id, /^[a-z]+$/);
  });

  it("masks what is secret in a key while it is typed, and the rest is to be read", () => {
    const fields = clouds.flatMap(({ id: cloud, credentialKinds }) =>
      credentialKinds.map(({ id, fields }) => [
        `${cloud} ${id}`,
        fields.map((field) => `${field.id}${field.secret ? "*" : ""}`).join(" "),
      ]),
    );
    assert.deepEqual(Object.fromEntries(fields), {
      "huawei aksk": "accessKeyId secretAccessKey* securityToken*",
      "huawei token": "token*",
      "huawei password": "domain user password*",
      "huawei profile": "profile",
      "alibaba aksk": "accessKeyId secretAccessKey* securityToken*",
      "alibaba profile": "profile",
    });
  });

  for (const cloud of clouds) {
    describeContract(
      cloud,
      [...seeds.filter((seed) => seed.cloud === cloud.id).map(({ answer }) => answer.body ?? {}), ...(stories[cloud.id] ?? [])],
      meetings[cloud.id],
    );
  }
  describeContract(tinny, [
    { all: 1, voices: [{ id: "abc", label: "Tin ", mood: "raw", made: 1_700_000_000, why: "" }] },
    { id: "abc" },
    { lines: [{ did: "mixed", when: 1_700_000_000, who: "cook", note: "salt" }], more: true },
  ]);
});
