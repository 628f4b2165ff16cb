// Makes a thread of the recordings' own bundle.
import type { WorkerThread } from "../../../core/ports/ports.js";
import type { RecordingThread } from "./checkRun.js";
import { isPartial, type WorkerAnswer } from "./messages.js";

/** The bundle that such threads run. */
export const workerBundle = "recordingsWorker.js";

/** `worker`: just started from that bundle. */
export function threadOf(worker: WorkerThread): RecordingThread {
  // One listener each, which the next check replaces: a thread outlives the check that started it.
  let answered: (answer: WorkerAnswer) => void = () => undefined;
  let failed = () => {};
  worker.on("message", (answer) => answered(answer as WorkerAnswer));
  worker.on("error", () => failed());
  worker.on("exit", () => failed());
  // An editor that closes does not wait for it.
  worker.unref();
  return {
    post: (request) => {
      worker.ref();
      worker.postMessage(request);
    },
    onAnswer: (listener) => {
      answered = (answer) => {
        if (!isPartial(answer)) worker.unref();
        listener(answer);
      };
    },
    onFailure: (listener) => {
      failed = listener;
    },
    end: () => {
      failed = () => {};
      void worker.terminate();
    },
  };
}
