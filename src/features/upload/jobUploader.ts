// Uploads the files of a job to where its cloud says, one after the other; what fails on the way is tried again, since an upload overwrites itself.
//
// How an upload goes: ui/uploadForm.ts asks which files (checked by chosenFile.ts) or which folder of recordings, which
// core/ports/recordingPackages checks and packs. ui/uploadFlow.ts says what would be refused and which hosts the files go to, and has
// a package made for as long as it is sent. Here each file is sent by patientSender.ts, which looks at the end whether it is still the
// one that was meant, to an address that jobTargets.ts asks the cloud for. Addresses are secrets: they are kept in memory for as long as
// they are used. partMarks.ts knows what is up, so that an upload that was interrupted goes on; services/storage/uploadedRecordings keeps
// that, and which folder it was. Recordings that go up one by one are sent by segmentUploader.ts; those of given sentences, which go
// into a bucket of the person, by recordingsUploader.ts.

import { asVoiceError } from "../../core/errors.js";
import type { JobKey } from "../../core/jobs/job.js";
import type { UploadPart } from "../../core/jobs/jobUpload.js";
import type { LocalFile } from "../../core/ports/fileSender.js";
import type { Kernel } from "../../services/kernel.js";
import { JobTargets } from "./jobTargets.js";
import { type SendOutcome, sendPatiently } from "./patientSender.js";

export interface ChosenFile {
  readonly part: UploadPart;
  readonly file: LocalFile;
  /** What the person knows it by; absent = the file's own name. */
  readonly name?: string;
}

export type UploadOutcome = { readonly chosen: ChosenFile } & (
  | SendOutcome
  /** An upload that was interrupted had sent it: it has not changed since. */
  | { readonly kind: "wasUp" }
  /** Never begun: an upload before it failed, or was cancelled. */
  | { readonly kind: "notBegun" }
);

export function isUp({ kind }: UploadOutcome): boolean {
  return kind === "uploaded" || kind === "wasUp";
}

/** Bytes of all files together. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
  readonly current: ChosenFile;
}

export type JobUploaderKernel = Pick<Kernel, "sessions" | "openFileSender" | "clock">;

export class JobUploader {
  private readonly targets: JobTargets;

  constructor(private readonly kernel: JobUploaderKernel) {
    this.targets = new JobTargets(kernel);
  }

  /** Where the parts of a job go: hosts by part. Throws VoiceError. */
  async hostsOf(key: JobKey, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const targets = await this.targets.ask(key, signal);
    return new Map(targets.map(({ part, address }) => [part, new URL(address).host]));
  }

  /** In their order; after one that fails nothing else is begun. Never throws. */
  async upload(
    key: JobKey,
    files: readonly ChosenFile[],
    signal: AbortSignal,
    onProgress: (progress: UploadProgress) => void,
    /** Called before a file is sent, and again once it is up. */
    onChange: (chosen: ChosenFile, isUp: boolean) => Promise<void> = async () => undefined,
  ): Promise<readonly UploadOutcome[]> {
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    const outcomes: UploadOutcome[] = [];
    let before = 0;
    for (const chosen of files) {
      const isStopped = outcomes.some(({ kind }) => kind !== "uploaded");
      const onSent = (bytes: number) => onProgress({ sent: before + bytes, total, current: chosen });
      if (!isStopped) await onChange(chosen, false);
      const outcome = isStopped ? ({ chosen, kind: "notBegun" } as const) : await this.uploadOne(key, chosen, signal, onSent);
      outcomes.push(outcome);
      if (outcome.kind === "uploaded") await onChange(chosen, true);
      before += chosen.file.size;
    }
    this.targets.forget(key);
    return outcomes;
  }

  private async uploadOne(
    key: JobKey,
    chosen: ChosenFile,
    signal: AbortSignal,
    onSent: (bytes: number) => void,
  ): Promise<UploadOutcome> {
    try {
      onSent(0);
      const find = (isRefused: boolean) => {
        if (isRefused) this.targets.forget(key);
        return this.targets.find(key, ({ part }) => part === chosen.part.id, signal);
      };
      return { chosen, ...(await sendPatiently(this.kernel, chosen.file, find, { signal, onSent })) };
    } catch (thrown) {
      return { chosen, kind: "failed", error: asVoiceError(thrown), byStore: false };
    }
  }
}
