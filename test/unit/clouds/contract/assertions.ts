// What each part of a cloud's contract looks at: errors, texts, secrets, and whether jobs and histories are whole.
import assert from "node:assert/strict";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import type { Credentials } from "../../../../src/core/connection.js";
import { VoiceError } from "../../../../src/core/errors.js";
import type { HistoryPage } from "../../../../src/core/jobs/history/jobHistory.js";
import { phases, type VoiceJob } from "../../../../src/core/jobs/job.js";

export async function errorOf(promise: Promise<unknown>): Promise<VoiceError> {
  try {
    await promise;
  } catch (thrown) {
    assert.ok(thrown instanceof VoiceError, `threw ${String(thrown)}`);
    return thrown;
  }
  assert.fail("nothing was thrown");
}

export function assertUnique(ids: readonly string[]): void {
  assert.deepEqual(ids, [...new Set(ids)]);
}

/** Every text of a description that is looked up in the translations. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null || value instanceof RegExp) return;
  for (const [name, part] of Object.entries(value)) {
    if (
      typeof part === "string" &&
      ["title", "hint", "placeholder", "problem", "loss", "unclear", "warning", "next"].includes(name)
    )
      yield part;
    else yield* textsIn(part);
  }
}

/** Times that are times, texts that are not empty, and a way on that leads on. */
export function assertTold({ events = [], reviews = [], next }: Partial<HistoryPage>): void {
  assert.ok(next === undefined || (Number.isSafeInteger(next) && next > 0));
  for (const { at } of [...events, ...reviews]) assert.ok(at === undefined || !Number.isNaN(new Date(at).getTime()));
  for (const { action, by, words } of events)
    for (const text of [by, ...words]) assert.ok(typeof action === "string" && (text === undefined || text !== ""));
  for (const { message, attachment, findings } of reviews)
    for (const text of [message, attachment?.name, attachment?.link, ...findings.map((each) => each.message)])
      assert.ok(text === undefined || (typeof text === "string" && text !== ""));
}

export function assertWhole({ jobs = [], job, total = 0 }: { jobs?: readonly VoiceJob[]; job?: VoiceJob; total?: number }): void {
  assert.ok(Number.isSafeInteger(total) && total >= 0);
  assertUnique(jobs.map(({ id }) => id));
  for (const each of job ? [job] : jobs) {
    assert.ok(each.id !== "" && typeof each.name === "string" && typeof each.state === "string");
    assert.ok(phases.includes(each.phase));
    assert.equal(each.name, each.name.trim());
    for (const time of [each.createdAt, each.updatedAt]) assert.ok(time === undefined || !Number.isNaN(new Date(time).getTime()));
    for (const value of [each.type, each.language, each.sex, each.tag, each.voiceId, each.failure?.code, each.failure?.message]) {
      assert.ok(value === undefined || (typeof value === "string" && value !== ""));
    }
  }
}

/** The values that only the cloud may see. */
export function secretsIn(cloud: Cloud, credentials: Credentials): readonly string[] {
  const fields = cloud.credentialKinds.find(({ id }) => id === credentials.kind)!.fields;
  return fields.flatMap(({ id, secret }) => (secret && credentials.values[id] ? [credentials.values[id]] : []));
}

/** All that an error could tell. */
export function everythingIn(error: VoiceError): string {
  return [error.message, error.stack, error.code, error.cloudMessage, JSON.stringify(error), String(error.cause)].join();
}
