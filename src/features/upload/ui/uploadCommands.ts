// Commands that upload the files of a job, and have the recordings of given sentences checked; what they do is loaded with the first of them.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { isSubmittable, takesCorrections } from "../../../core/jobs/allowedActions.js";
import { lazy } from "../../../core/ports/lazy.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import { about, type Handlers } from "../../../ui/commands/handlers.js";
import { purposeText, readUploadArgument } from "../../../ui/commands/uploadArgument.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export interface UploadFeature {
  readonly handlers: Handlers<"uploadFiles" | "uploadCorrected" | "checkRecordings">;
  /** Tells what became of sound checks that were under way when a window closed. */
  resume(): Promise<void>;
}

export function uploadCommands(kernel: UiKernel): UploadFeature {
  const feature = lazy(async () => (await import("./uploadFeature.js")).createUploading(kernel));
  const recordings = lazy(async () => {
    const { createRecordingsFlow } = await import("./library/ownStorageFeature.js");
    return createRecordingsFlow(kernel, await kernel.used());
  });
  const handlers: UploadFeature["handlers"] = {
    checkRecordings: async (target) => {
      const prompt = vscode.l10n.t("Which job's recordings should be checked?");
      const asks = ({ job }: JobRecord, cloud: Cloud) => cloud.recordings !== undefined && isSubmittable(cloud, job);
      const key = await kernel.picker.job(target, prompt, asks);
      if (key) await about(kernel, key, "checkRecordings", async () => (await recordings()).run(key));
    },
    uploadFiles: async (target, _targets, argument) => {
      const given = readUploadArgument(argument);
      if (given?.isSoundCheck) return (await feature()).soundCheck.run(given);
      const prompt = vscode.l10n.t("For which job are files uploaded?");
      const takesFiles = ({ job }: JobRecord, cloud: Cloud) =>
        cloud.uploadParts !== undefined &&
        isSubmittable(cloud, job) &&
        (given?.purposes === undefined || given.purposes.includes(purposeText({ cloud: cloud.id, jobType: job.type })));
      const create = () => vscode.commands.executeCommand(commands.createJob, given);
      const key = await kernel.picker.job(
        target,
        prompt,
        takesFiles,
        given && { label: vscode.l10n.t("Create Job…"), act: create },
      );
      if (key) await about(kernel, key, "uploadFiles", async () => (await feature()).upload.run(key, given));
    },
    uploadCorrected: async (target) => {
      const prompt = vscode.l10n.t("For which job are corrected files uploaded?");
      const key = await kernel.picker.job(target, prompt, ({ job }, cloud) => takesCorrections(cloud, job));
      if (key) await about(kernel, key, "uploadCorrected", async () => (await feature()).corrections.run(key));
    },
  };
  return { handlers, resume: async () => (await feature()).soundCheck.resume() };
}

/** Loaded when recordings are picked for the first time. */
export function mediaLibraryOf(
  kernel: Omit<UiKernel, "picker" | "refreshConnections" | "mediaLibrary">,
): UiKernel["mediaLibrary"] {
  return lazy(async () => {
    const { createMediaLibrary } = await import("./library/ownStorageFeature.js");
    return createMediaLibrary(kernel, await kernel.used());
  });
}
