// Starts threads of the program's own bundles.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { StartThread } from "../core/ports/ports.js";

/** `folder`: where the bundles lie. */
export function createThreads(folder: string): StartThread {
  return (bundle) => new Worker(join(folder, bundle));
}
