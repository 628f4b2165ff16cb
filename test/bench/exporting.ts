// Reads a whole account as an export does, beside a bare loop over undici and the vendor's own client, all under the same limits.
import { randomUUID } from "node:crypto";
import AlibabaClient, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";
import { Agent, request } from "undici";
import { prepare as prepareAlibaba } from "../../src/clouds/alibaba/request.js";
import { prepare as prepareHuawei } from "../../src/clouds/huawei/request.js";
import type { HttpRequest } from "../../src/core/ports.js";
import type { DemoCloud } from "../../src/demo/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { Budget, type Rate } from "../../src/services/budget.js";
import { readAll } from "../../src/services/readAll.js";
import { type CloudId, keyOf, moveIn, openCloud } from "./house";
import { type Measure, timed } from "./measures";

const jobs = 5_000;
const latencyMs = 20;
/** As the product keeps to, and as if there were none. */
const ours: Rate = { perSecond: 5, burst: 5 };
const unlimited = 1_000_000;
const never = new AbortController().signal;

/** Gives the page that begins at `offset`, of the list that is asked for. */
type AskPage = (type: string, offset: number) => Promise<{ readonly rows: readonly unknown[]; readonly total: number }>;

export async function measureExporting(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const cloud of ["huawei", "alibaba"] as const) {
    const demo = await openCloud(cloud, jobs, latencyMs);
    try {
      for (const isLimited of [true, false]) measures.push(...(await compare(demo, cloud, isLimited)));
    } finally {
      await demo.close();
    }
  }
  return measures;
}

async function compare(demo: DemoCloud, cloud: CloudId, isLimited: boolean): Promise<Measure[]> {
  const rate = isLimited ? ours : { perSecond: unlimited, burst: unlimited };
  const group = `${cloud}, export of ${jobs} jobs, ${latencyMs} ms, ${isLimited ? `${rate.perSecond} reads/s` : "no rate limit"}`;
  const speed = async (read: () => Promise<number>) => {
    let count = 0;
    const ms = await timed(async () => {
      count = await read();
    });
    if (count !== jobs) throw new Error(`${count} of ${jobs} jobs were read`);
    return (jobs / ms) * 1000;
  };
  const agent = new Agent({ connections: 1 });
  const limit = await speed(() => readLoop(cloud, rate, undiciPages(demo, cloud, agent)));
  await agent.close();
  const product = await speed(() => readWithProduct(demo, cloud, rate));
  const vendor = cloud === "alibaba" ? await speed(() => readLoop(cloud, rate, vendorPages(demo))) : undefined;
  return [
    { group, name: "bare undici loop", value: limit, unit: "jobs/s", note: "the limit" },
    { group, name: "Voice Jobs", value: product, unit: "jobs/s", note: percent(product, limit) },
    ...(vendor === undefined
      ? []
      : [{ group, name: "@alicloud/openapi-client", value: vendor, unit: "jobs/s", note: percent(vendor, limit) } as const]),
  ];
}

function percent(found: number, limit: number): string {
  return `${Math.round((found / limit) * 100)} % of the loop`;
}

/** As many jobs as the streaming reader hands out; nothing is kept. */
async function readWithProduct(demo: DemoCloud, cloud: CloudId, { burst }: Rate): Promise<number> {
  const house = await moveIn(demo, cloud, burst);
  let count = 0;
  for await (const page of readAll(house, cloud, {}, {}, never)) count += page.jobs.length;
  await house.close();
  return count;
}

/** One page after the other. */
async function readLoop(cloud: CloudId, rate: Rate, ask: AskPage): Promise<number> {
  const budget = new Budget(systemClock, rate);
  let count = 0;
  for (const type of cloud === "alibaba" ? ["Basic", "Standard"] : [""]) {
    for (let offset = 0, total = 1; offset < total; offset += 100) {
      await budget.take(never);
      const page = await ask(type, offset);
      total = page.total;
      count += page.rows.length;
    }
  }
  return count;
}

function undiciPages(demo: DemoCloud, cloud: CloudId, dispatcher: Agent): AskPage {
  const key = keyOf(demo, cloud);
  const send = async ({ method, url, headers }: HttpRequest) => {
    const { body } = await request(url, { method, headers, dispatcher });
    return (await body.json()) as Answer;
  };
  const origin = new URL(demo.origin);
  if (cloud === "huawei") {
    const place = { origin, values: { projectId: demo.huawei.projectId } };
    return async (_, offset) => {
      const query = [
        ["offset", String(offset)],
        ["limit", "100"],
      ] as const;
      const call = { action: "ListVoiceTrainingJob", method: "GET", rest: "", query } as const;
      const { jobs: rows, count } = await send(prepareHuawei(call, place, key, Date.now()));
      return { rows, total: count };
    };
  }
  return async (type, offset) => {
    const query = Object.entries(alibabaQuery(type, offset));
    const call = { action: "ListCustomizedVoiceJobs", query };
    const { Data } = await send(prepareAlibaba(call, origin, key, Date.now(), randomUUID()));
    return { rows: Data.CustomizedVoiceJobList, total: Data.TotalCount };
  };
}

function vendorPages({ origin, alibaba }: DemoCloud): AskPage {
  const { accessKeyId, accessKeySecret } = alibaba;
  const config = new Config({ accessKeyId, accessKeySecret, endpoint: new URL(origin).host, protocol: "http" });
  const Client = ("default" in AlibabaClient ? AlibabaClient.default : AlibabaClient) as typeof AlibabaClient;
  const client = new Client(config);
  const params = new Params({
    action: "ListCustomizedVoiceJobs",
    version: "2020-11-09",
    protocol: "HTTP",
    pathname: "/",
    method: "POST",
    authType: "AK",
    style: "RPC",
    reqBodyType: "formData",
    bodyType: "json",
  });
  return async (type, offset) => {
    const asked = new OpenApiRequest({ query: alibabaQuery(type, offset) });
    const { Data } = ((await client.callApi(params, asked, new RuntimeOptions({ autoretry: false }))) as { body: Answer }).body;
    return { rows: Data.CustomizedVoiceJobList, total: Data.TotalCount };
  };
}

function alibabaQuery(type: string, offset: number): Record<string, string> {
  return { PageNo: String(offset / 100 + 1), PageSize: "100", Type: type };
}

/** Of either cloud. */
interface Answer {
  readonly jobs: readonly unknown[];
  readonly count: number;
  readonly Data: { readonly CustomizedVoiceJobList: readonly unknown[]; readonly TotalCount: number };
}
