// Uploads the files of a job to where its cloud says, one after the other; what fails on the way is tried again, since an upload overwrites itself.
//
// How an upload goes: ui/uploadForm.ts asks which files (checked by chosenFile.ts) or which folder of recordings, which
// core/ports/recordingPackages checks and packs. ui/uploadFlow.ts says what would be refused and which hosts the files go to, and has
// a package made for as long as it is sent. This file asks the cloud for addresses, sends each file by core/ports/fileSender, asks for
// new addresses where one has run out, and looks at the end whether the file is still the one that was sent. Addresses are secrets:
// they are kept in memory for as long as they are used. services/storage/uploadedRecordings keeps which folder it was. Recordings of
// given sentences go into a bucket of the person instead: recordingsUploader.ts.

import { asVoiceError, VoiceError } from "../../core/errors.js";
import type { JobKey } from "../../core/jobs/job.js";
import type { UploadPart, UploadTarget } from "../../core/jobs/jobUpload.js";
import type { LocalFile } from "../../core/ports/fileSender.js";
import type { Kernel } from "../../services/kernel.js";
import { type SendOutcome, sendPatiently } from "./patientSender.js";

export interface ChosenFile {
  readonly part: UploadPart;
  readonly file: LocalFile;
  /** What the person knows it by; absent = the file's own name. */
  readonly name?: string;
}

export type UploadOutcome = { readonly chosen: ChosenFile } & (
  | SendOutcome
  /** Never begun: an upload before it failed, or was cancelled. */
  | { readonly kind: "notBegun" }
);

/** Bytes of all files together. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
  readonly current: ChosenFile;
}

export type JobUploaderKernel = Pick<Kernel, "sessions" | "openFileSender" | "clock">;

/** So long before it runs out an address is not used any more. Milliseconds. */
const slackMs = 60_000;

export class JobUploader {
  /** Of the addresses that were asked for last, by job, and when they came. Milliseconds since 1970. */
  private readonly targets = new Map<string, { readonly all: readonly UploadTarget[]; readonly at: number }>();

  constructor(private readonly kernel: JobUploaderKernel) {}

  /** Where the parts of a job go: hosts by part. Throws VoiceError. */
  async hostsOf(key: JobKey, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const targets = await this.ask(key, signal);
    return new Map(targets.map(({ part, address }) => [part, new URL(address).host]));
  }

  /** In their order; after one that fails nothing else is begun. Never throws. */
  async upload(
    key: JobKey,
    files: readonly ChosenFile[],
    signal: AbortSignal,
    onProgress: (progress: UploadProgress) => void,
  ): Promise<readonly UploadOutcome[]> {
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    const outcomes: UploadOutcome[] = [];
    let before = 0;
    for (const chosen of files) {
      const isStopped = outcomes.some(({ kind }) => kind !== "uploaded");
      const onSent = (bytes: number) => onProgress({ sent: before + bytes, total, current: chosen });
      outcomes.push(isStopped ? { chosen, kind: "notBegun" } : await this.uploadOne(key, chosen, signal, onSent));
      before += chosen.file.size;
    }
    this.targets.delete(nameOf(key));
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
        if (isRefused) this.targets.delete(nameOf(key));
        return this.targetOf(key, chosen.part, signal);
      };
      return { chosen, ...(await sendPatiently(this.kernel, chosen.file, find, { signal, onSent })) };
    } catch (thrown) {
      return { chosen, kind: "failed", error: asVoiceError(thrown), byStore: false };
    }
  }

  private async targetOf(key: JobKey, part: UploadPart, signal: AbortSignal): Promise<UploadTarget | undefined> {
    const { all, at } = this.targets.get(nameOf(key)) ?? { all: [], at: 0 };
    const known = all.find((target) => target.part === part.id);
    if (known && !hasRunOut(known, at, this.kernel.clock.now())) return known;
    return (await this.ask(key, signal)).find((target) => target.part === part.id);
  }

  private async ask(key: JobKey, signal: AbortSignal): Promise<readonly UploadTarget[]> {
    const targets = await this.kernel.sessions.read(key.connectionId, signal, (api) => {
      if (!api.uploadTargets) throw new VoiceError("bug", "this cloud takes no files", { wasSent: false });
      return api.uploadTargets(key.jobId, signal);
    });
    this.targets.set(nameOf(key), { all: targets, at: this.kernel.clock.now() });
    return targets;
  }
}

/** An address that has ended as it comes is one by a clock that is wrong, which says nothing: then the store says when it has run out. */
function hasRunOut({ address }: UploadTarget, cameAt: number, now: number): boolean {
  const end = endOf(address) ?? Number.POSITIVE_INFINITY;
  return end <= now + slackMs && end > cameAt + slackMs;
}

/** When a signed address ends, as its query says: seconds since 1970 at OBS. Milliseconds; undefined = it does not say. */
export function endOf(address: string): number | undefined {
  const seconds = Number(new URL(address).searchParams.get("Expires") ?? Number.NaN);
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

function nameOf({ connectionId, jobId }: JobKey): string {
  return JSON.stringify([connectionId, jobId]);
}
