// Uploads recordings one by one, each with its text, and has the cloud compare both before the next: what is confirmed already, and has not changed, is not sent again.
//
// The documents do not say whether the cloud counts recordings from 0 or from 1. It is found out with the first that is sent, alone: the
// number under which the cloud knows it. Until then nothing else is sent, so that no verdict is laid to another recording.

import { asVoiceError, VoiceError } from "../../core/errors.js";
import type { JobKey } from "../../core/jobs/job.js";
import type { SegmentVerdict } from "../../core/jobs/jobUpload.js";
import type { LocalFile } from "../../core/ports/fileSender.js";
import type { Kernel } from "../../services/kernel.js";
import type { MarkChange, UploadMarks } from "../../services/storage/uploadedRecordings.js";
import { JobTargets } from "./jobTargets.js";
import { type SendOutcome, sendPatiently } from "./patientSender.js";

export interface Segment {
  /** From 0, in the order of the addresses. */
  readonly at: number;
  /** Path below the folder. */
  readonly name: string;
  /** Undefined = it is not there any more, or not as it was checked. */
  readonly file: LocalFile | undefined;
  readonly text: string;
  /** Of sound and text together: another one as soon as either is another. */
  readonly mark: string;
}

export type SegmentOutcome = { readonly segment: Segment } & (
  | { readonly kind: "confirmed"; readonly wasUp: boolean }
  /** Both are up and do not match, as the cloud says. */
  | ({ readonly kind: "unmatched" } & Pick<SegmentVerdict, "unmatched">)
  | Exclude<SendOutcome, { kind: "uploaded" }>
  /** Never begun: it was cancelled before, or nothing is known of how the cloud counts. */
  | { readonly kind: "notBegun" }
);

/** Of all recordings together. */
export interface SegmentProgress {
  readonly sent: number;
  readonly total: number;
  readonly done: number;
  readonly count: number;
}

/** What an upload before has left. */
export interface KnownSegments {
  readonly marks: UploadMarks;
  readonly firstNumber?: 0 | 1;
}

export interface SegmentRun {
  readonly signal: AbortSignal;
  readonly known: KnownSegments;
  onProgress(progress: SegmentProgress): void;
  /** What is known from now on, also to the next window. */
  note(change: MarkChange): Promise<void>;
}

export type SegmentUploaderKernel = Pick<Kernel, "sessions" | "openFileSender" | "clock"> & {
  /** A text as a file, for as long as it is sent. */
  readonly withTextFile: <T>(text: string, act: (file: LocalFile) => Promise<T>) => Promise<T>;
};

const atATime = 3;
const uncertain: readonly string[] = ["network", "unavailable", "protocol", "throttled"];

export class SegmentUploader {
  private readonly targets: JobTargets;

  constructor(private readonly kernel: SegmentUploaderKernel) {
    this.targets = new JobTargets(kernel);
  }

  /** In the order of the segments. Never throws. */
  async upload(key: JobKey, segments: readonly Segment[], run: SegmentRun): Promise<readonly SegmentOutcome[]> {
    const outcomes = new Map<Segment, SegmentOutcome>();
    const confirmed = await this.confirmedNumbers(key, run.signal).catch(() => undefined);
    let first = run.known.firstNumber ?? firstIn(confirmed, segments.length);
    const isUp = ({ at, mark }: Segment) =>
      first !== undefined && run.known.marks[at] === mark && confirmed?.has(at + first) === true;
    const waiting = segments.filter((segment) => !isUp(segment));
    for (const segment of segments)
      if (!waiting.includes(segment)) outcomes.set(segment, { segment, kind: "confirmed", wasUp: true });
    const meter = new Meter(waiting, run);
    const send = async (segment: Segment, compare: () => Promise<SegmentVerdict>) => {
      outcomes.set(segment, await this.sendOne(key, segment, run, meter, compare));
      meter.finish(segment);
    };
    while (first === undefined && waiting.length > 0 && !run.signal.aborted) {
      const segment = waiting.shift()!;
      await send(segment, async () => {
        const { verdict, number } = await this.findNumber(key, segment.at, confirmed, run.signal);
        first = number;
        if (first !== undefined) await run.note({ firstNumber: first });
        return verdict;
      });
      if (first === undefined && outcomes.get(segment)?.kind !== "unmatched") break;
    }
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const segment = next;
        const number = first === undefined ? undefined : segment.at + first;
        if (run.signal.aborted || number === undefined) outcomes.set(segment, { segment, kind: "notBegun" });
        else await send(segment, () => this.confirm(key, number, run.signal));
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
    this.targets.forget(key);
    return segments.map((segment) => outcomes.get(segment) ?? { segment, kind: "notBegun" });
  }

  private async sendOne(
    key: JobKey,
    segment: Segment,
    { signal, note }: SegmentRun,
    meter: Meter,
    compare: () => Promise<SegmentVerdict>,
  ): Promise<SegmentOutcome> {
    const { at, file, text, mark } = segment;
    if (!file) return { segment, kind: "changed" };
    try {
      // From now on what lies there may be of two recordings.
      await note({ marks: { [at]: undefined } });
      const put = (what: LocalFile, isText: boolean) => {
        const find = (isRefused: boolean) => {
          if (isRefused) this.targets.forget(key);
          return this.targets.find(key, (target) => target.segment?.at === at && target.segment.isText === isText, signal);
        };
        const onSent = (bytes: number) => isText || meter.move(segment, bytes);
        return sendPatiently(this.kernel, what, find, { signal, onSent });
      };
      const sound = await put(file, false);
      if (sound.kind !== "uploaded") return { segment, ...sound };
      const words = await this.kernel.withTextFile(text, (written) => put(written, true));
      if (words.kind !== "uploaded") return { segment, ...words };
      const { isConfirmed, unmatched } = await compare();
      if (!isConfirmed) return { segment, kind: "unmatched", unmatched };
      await note({ marks: { [at]: mark } });
      return { segment, kind: "confirmed", wasUp: false };
    } catch (thrown) {
      return { segment, kind: "failed", error: asVoiceError(thrown), byStore: false };
    }
  }

  /** Under which number the cloud knows what has just been sent: that is its place, or one more. */
  private async findNumber(
    key: JobKey,
    at: number,
    confirmed: ReadonlySet<number> | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly verdict: SegmentVerdict; readonly number: 0 | 1 | undefined }> {
    // Where others lie there from before, the next number may be one of those.
    const isAlone = confirmed?.size === 0;
    const atPlace = await this.tryConfirm(key, at, signal);
    if (atPlace instanceof VoiceError && !mayBeOfNumber(atPlace, isAlone)) throw atPlace;
    if (!(atPlace instanceof VoiceError) && tells(atPlace)) return { verdict: atPlace, number: 0 };
    const next = atPlace instanceof VoiceError || isAlone ? await this.tryConfirm(key, at + 1, signal) : undefined;
    const isNext = next !== undefined && !(next instanceof VoiceError) && (isAlone || at === 0) && tells(next);
    if (isNext) return { verdict: next, number: 1 };
    if (atPlace instanceof VoiceError) throw atPlace;
    return { verdict: atPlace, number: undefined };
  }

  private async tryConfirm(key: JobKey, number: number, signal: AbortSignal): Promise<SegmentVerdict | VoiceError> {
    return this.confirm(key, number, signal).catch((thrown: unknown) => asVoiceError(thrown));
  }

  /** Sent once; where its answer is lost, the cloud is asked what it has confirmed. Throws VoiceError. */
  private async confirm({ connectionId, jobId }: JobKey, number: number, signal: AbortSignal): Promise<SegmentVerdict> {
    try {
      return await this.kernel.sessions.write(connectionId, signal, async (api) => {
        if (!api.confirmSegment) throw new VoiceError("bug", "this cloud compares no recordings", { wasSent: false });
        return api.confirmSegment(jobId, number, signal);
      });
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (!uncertain.includes(error.kind) || signal.aborted) throw error;
      const confirmed = await this.confirmedNumbers({ connectionId, jobId }, signal).catch(() => undefined);
      if (!confirmed?.has(number)) throw error;
      return { isConfirmed: true, unmatched: [] };
    }
  }

  private async confirmedNumbers({ connectionId, jobId }: JobKey, signal: AbortSignal): Promise<ReadonlySet<number>> {
    const numbers = await this.kernel.sessions.read(connectionId, signal, async (api) => api.confirmedSegments?.(jobId, signal));
    return new Set(numbers);
  }
}

/** A refusal that may mean that there is no such number. This cloud says some of them with the status of a fault of its own (500). */
function mayBeOfNumber({ kind, code }: VoiceError, isAlone: boolean): boolean {
  return kind === "refused" || kind === "notFound" || (isAlone && kind === "unavailable" && code !== undefined);
}

/** An answer that can be about nothing but what was sent. */
function tells({ isConfirmed, unmatched }: SegmentVerdict): boolean {
  return isConfirmed || unmatched.length > 0;
}

/** What the numbers of confirmed recordings prove. */
function firstIn(confirmed: ReadonlySet<number> | undefined, count: number): 0 | 1 | undefined {
  if (confirmed?.has(0)) return 0;
  return confirmed?.has(count) ? 1 : undefined;
}

/** How far the recordings are that have to be sent. */
class Meter {
  private readonly sent = new Map<Segment, number>();
  private readonly segments: readonly Segment[];
  private done = 0;

  constructor(
    waiting: readonly Segment[],
    private readonly run: Pick<SegmentRun, "onProgress">,
  ) {
    this.segments = [...waiting];
  }

  move(segment: Segment, bytes: number): void {
    this.sent.set(segment, bytes);
    this.report();
  }

  finish(segment: Segment): void {
    this.sent.set(segment, segment.file?.size ?? 0);
    this.done += 1;
    this.report();
  }

  private report(): void {
    const sent = [...this.sent.values()].reduce((sum, bytes) => sum + bytes, 0);
    const total = this.segments.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
    this.run.onProgress({ sent, total, done: this.done, count: this.segments.length });
  }
}
