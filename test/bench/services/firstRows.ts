// Times the first rows of an account, as in a window that has just opened, beside one bare request of the same page.
import { Agent } from "undici";
import type { DemoCloud } from "../../../src/demoCloud/index.js";
import { type Beside, besideByClock, besideLines, type Limit, type Measure, median, timed } from "../report/measures";
import { listsOf, undiciPages } from "./bare";
import { type CloudId, openKernel } from "./kernel";

const repetitions = 6;
/** By the cloud's latency: one request and 100 ms, as a multiple of a request of 25 and of 205 ms, which is what a quiet machine takes. */
const limits: Readonly<Record<number, Limit>> = {
  20: { ratio: 5, because: "stands for one request and 100 ms" },
  200: { ratio: 1.5, because: "stands for one request and 100 ms" },
};

export interface FirstRows {
  readonly beside: Beside;
  /** Milliseconds of each round. */
  readonly ours: readonly number[];
  readonly requests: number;
}

/** One size after the other in each round, so that all meet the same moods of the machine; the first round warms up. */
export async function compareFirstRows(demos: readonly DemoCloud[], cloud: CloudId): Promise<FirstRows[]> {
  const rounds = demos.map(() => ({ ours: [] as number[], bare: [] as number[], asked: [] as number[] }));
  const agent = new Agent({ connections: 1 });
  for (let round = 0; round <= repetitions; round += 1) {
    for (const [index, demo] of demos.entries()) {
      const ask = undiciPages(demo, cloud, agent);
      // On a connection that is open already, as the bare request of an idle program.
      await ask(listsOf(cloud)[0]!, 0);
      const bare = await timed(() => ask(listsOf(cloud)[0]!, 0));
      const found = await readFirstRows(demo, cloud);
      if (round === 0) continue;
      rounds[index]!.bare.push(bare);
      rounds[index]!.ours.push(found.ms);
      rounds[index]!.asked.push(found.asked);
    }
  }
  await agent.close();
  return rounds.map(({ ours, bare, asked }) => ({ beside: besideByClock({ ours, bare }), ours, requests: median(asked) }));
}

export function firstRowsLines({ beside, requests }: FirstRows, latencyMs: number): Omit<Measure, "group">[] {
  return [
    ...besideLines("first rows", "one request for a page of 100, by undici", beside, limits[latencyMs]!),
    { name: "requests before the first rows", value: requests, unit: "requests" },
  ];
}

/** Nothing is open yet, and the key is not proven; the rest of the load is called off. */
async function readFirstRows(demo: DemoCloud, cloud: CloudId): Promise<{ readonly ms: number; readonly asked: number }> {
  const kernel = await openKernel(demo, cloud);
  const { store, refresher } = kernel;
  demo.control.clearRequests();
  const enough = new AbortController();
  const start = performance.now();
  const found = new Promise<{ ms: number; asked: number }>((resolve) => {
    store.onDidChange(({ jobs }) => {
      if (jobs.size > 0) resolve({ ms: performance.now() - start, asked: demo.control.requests.length });
    });
  });
  const reading = refresher.refreshConnection(cloud, enough.signal);
  const first = await found;
  enough.abort();
  await reading;
  await kernel.close();
  return first;
}
