// The thread that reads recordings: a bundle of its own, without the editor.
import { parentPort } from "node:worker_threads";
import type { WorkerRequest } from "../threads/messages.js";
import { answer } from "./answer.js";

let queue = Promise.resolve();

parentPort?.on("message", (request: WorkerRequest) => {
  queue = queue.then(() => answer(request, (said, moved = []) => parentPort?.postMessage(said, [...moved])));
});
