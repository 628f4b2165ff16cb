// Lists asked for with undici alone: one signed request for each page, its answer parsed and nothing else. What the product's reading stands beside.
import { randomUUID } from "node:crypto";
import { type Agent, request } from "undici";
import { prepare as prepareAlibaba } from "../../../src/clouds/alibaba/api/request.js";
import { prepare as prepareHuawei } from "../../../src/clouds/huawei/api/request.js";
import type { HttpRequest } from "../../../src/core/ports/ports.js";
import type { DemoCloud } from "../../../src/demoCloud/index.js";
import { type CloudId, keyOf } from "./kernel";

/** Gives the page that begins at `offset`, of the list that is asked for. */
export type AskPage = (type: string, offset: number) => Promise<{ readonly rows: readonly unknown[]; readonly total: number }>;

/** Of either cloud. */
export interface Answer {
  readonly jobs: readonly unknown[];
  readonly count: number;
  readonly Data: { readonly CustomizedVoiceJobList: readonly unknown[]; readonly TotalCount: number };
}

/** The lists of a cloud, by what they are asked for with. */
export function listsOf(cloud: CloudId): readonly string[] {
  return cloud === "alibaba" ? ["Basic", "Standard"] : [""];
}

export function undiciPages(demo: DemoCloud, cloud: CloudId, dispatcher: Agent): AskPage {
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

export function alibabaQuery(type: string, offset: number): Record<string, string> {
  return { PageNo: String(offset / 100 + 1), PageSize: "100", Type: type };
}
