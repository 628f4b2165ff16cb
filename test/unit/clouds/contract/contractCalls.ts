// Opens a cloud that is held to its contract, with each kind of its credentials, and knows every call that it has.
import type { SpeechOrder } from "../../../../src/core/cloud/capabilities/speech.js";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import type { CredentialKind } from "../../../../src/core/cloud/credentialKind.js";
import type { JobApi } from "../../../../src/core/cloud/jobApi.js";
import type { Connection, Credentials } from "../../../../src/core/connection.js";
import type { HttpAnswer } from "../../../../src/core/ports/ports.js";
import { fakeConnection, fakeCredentials, fakeValues } from "../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../fakes/network/http.js";
import { secretsIn } from "./assertions.js";

export const endpoint = "http://127.0.0.1:18080";
export const page = { offset: 0, limit: 10 };
export const never = new AbortController().signal;
export const jobId = "abc123";

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

interface Entered {
  readonly connection: Connection;
  readonly credentials: Credentials;
  /** Of both kinds, where one became the other. */
  readonly secrets: readonly string[];
}

export type ContractCalls = ReturnType<typeof contractCalls>;

export function contractCalls(cloud: Cloud, meetings: Readonly<Record<string, Meeting>>) {
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

  return { calls, isWrite, order, wishes, submitted, open, enter, openWith };
}
