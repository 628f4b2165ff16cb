// Reads a whole account as an export does, beside a bare loop over undici and the vendor's own client, all under the same limits.
import AlibabaClient, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";
import { Agent } from "undici";
import type { DemoCloud } from "../../../src/demoCloud/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import { type Rate, RateLimiter } from "../../../src/services/connections/rateLimiter.js";
import { readAll } from "../../../src/services/refresh/readAllJobs.js";
import { besideByClock, type Limit, type Measure, ratioOf, timed } from "../report/measures";
import { type Answer, type AskPage, alibabaQuery, listsOf, undiciPages } from "./bare";
import { type CloudId, openCloud, openKernel } from "./kernel";

const jobs = 5_000;
const latencyMs = 20;
/** As the product keeps to, and as if there were none. */
const ours: Rate = { perSecond: 5, burst: 5 };
const unlimited = 1_000_000;
/** In turns; where the limit of calls decides, one round tells as much as many. */
const rounds = { limited: 1, unlimited: 4 };
/** No absolute budget stands behind these: an export shall wait for the cloud and not for us. */
const limits: Readonly<Record<"limited" | "unlimited", Limit>> = {
  limited: { ratio: 1.1, because: "the limit of calls decides, not we" },
  unlimited: { ratio: 1, because: "two pages are asked for at once" },
};
const never = new AbortController().signal;

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
  const time = async (read: () => Promise<number>) => {
    let count = 0;
    const ms = await timed(async () => {
      count = await read();
    });
    if (count !== jobs) throw new Error(`${count} of ${jobs} jobs were read`);
    return ms;
  };
  const kind = isLimited ? "limited" : "unlimited";
  const agent = new Agent({ connections: 1 });
  const times = { ours: [] as number[], bare: [] as number[], vendor: [] as number[] };
  for (let round = 0; round < rounds[kind]; round += 1) {
    times.bare.push(await time(() => readLoop(cloud, rate, undiciPages(demo, cloud, agent))));
    times.ours.push(await time(() => readWithProduct(demo, cloud, rate)));
    if (cloud === "alibaba") times.vendor.push(await time(() => readLoop(cloud, rate, vendorPages(demo))));
  }
  await agent.close();
  const speed = (ms: number) => (jobs / ms) * 1000;
  const beside = besideByClock(times);
  const { ratio: budget, because } = limits[kind];
  return [
    { group, name: "Voice Jobs", value: speed(beside.ms), unit: "jobs/s" },
    { group, name: "… bare: undici loop", value: speed(beside.bareMs), unit: "jobs/s" },
    { group, name: "… times the bare one", value: ratioOf(beside), unit: "times", budget, note: because },
    ...(times.vendor.length === 0
      ? []
      : [{ group, name: "@alicloud/openapi-client", value: speed(Math.min(...times.vendor)), unit: "jobs/s" } as const]),
  ];
}

/** As many jobs as the streaming reader hands out; nothing is kept. */
async function readWithProduct(demo: DemoCloud, cloud: CloudId, { burst }: Rate): Promise<number> {
  const kernel = await openKernel(demo, cloud, { burst });
  let count = 0;
  for await (const page of readAll(kernel, cloud, {}, {}, never)) count += page.jobs.length;
  await kernel.close();
  return count;
}

/** One page after the other. */
async function readLoop(cloud: CloudId, rate: Rate, ask: AskPage): Promise<number> {
  const budget = new RateLimiter(systemClock, rate);
  let count = 0;
  for (const type of listsOf(cloud)) {
    for (let offset = 0, total = 1; offset < total; offset += 100) {
      await budget.take(never);
      const page = await ask(type, offset);
      total = page.total;
      count += page.rows.length;
    }
  }
  return count;
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
