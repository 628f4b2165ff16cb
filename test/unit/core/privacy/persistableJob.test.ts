// What may lie on the disk of a job: never a phone, a link, or a value that its cloud calls one.
import assert from "node:assert/strict";
import fc from "fast-check";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import { readJob as readHuaweiJob } from "../../../../src/clouds/huawei/api/parse.js";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import type { JobField } from "../../../../src/core/cloud/jobField.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import { keepableName, toPersistable } from "../../../../src/core/privacy/persistableJob.js";

const field = (path: string, kind: JobField["kind"]): JobField => ({ path, kind, title: path, section: "job" });
const job = (raw: VoiceJob["raw"], more: Partial<VoiceJob> = {}): VoiceJob => ({
  id: "j1",
  name: "Voice",
  state: "DONE",
  phase: "succeeded",
  raw,
  ...more,
});

describe("a persistable job", () => {
  const fields = [field("name", "text"), field("phone", "phone"), field("file", "link"), field("deep.letter", "link")];
  const described = [...fields, field("deep.id", "id"), field("scores", "assessment"), field("at", "seconds")];

  it("has no phone and no link, and says what is missing", () => {
    const raw = { name: "Voice", phone: "13800138000", file: "https://a.test/x?sign=1", deep: { id: "d1", letter: "L" }, at: 1 };
    const kept = toPersistable(job(raw), described);
    assert.deepEqual(kept?.job.raw, { name: "Voice", deep: { id: "d1" }, at: 1 });
    assert.deepEqual(kept?.leftOut, ["phone", "file", "deep"]);
  });

  it("has nothing without a description: what it holds is not known", () => {
    const kept = toPersistable(job({ name: "Voice", contact: "Zhang", new_url: "x" }), described);
    assert.deepEqual(kept, { job: job({ name: "Voice" }), leftOut: ["contact", "new_url"] });
  });

  it("is the whole job where there is nothing private", () => {
    const raw = { name: "Voice", deep: { id: "d1" }, scores: [{ word: "好", points: 97.5 }], at: 1_694_685_600 };
    const told = { type: "BASIC", createdAt: 1_694_685_600_000, failure: { code: "E1", message: "no letter" } };
    assert.deepEqual(toPersistable(job(raw, told), described), { job: job(raw, told), leftOut: [] });
  });

  it("drops words that repeat what is private", () => {
    const raw = { name: "x", phone: "0571-8765", scores: { "0571-8765": 1, said: ["call 0571-8765", "fine"] } };
    const told = { name: "of 0571-8765", failure: { code: "E1", message: "see http://a.test/letter" } };
    const kept = toPersistable(job(raw, told), described);
    assert.equal(kept?.job.name, "");
    assert.deepEqual(kept?.job.failure, { code: "E1" });
    assert.deepEqual(kept?.job.raw, { name: "x", scores: { said: ["fine"] } });
    assert.deepEqual(kept?.leftOut, ["phone", "scores"]);
  });

  it("leaves out what is so long that it would take the place of other jobs", () => {
    const kept = toPersistable(job({ name: "x".repeat(200_000) }), described);
    assert.deepEqual([kept?.job.raw, kept?.leftOut], [{}, ["name"]]);
  });

  it("keeps of a job whose name alone is kept no name that says what is private", () => {
    for (const told of ["Zhang 13800138000", "see https://h.example/x", "call 5551234", "x".repeat(200_000)])
      assert.equal(keepableName(job({ phone: "5551234" }, { name: told }), described), "", told);
    assert.equal(keepableName(job({ phone: "5551234" }, { name: "Zhang" }), described), "Zhang");
  });

  it("is nothing where the id or the state is private itself", () => {
    assert.equal(toPersistable(job({ phone: "abc-4711" }, { id: "abc-4711" }), described), undefined);
    assert.equal(toPersistable(job({}, { state: "13800138000" }), described), undefined);
  });

  for (const told of [
    "HTTPS://a.test",
    "ftp://a.test",
    "see obs://bucket/x",
    "https%3A%2F%2Fa.test",
    "https%253a%252f%252fa.test",
    '{"url":"https:\\/\\/a.test"}',
    "https:\\u002f\\u002fa.test",
    "https&#58;&#47;&#47;a.test",
    "x-auth-token: abc",
    '{"password":"abc"}',
  ])
    it(`keeps no text like ${told}`, () => assert.deepEqual(toPersistable(job({ name: told }), described)?.job.raw, {}));

  it("of both clouds' own samples has every described field but phones and links", () => {
    const raw = { job_id: "j1", state: "FAILED", phone: "13800138000", voice_authorization_url: "https://x.test/?a=1" };
    const all = { ...raw, job_failed_reason: "two recordings are noisy", allocated_resource: { resource_id: "r", owner: "me" } };
    const kept = toPersistable(readHuaweiJob(all)!, huawei.jobFields);
    const { phone: _, voice_authorization_url: __, ...rest } = all;
    assert.deepEqual(kept?.job.raw, { ...rest, allocated_resource: { resource_id: "r" } });
  });

  it("never holds a phone, a link or a value of such a field, whatever the cloud sends", () => {
    const phone = fc
      .tuple(
        fc.stringMatching(/^1[3-9]\d$/),
        fc.stringMatching(/^\d{4}$/),
        fc.stringMatching(/^\d{4}$/),
        fc.constantFrom("", " ", "-"),
      )
      .map(([a, b, c, between]) => [a, b, c].join(between));
    const address = fc.tuple(fc.constantFrom("https", "http", "obs"), fc.stringMatching(/^[a-z0-9]{6,12}$/));
    const url = address.map(([scheme, name]) => `${scheme}://${name}.test/file?X-Sign=${name}`);
    const extension = fc.stringMatching(/^[a-z0-9]{12}$/).map((text) => `private-${text}`);
    const secret = fc.oneof(phone, url, extension);
    const hiding = secret.chain((text) =>
      fc.record({
        text: fc.constant(text),
        value: fc.oneof(
          fc.constant<unknown>(text),
          fc.constant([text]),
          fc.constant({ number: text, [text]: true }),
          fc.constant([[{ deep: `  ${text} ` }]]),
        ),
      }),
    );
    for (const { jobFields } of [huawei, alibaba]) {
      const closed = jobFields.filter(({ kind }) => kind === "phone" || kind === "link");
      const privates = [...closed, field("extra.phone", "phone"), field("extra", "link")];
      const paths = jobFields.map(({ path }) => path.split(".")[0]!);
      const told = fc.record({
        hidden: fc.array(fc.tuple(fc.constantFrom(...privates), hiding), { minLength: 1, maxLength: 4 }),
        loose: fc.array(fc.tuple(fc.oneof(fc.constantFrom(...paths), fc.string()), fc.oneof(phone, url)), { maxLength: 3 }),
        others: fc.dictionary(fc.oneof(fc.constantFrom(...paths), fc.string()), fc.jsonValue(), { maxKeys: 6 }),
        words: fc.constantFrom("id", "name", "state", "tag", "customer", "voiceId", "type"),
        isRepeated: fc.boolean(),
      });
      fc.assert(
        fc.property(told, ({ hidden, loose, others, words, isRepeated }) => {
          const raw: Record<string, unknown> = { ...others };
          for (const [name, text] of loose) raw[name] = { said: `(${text})`, [text]: [text] };
          for (const [{ path }, { value }] of hidden) {
            const [first = "", second] = path.split(".");
            raw[first] = second === undefined ? value : { [second]: value };
          }
          const secrets = [...loose.map(([, text]) => text), ...hidden.filter(isStill(raw)).map(([, { text }]) => text)];
          const repeated = isRepeated && secrets[0] ? { [words]: `${secrets[0]}` } : {};
          const kept = toPersistable(job({ ...raw, tag: secrets[0] }, repeated), [...jobFields, ...privates.slice(-2)]);
          const text = JSON.stringify(kept ?? "");
          for (const each of secrets) assert.ok(!text.includes(each), `${each} in ${text}`);
        }),
        { numRuns: 400 },
      );
    }
  });
});

/** Later values may have taken the place of earlier ones. */
function isStill(raw: Record<string, unknown>) {
  return ([{ path }, { value }]: readonly [JobField, { readonly value: unknown }]) => {
    const [first = "", second] = path.split(".");
    const found = raw[first];
    return second === undefined ? found === value : (found as Record<string, unknown> | undefined)?.[second] === value;
  };
}
