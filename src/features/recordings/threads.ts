// Makes a thread of the recordings' own bundle.
import type { RecordingThread } from "./checkRecordings.js";
import type { WorkerAnswer } from "./messages.js";

/** What is needed of node's Worker. */
export interface NodeWorker {
  on(event: "message", listener: (value: WorkerAnswer) => void): unknown;
  on(event: "error" | "exit", listener: () => void): unknown;
  postMessage(value: unknown): void;
  ref(): void;
  unref(): void;
  terminate(): Promise<number>;
}

/** `worker`: just started from `dist/recordingsWorker.js`. */
export function threadOf(worker: NodeWorker): RecordingThread {
  // One listener each, which the next check replaces: a thread outlives the check that started it.
  let answered: (answer: WorkerAnswer) => void = () => undefined;
  let failed = () => {};
  worker.on("message", (answer: WorkerAnswer) => answered(answer));
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
        if (answer.kind !== "progress") worker.unref();
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
