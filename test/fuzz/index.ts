// `npm run fuzz -- --count 1000000`: spoiled answers to all readers of both clouds, by VOICE_JOBS_SEED; prints what failed and leaves with 1.
// `npm run fuzz -- --recordings 10000`: damaged and hostile recordings instead.
import { parseArgs } from "node:util";
import { filesPerFolder, tryHostileFolder } from "./hostileFiles.js";
import { tryAnswer } from "./tries.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100000" },
    from: { type: "string", default: "0" },
    recordings: { type: "string" },
  },
});
const seed = Number(process.env.VOICE_JOBS_SEED ?? 20_240_605);
const from = Number(values.from);
const count = Number(values.count);
/** Milliseconds of this process's own time for one answer: what is above it is tried again, since a machine has moods. */
const budget = 50;

const faults: string[] = [];
/** How many of them are printed: as they come, since the last may be an hour away. */
let said = 0;
let jobs = 0;
let errors = 0;
let slowest = 0;
let again = 0;

async function costOf(index: number): Promise<number> {
  const outcome = await tryAnswer(seed, index);
  faults.push(...outcome.faults);
  jobs += outcome.jobs;
  errors += outcome.errors;
  return outcome.cost;
}

async function run(): Promise<void> {
  for (let index = from; index < from + count && faults.length < 50; index++) {
    let cost = await costOf(index);
    for (let tries = 0; cost > budget && tries < 5; tries++) {
      again += 1;
      cost = Math.min(cost, await costOf(index));
    }
    slowest = Math.max(slowest, cost);
    if (cost > budget) faults.push(`seed ${seed}, answer ${index}: took ${Math.round(cost)} ms`);
    for (; said < faults.length; said += 1) process.stdout.write(`${faults[said]}\n`);
    if ((index - from + 1) % 50_000 === 0) process.stderr.write(`${index - from + 1} answers, ${faults.length} faults\n`);
  }

  const tried = `${count} answers from ${from} on, seed ${seed}: ${jobs} jobs, ${errors} errors with a kind, ${faults.length} faults`;
  process.stdout.write(`${tried}; slowest ${slowest.toFixed(1)} ms, ${again} tried again\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/** Milliseconds of this process's own time that one folder of twenty may take: a second for each file would be a hang. */
const folderBudget = 1_000;

async function runRecordings(files: number): Promise<void> {
  let [tried, worst] = [0, 0];
  for (let index = from; tried < files && faults.length < 50; index++) {
    let { cost, ...outcome } = await tryHostileFolder(seed, index);
    for (let tries = 0; cost > folderBudget && tries < 5; tries++)
      cost = Math.min(cost, (await tryHostileFolder(seed, index)).cost);
    faults.push(...outcome.faults);
    if (cost > folderBudget) faults.push(`seed ${seed}, folder ${index}: took ${Math.round(cost)} ms`);
    worst = Math.max(worst, cost);
    tried += filesPerFolder;
  }
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(`${tried} recordings, seed ${seed}: ${faults.length} faults; slowest folder ${worst.toFixed(0)} ms\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

void (values.recordings === undefined ? run() : runRecordings(Number(values.recordings)));
