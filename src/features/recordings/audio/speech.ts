// Tells speech from pauses by the level of frames of 20 ms, and measures both: level, noise, silence at the ends and inside.
import { dbPower, powerDb } from "./decibel.js";

/** The three outcomes of asking for the noise: without pauses there is none to be heard, and a gate has cut it away. */
export type NoiseOutcome = "measured" | "noPauses" | "gated";

export interface Gap {
  /** Seconds. */
  readonly at: number;
  readonly length: number;
}

export interface SpeechMeasures {
  /** Mean level of what lies above the gate, dBFS. */
  readonly level: number;
  /** Share of the frames above the gate. */
  readonly activity: number;
  /** Loudest frame, dBFS. */
  readonly loudest: number;
  /** Between speech and pause, dBFS. */
  readonly gate: number;
  readonly noise: NoiseOutcome;
  /** dBFS and dB; absent unless the noise was measured. */
  readonly floor?: number;
  readonly snr?: number;
  /** Seconds before the first and after the last speech, and from one to the other. */
  readonly lead: number;
  readonly trail: number;
  readonly speechSeconds: number;
  readonly longestGap: Gap;
  /** Gaps of 1.5 s and more, as they stand between the sentences of a long recording. */
  readonly sentenceGaps: number;
  /** The very first or last frame is far above the noise: something was cut off there. */
  readonly isStartCut: boolean;
  readonly isEndCut: boolean;
}

export interface FrameLevels {
  /** Variance of each frame; 0 = nothing moves in it. */
  readonly powers: Float32Array;
  readonly secondsPerFrame: number;
  /** Of the whole recording. */
  readonly seconds: number;
}

/** Margin below the level of speech under which a frame is a pause, and how many such frames prove that there are pauses. */
const pauseMargin = 15;
const leastPauses = 10;
const mostFlat = 0.05;
const gatedFloor = -90;
const sentenceGap = 1.5;
const cutMargin = 10;

/** Undefined = not one frame has any sound. */
export function measureSpeech({ powers, secondsPerFrame, seconds }: FrameLevels): SpeechMeasures | undefined {
  const sorted = powers.filter((power) => power > 0).sort();
  if (sorted.length === 0) return undefined;
  const loud = quantile(sorted, 0.95);
  let floor = quantile(sorted, 0.1);
  const gate = gateOf(floor, loud);
  const active = above(powers, gate);
  const level = active.count > 0 ? active.total / active.count : loud;
  const pauses = countBelow(sorted, level * dbPower(-pauseMargin));
  // Where pauses are rare, that quantile lies in speech already.
  if (pauses >= leastPauses && pauses < sorted.length / 10) floor = mean(sorted, leastPauses);
  // Silence that was added before and after says nothing of the pauses between.
  const inside = powers.subarray(
    powers.findIndex((power) => power > 0),
    powers.findLastIndex((power) => power > 0) + 1,
  );
  const flat = inside.length - sorted.length;
  const isGated = flat > mostFlat * inside.length || powerDb(floor) < gatedFloor;
  const noise: NoiseOutcome = isGated ? "gated" : pauses < leastPauses ? "noPauses" : "measured";
  const silence = findSilence(powers, gate, secondsPerFrame, seconds);
  const isCut = (frame: number) => noise === "measured" && powers[frame]! > floor * dbPower(cutMargin);
  return {
    level: powerDb(level),
    activity: active.count / powers.length,
    loudest: powerDb(sorted.at(-1)!),
    gate: powerDb(gate),
    noise,
    ...(noise === "measured" && { floor: powerDb(floor), snr: powerDb(Math.max(level - floor, 1e-20) / floor) }),
    ...silence,
    isStartCut: isCut(0),
    isEndCut: isCut(powers.length - 1),
  };
}

function gateOf(floor: number, loud: number): number {
  const gate = Math.max(floor * dbPower(6), loud * dbPower(-40), dbPower(-70));
  return Math.min(gate, loud * dbPower(-15));
}

function above(powers: Float32Array, gate: number): { readonly count: number; readonly total: number } {
  let count = 0;
  let total = 0;
  for (let at = 0; at < powers.length; at++) {
    const power = powers[at]!;
    if (power <= gate) continue;
    count += 1;
    total += power;
  }
  return { count, total };
}

function findSilence(powers: Float32Array, gate: number, secondsPerFrame: number, seconds: number) {
  let first = -1;
  let last = -1;
  let longest = 0;
  let longestAt = 0;
  let sentenceGaps = 0;
  for (let at = 0; at < powers.length; at++) {
    if (powers[at]! <= gate) continue;
    if (first < 0) first = at;
    const gap = last < 0 ? 0 : at - last - 1;
    if (gap > longest) {
      longest = gap;
      longestAt = last + 1;
    }
    if (gap * secondsPerFrame >= sentenceGap) sentenceGaps += 1;
    last = at;
  }
  const from = first < 0 ? seconds : first * secondsPerFrame;
  const to = Math.min(seconds, (last + 1) * secondsPerFrame);
  return {
    lead: from,
    trail: Math.max(0, seconds - to),
    speechSeconds: Math.max(0, to - from),
    longestGap: { at: longestAt * secondsPerFrame, length: longest * secondsPerFrame },
    sentenceGaps,
  };
}

/** `sorted`: ascending. */
function quantile(sorted: Float32Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
}

function countBelow(sorted: Float32Array, limit: number): number {
  const at = sorted.findIndex((power) => power >= limit);
  return at < 0 ? sorted.length : at;
}

function mean(sorted: Float32Array, count: number): number {
  let total = 0;
  for (let at = 0; at < count; at++) total += sorted[at]!;
  return total / count;
}
