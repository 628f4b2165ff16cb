// Times the overview of ten thousand jobs: counting and wording all of its charts, beside one plain pass over the same jobs.
import { huawei } from "../../../src/clouds/huawei/index.js";
import type { StateObservation } from "../../../src/core/jobs/history/stateObservation.js";
import type { VoiceJob } from "../../../src/core/jobs/job.js";
import { overviewOf } from "../../../src/features/overview/overview.js";
import { wordOverview } from "../../../src/features/overview/text/overviewView.js";
import { besideByCpu, besideLines, type Limit, type Measure, type Spent, spent } from "../report/measures";

const repetitions = 15;
const group = "Overview of 10,000 jobs";
const limit: Limit = { ratio: 25, because: "stands for 300 ms" };

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 20, 12);

export async function measureOverview(): Promise<Measure[]> {
  const jobs = Array.from({ length: 10_000 }, (_, at) => jobAt(at));
  // As many as are kept of a connection.
  const observations = new Map(jobs.slice(0, 2_000).map(({ id }, at) => [id, logAt(at)]));
  const rounds = { ours: [] as Spent[], bare: [] as Spent[] };
  const state = { isWhole: true, isLoading: false, isLoadingMore: false, isRemembered: false, errors: [] };
  for (let round = 0; round < repetitions; round += 1) {
    rounds.bare.push(await spent(() => JSON.stringify(jobs)));
    rounds.ours.push(
      await spent(() => {
        const overview = overviewOf([{ connectionId: "c", cloud: huawei, jobs, observations }], now);
        return wordOverview({ overview, clouds: [huawei], locale: "en", ...state });
      }),
    );
  }
  const beside = besideByCpu(rounds);
  return besideLines("counted and worded", "the same jobs as JSON text", beside, limit).map((line) => ({ group, ...line }));
}

function jobAt(at: number): VoiceJob {
  const { state, phase } = huawei.states[at % huawei.states.length]!;
  const failure =
    phase === "failed" || phase === "attention" ? { code: `M.${at % 300}`, message: `Recording ${at} is too noisy` } : undefined;
  const raw = { job_id: `job-${at}`, voice_name: `Voice ${at}`, state, job_type: "BASIC", batch_name: `batch ${at % 40}` };
  return {
    id: `job-${at}`,
    name: `Voice ${at}`,
    state,
    phase,
    type: "BASIC",
    batch: `batch ${at % 40}`,
    createdAt: now - at * hour,
    updatedAt: now - at * 0.1 * hour,
    ...(failure && { failure }),
    raw,
  };
}

function logAt(at: number): readonly StateObservation[] {
  const begin = now - (30 + (at % 600)) * hour;
  return ["CREATING", "SYSTEM_AUDITING", "AUDITING", "WAITING", "PROCESSING"].map((state, step) => {
    const moved = begin + step * (1 + (at % 7)) * hour;
    return { state, at: moved, seenAt: moved + 20_000 };
  });
}
