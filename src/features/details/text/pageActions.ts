// What can be done with a job from its page: the buttons at its top, and those in lines that advise it.
import * as l10n from "@vscode/l10n";
import type { AdvisedAct } from "../../../core/cloud/advice.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { isAudible, isDeletable, takesCorrections } from "../../../core/jobs/allowedActions.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { Action } from "../../../protocol/details.js";
import { milestoneIndex } from "../jobProgress.js";

export interface ActionInput {
  /** Absent = not read yet. */
  readonly job?: VoiceJob | undefined;
  readonly cloud: Cloud;
  /** It was deleted: what is shown is what was last known. */
  readonly isGone?: boolean;
  readonly canSubmit: boolean;
  /** The person is told when it moves on. */
  readonly isWatched?: boolean;
  readonly canOpenConsole: boolean;
}

export function actions(input: ActionInput): Action[] {
  const { job, cloud, canSubmit, canOpenConsole, isGone = false } = input;
  const isSubmittedAgain = job !== undefined && milestoneIndex(cloud, job.state) > 0;
  const submitLabel = isSubmittedAgain ? l10n.t("Submit Again…") : l10n.t("Submit…");
  const submit: Action = { id: "submit", label: submitLabel, icon: "send", isPrimary: true };
  const refresh: Action = { id: "refresh", label: l10n.t("Refresh"), icon: "refresh", isPrimary: false };
  const openConsole: Action = { id: "openConsole", label: l10n.t("Open Console"), icon: "link-external", isPrimary: false };
  const openJson: Action = { id: "openJson", label: l10n.t("Open as JSON"), icon: "json", isPrimary: false };
  const check: Action = { id: "checkRecordings", label: l10n.t("Check Recordings…"), icon: "mic", isPrimary: true };
  const correct: Action = {
    id: "uploadCorrected",
    label: l10n.t("Upload Corrected…"),
    icon: "cloud-upload",
    isPrimary: true,
  };
  const play: Action = { id: "playSample", label: l10n.t("Play Sample"), icon: "play", isPrimary: true };
  const say: Action = { id: "sayText", label: l10n.t("Say…"), icon: "comment", isPrimary: true };
  const remove: Action = { id: "delete", label: l10n.t("Delete…"), icon: "trash", isPrimary: false };
  return [
    ...(canSubmit && !isGone && cloud.recordings ? [check] : []),
    ...(canSubmit && !isGone && job && takesCorrections(cloud, job) ? [correct] : []),
    ...(canSubmit && !isGone ? [submit] : []),
    ...(job && isAudible(cloud, job) && !isGone ? [play, say] : []),
    refresh,
    ...(canOpenConsole ? [openConsole] : []),
    ...(job ? [openJson] : []),
    ...(job && isDeletable(cloud, job) && !isGone ? [remove] : []),
  ];
}

/** What can be done from the line that advises it. */
export function advisedActs(
  { cloud, canSubmit, canOpenConsole, isWatched }: ActionInput,
  job: VoiceJob,
): ReadonlySet<AdvisedAct> {
  const isOver = cloud.states.find(({ state }) => state === job.state)?.isFinal ?? false;
  const all: Readonly<Record<AdvisedAct, boolean>> = {
    submit: canSubmit,
    openConsole: canOpenConsole,
    watch: !isWatched && !isOver,
    refresh: true,
    copyVoiceId: Boolean(job.voiceId),
    uploadFiles: cloud.uploadParts !== undefined && canSubmit,
    uploadCorrected: canSubmit && takesCorrections(cloud, job),
  };
  return new Set((Object.keys(all) as AdvisedAct[]).filter((act) => all[act]));
}
