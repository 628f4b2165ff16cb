// Opens Huawei on a cloud that gives one answer to everything, and tells what it was asked.
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import type { JobQuery } from "../../../../../src/core/jobs/filter/jobQuery.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";

export const signal = new AbortController().signal;
export const page = { offset: 20, limit: 100 };
export const aksk = { kind: "aksk", values: { accessKeyId: "FAKEAK", secretAccessKey: "fake-secret" } };
export const values = { projectId: "0123456789abcdef0123456789abcdef" };

/** The answer to a write. */
export const done = "";

export async function open(
  body: unknown = { count: 0, jobs: [] },
  credentials: { kind: string; values: Record<string, string> } = aksk,
  more = {},
) {
  const http = new FakeHttp(() => answerWith(body, 200, body === done ? { "x-request-id": "r-1" } : {}));
  return {
    api: await huawei.open(fakeConnection(huawei, { values: { ...values, ...more } }), credentials, fakeMachine(http)),
    http,
  };
}

export async function queryFor(query: JobQuery): Promise<Readonly<Record<string, string>>> {
  const { api, http } = await open();
  await api.list(query, page, signal);
  return Object.fromEntries(new URL(http.only.url).searchParams);
}
