// Has what a click on a job needs loaded a moment after the first rows are seen: the first click of a window is as quick as later ones.
import type { Disposable } from "../../core/ports/event.js";
import type { Clock } from "../../core/ports/ports.js";
import type { JobStore } from "../../services/jobs/jobStore.js";

/** So long the editor has for painting the rows. Milliseconds. */
const paintingMs = 500;

/** Once, with one of the jobs; never while the view is hidden. `warm` asks no cloud. */
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
