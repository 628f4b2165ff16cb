// A thread that does with a folder of recordings what no check can do without: it reads their heads, then the samples of one. What the machine itself takes for both.
import { Worker } from "node:worker_threads";

const script = `
const { parentPort, workerData } = require("node:worker_threads");
const { closeSync, openSync, readdirSync, readFileSync, readSync } = require("node:fs");
const { join } = require("node:path");
const files = readdirSync(workerData).filter((name) => name.endsWith(".wav")).map((name) => join(workerData, name));
const head = Buffer.alloc(44);
for (const file of files) {
  const opened = openSync(file);
  readSync(opened, head, 0, head.length, 0);
  closeSync(opened);
}
parentPort.postMessage("heads");
const sound = readFileSync(files[0]);
let power = 0;
for (let at = head.length; at + 1 < sound.length; at += 2) power += sound.readInt16LE(at) ** 2;
parentPort.postMessage(power);
`;

/** Milliseconds from the start of the thread. */
export interface Beginning {
  readonly headsMs: number;
  readonly soundMs: number;
}

export async function timeBareThread(folder: string): Promise<Beginning> {
  const start = performance.now();
  const worker = new Worker(script, { eval: true, workerData: folder, execArgv: [] });
  const answers: number[] = [];
  await new Promise<void>((done, failed) => {
    worker.on("message", () => {
      answers.push(performance.now() - start);
      if (answers.length === 2) done();
    });
    worker.on("error", failed);
  });
  await worker.terminate();
  const [headsMs = Number.NaN, soundMs = Number.NaN] = answers;
  return { headsMs, soundMs };
}
