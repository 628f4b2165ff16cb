// Commands to hear finished voices, and to use them elsewhere; what they do is loaded with the first of them.
import * as vscode from "vscode";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { isAudible } from "../../../core/jobs/allowedActions.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { lazy } from "../../../core/ports/lazy.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import { about, type Handlers } from "../../../ui/commands/handlers.js";
import { jobsOf, type Target } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

type Names = "playSample" | "sayText" | "compareVoices" | "compareWithRecording" | "copySnippet";

export function listenCommands(kernel: UiKernel): Handlers<Names> {
  const panels = lazy(async () => {
    const [{ ListenPanels }, used] = await Promise.all([import("./listenPanels.js"), kernel.used()]);
    return new ListenPanels(kernel, used);
  });
  const canBeHeard = ({ job }: JobRecord, cloud: Cloud) => isAudible(cloud, job);
  const onOne = (name: Names, act: (key: JobKey) => Promise<unknown>) => async (target: Target) => {
    const key = await kernel.picker.job(target, vscode.l10n.t("Which voice?"), canBeHeard);
    if (key) await about(kernel, key, name, () => act(key));
  };
  return {
    playSample: onOne("playSample", async (key) => (await panels()).play(key)),
    sayText: onOne("sayText", async (key) => (await panels()).say(key)),
    compareWithRecording: onOne("compareWithRecording", async (key) => (await panels()).compareWithRecording(key)),
    copySnippet: onOne("copySnippet", async (key) => (await panels()).copySnippet(key)),
    compareVoices: async (_target, targets) => {
      const keys = jobsOf(targets);
      if (keys.length > 2)
        return void vscode.window.showInformationMessage(vscode.l10n.t("Two voices can be compared. Select exactly two jobs."));
      const first = keys[0] ?? (await kernel.picker.job({}, vscode.l10n.t("Which voice should be compared?"), canBeHeard));
      if (!first) return;
      const isOther = (record: JobRecord, cloud: Cloud, key: JobKey) =>
        canBeHeard(record, cloud) && (key.jobId !== first.jobId || key.connectionId !== first.connectionId);
      const second = keys[1] ?? (await kernel.picker.job({}, vscode.l10n.t("Which voice should it be compared with?"), isOther));
      if (second) await about(kernel, first, "compareVoices", async () => (await panels()).compare([first, second]));
    },
  };
}
