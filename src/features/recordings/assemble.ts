// Makes the report of what was planned and measured: judges each recording, its text and the set. Reads nothing and waits for nothing.
import type { SoundFormat } from "../../core/recordings/recordingRequirements.js";
import type { SoundMeasures } from "./audio/measures.js";
import { type FileKind, isSoundKind } from "./audio/wav/wavFile.js";
import { byWeight, type Finding, type Severity } from "./finding.js";
import { judgeSet, median } from "./judge/judgeSet.js";
import { judgeSound } from "./judge/judgeSound.js";
import { judgePace, judgeText, type SpokenLanguage } from "./judge/judgeText.js";
import { verdictOf } from "./judge/verdict.js";
import { endingOf } from "./layout/folderFiles.js";
import type { PlannedRecording, RecordingPlan } from "./layout/plan.js";
import type { CheckedKind, CheckTarget, RecordingReport, RecordingsReport, Totals, Unmeasured } from "./report.js";

export type SoundResult = { readonly measures: SoundMeasures } | { readonly unmeasured: Unmeasured };

export interface Assembling {
  readonly target: CheckTarget;
  readonly kind?: CheckedKind;
  readonly language?: SpokenLanguage;
  readonly plan: RecordingPlan;
  /** By the path of the sound; absent = not measured yet. */
  readonly results: ReadonlyMap<string, SoundResult>;
  /** Ids of recordings that the person leaves out: they are no part of the set. */
  readonly leftOut?: ReadonlySet<string>;
  readonly filesRead: number;
}

export function assembleReport(given: Assembling): RecordingsReport {
  const { target, kind, plan, results, leftOut = new Set<string>(), filesRead } = given;
  const members = plan.recordings.filter(({ sound }) => !leftOut.has(sound.path));
  const isTextAsked = isTextUsed(kind);
  const ofSet = judgeSet(
    members.map(({ sound, text }) => {
      const result = results.get(sound.path);
      return {
        id: sound.path,
        ...(text && isTextAsked && { text }),
        ...(result && "measures" in result && { measures: result.measures }),
      };
    }),
    kind,
  );
  const byFile = findingsByFile(plan.findings);
  let number = 0;
  const recordings = plan.recordings.map((planned): RecordingReport => {
    const isOut = leftOut.has(planned.sound.path);
    const own = judgeRecording(planned, results.get(planned.sound.path), given);
    const named = byFile.get(planned.sound.path) ?? [];
    const findings = [...own, ...named, ...(ofSet.members.get(planned.sound.path) ?? [])].sort(byWeight);
    return reportOf(planned, results.get(planned.sound.path), findings, isOut ? undefined : number++);
  });
  const sounds = new Set(plan.recordings.map(({ sound }) => sound.path));
  const findings = [...ofSet.set, ...plan.findings.filter(({ file }) => file === undefined || !sounds.has(file))].sort(byWeight);
  const counted = recordings.filter(({ id }) => !leftOut.has(id));
  return {
    target,
    ...(kind && { kind }),
    layout: plan.layout,
    ...(plan.script && { script: plan.script }),
    recordings,
    findings,
    totals: totalsOf(counted),
    verdict: verdictOf(counted, findings, kind),
    filesRead,
  };
}

/** Those of the set are not among them. */
export function findingsByFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.file === undefined) continue;
    const list = found.get(finding.file);
    if (list) list.push(finding);
    else found.set(finding.file, [finding]);
  }
  return found;
}

function reportOf(
  { sound, text }: PlannedRecording,
  result: SoundResult | undefined,
  findings: readonly Finding[],
  number: number | undefined,
): RecordingReport {
  return {
    id: sound.path,
    ...(number !== undefined && { number }),
    file: sound,
    ...(text && { text }),
    ...(result && ("measures" in result ? { measures: result.measures } : { unmeasured: result.unmeasured })),
    findings,
    ...(findings[0] && { severity: findings[0].severity }),
  };
}

/** Findings of one recording by itself. */
function judgeRecording(
  { sound, text }: PlannedRecording,
  result: SoundResult | undefined,
  { kind, language }: Pick<Assembling, "kind" | "language">,
): readonly Finding[] {
  const requirements = kind?.requirements;
  const found: Finding[] = [];
  if (result) {
    const own =
      "measures" in result
        ? judgeSound(result.measures, requirements, sound.size)
        : judgeUnmeasured(result.unmeasured, sound.path, kind);
    found.push(...own.map((each) => ({ file: sound.path, ...each })));
  }
  if (text && isTextUsed(kind)) found.push(...judgeText(text, language));
  else if (requirements?.text === "required")
    found.push({ code: "soundWithoutText", severity: "refuse", source: "cloud", file: sound.path });
  if (text && isTextUsed(kind) && result && "measures" in result) found.push(...judgePace(text, result.measures));
  return found;
}

/** A kind that takes no texts is not refused for one, and none goes into its package. */
function isTextUsed(kind: CheckedKind | undefined): boolean {
  return kind?.requirements.text !== "none";
}

const formatOf: Partial<Readonly<Record<FileKind, SoundFormat>>> = { mp3: "mp3", m4a: "m4a" };

function judgeUnmeasured(unmeasured: Unmeasured, path: string, kind: CheckedKind | undefined): readonly Finding[] {
  const fact = (code: Finding["code"], severity: Severity, facts: Partial<Finding> = {}): Finding => ({
    code,
    severity,
    source: "fact",
    ...facts,
  });
  switch (unmeasured.kind) {
    case "unreadable":
      return [fact("unreadable", "refuse", { detail: unmeasured.code })];
    case "noSamples":
      return [fact("noSamples", "refuse")];
    case "compressed":
      return [fact("compressed", "refuse", { measured: unmeasured.tag })];
    case "broken":
      return [fact("brokenHeader", "refuse", { detail: unmeasured.because })];
    case "other": {
      const { is } = unmeasured;
      const ending = endingOf(path);
      const format = formatOf[is];
      const isNamedWav = ending === "wav" || ending === "wave";
      // PCM has no header: nothing in it says what it is.
      if (ending === "pcm" && (!kind || kind.requirements.formats.includes("pcm")))
        return [fact("notMeasured", "hint", { detail: "pcm" })];
      if (isNamedWav && isSoundKind(is)) return [fact("misnamed", "refuse", { detail: is })];
      if (isNamedWav || (is !== "unknown" && !isSoundKind(is))) return [fact("notSound", "refuse", { detail: is })];
      if (!kind || (format && kind.requirements.formats.includes(format))) return [fact("notMeasured", "hint", { detail: is })];
      return [{ code: "wrongFormat", severity: "refuse", source: "cloud", detail: is, others: kind.requirements.formats }];
    }
  }
}

function totalsOf(recordings: readonly RecordingReport[]): Totals {
  const lengths = recordings.flatMap(({ measures }) => (measures ? [measures.seconds] : []));
  return {
    recordings: recordings.length,
    seconds: lengths.reduce((total, seconds) => total + seconds, 0),
    speechSeconds: recordings.reduce((total, { measures }) => total + (measures?.speech?.speechSeconds ?? 0), 0),
    medianSeconds: median(lengths),
    characters: recordings.reduce((total, { text }) => total + [...(text?.text.trim() ?? "")].length, 0),
  };
}
