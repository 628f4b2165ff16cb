// What is to be said of a set of recordings as a whole, and of single ones that differ from the others.
import type { Limit, Range } from "../../../core/recordings/recordingRequirements.js";
import type { SoundMeasures } from "../audio/measures.js";
import type { Finding, FindingCode, Severity } from "../finding.js";
import type { PlannedText } from "../layout/plannedTexts.js";
import type { CheckedKind } from "../report.js";
import { spokenKey } from "../texts/characters.js";
import { broken } from "./judgeSound.js";
import { paceOf } from "./judgeText.js";
import { advice, tenths } from "./limits.js";

/** A recording as the set sees it. */
export interface Member {
  readonly id: string;
  readonly text?: PlannedText;
  readonly measures?: SoundMeasures;
}

export interface SetFindings {
  readonly set: readonly Finding[];
  /** By the id of the recording. */
  readonly members: ReadonlyMap<string, readonly Finding[]>;
}

export function judgeSet(members: readonly Member[], kind: CheckedKind | undefined): SetFindings {
  const found = new Map<string, Finding[]>();
  const add = (id: string, finding: Finding) => {
    const list = found.get(id);
    if (list) list.push(finding);
    else found.set(id, [finding]);
  };
  for (const [id, finding] of [...sameTexts(members), ...sameSounds(members), ...outliers(members), ...odd(members)])
    add(id, finding);
  const set = [...judgeTotals(members, kind), ...mixed(members), ...shared(members), ...shifted(members), ...marks(members)];
  return { set, members: found };
}

function finding(code: FindingCode, severity: Severity, facts: Partial<Finding> = {}): Finding {
  return { code, severity, source: "fact", ...facts };
}

function judgeTotals(members: readonly Member[], kind: CheckedKind | undefined): readonly Finding[] {
  if (!kind) return [];
  const { count, totalSeconds } = kind.requirements;
  const seconds = members.reduce((total, { measures }) => total + (measures?.seconds ?? 0), 0);
  const isMeasured = members.length > 0 && members.every(({ measures }) => measures);
  return [...broken("count", members.length, count), ...(isMeasured ? totals(seconds, totalSeconds) : [])];
}

/** Long ones are told in whole seconds. */
function totals(exact: number, limit: Limit<Range>): readonly Finding[] {
  const seconds = exact < 120 ? exact : Math.round(exact);
  return broken("totalLong", seconds, limit).map((each) =>
    seconds < (each.limit?.least ?? 0) ? { ...each, code: "totalShort" } : each,
  );
}

function sameTexts(members: readonly Member[]): readonly (readonly [string, Finding])[] {
  const withText = members.filter(({ text }) => text && spokenKey(text.text) !== "");
  return repeated(withText, ({ text }) => spokenKey(text!.text)).map(([member, others]) => {
    const { path, line = 1 } = member.text!;
    return [member.id, finding("sameText", "warn", { file: path, line, others })];
  });
}

/** Recordings in which nothing is heard are alike, and told for that already. */
function sameSounds(members: readonly Member[]): readonly (readonly [string, Finding])[] {
  const heard = members.filter(({ measures }) => measures?.speech);
  return repeated(heard, ({ measures }) => measures!.fingerprint).map(([member, others]) => [
    member.id,
    finding("sameSound", "warn", { file: member.id, others }),
  ]);
}

/** That a recording is said to be the same as. */
const mostOthers = 20;

function repeated(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): readonly (readonly [Member, readonly string[]])[] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) => {
      // One more than is told: the recording itself may be among them.
      const first = group.slice(0, mostOthers + 1);
      const othersOf = (member: Member) => first.filter((other) => other !== member).slice(0, mostOthers);
      return group.map((member) => [member, othersOf(member).map(({ id }) => id)] as const);
    });
}

function mixed(members: readonly Member[]): readonly Finding[] {
  const kinds: readonly (readonly [FindingCode, (measures: SoundMeasures) => number])[] = [
    ["mixedRates", ({ format }) => format.rate],
    ["mixedBits", ({ format }) => format.validBits],
    ["mixedChannels", ({ format }) => format.channels],
    ["mixedBandwidth", bandClass],
  ];
  return kinds.flatMap(([code, measureOf]) => {
    const values = new Map<number, number>();
    for (const { measures } of members) if (measures) values.set(measureOf(measures), (values.get(measureOf(measures)) ?? 0) + 1);
    if (values.size < 2) return [];
    const frequent = [...values].sort((one, other) => other[1] - one[1]);
    return [finding(code, "warn", { others: frequent.slice(0, 8).map(([value, times]) => `${value}:${times}`) })];
  });
}

/** Hertz that such recordings reach at least: telephone, half a good voice, a good voice. */
function bandClass({ bandEdge, format }: SoundMeasures): number {
  const edge = bandEdge?.frequency ?? format.rate / 2;
  const { telephone, warn, hint } = advice.bandwidth;
  return edge < telephone ? 0 : edge < warn ? telephone : edge < hint ? warn : hint;
}

/** Fewer recordings have no common level that one could differ from. */
const leastForLevels = 5;

function outliers(members: readonly Member[]): readonly (readonly [string, Finding])[] {
  const found: (readonly [string, Finding])[] = [];
  const loud = members.flatMap(({ id, measures }) =>
    measures?.loudness === undefined ? [] : [{ id, value: measures.loudness }],
  );
  const { loudnessWarn, loudnessHint, floor } = advice.set;
  for (const { id, distance } of distances(loud)) {
    if (Math.abs(distance) <= loudnessHint) continue;
    const severity = Math.abs(distance) > loudnessWarn ? "warn" : "hint";
    const limit = { most: severity === "warn" ? loudnessWarn : loudnessHint };
    found.push([id, finding("loudnessDiffers", severity, { source: "advice", file: id, measured: distance, limit })]);
  }
  const floors = members.flatMap(({ id, measures }) =>
    measures?.speech?.floor === undefined ? [] : [{ id, value: measures.speech.floor }],
  );
  for (const { id, distance } of distances(floors))
    if (Math.abs(distance) > floor)
      found.push([
        id,
        finding("floorDiffers", "hint", { source: "advice", file: id, measured: distance, limit: { most: floor } }),
      ]);
  return found;
}

function distances(values: readonly { readonly id: string; readonly value: number }[]) {
  if (values.length < leastForLevels) return [];
  const middle = median(values.map(({ value }) => value));
  return values.map(({ id, value }) => ({ id, distance: tenths(value - middle) }));
}

/** An offset that all recordings have comes from the recorder. */
function shared(members: readonly Member[]): readonly Finding[] {
  const offsets = members.flatMap(({ measures }) => (measures ? [measures.dc] : []));
  if (offsets.length < leastForLevels) return [];
  const isShared = [1, -1].some((sign) => offsets.every((offset) => offset * sign > advice.dc.hint / 2));
  return isShared ? [finding("dcShared", "hint", { source: "advice", measured: median(offsets) })] : [];
}

/** Logarithms of seconds per character; the recordings that have one. */
function paces(members: readonly Member[], shift = 0) {
  return members.flatMap((member, index) => {
    const text = members[index + shift]?.text;
    const pace = text && member.measures && paceOf(text.text, member.measures);
    return pace ? [{ member, text, value: Math.log(pace.seconds / pace.units), perSecond: pace.perSecond }] : [];
  });
}

/** Texts that are far too long or short for their sound, as where two pairs were swapped. */
function odd(members: readonly Member[]): readonly (readonly [string, Finding])[] {
  const known = paces(members);
  const { z, leastSpread, leastFiles } = advice.outlier;
  if (known.length < leastFiles) return [];
  const { middle, spread } = spreadOf(known.map(({ value }) => value));
  const limit = z * 1.4826 * Math.max(spread, leastSpread);
  return known
    .filter(({ value }) => Math.abs(value - middle) > limit)
    .map(({ member, text, perSecond }) => {
      const facts = { file: text.path, line: text.line ?? 1, measured: perSecond, limit: { least: 1 / Math.exp(middle) } };
      return [member.id, finding("paceOdd", "warn", { source: "advice", ...facts })];
    });
}

/** A whole set whose texts stand one or two places off: no single one is odd then, but all of them fit better elsewhere. */
function shifted(members: readonly Member[]): readonly Finding[] {
  const { leastFiles } = advice.outlier;
  const spreadAt = (shift: number) => {
    const values = paces(members, shift).map(({ value }) => value);
    return values.length < leastFiles ? Number.POSITIVE_INFINITY : spreadOf(values).spread;
  };
  const now = spreadAt(0);
  if (!Number.isFinite(now)) return [];
  const others = [-2, -1, 1, 2].map((shift) => ({ shift, spread: spreadAt(shift) }));
  const best = others.reduce((one, other) => (other.spread < one.spread ? other : one));
  // Texts of one length fit anywhere.
  if (now < advice.outlier.leastSpread * 2 || best.spread >= now * advice.shift.share) return [];
  return [finding("textsShifted", "warn", { source: "advice", measured: best.shift })];
}

function marks(members: readonly Member[]): readonly Finding[] {
  const texts = members.flatMap(({ text }) => (text && text.text.trim() !== "" ? [text.text.trimEnd()] : []));
  if (texts.length < advice.set.leastSentences) return [];
  const share = (mark: RegExp) => texts.filter((text) => mark.test(text)).length / texts.length;
  const kinds: readonly (readonly [FindingCode, RegExp])[] = [
    ["fewQuestions", /[?？]["”’」』）)]?$/u],
    ["fewExclamations", /[!！]["”’」』）)]?$/u],
  ];
  return kinds.flatMap(([code, mark]) => {
    const measured = share(mark);
    if (measured >= advice.set.marks) return [];
    return [finding(code, "hint", { source: "advice", measured, limit: { least: advice.set.marks } })];
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Median, and the median of the distances from it. */
function spreadOf(values: readonly number[]): { readonly middle: number; readonly spread: number } {
  const middle = median(values);
  return { middle, spread: median(values.map((value) => Math.abs(value - middle))) };
}
