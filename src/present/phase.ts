// How a phase looks, by shape and by colour: the same in the tree, in the details and in the status bar.
import type { Phase } from "../core/job.js";

export interface PhaseLook {
  /** Name of a codicon. */
  readonly icon: string;
  /** Id of a theme colour. */
  readonly color: string;
}

export const phaseLooks: Readonly<Record<Phase, PhaseLook>> = {
  attention: { icon: "warning", color: "list.warningForeground" },
  running: { icon: "sync", color: "charts.blue" },
  waiting: { icon: "clock", color: "descriptionForeground" },
  failed: { icon: "error", color: "list.errorForeground" },
  succeeded: { icon: "pass", color: "testing.iconPassed" },
  unknown: { icon: "question", color: "descriptionForeground" },
};
