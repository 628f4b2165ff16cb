// The part of a cloud's contract that is about its description: data without doubles, gaps and secrets.
import assert from "node:assert/strict";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import { consolePage } from "../../../../src/core/cloud/consolePage.js";
import { sections } from "../../../../src/core/cloud/jobField.js";
import { type Field, findOriginProblem } from "../../../../src/core/forms/field.js";
import { fakeConnection } from "../../../fakes/clouds/connections.js";
import { assertUnique, textsIn } from "./assertions.js";
import { endpoint, jobId } from "./contractCalls.js";

export function describeDescription(cloud: Cloud): void {
  describe("its description", () => {
    it("names pages of its console by https alone, the same each time, and none for demo data and typed endpoints", () => {
      for (const { id: region } of [...cloud.regions, { id: "../evil?x=#" }]) {
        const connection = fakeConnection(cloud, { region });
        for (const job of [undefined, jobId]) {
          const address = consolePage(cloud, connection, job);
          if (address === undefined) continue;
          const { protocol, username, password } = new URL(address);
          assert.deepEqual([protocol, username, password], ["https:", "", ""]);
          assert.ok(!address.includes("evil"), address);
          for (const secret of Object.values(connection.values)) assert.ok(!address.includes(secret), address);
          assert.equal(consolePage(cloud, connection, job), address);
        }
        assert.equal(consolePage(cloud, { ...connection, isDemo: true }), undefined);
        assert.equal(consolePage(cloud, { ...connection, endpoint }), undefined);
      }
    });

    const forms: readonly (readonly [string, readonly Field[]])[] = [
      ["connection", cloud.connectionFields],
      ["submit", cloud.submitFields ?? []],
      ...cloud.credentialKinds.map(({ id, fields }) => [id, fields] as const),
    ];

    it("has no id twice", () => {
      assertUnique(cloud.regions.map(({ id }) => id));
      assertUnique(cloud.credentialKinds.map(({ id }) => id));
      assertUnique(cloud.states.map(({ state }) => state));
      assertUnique(cloud.jobFields.map(({ path }) => path));
      assertUnique(cloud.life.map(({ title }) => title));
      for (const [, fields] of forms) {
        assertUnique(fields.map(({ id }) => id));
        for (const { choices = [] } of fields) assertUnique(choices.map(({ value }) => value));
      }
      for (const choices of Object.values(cloud.values)) assertUnique(choices.map(({ value }) => value));
    });

    it("has finished texts", () => {
      const texts = [...textsIn(cloud)];
      assert.ok(texts.length > 20);
      for (const text of texts) {
        assert.match(text, /^\S(.*\S)?$/u);
        assert.match(text, /^[\x20-\x7e]+$/, "English, for the translations' keys");
      }
      for (const { hint } of cloud.states) assert.match(hint, /\.$/);
    });

    it("has regions with https origins", () => {
      for (const region of cloud.regions) {
        assert.equal(findOriginProblem(region.endpoint), undefined);
        assert.match(region.endpoint, /^https:/);
      }
    });

    it("puts every state into exactly one milestone of the life, and no other", () => {
      const inLife = cloud.life.flatMap(({ states }) => states);
      assert.deepEqual([...inLife].sort(), cloud.states.map(({ state }) => state).sort());
    });

    it("ends in states that have failed or succeeded, and submits from states that wait for the person", () => {
      for (const { state, phase, isFinal = false, isSubmittable = false, submittableTypes } of cloud.states) {
        assert.equal(isFinal, phase === "failed" || phase === "succeeded", state);
        assert.ok(!isSubmittable || phase === "attention" || submittableTypes !== undefined, state);
        for (const type of submittableTypes ?? [])
          assert.ok(
            cloud.values.type.some(({ value }) => value === type),
            type,
          );
      }
      assert.ok(cloud.states.some(({ phase }) => phase === "succeeded"));
    });

    it("asks for secrets only among the credentials, and for one at least in each kind that is used as it is", () => {
      for (const { id, fields, exchange } of cloud.credentialKinds)
        assert.ok(exchange !== undefined || fields.some(({ secret }) => secret), id);
      for (const field of [...cloud.connectionFields, ...(cloud.submitFields ?? [])]) assert.ok(!field.secret, field.id);
    });

    it("describes fields of known sections, choices with their words, and forms that begin with the job's own fields", () => {
      const paths = new Set(cloud.jobFields.map(({ path }) => path));
      for (const field of cloud.jobFields) {
        assert.ok(sections.includes(field.section), field.path);
        // Of an assessment the choices word the measures.
        if (field.kind !== "assessment") assert.equal(field.kind === "choice", field.choices !== undefined, field.path);
      }
      for (const { from, id } of cloud.submitFields ?? []) assert.ok(from === undefined || paths.has(from), id);
    });

    it("lists types apart only by types it knows", () => {
      const known = cloud.values.type.map(({ value }) => value);
      for (const type of cloud.listing.typesApart ?? []) assert.ok(known.includes(type), type);
      assert.ok(cloud.listing.burst >= 1);
    });
  });
}
