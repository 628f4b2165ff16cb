// One look per phase, the same in the tree, the panel and the pickers: told by shape first, by colour second.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../core/cloud/cloud.js";
import type { StateInfo } from "../core/cloud/jobStates.js";
import type { Phase, VoiceJob } from "../core/jobs/job.js";
import type { StateBadge } from "../protocol/pageParts.js";
import { translate } from "./translate.js";

export interface Look {
  /** Codicon. */
  readonly icon: string;
  /** Theme colour; absent = the colour of text. */
  readonly color?: string;
}

export const looks: Readonly<Record<Phase, Look>> = {
  // Colours of the problems' icons: the lists' own are those of text in high contrast.
  attention: { icon: "warning", color: "problemsWarningIcon.foreground" },
  running: { icon: "sync", color: "charts.blue" },
  waiting: { icon: "history", color: "charts.purple" },
  failed: { icon: "error", color: "problemsErrorIcon.foreground" },
  succeeded: { icon: "pass", color: "charts.green" },
  unknown: { icon: "question" },
};

/** The description of a state; undefined for an undocumented one. */
export function stateInfo(cloud: Cloud, state: string): StateInfo | undefined {
  return cloud.states.find((each) => each.state === state);
}

/** The state in the person's language; an unknown one verbatim. */
export function stateTitle(cloud: Cloud, state: string): string {
  const known = stateInfo(cloud, state);
  return known ? translate(known.title) : state;
}

export function stateBadge(job: VoiceJob, cloud: Cloud): StateBadge {
  return {
    tone: job.phase,
    icon: looks[job.phase].icon,
    label: stateTitle(cloud, job.state) || l10n.t("No state"),
    verbatim: job.state,
  };
}

export function phaseTitle(phase: Phase): string {
  switch (phase) {
    case "attention":
      return l10n.t("Needs attention");
    case "running":
      return l10n.t("Running");
    case "waiting":
      return l10n.t("Waiting for the cloud");
    case "failed":
      return l10n.t("Failed");
    case "succeeded":
      return l10n.t("Completed");
    case "unknown":
      return l10n.t("Other states");
  }
}
