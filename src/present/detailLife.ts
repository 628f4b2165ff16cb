// Words where a job stands in its life: one step per milestone, with the times the cloud told.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../core/cloud.js";
import type { Phase, VoiceJob } from "../core/job.js";
import type { Step, StepPlace } from "../protocol/detail.js";
import { type Light, moment } from "./detailRows.js";
import { word } from "./word.js";

/** Empty for a state without a milestone: nobody knows how far the job is. */
export function lifeSteps(job: VoiceJob, cloud: Cloud, light: Light): Step[] {
  const here = milestoneIndex(cloud, job.state);
  if (here < 0) return [];
  return cloud.life.map((milestone, index) => {
    const place = placeOf(index, here, job.phase);
    const at = timeOfStep(index, here, job);
    return {
      title: word(milestone.title),
      place,
      placeLabel: placeLabel(place),
      ...(at !== undefined && { time: moment(at, light, "narrow") }),
    };
  });
}

/** -1 = the state belongs to no milestone. */
export function milestoneIndex(cloud: Cloud, state: string): number {
  return cloud.life.findIndex((milestone) => milestone.states.includes(state));
}

function placeOf(index: number, here: number, phase: Phase): StepPlace {
  if (index > here) return "ahead";
  if (index < here || phase === "succeeded") return "done";
  if (phase === "failed") return "stopped";
  return phase === "attention" ? "attention" : "current";
}

/** A job tells when it was made and when its state last changed; the steps between are not in any answer. */
function timeOfStep(index: number, here: number, job: VoiceJob): number | undefined {
  if (index === here) return job.updatedAt ?? (index === 0 ? job.createdAt : undefined);
  return index === 0 && here > 0 ? job.createdAt : undefined;
}

function placeLabel(place: StepPlace): string {
  switch (place) {
    case "done":
      return l10n.t("done");
    case "current":
      return l10n.t("the job is here");
    case "attention":
      return l10n.t("the job waits here for you");
    case "stopped":
      return l10n.t("the job stopped here");
    case "ahead":
      return l10n.t("still ahead");
  }
}
