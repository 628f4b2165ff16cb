// Runs inside the extension host: asks the probe for its times, repeats them, times the tree, and prints all as one line of JSON.
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import { type Trace, watchedMs } from "./activity";
import type { ProbeExports, Timing } from "./probe";
import { type TreeTiming, timeTree } from "./treeTiming";

export interface HostReport {
  readonly node: string;
  readonly cold: Timing;
  readonly warm: readonly Timing[];
  readonly activity?: Trace;
  readonly tree: TreeTiming;
}

const repetitions = 20;

/** The editor calls this as it would call tests. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<ProbeExports>("voice-jobs.voice-training-jobs");
  if (!extension) throw new Error("the extension is not there");
  const { cold, activity, again } = await extension.activate();
  // Also lets the start of the editor come to rest.
  await wait(2 * watchedMs);
  const warm: Timing[] = [];
  for (let count = 0; count < repetitions; count += 1) {
    warm.push(await again());
    await wait(20);
  }
  const report: HostReport = { node: process.version, cold, warm, ...(activity && { activity }), tree: await timeTree() };
  console.log((process.env.VOICE_JOBS_TEST_TAG ?? "") + JSON.stringify(report));
}
