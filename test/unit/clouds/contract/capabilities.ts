// The part of a cloud's contract that is about optional capabilities: what is described can be called, and nothing else.
import assert from "node:assert/strict";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import { fakeValues } from "../../../fakes/clouds/connections.js";
import { answerWith } from "../../../fakes/network/http.js";
import { assertUnique, errorOf, textsIn } from "./assertions.js";
import { type ContractCalls, never } from "./contractCalls.js";

export function describeCapabilities(cloud: Cloud, { open, openWith, order, wishes }: ContractCalls): void {
  it("submits if and only if it has a form for it", async () => {
    const { api } = await open(answerWith({}));
    assert.equal(api.submit !== undefined, cloud.submitFields !== undefined);
    assert.equal(api.previewSubmit !== undefined, cloud.submitFields !== undefined);
    assert.equal(
      cloud.states.some(({ isSubmittable }) => isSubmittable),
      cloud.submitFields !== undefined,
    );
  });

  it("makes jobs if and only if it describes ways to, each with finished texts, a form, and a mark in it", async () => {
    const { api } = await open(answerWith({}));
    assert.equal(api.create !== undefined, cloud.kinds !== undefined);
    assert.equal(api.previewCreate !== undefined, cloud.kinds !== undefined);
    const kinds = (await cloud.kinds?.()) ?? [];
    assertUnique(kinds.map(({ id }) => id));
    for (const kind of kinds) {
      assertUnique(kind.fields.map(({ id }) => id));
      for (const text of textsIn(kind)) assert.match(text, /^\S[\x20-\x7e]*\S$/);
      const mark = kind.fields.find(({ id }) => id === kind.mark.field);
      assert.ok(mark?.required, "without it nobody could tell whether the job is there");
      for (const { secret, from, isFixed } of kind.fields) assert.ok(!secret && from === undefined && !isFixed);
      if (kind.mark.part === "voiceId") assert.ok(cloud.jobFields.length > 0);
    }
  });

  it("takes files if and only if it says which, each with a title, endings and a limit", async () => {
    const { api } = await open(answerWith({}));
    assert.equal(api.uploadTargets !== undefined, cloud.uploadParts !== undefined);
    const kinds = (await cloud.recordingRequirements?.()) ?? [];
    assert.equal(
      api.soundCheck !== undefined,
      kinds.some(({ hasSoundCheck }) => hasSoundCheck),
    );
    assert.equal(api.confirmSegment !== undefined, api.confirmedSegments !== undefined);
    const parts = (await cloud.uploadParts?.()) ?? [];
    assertUnique(parts.map(({ id }) => id));
    for (const { title, hint, endings, signatures, maxBytes } of parts) {
      for (const text of [title, hint]) assert.match(text, /^\S[\x20-\x7e]*\S$/);
      assert.ok(endings.every((ending) => /^[a-z0-9]+$/.test(ending)) && endings.length > 0);
      assert.ok(signatures.every((bytes) => bytes.length > 0 && bytes.length <= 16) && maxBytes > 0);
    }
  });

  it("has recordings checked if and only if it says which ones", async () => {
    const { api } = await open(answerWith({}));
    assert.equal(api.sentences !== undefined, cloud.recordings !== undefined);
    assert.equal(api.checkRecording !== undefined, cloud.recordings !== undefined);
  });

  it("has voices heard if and only if it describes how, with usual settings within their range and snippets without a key", async () => {
    const { api, http } = await open(answerWith({}));
    for (const call of [api.sample, api.say, api.spoken]) assert.equal(call !== undefined, cloud.speech !== undefined);
    const speech = await cloud.speech?.();
    if (!speech) return;
    const { settings, fields, longestText } = speech.description;
    assertUnique([...settings, ...fields].map(({ id }) => id));
    for (const { from, to, usual } of settings) assert.ok(from < to && usual >= from && usual <= to);
    for (const { secret, from } of fields) assert.ok(!secret && from === undefined);
    for (const text of textsIn(speech.description)) assert.match(text, /^\S[\x20-\x7e]*\S$/);
    assertUnique(speech.snippets.map(({ id }) => id));
    assert.ok(speech.snippets.length >= 3);
    const place = { region: cloud.regions[0]!.id, values: fakeValues(cloud.connectionFields) };
    for (const { text } of speech.snippets) {
      const odd = text(`voice'7"$(x)`, place);
      assert.ok(text("voice7", place).includes("voice7"));
      assert.ok(!odd.includes(`=voice'7`), "what a shell would run is quoted");
    }
    const good = await order();
    for (const wrong of [
      { text: " " },
      { text: "x".repeat((longestText ?? 0) + 1), isWrong: longestText !== undefined },
      { settings: { nothing: 1 } },
      { settings: { [settings[0]!.id]: settings[0]!.to + 1 } },
      { settings: { [settings[0]!.id]: 0.5 } },
      { values: { ...good.values, another: "1" } },
      { voiceId: "a b" },
    ]) {
      const { isWrong = true, ...changes } = { isWrong: true, ...wrong };
      if (isWrong) assert.equal((await errorOf(api.say!({ ...good, ...changes }, never))).wasSent, false);
    }
    assert.equal(http.sent.length, 0);
  });

  if (cloud.kinds) {
    it("previews what it would make without any credential, and sends what it previews", async () => {
      for (const kind of cloud.credentialKinds) {
        for (const { id, values } of await wishes()) {
          const { api, http, credentials, secrets } = await openWith(kind, answerWith({}));
          const preview = api.previewCreate!(id, values);
          const text = JSON.stringify(preview);
          for (const secret of [...secrets, ...Object.values(credentials.values)]) assert.ok(!text.includes(secret));
          assert.equal(http.sent.length, 0);
          await api.create!(id, values, never).catch(() => undefined);
          assert.deepEqual(
            [preview.method, preview.url, preview.body, Object.keys(preview.headers).sort()],
            [http.only.method, http.only.url, new TextDecoder().decode(http.only.body), Object.keys(http.only.headers).sort()],
          );
        }
      }
    });

    it("refuses ways and values that its forms do not know, before anything is sent", async () => {
      const { api, http } = await open(answerWith({}));
      for (const { id, values } of await wishes()) {
        for (const wrong of [{}, { ...values, another: "1" }]) {
          assert.equal((await errorOf(api.create!(id, wrong, never))).wasSent, false);
        }
      }
      assert.equal((await errorOf(api.create!("no such way", {}, never))).wasSent, false);
      assert.equal(http.sent.length, 0);
    });
  }

  it("deletes if and only if it says what is lost", async () => {
    assert.equal((await open(answerWith({}))).api.remove !== undefined, cloud.removal !== undefined);
  });

  it("tells stories if and only if it says which", async () => {
    const { api, http } = await open(answerWith({}));
    assert.equal(api.history !== undefined, cloud.history !== undefined);
    if (!cloud.history || !api.history) return;
    const known = new Set(cloud.states.map(({ state }) => state));
    assert.ok(cloud.history.parts.length > 0);
    for (const list of [cloud.history.parts.map(({ id }) => id), valuesOf(cloud.history.actions), valuesOf(cloud.history.actors)])
      assertUnique(list);
    for (const { leadsTo, leaves, value } of cloud.history.actions)
      for (const state of [leadsTo, leaves]) assert.ok(state === undefined || known.has(state), value);
    assert.ok(cloud.visits === undefined || cloud.jobFields.some(({ path }) => path === cloud.visits));
    for (const { id } of cloud.history.parts) await errorOf(api.history(id, "a b", 0, never));
    assert.equal(http.sent.length, 0);
  });
}

function valuesOf(choices: readonly { readonly value: string }[]): readonly string[] {
  return choices.map(({ value }) => value);
}
