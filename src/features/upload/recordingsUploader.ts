// Uploads the recordings of given sentences into the person's own storage, several at a time; one that fails stops no other.
//
// How recordings get to the cloud: ui/sentences/recordingsFlow.ts lists the sentences of a job. ui/sentences/recordingsUpload.ts asks for a folder
// (sentenceFiles.ts finds out which file reads which sentence) and for a place (ui/storagePlace.ts), and says where they go. This file
// has addresses signed, sends each file by patientSender.ts and says what became of it; then the cloud is asked to check each by its
// location, which is no secret. Addresses are: they are kept in memory for as long as they are used.

import type { StoragePlace, StorageTarget } from "../../core/cloud/capabilities/ownStorage.js";
import { asVoiceError, VoiceError } from "../../core/errors.js";
import type { LocalFile } from "../../core/ports/fileSender.js";
import type { Kernel } from "../../services/kernel.js";
import { type SendOutcome, sendPatiently } from "./patientSender.js";

export interface PlacedFile {
  /** Of the sentence. */
  readonly id: string;
  /** Below the folder of the place. */
  readonly name: string;
  readonly file: LocalFile;
}

export type PlacedOutcome = { readonly placed: PlacedFile } & (
  | (Extract<SendOutcome, { kind: "uploaded" }> & { readonly location: string })
  | Exclude<SendOutcome, { kind: "uploaded" }>
  /** Never begun: it was cancelled before. */
  | { readonly kind: "notBegun" }
);

/** Of all files together. */
export interface PlacedProgress {
  readonly sent: number;
  readonly total: number;
  /** Files that are through, well or not. */
  readonly done: number;
  readonly count: number;
}

export type RecordingsUploaderKernel = Pick<Kernel, "sessions" | "openFileSender" | "clock">;

const atATime = 4;
/** So long before it runs out an address is not used any more. Milliseconds. */
const slackMs = 60_000;

export class RecordingsUploader {
  constructor(private readonly kernel: RecordingsUploaderKernel) {}

  /** In the order of the files. Never throws. */
  async upload(
    connectionId: string,
    place: StoragePlace,
    files: readonly PlacedFile[],
    signal: AbortSignal,
    onProgress: (progress: PlacedProgress) => void,
  ): Promise<readonly PlacedOutcome[]> {
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    const sent = files.map(() => 0);
    const outcomes: (PlacedOutcome | undefined)[] = files.map(() => undefined);
    const addresses = new Addresses(this.kernel, connectionId, place, files, signal);
    const report = () => {
      const done = outcomes.filter((outcome) => outcome !== undefined).length;
      onProgress({ sent: sent.reduce((sum, each) => sum + each, 0), total, done, count: files.length });
    };
    const waiting = [...files.entries()];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, placed] = next;
        if (signal.aborted) {
          outcomes[index] = { placed, kind: "notBegun" };
          continue;
        }
        const onSent = (bytes: number) => {
          sent[index] = bytes;
          report();
        };
        outcomes[index] = await this.uploadOne(addresses, placed, signal, onSent);
        report();
      }
    };
    await Promise.all(Array.from({ length: Math.min(atATime, files.length) }, work));
    return outcomes.filter((outcome) => outcome !== undefined);
  }

  private async uploadOne(
    addresses: Addresses,
    placed: PlacedFile,
    signal: AbortSignal,
    onSent: (bytes: number) => void,
  ): Promise<PlacedOutcome> {
    let target: StorageTarget | undefined;
    const find = async (isRefused: boolean) => {
      // The refused one may have been signed again for another file meanwhile.
      target = await addresses.of(placed, isRefused ? target : undefined);
      return target;
    };
    const outcome = await sendPatiently(this.kernel, placed.file, find, { signal, onSent });
    if (outcome.kind !== "uploaded") return { placed, ...outcome };
    return { placed, kind: "uploaded", location: target?.location ?? "" };
  }
}

/** Signed for all files at once, and again for all where one has run out. */
class Addresses {
  private signed: Promise<ReadonlyMap<string, StorageTarget>> | undefined;

  constructor(
    private readonly kernel: RecordingsUploaderKernel,
    private readonly connectionId: string,
    private readonly place: StoragePlace,
    private readonly files: readonly PlacedFile[],
    private readonly signal: AbortSignal,
  ) {}

  /** `refused`: the one that will not do. */
  async of({ name }: PlacedFile, refused: StorageTarget | undefined): Promise<StorageTarget | undefined> {
    const known = await this.all();
    const target = known.get(name);
    const isGood = target && target !== refused && target.expiresAt > this.kernel.clock.now() + slackMs;
    if (isGood) return target;
    const asked = this.signed;
    // Another file may have had all signed again since.
    if ((await asked) === known) this.signed = undefined;
    return (await this.all()).get(name);
  }

  private all(): Promise<ReadonlyMap<string, StorageTarget>> {
    this.signed ??= this.sign().catch((thrown: unknown) => {
      this.signed = undefined;
      throw asVoiceError(thrown);
    });
    return this.signed;
  }

  /** As a read, so that keys that have ended are renewed: it sends nothing else. */
  private async sign(): Promise<ReadonlyMap<string, StorageTarget>> {
    const names = this.files.map(({ name }) => name);
    const targets = await this.kernel.sessions.read(this.connectionId, this.signal, async ({ storage }) => {
      if (!storage) throw new VoiceError("bug", "this cloud has no storage", { wasSent: false });
      return storage.targets(this.place, names);
    });
    return new Map(targets.flatMap((target, index) => [[names[index] ?? "", target] as const]));
  }
}
