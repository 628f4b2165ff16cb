// The part of a cloud's contract that is about getting in: exchanged credentials, found projects, places of keys.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import type { FoundKey } from "../../../../src/core/cloud/keySource.js";
import { VoiceError } from "../../../../src/core/errors.js";
import { type Field, findProblem } from "../../../../src/core/forms/field.js";
import type { HttpAnswer } from "../../../../src/core/ports/ports.js";
import { keyFlawText } from "../../../../src/text/errors/keyFlawText.js";
import { fakeConnection, fakeCredentials } from "../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp, textOf } from "../../../fakes/network/http.js";
import { assertUnique, errorOf, everythingIn, secretsIn } from "./assertions.js";
import type { Meeting } from "./contractCalls.js";
import { hostileBodies } from "./hostileBodies.js";

const never = new AbortController().signal;

type Meetings = Readonly<Record<string, Meeting>>;

export function describeExchanges(cloud: Cloud, meetings: Meetings): void {
  for (const kind of cloud.credentialKinds) {
    const { exchange } = kind;
    if (!exchange) continue;
    const connection = fakeConnection(cloud, { credentialKind: kind.id });
    const meeting = meetings[kind.id]!;
    const machineOf = (http: FakeHttp, files = meeting.homeFiles) => fakeMachine(http, undefined, files);

    describe(`exchanging the credentials ${kind.id}`, () => {
      it("gives credentials that are used as they are, and values that the connection takes", async () => {
        const http = new FakeHttp(() => meeting.answer ?? answerWith({}));
        const { credentials, expiresAt, values = {} } = await exchange(connection, fakeCredentials(kind), machineOf(http), never);
        const used = cloud.credentialKinds.find(({ id }) => id === credentials.kind)!;
        assertFits(used.fields, credentials.values);
        assertFits(cloud.connectionFields, values);
        assert.ok(expiresAt === undefined || Number.isSafeInteger(expiresAt));
        const after = new FakeHttp(() => answerWith({}));
        const merged = { ...connection, values: { ...values, ...connection.values } };
        const api = await cloud.open(merged, credentials, fakeMachine(after));
        await api.check(never).catch(() => undefined);
        assert.equal(after.sent.length, 1);
      });

      it("sends nothing when there is nothing to exchange", async () => {
        const http = new FakeHttp(() => answerWith({}));
        const machine = { ...machineOf(http), readHomeFile: () => assert.fail("a file was read") };
        const error = await errorOf(exchange(connection, { kind: kind.id, values: {} }, machine, never));
        assert.deepEqual([error.kind, error.reason, error.wasSent], ["auth", "missingCredentials", false]);
        assert.equal(http.sent.length, 0);
      });

      it("keeps secrets out of addresses, and hands on the signal and what can be sent as it is", async () => {
        const http = new FakeHttp(() => meeting.answer ?? answerWith({}));
        const stored = fakeCredentials(kind);
        const { signal } = new AbortController();
        await exchange(connection, stored, machineOf(http), signal);
        for (const request of http.sent) {
          for (const secret of secretsIn(cloud, stored)) assert.ok(!request.url.includes(secret));
          assert.equal(new URL(request.url).href, request.url);
          assert.deepEqual([request.signal, request.effect], [signal, "read"]);
          for (const value of Object.values(request.headers)) assert.match(value, /^[\x20-\x7e]+$/);
        }
      });

      it("throws errors without secrets, whatever the cloud echoes and the file holds", async () => {
        const stored = fakeCredentials(kind);
        const secrets = secretsIn(cloud, stored);
        const http = new FakeHttp((request) => {
          const echo = `${JSON.stringify(request.headers)} ${textOf(request)} ${secrets.join(" ")}`;
          return answerWith({ error: { code: 401, message: echo, title: echo }, Code: echo, Message: echo }, 401);
        });
        const files = Object.fromEntries(Object.entries(meeting.homeFiles ?? {}).map(([path, text]) => [path, `${text}}`]));
        const error = await errorOf(exchange(connection, stored, machineOf(http, files), never));
        assert.equal(error.kind, "auth");
        for (const secret of [...secrets, ...(await secretsInFiles(cloud, meetings))])
          assert.ok(!everythingIn(error).includes(secret));
      });

      it("throws nothing but VoiceErrors at hostile answers and files", async () => {
        const body = meeting.answer ? [JSON.parse(new TextDecoder().decode(meeting.answer.body))] : [];
        const path = Object.keys(meeting.homeFiles ?? {})[0];
        const whole = path === undefined ? [] : [JSON.parse(meeting.homeFiles![path]!)];
        const hostile = fc.record({
          status: fc.constantFrom(200, 201, 301, 400, 401, 403, 404, 500),
          body: fc.oneof(hostileBodies(body), fc.string()),
          headers: fc.dictionary(fc.constantFrom("x-subject-token", "content-type"), fc.string()),
          file: fc.option(fc.oneof(hostileBodies(whole), fc.string()), { nil: undefined }),
        });
        await fc.assert(
          fc.asyncProperty(hostile, async ({ status, body: text, headers, file }) => {
            const http = new FakeHttp(() => answerWith(text, status, headers));
            const files = path === undefined || file === undefined ? {} : { [path]: file };
            try {
              const { credentials, values = {} } = await exchange(
                connection,
                fakeCredentials(kind),
                machineOf(http, files),
                never,
              );
              assertFits(cloud.credentialKinds.find(({ id }) => id === credentials.kind)!.fields, credentials.values);
              assertFits(cloud.connectionFields, values);
            } catch (thrown) {
              assert.ok(thrown instanceof VoiceError, String(thrown));
              assert.notEqual(thrown.kind, "bug", thrown.stack ?? "");
            }
          }),
          { numRuns: 150 },
        );
      });
    });
  }
}

export function describeProjects(cloud: Cloud): void {
  const { projects } = cloud;
  if (!projects) return;
  const field = cloud.connectionFields.find(({ id }) => id === projects.field);
  const kind = cloud.credentialKinds[0]!;
  const find = (answer: HttpAnswer, credentials = fakeCredentials(kind)) =>
    projects.find(fakeConnection(cloud), credentials, fakeMachine(new FakeHttp(() => answer)), never);

  describe("projects", () => {
    it("fill a field of the connection that may be left empty until they are found", () => {
      assert.ok(field && !field.required);
    });

    it("are not looked for without a key", async () => {
      for (const { id } of cloud.credentialKinds) {
        const error = await errorOf(find(answerWith({}), { kind: id, values: {} }));
        assert.deepEqual([error.kind, error.reason, error.wasSent], ["auth", "missingCredentials", false]);
      }
    });

    it("come whole or with a VoiceError, whatever is answered", async () => {
      const region = fakeConnection(cloud).region;
      const answered = {
        projects: [
          { id: "p1", name: region, enabled: true },
          { id: "p2", name: `${region}_a` },
        ],
      };
      const answers = fc.record({
        status: fc.constantFrom(200, 201, 302, 400, 401, 403, 404, 429, 500),
        body: fc.oneof(hostileBodies([answered]), fc.string()),
      });
      await fc.assert(
        fc.asyncProperty(answers, async ({ status, body }) => {
          const found = await find(answerWith(body, status)).catch((thrown: unknown) => {
            assert.ok(thrown instanceof VoiceError && thrown.kind !== "bug", String(thrown));
            return [];
          });
          assertUnique(found.map(({ id }) => id));
          for (const { id, name } of found) assert.ok(findProblem(field!, id) === undefined && id !== "" && name !== "");
        }),
        { numRuns: 150 },
      );
    });
  });
}

export function describeKeySources(cloud: Cloud, meetings: Meetings): void {
  if (!cloud.keySources) return;
  const sources = cloud.keySources();

  describe("places of keys", () => {
    it("have ids of their own and say what is read", async () => {
      const keySources = await sources;
      assertUnique(keySources.map(({ id }) => id));
      for (const { variables = [], homeFile, pickedFile = [], id } of keySources) {
        assert.equal(Number(variables.length > 0) + Number(homeFile !== undefined) + Number(pickedFile.length > 0), 1, id);
        assert.ok(homeFile === undefined || /^(?!\/)[\w./-]+$/.test(homeFile), id);
        for (const ending of pickedFile) assert.match(ending, /^[a-z]+$/);
      }
    });

    it("hold nothing where there is nothing", async () => {
      for (const source of await sources) {
        for (const text of [undefined, "", "\uFEFF", "{}", "[]", "null", "\0\0", "a,b\n1,2", '{"profiles":{}}']) {
          const search = await source.read({ environment: {}, ...(text === undefined ? {} : { text }) });
          assert.deepEqual([search.keys, search.unusable], [[], []], source.id);
          const isThere = text !== undefined && source.variables === undefined;
          assert.equal(search.flaw !== undefined || !isThere || source.pickedFile !== undefined, true, `${source.id}: ${text}`);
        }
      }
    });

    it("give only keys that fit their kind, and never throw", async () => {
      const files = Object.values(meetings).flatMap(({ homeFiles = {} }) => Object.values(homeFiles));
      const tables = fc
        .array(fc.array(fc.oneof(fc.string(), fc.constantFrom("AccessKey ID", "AccessKey Secret", "AK", "SK", '"', "访问密钥"))))
        .map((rows) => rows.map((cells) => cells.join(",")).join("\r\n"));
      for (const source of await sources) {
        const names = fc.constantFrom("", "__proto__", ...(source.variables ?? []));
        const found = fc.record(
          {
            environment: fc.dictionary(names, fc.option(fc.string(), { nil: undefined })),
            text: fc.oneof(fc.string(), fc.json(), tables, hostileBodies(files.map((text) => JSON.parse(text)))),
          },
          { requiredKeys: ["environment"] },
        );
        await fc.assert(
          fc.asyncProperty(found, async (hostile) => {
            const { keys, unusable, flaw } = await source.read(hostile);
            for (const key of keys) assertUsable(cloud, key);
            for (const { name } of unusable) assert.notEqual(name, "");
            for (const each of [...unusable.map(({ flaw }) => flaw), ...(flaw ? [flaw] : [])])
              assert.ok(keyFlawText(each) !== "");
          }),
          { numRuns: 200 },
        );
      }
    });
  });
}

function assertUsable(cloud: Cloud, { name, credentials, region, values = {} }: FoundKey): void {
  assert.notEqual(name, "");
  assertFits(cloud.credentialKinds.find(({ id }) => id === credentials.kind)!.fields, credentials.values);
  assertFits(cloud.connectionFields, values);
  assert.ok(region === undefined || cloud.regions.some(({ id }) => id === region));
}

function assertFits(fields: readonly Field[], values: Readonly<Record<string, string>>): void {
  for (const id of Object.keys(values))
    assert.ok(
      fields.some((field) => field.id === id),
      id,
    );
  for (const field of fields) assert.equal(findProblem(field, values[field.id] ?? ""), undefined, field.id);
}

/** By what every place of keys finds in the files of the meetings. */
async function secretsInFiles(cloud: Cloud, meetings: Meetings): Promise<readonly string[]> {
  const texts = Object.values(meetings).flatMap(({ homeFiles = {} }) => Object.values(homeFiles));
  const found = (await cloud.keySources?.()) ?? [];
  const reads = texts.flatMap((text) => found.map((source) => source.read({ environment: {}, text })));
  return (await Promise.all(reads)).flatMap(({ keys }) => keys).flatMap(({ credentials }) => secretsIn(cloud, credentials));
}
