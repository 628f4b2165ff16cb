// Preloads what the next look or click needs, while the editor has nothing else to do: the first one of a window is as quick as later ones.
import type { Disposable } from "../core/ports/event.js";
import type { Clock } from "../core/ports/ports.js";
import type { ConnectionStore } from "../services/connections/connectionStore.js";
import type { JobStore } from "../services/jobs/jobStore.js";

/** So long the editor has for starting all that starts with it. Milliseconds. */
const startingMs = 1_000;

/** So long the editor has for painting the rows. Milliseconds. */
const paintingMs = 500;

/** What the first look at the view needs, where there is something to show. `load` asks no cloud. */
export function preloadTree(
  connectionStore: Pick<ConnectionStore, "ids">,
  clock: Clock,
  load: () => Promise<unknown>,
): Disposable {
  return clock.after(startingMs, () => {
    // Where it fails, the look does by itself what is missing.
    if (connectionStore.ids().length > 0) void load().catch(() => undefined);
  });
}

/** What a click on a job needs, a moment after the first rows are seen: once, with one of the jobs; never while the view is hidden. `warm` asks no cloud. */
export function preloadWhenSeen(
  view: { readonly visible: boolean },
  store: Pick<JobStore, "onDidChange">,
  clock: Clock,
  warm: (job: { readonly connectionId: string; readonly jobId: string }) => Promise<unknown>,
): Disposable {
  let waiting: Disposable | undefined;
  const heard = store.onDidChange(({ connectionId, jobs }) => {
    const [jobId] = jobs;
    if (jobId === undefined || !view.visible) return;
    heard.dispose();
    // Where it fails, the click does by itself what is missing.
    waiting = clock.after(paintingMs, () => void warm({ connectionId, jobId }).catch(() => undefined));
  });
  return {
    dispose: () => {
      heard.dispose();
      waiting?.dispose();
    },
  };
}
