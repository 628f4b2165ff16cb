// A random walk: jobs come, move, are reviewed and go between and during refreshes, load-mores and filters; in the end all is true.
import fc from "fast-check";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { Walk } from "./walk.js";
import { steps } from "./walkSteps.js";

interface Account {
  readonly title: string;
  readonly cloud: CloudId;
  readonly jobs: number;
  readonly runs: number;
  readonly length: number;
  /** One job in six tells no time. */
  readonly isUntimed?: boolean;
}

const accounts: readonly Account[] = [
  { title: "a small account at Huawei", cloud: "huawei", jobs: 60, runs: 6, length: 80 },
  { title: "an account at Huawei that is just read whole", cloud: "huawei", jobs: 495, runs: 3, length: 80 },
  { title: "a large account at Huawei", cloud: "huawei", jobs: 900, runs: 6, length: 80 },
  {
    title: "a small account where one job in six tells no time",
    cloud: "huawei",
    jobs: 60,
    runs: 6,
    length: 80,
    isUntimed: true,
  },
  {
    title: "a large account where one job in six tells no time",
    cloud: "huawei",
    jobs: 900,
    runs: 6,
    length: 80,
    isUntimed: true,
  },
  { title: "a small account at Alibaba", cloud: "alibaba", jobs: 60, runs: 6, length: 80 },
  { title: "a large account at Alibaba", cloud: "alibaba", jobs: 700, runs: 6, length: 80 },
];

describe("a random walk", () => {
  for (const { title, cloud, jobs, runs, length, isUntimed: hasUntimed = false } of accounts) {
    it(`through ${title} ends with true totals and rows`, async () => {
      // The same walks each time; VOICE_JOBS_SEED=random looks for others.
      const { VOICE_JOBS_SEED: asked, VOICE_JOBS_BRIEF: isBrief } = process.env;
      const known = isBrief ? [1] : [1, 2, 3];
      const seeds = !asked ? known : asked === "random" ? fc.sample(fc.nat(2 ** 30), 3) : [Number(asked)];
      for (const seed of seeds) {
        const property = fc.asyncProperty(steps(length), async (given) => {
          const walk = await Walk.open(cloud, jobs, seed, hasUntimed);
          try {
            for (const step of given) await walk.take(step);
            await walk.end();
          } finally {
            await walk.close();
          }
        });
        await fc.assert(property, { seed, numRuns: Math.ceil(runs / (asked ? seeds.length : 3)), endOnFailure: true });
      }
    });
  }
});
