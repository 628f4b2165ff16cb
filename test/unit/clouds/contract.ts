// The contract of every cloud: run over the registry, and over a cloud that does not exist.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { SpeechOrder } from "../../../src/core/cloud/capabilities/speech.js";
import type { Cloud } from "../../../src/core/cloud/cloud.js";
import { consolePage } from "../../../src/core/cloud/consolePage.js";
import type { CredentialKind } from "../../../src/core/cloud/credentialKind.js";
import type { JobApi } from "../../../src/core/cloud/jobApi.js";
import { sections } from "../../../src/core/cloud/jobField.js";
import type { Connection, Credentials } from "../../../src/core/connection.js";
import { VoiceError } from "../../../src/core/errors.js";
import { type Field, findOriginProblem } from "../../../src/core/forms/field.js";
import type { HistoryPage } from "../../../src/core/jobs/history/jobHistory.js";
import { phases, type VoiceJob } from "../../../src/core/jobs/job.js";
import type { HttpAnswer } from "../../../src/core/ports/ports.js";
import { fakeConnection, fakeCredentials, fakeValues } from "../../fakes/connections.js";
import { answerWith, FakeHttp } from "../../fakes/http.js";
import { fakeMachine } from "../../fakes/machine.js";
import { describeExchanges, describeKeySources, describeProjects } from "./waysIn.js";

const endpoint = "http://127.0.0.1:18080";
const page = { offset: 0, limit: 10 };
const never = new AbortController().signal;
const jobId = "abc123";

/** What a kind of credentials meets where it is exchanged for another. */
export interface Meeting {
  /** Of the cloud, where it is asked. */
  readonly answer?: HttpAnswer;
  readonly homeFiles?: Readonly<Record<string, string>>;
}

interface Opened {
  readonly api: JobApi;
  readonly http: FakeHttp;
}

/** `bodies`: what the cloud might send for a job or a list, to be spoiled. `meetings`: by id of each kind that has an exchange. */
export function describeContract(
  cloud: Cloud,
  bodies: readonly unknown[] = [],
  meetings: Readonly<Record<string, Meeting>> = {},
): void {
  const calls: readonly (readonly [string, (api: JobApi, signal?: AbortSignal) => Promise<unknown>])[] = [
    ["list", (api, signal = never) => api.list({}, page, signal)],
    ["get", (api, signal = never) => api.get(jobId, signal)],
    ["check", (api, signal = never) => api.check(signal)],
    ...(cloud.history?.parts ?? []).map(
      ({ id }) => [`story ${id}`, (api: JobApi, signal = never) => api.history!(id, jobId, 0, signal)] as const,
    ),
    ...(cloud.uploadParts
      ? [["uploadTargets", (api: JobApi, signal = never) => api.uploadTargets!(jobId, signal)] as const]
      : []),
    ...(cloud.submitFields ? [["submit", (api: JobApi, signal = never) => api.submit!(jobId, submitted, signal)] as const] : []),
    ...(cloud.kinds
      ? [
          [
            "create",
            async (api: JobApi, signal = never) => {
              const { id, values } = (await wishes())[0]!;
              return api.create!(id, values, signal);
            },
          ] as const,
        ]
      : []),
    ...(cloud.recordings
      ? [
          ["sentences", (api: JobApi, signal = never) => api.sentences!(recorded, signal)] as const,
          [
            "checkRecording",
            (api: JobApi, signal = never) =>
              api.checkRecording!(recorded, "1", fakeValues([cloud.recordings!.address])[cloud.recordings!.address.id]!, signal),
          ] as const,
        ]
      : []),
    ...(cloud.speech
      ? [
          ["sample", (api: JobApi, signal = never) => api.sample!("voice7", signal)] as const,
          ["say", async (api: JobApi, signal = never) => api.say!(await order(), signal)] as const,
          ["spoken", (api: JobApi, signal = never) => api.spoken!("task7", signal)] as const,
        ]
      : []),
    ...(cloud.removal ? [["remove", (api: JobApi, signal = never) => api.remove!(jobId, signal)] as const] : []),
  ];
  const isWrite = (name: string) => ["submit", "remove", "create", "checkRecording", "say"].includes(name);
  const recorded = { id: jobId, voiceId: "voice7", tag: "story" };
  /** A text with everything that is asked. */
  const order = async (): Promise<SpeechOrder> => {
    const { fields = [] } = (await cloud.speech?.())?.description ?? {};
    return { voiceId: "voice7", text: "你好 hello", settings: {}, values: fakeValues(fields) };
  };
  /** Every way to make a job, with its form filled in. */
  const wishes = async () => ((await cloud.kinds?.()) ?? []).map(({ id, fields }) => ({ id, values: fakeValues(fields) }));
  const submitted = fakeValues(cloud.submitFields ?? []);

  async function open(answer: HttpAnswer | (() => HttpAnswer), kind = cloud.credentialKinds[0]!): Promise<Opened> {
    const http = new FakeHttp(() => (typeof answer === "function" ? answer() : answer));
    const connection = fakeConnection(cloud, { endpoint, credentialKind: kind.id });
    return { api: await cloud.open(connection, fakeCredentials(kind), fakeMachine(http)), http };
  }

  interface Entered {
    readonly connection: Connection;
    readonly credentials: Credentials;
    /** Of both kinds, where one became the other. */
    readonly secrets: readonly string[];
  }

  /** What requests are made with, from what is stored. */
  async function enter(kind: CredentialKind): Promise<Entered> {
    const connection = fakeConnection(cloud, { endpoint, credentialKind: kind.id });
    const stored = fakeCredentials(kind);
    if (!kind.exchange) return { connection, credentials: stored, secrets: secretsIn(cloud, stored) };
    const { answer = answerWith({}), homeFiles } = meetings[kind.id]!;
    const machine = fakeMachine(new FakeHttp(() => answer), undefined, homeFiles);
    const { credentials } = await kind.exchange(connection, stored, machine, never);
    return { connection, credentials, secrets: [...secretsIn(cloud, stored), ...secretsIn(cloud, credentials)] };
  }

  async function openWith(kind: CredentialKind, answer: HttpAnswer): Promise<Opened & Entered> {
    const entered = await enter(kind);
    const http = new FakeHttp(() => answer);
    return { ...entered, http, api: await cloud.open(entered.connection, entered.credentials, fakeMachine(http)) };
  }

  describe(`${cloud.id} keeps the contract of a cloud`, () => {
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

    it("sends nothing when it is opened", async () => {
      assert.equal((await open(answerWith({}))).http.sent.length, 0);
    });

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
      for (const list of [
        cloud.history.parts.map(({ id }) => id),
        valuesOf(cloud.history.actions),
        valuesOf(cloud.history.actors),
      ])
        assertUnique(list);
      for (const { leadsTo, leaves, value } of cloud.history.actions)
        for (const state of [leadsTo, leaves]) assert.ok(state === undefined || known.has(state), value);
      assert.ok(cloud.visits === undefined || cloud.jobFields.some(({ path }) => path === cloud.visits));
      for (const { id } of cloud.history.parts) await errorOf(api.history(id, "a b", 0, never));
      assert.equal(http.sent.length, 0);
    });

    for (const kind of cloud.credentialKinds) {
      describe(`with the credentials ${kind.id}`, () => {
        for (const [name, call] of calls) {
          it(`${name} asks the connection's own origin, in a form that can be sent as it is`, async () => {
            const { api, http } = await openWith(kind, answerWith({}));
            await call(api).catch(() => undefined);
            assert.ok(http.sent.length > 0);
            for (const request of http.sent) {
              const url = new URL(request.url);
              assert.equal(url.origin, endpoint);
              assert.equal(url.href, request.url, "no part of the address is rewritten on its way");
              for (const [header, value] of Object.entries(request.headers)) {
                assert.doesNotMatch(header, /^(host|content-length)$/i);
                assert.match(value, /^[\x20-\x7e]+$/, header);
              }
              assert.ok(request.body === undefined || request.body.length > 0);
              assert.equal(request.effect, isWrite(name) ? "write" : "read");
            }
          });

          it(`${name} keeps secrets out of its address and body`, async () => {
            const { api, http, credentials, secrets } = await openWith(kind, answerWith({}));
            await call(api).catch(() => undefined);
            for (const { url, body } of http.sent) {
              const seen = url + new TextDecoder().decode(body);
              for (const secret of [...secrets, ...Object.values(credentials.values)]) assert.ok(!seen.includes(secret));
            }
          });

          it(`${name} throws errors without secrets, whatever the cloud echoes`, async () => {
            const { connection, credentials } = await enter(kind);
            const secrets = secretsIn(cloud, credentials);
            const http = new FakeHttp(({ headers }) => {
              const echo = `${JSON.stringify(headers)} ${secrets.join(" ")}`;
              return answerWith({ error_code: echo, error_msg: echo, Code: echo, Message: echo, problem: echo, said: echo }, 403);
            });
            const error = await errorOf(call(await cloud.open(connection, credentials, fakeMachine(http))));
            for (const secret of secrets) assert.ok(!everythingIn(error).includes(secret));
            assert.ok(error.cloudMessage?.includes("{"), "the rest of the message is kept");
          });

          it(`${name} refuses to go without credentials`, async () => {
            const http = new FakeHttp(() => answerWith({}));
            const api = await cloud.open(fakeConnection(cloud), { kind: kind.id, values: {} }, fakeMachine(http));
            const error = await errorOf(call(api));
            assert.deepEqual([error.kind, error.reason, http.sent.length], ["auth", "missingCredentials", 0]);
          });
        }
      });
    }

    describeExchanges(cloud, meetings);
    describeProjects(cloud);
    describeKeySources(cloud, meetings);

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

    it("refuses ids no job can have, before anything is sent", async () => {
      for (const id of ["", " ", "a b", "a\nb", "ümlaut", "x".repeat(300)]) {
        const { api, http } = await open(answerWith({}));
        const error = await errorOf(api.get(id, never));
        assert.deepEqual([error.kind, error.wasSent, http.sent.length], ["refused", false, 0], JSON.stringify(id));
        if (api.remove) assert.equal((await errorOf(api.remove(id, never))).wasSent, false);
        if (api.submit) assert.equal((await errorOf(api.submit(id, {}, never))).wasSent, false);
      }
    });

    it("refuses a connection it does not know the way to, before anything is sent", async () => {
      const credentials = fakeCredentials(cloud.credentialKinds[0]!);
      for (const changes of [
        { region: "nowhere" },
        { endpoint: "ftp://x" },
        { endpoint: "http://example.com" },
        { endpoint: "https://a/b" },
      ]) {
        const http = new FakeHttp(() => answerWith({}));
        const api = await cloud.open(fakeConnection(cloud, changes), credentials, fakeMachine(http));
        for (const [, call] of calls) assert.equal((await errorOf(call(api))).kind, "refused");
        assert.equal(http.sent.length, 0);
      }
    });

    it("refuses a page that is none, and times and filters it cannot ask for", async () => {
      const { api, http } = await open(answerWith({}));
      for (const window of [
        { offset: -1, limit: 10 },
        { offset: 0, limit: 0 },
        { offset: 0, limit: 101 },
        { offset: 0.5, limit: 1 },
      ]) {
        assert.equal((await errorOf(api.list({}, window, never))).kind, "bug");
      }
      assert.equal((await errorOf(api.list({ createdSince: Number.NaN }, page, never))).kind, "refused");
      assert.equal(http.sent.length, 0);
    });

    if (cloud.submitFields) {
      it("previews a submit without any credential, and sends what it previews", async () => {
        for (const kind of cloud.credentialKinds) {
          const { api, http, credentials, secrets } = await openWith(kind, answerWith(undefined));
          const preview = api.previewSubmit!(jobId, submitted);
          const text = JSON.stringify(preview);
          for (const secret of [...secrets, ...Object.values(credentials.values)]) assert.ok(!text.includes(secret));
          assert.equal(http.sent.length, 0);
          await api.submit!(jobId, submitted, never).catch(() => undefined);
          assert.equal(preview.method, http.only.method);
          assert.equal(preview.url, http.only.url);
          assert.equal(preview.body, new TextDecoder().decode(http.only.body));
        }
      });
    }
  });
}

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
function* textsIn(value: unknown): Generator<string> {
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

/** The cloud's own bodies with one part replaced by something else. */
export function hostileBodies(bodies: readonly unknown[]): fc.Arbitrary<string> {
  if (bodies.length === 0) return fc.json();
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, "", -1, 1e300, [], {}, [[]], [{}], true),
    fc.anything({ maxDepth: 2 }),
    fc.string(),
  );
  return fc.record({ body: fc.constantFrom(...bodies), at: fc.nat(), odd }).map(({ body, at, odd: value }) => {
    let left = at % countParts(body);
    const spoiled = JSON.stringify(body, (_name, part: unknown) => (left-- === 0 ? plain(value) : part));
    return spoiled ?? "";
  });
}

function countParts(body: unknown): number {
  let parts = 0;
  JSON.stringify(body, (_name, part: unknown) => {
    parts++;
    return part;
  });
  return parts;
}

/** What JSON makes of it; what it cannot take is null. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    return null;
  }
}

function valuesOf(choices: readonly { readonly value: string }[]): readonly string[] {
  return choices.map(({ value }) => value);
}

/** Times that are times, texts that are not empty, and a way on that leads on. */
function assertTold({ events = [], reviews = [], next }: Partial<HistoryPage>): void {
  assert.ok(next === undefined || (Number.isSafeInteger(next) && next > 0));
  for (const { at } of [...events, ...reviews]) assert.ok(at === undefined || !Number.isNaN(new Date(at).getTime()));
  for (const { action, by, words } of events)
    for (const text of [by, ...words]) assert.ok(typeof action === "string" && (text === undefined || text !== ""));
  for (const { message, attachment, findings } of reviews)
    for (const text of [message, attachment?.name, attachment?.link, ...findings.map((each) => each.message)])
      assert.ok(text === undefined || (typeof text === "string" && text !== ""));
}

function assertWhole({ jobs = [], job, total = 0 }: { jobs?: readonly VoiceJob[]; job?: VoiceJob; total?: number }): void {
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
