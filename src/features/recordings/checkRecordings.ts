// Checks a folder of recordings: has it listed and measured by threads, and makes the report, again with each recording that is done.
//
// How a folder is checked: layout/plan.ts finds out which files are recordings and which text belongs to each. worker/ lists and reads
// files in threads of their own; texts/ reads texts in any encoding, audio/measureSound.ts measures a recording without judging it.
// judgeSound.ts, judgeText.ts and judgeSet.ts compare measures with what a cloud asks for and with common advice (limits.ts); what can
// be wrong is the closed list of finding.ts. assemble.ts makes the report, which is plain data (report.ts).

import { assembleReport, findingsByFile, type SoundResult } from "./assemble.js";
import type { Peaks } from "./audio/peaks.js";
import type { SpokenLanguage } from "./judge/judgeText.js";
import type { RecordingPlan } from "./layout/plan.js";
import { listedRows, withLengths } from "./listedRows.js";
import type { MadePackage } from "./package/makePackage.js";
import { PackageError } from "./package/packageError.js";
import type { CheckedKind, CheckTarget, RecordingReport, RecordingsReport } from "./report.js";
import { CheckError, CheckRun, type RecordingThread } from "./threads/checkRun.js";
import type { ListedSound, PlayableSound, WorkerAnswer, WorkerRequest } from "./threads/messages.js";

export interface CheckOptions {
  /** Absent = for no kind of job in particular. */
  readonly kind?: CheckedKind;
  /** Absent = each text says it itself. */
  readonly language?: SpokenLanguage;
  /** Ids of recordings that are left out. */
  readonly leftOut?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  onProgress?(progress: CheckProgress): void;
}

export interface CheckProgress {
  readonly done: number;
  readonly total: number;
  /** The recording that was just finished, without what only the whole set can tell; absent while none is. */
  readonly recording?: RecordingReport;
  /** All rows: by name and length as soon as they are listed, and again with their texts. */
  readonly recordings?: readonly RecordingReport[];
}

interface KnownSound {
  readonly size: number;
  readonly mtimeMs: number;
  readonly result: SoundResult;
  readonly peaks?: Peaks;
}

interface KnownFolder {
  readonly plan: RecordingPlan;
  readonly signature: string;
  readonly sounds: Map<string, KnownSound>;
}

/** Folders that are remembered, the latest ones. */
const mostFolders = 8;

/** A second thread pays where there is some work to share. */
const threads = 2;

export class RecordingsChecker {
  readonly #start: () => RecordingThread;
  readonly #folders = new Map<string, KnownFolder>();
  #idle: RecordingThread[] = [];

  /** `start`: makes a thread. */
  constructor(start: () => RecordingThread) {
    this.#start = start;
  }

  /** Reads only what has changed since the last check of the same target. Throws CheckError. */
  async check(target: CheckTarget, options: CheckOptions = {}): Promise<RecordingsReport> {
    return this.#run(options.signal, async (run) => {
      let listed: readonly ListedSound[] | undefined;
      const folder = await this.#plan(target, run, (sounds) => {
        listed = sounds;
        if (sounds.length > 1) run.prepare(threads);
        options.onProgress?.({ done: 0, total: sounds.length, recordings: listedRows(sounds, options.leftOut) });
      });
      const filesRead = folder.filesRead + (await this.#measure(target, folder.known, options, run, listed));
      return this.#report(target, folder.known, options, filesRead);
    });
  }

  /** The report of what is known already, for another kind of job or without some recordings; undefined = it was never checked. Reads nothing. */
  again(target: CheckTarget, options: CheckOptions = {}): RecordingsReport | undefined {
    const known = this.#folders.get(JSON.stringify(target));
    return known && this.#report(target, known, options, 0);
  }

  /** What the waveform of one recording is drawn from. */
  peaks(target: CheckTarget, id: string): Peaks | undefined {
    return this.#folders.get(JSON.stringify(target))?.sounds.get(id)?.peaks;
  }

  /** What is in a folder, by names and texts. Throws CheckError. */
  async look(target: CheckTarget, signal?: AbortSignal): Promise<RecordingPlan> {
    return this.#run(signal, async (run) => (await this.#plan(target, run)).known.plan);
  }

  /** The sound of a recording of a folder that was checked; of a long one a stretch around `at`. Undefined = it cannot be played. */
  async sound(target: CheckTarget, id: string, at = 0): Promise<PlayableSound | undefined> {
    const known = this.#folders.get(JSON.stringify(target));
    if (!known?.plan.recordings.some(({ sound }) => sound.path === id && !sound.problem)) return undefined;
    const { signature } = known;
    const answer = await this.#run(undefined, (run) => run.ask({ kind: "sound", target, signature, path: id, at }));
    return answer.kind === "sound" ? answer.sound : undefined;
  }

  /** Writes what the kind of job asks for to `draft`, which becomes `to`, a zip or a folder. Throws PackageError; where it was stopped the draft is left. */
  async makePackage(
    report: RecordingsReport,
    { draft, to }: { readonly draft: string; readonly to: string },
    options: { readonly signal?: AbortSignal; onProgress?(part: number): void } = {},
  ): Promise<MadePackage> {
    const request: WorkerRequest = { kind: "package", report, draft, to };
    const answer = await this.#run(options.signal, (run) =>
      run.ask(request, (part) => part.kind === "progress" && options.onProgress?.(part.part)),
    ).catch((thrown: unknown) => {
      throw new PackageError(thrown instanceof CheckError ? thrown.code : "failed");
    });
    if (answer.kind === "packaged") return answer.made;
    throw answer.kind === "unpackaged" ? new PackageError(answer.problem, answer.id) : new PackageError("failed");
  }

  /** Ends its threads; what is known stays. */
  dispose(): void {
    for (const thread of this.#idle) thread.end();
    this.#idle = [];
  }

  /** With threads that are given back, or ended where something went wrong. */
  async #run<Result>(signal: AbortSignal | undefined, act: (run: CheckRun) => Promise<Result>): Promise<Result> {
    if (signal?.aborted) throw new CheckError("cancelled");
    const run = new CheckRun(this.#takeThreads(), signal);
    try {
      const result = await act(run);
      this.#idle.push(...run.release());
      return result;
    } catch (thrown) {
      run.end();
      if (signal?.aborted) throw new CheckError("cancelled");
      throw thrown;
    }
  }

  #takeThreads(): () => RecordingThread {
    return () => this.#idle.pop() ?? this.#start();
  }

  /** `onListed`: not called for a folder that is known. */
  async #plan(
    target: CheckTarget,
    run: CheckRun,
    onListed?: (sounds: readonly ListedSound[]) => void,
  ): Promise<{ readonly known: KnownFolder; readonly filesRead: number }> {
    const key = JSON.stringify(target);
    const before = this.#folders.get(key);
    const request: WorkerRequest = { kind: "plan", target, ...(before && { known: before.signature }) };
    const answer = await run.ask(request, (part) => part.kind === "listed" && onListed?.(part.sounds));
    if (answer.kind === "unchanged" && before) return { known: before, filesRead: 0 };
    if (answer.kind !== "plan") throw new CheckError(answer.kind === "failed" ? answer.code : "failed");
    const known = { plan: answer.plan, signature: answer.signature, sounds: before?.sounds ?? new Map<string, KnownSound>() };
    this.#folders.delete(key);
    this.#folders.set(key, known);
    for (const oldest of [...this.#folders.keys()].slice(0, -mostFolders)) this.#folders.delete(oldest);
    return { known, filesRead: answer.filesRead };
  }

  /** Gives how many files were read. */
  async #measure(
    target: CheckTarget,
    { plan, signature, sounds }: KnownFolder,
    options: CheckOptions,
    run: CheckRun,
    listed: readonly ListedSound[] | undefined,
  ): Promise<number> {
    const paths = new Set(plan.recordings.map(({ sound }) => sound.path));
    for (const path of [...sounds.keys()]) if (!paths.has(path)) sounds.delete(path);
    const stale = plan.recordings.filter(({ sound }) => {
      const known = sounds.get(sound.path);
      return !known || known.size !== sound.size || known.mtimeMs !== sound.mtimeMs;
    });
    for (const { sound } of stale) sounds.delete(sound.path);
    const [total, unread] = [plan.recordings.length, stale.length];
    let done = total - unread;
    // All rows at once, by name: what is measured comes row by row.
    const bare = assembleReport({ ...partsOf(target, options), plan, results: resultsOf(sounds), filesRead: 0 });
    options.onProgress?.({ done, total, recordings: withLengths(bare.recordings, listed) });
    const named = findingsByFile(plan.findings);
    const rows = new Map(bare.recordings.map((recording) => [recording.id, recording]));
    await run.share(unread > 1 ? threads : 1, stale, async (planned, ask) => {
      const { path, size, mtimeMs, problem } = planned.sound;
      const answer: WorkerAnswer = problem
        ? { kind: "measured", path, result: { unmeasured: { kind: "unreadable", code: problem } } }
        : await ask({ kind: "measure", target, signature, path });
      if (answer.kind !== "measured") throw new CheckError("failed");
      const { result, peaks } = answer;
      sounds.set(path, { size, mtimeMs, result, ...(peaks && { peaks }) });
      done += 1;
      if (!options.onProgress) return;
      const alone = assembleReport({
        ...partsOf(target, options),
        plan: { ...plan, recordings: [planned], findings: named.get(path) ?? [] },
        results: new Map([[path, result]]),
        filesRead: 0,
      });
      const recording = alone.recordings[0]!;
      const number = rows.get(path)?.number;
      options.onProgress({ done, total, recording: { ...recording, ...(number !== undefined && { number }) } });
    });
    return stale.filter(({ sound }) => !sound.problem).length;
  }

  #report(target: CheckTarget, { plan, sounds }: KnownFolder, options: CheckOptions, filesRead: number): RecordingsReport {
    return assembleReport({ ...partsOf(target, options), plan, results: resultsOf(sounds), filesRead });
  }
}

function partsOf(target: CheckTarget, { kind, language, leftOut }: CheckOptions) {
  return { target, ...(kind && { kind }), ...(language && { language }), ...(leftOut && { leftOut }) };
}

function resultsOf(sounds: ReadonlyMap<string, KnownSound>): ReadonlyMap<string, SoundResult> {
  return new Map([...sounds].map(([path, { result }]) => [path, result]));
}
