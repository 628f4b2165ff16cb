// Notices what a piece of work does besides computing: files it touches, sockets it opens, timers it sets.
import { createHook, executionAsyncId } from "node:async_hooks";
import fs from "node:fs";

/** How often each thing happened, by its name in Node. */
export interface Trace {
  /** Before the work returned. */
  readonly during: Readonly<Record<string, number>>;
  /** Afterwards, as a consequence and by the extension's own code; filled while `watchedMs` pass. */
  readonly after: Readonly<Record<string, number>>;
  /** Afterwards, as a consequence, by the editor: it makes folders for log channels. */
  readonly byEditor: Readonly<Record<string, number>>;
}

export const watchedMs = 1_000;

/** Kinds of work that Node hands to the system. */
const noticed = /^(FS|FILEHANDLE|TCP|PIPE|UDP|GETADDRINFO|DNS|QUERY|PROCESS|HTTP|Timeout)/;

/** `folder`: where the extension's own code lies. */
export function watchActivity(folder: string, work: () => void): Trace {
  const during: Record<string, number> = {};
  const after: Record<string, number> = {};
  const byEditor: Record<string, number> = {};
  let isOver = false;
  const count = (what: string) => {
    const counts = !isOver ? during : new Error().stack?.includes(folder) ? after : byEditor;
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const descendants = new Set<number>();
  const hook = createHook({
    init(id, type, trigger) {
      const isOurs = !isOver || descendants.has(trigger) || descendants.has(executionAsyncId());
      if (!isOurs) return;
      descendants.add(id);
      if (noticed.test(type)) count(type);
    },
  });
  // The frames nearest to the system are Node's and the editor's.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const restore = watchSyncCalls(count);
  hook.enable();
  try {
    work();
  } finally {
    isOver = true;
    restore();
    setTimeout(() => {
      hook.disable();
      Error.stackTraceLimit = stackTraceLimit;
    }, watchedMs);
  }
  return { during, after, byEditor };
}

/** Calls of `fs` that do not come back before the disk has answered. */
function watchSyncCalls(count: (what: string) => void): () => void {
  const calls = fs as unknown as Record<string, unknown>;
  const originals = Object.entries(calls).filter(([name, call]) => name.endsWith("Sync") && typeof call === "function");
  for (const [name, call] of originals) {
    calls[name] = function (this: unknown, ...parameters: unknown[]) {
      count(name);
      return (call as (...parameters: unknown[]) => unknown).apply(this, parameters);
    };
  }
  return () => {
    for (const [name, call] of originals) calls[name] = call;
  };
}
