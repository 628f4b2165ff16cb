// What is to be said of one recording's sound: its measures against the requirements of a kind of job and against common advice.
import type { Limit, Range, RecordingRequirements } from "../../../core/recordings/recordingRequirements.js";
import type { SoundMeasures } from "../audio/measures.js";
import type { SpeechMeasures } from "../audio/speech.js";
import type { HeaderFlaw } from "../audio/wav/wavFile.js";
import type { Finding, FindingCode, FindingSource, Severity } from "../finding.js";
import { advice, tenths } from "./limits.js";

type Facts = Omit<Finding, "code" | "severity" | "source">;

/** `requirements` absent = checked for no kind of job in particular. Without the file's path: the caller knows it. */
export function judgeSound(sound: SoundMeasures, requirements: RecordingRequirements | undefined, bytes = 0): readonly Finding[] {
  return [
    ...judgeHeader(sound),
    ...judgeFormat(sound, requirements, bytes),
    ...judgeLength(sound, requirements),
    ...(isSilent(sound) ? [] : [...judgeLevel(sound), ...judgeNoise(sound), ...judgeSilence(sound, requirements)]),
  ];
}

/** Without speech in it nothing else is worth saying of its sound. */
function isSilent({ speech }: SoundMeasures): boolean {
  return !speech || speech.loudest < advice.speech.loudest || speech.activity < advice.speech.activity;
}

function finding(code: FindingCode, severity: Severity, source: FindingSource, facts: Facts = {}): Finding {
  return { code, severity, source, ...facts };
}

/** The strictest part of a limit that a value breaks. */
export function broken(code: FindingCode, value: number, limit: Limit<Range>, facts: Facts = {}): readonly Finding[] {
  for (const severity of ["refuse", "warn", "hint"] as const) {
    const part = limit[severity];
    if (!part || isWithin(value, part.value)) continue;
    return [finding(code, severity, part.source, { measured: value, limit: part.value, ...facts })];
  }
  return [];
}

/** A length of 15.0004 s is one of 15 s: what is told is what was compared. */
export function isWithin(value: number, { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Range): boolean {
  const told = Math.round(value * 100) / 100;
  return told >= least && told <= most;
}

function judgeHeader({ flaws, seconds, measuredSeconds }: SoundMeasures): readonly Finding[] {
  const found = flaws.map((flaw) => flawFinding(flaw, seconds));
  if (measuredSeconds < seconds - 1)
    found.push(finding("partlyMeasured", "hint", "fact", { measured: measuredSeconds, at: measuredSeconds }));
  return found;
}

function flawFinding(flaw: HeaderFlaw, seconds: number): Finding {
  switch (flaw.flaw) {
    case "unfinished":
      return finding("headerUnfinished", "hint", "fact");
    case "cutOff":
      return finding("cutOff", "warn", "fact", { measured: flaw.missingSeconds, at: seconds });
    case "riffSize":
      return finding("riffSize", "hint", "fact");
    case "brokenLastFrame":
      return finding("brokenLastFrame", "hint", "fact", { measured: flaw.bytes, at: seconds });
  }
}

function judgeFormat(sound: SoundMeasures, requirements: RecordingRequirements | undefined, bytes: number): readonly Finding[] {
  const { format, channels } = sound;
  const found: Finding[] = [];
  if (requirements) {
    found.push(
      ...broken("rate", format.rate, requirements.rate),
      ...broken("bits", format.bits, requirements.bits),
      ...broken("channelCount", format.channels, requirements.channels),
      ...broken("tooManyBytes", bytes, requirements.bytes),
    );
  } else if (format.rate < 16_000)
    found.push(finding("rate", "warn", "advice", { measured: format.rate, limit: { least: 16_000 } }));
  else if (format.rate < 24_000)
    found.push(finding("rate", "hint", "advice", { measured: format.rate, limit: { least: 24_000 } }));
  if (channels === "identical") found.push(finding("monoTwice", "hint", "fact"));
  if (channels === "silent") found.push(finding("silentChannel", "warn", "fact"));
  if (channels === "inverted") found.push(finding("invertedChannels", "warn", "fact"));
  if (channels === "different" || channels === "many") {
    const isSaid = found.some(({ code }) => code === "channelCount");
    if (!isSaid || channels === "different") found.push(finding("stereo", "warn", "advice", { measured: format.channels }));
  }
  return found;
}

function judgeLength(sound: SoundMeasures, requirements: RecordingRequirements | undefined): readonly Finding[] {
  const found: Finding[] = [];
  if (requirements) {
    const [wrong] = broken("tooLong", sound.seconds, requirements.seconds);
    if (wrong) found.push({ ...wrong, code: sound.seconds < (wrong.limit?.least ?? 0) ? "tooShort" : "tooLong" });
  }
  const { speech } = sound;
  if (isSilent(sound)) {
    const loudest = speech?.loudest;
    found.push(finding("noSpeech", "refuse", "advice", loudest === undefined ? {} : { measured: loudest }));
  }
  return found;
}

function judgeLevel(sound: SoundMeasures): readonly Finding[] {
  const { clipping, flatTops, dc, format, speech } = sound;
  const [peak, truePeak] = [tenths(sound.peak), tenths(sound.truePeak)];
  const loudness = sound.loudness === undefined ? undefined : tenths(sound.loudness);
  const found: Finding[] = [];
  if (clipping.runs > 0) {
    const { at, samples, runs } = clipping;
    found.push(finding("clipped", "warn", "fact", { at, times: runs, measured: samples }));
  }
  if (flatTops.count > 0) found.push(finding("flatTops", "warn", "fact", { at: flatTops.at, times: flatTops.count }));
  if (format.encoding === "float" && peak > 0) found.push(finding("overFullScale", "warn", "fact", { measured: peak }));
  else if (peak > advice.peak.warnMost)
    found.push(finding("peak", "warn", "advice", { measured: peak, limit: { most: advice.peak.warnMost } }));
  else if (peak < advice.peak.hintLeast || peak > advice.peak.hintMost) {
    const limit = { least: advice.peak.hintLeast, most: advice.peak.hintMost };
    found.push(finding("peak", "hint", "advice", { measured: peak, limit }));
  }
  if (truePeak > advice.truePeak && peak <= advice.peak.warnMost)
    found.push(finding("truePeak", "hint", "advice", { measured: truePeak, limit: { most: advice.truePeak } }));
  const { level, loudness: wanted } = { level: advice.level, loudness: advice.loudness };
  if (speech) {
    const said = tenths(speech.level);
    if (said < level.warnLeast || said > level.warnMost)
      found.push(finding("level", "warn", "advice", { measured: said, limit: { least: level.warnLeast, most: level.warnMost } }));
    else if (said < level.hintLeast || said > level.hintMost)
      found.push(finding("level", "hint", "advice", { measured: said, limit: { least: level.hintLeast, most: level.hintMost } }));
  }
  // Of a level that is wrong already the loudness says nothing new.
  const isSaid = found.some(({ code }) => code === "level");
  if (!isSaid && loudness !== undefined && !isWithin(loudness, wanted))
    found.push(finding("loudness", "hint", "advice", { measured: loudness, limit: wanted }));
  const offset = Math.abs(dc);
  if (offset >= advice.dc.hint) {
    const severity = offset >= advice.dc.warn ? "warn" : "hint";
    found.push(finding("dc", severity, "advice", { measured: dc, limit: { most: advice.dc[severity] } }));
  }
  return found;
}

function judgeNoise({ speech, hum, bandEdge, dropouts, format }: SoundMeasures): readonly Finding[] {
  const found: Finding[] = [];
  if (speech) found.push(...judgePauses(speech));
  if (hum) {
    const severity = hum.level > advice.hum.warn ? "warn" : "hint";
    found.push(finding("hum", severity, "advice", { measured: hum.level, hertz: hum.frequency }));
  }
  const { bandwidth } = advice;
  if (bandEdge && bandEdge.frequency < bandwidth.hint && format.rate / 2 > bandEdge.frequency) {
    const severity = bandEdge.frequency < bandwidth.warn ? "warn" : "hint";
    const limit = { least: severity === "warn" ? bandwidth.warn : bandwidth.hint };
    found.push(finding("bandwidth", severity, "advice", { measured: bandEdge.frequency, limit, hertz: bandEdge.madeAt }));
  }
  const [first] = dropouts;
  if (first) found.push(finding("dropout", "warn", "fact", { at: first.at, lasts: first.length, times: dropouts.length }));
  return found;
}

function judgePauses({ noise, ...pauses }: SpeechMeasures): readonly Finding[] {
  if (noise === "noPauses") return [finding("noPauses", "hint", "fact")];
  if (noise === "gated" || pauses.snr === undefined || pauses.floor === undefined) return [finding("gated", "hint", "fact")];
  const [snr, floor] = [tenths(pauses.snr), tenths(pauses.floor)];
  const found: Finding[] = [];
  if (snr < advice.snr.warn) found.push(finding("snr", "warn", "advice", { measured: snr, limit: { least: advice.snr.warn } }));
  else if (snr < advice.snr.hint)
    found.push(finding("snr", "hint", "advice", { measured: snr, limit: { least: advice.snr.hint } }));
  if (floor > advice.floor.warn)
    found.push(finding("noiseFloor", "warn", "advice", { measured: floor, limit: { most: advice.floor.warn } }));
  else if (floor > advice.floor.hint)
    found.push(finding("noiseFloor", "hint", "advice", { measured: floor, limit: { most: advice.floor.hint } }));
  return found;
}

function judgeSilence(sound: SoundMeasures, requirements: RecordingRequirements | undefined): readonly Finding[] {
  const { speech, seconds } = sound;
  if (!speech) return [];
  const found: Finding[] = [];
  if (speech.isStartCut) found.push(finding("startCut", "hint", "advice", { at: 0 }));
  else found.push(...judgeEnd("startSilence", speech.lead, 0));
  if (speech.isEndCut) found.push(finding("endCut", "hint", "advice", { at: Math.max(0, seconds - 0.1) }));
  else found.push(...judgeEnd("endSilence", speech.trail, seconds - speech.trail));
  const { longestGap } = speech;
  const own: Limit<Range> = {
    warn: { value: { most: advice.pause.warn }, source: "advice" },
    hint: { value: { most: advice.pause.hint }, source: "advice" },
  };
  found.push(...broken("pause", longestGap.length, requirements?.pause ?? own, { at: longestGap.at, lasts: longestGap.length }));
  const wanted = Math.floor(seconds / advice.pauseEvery);
  if (requirements?.isCutAtPauses && speech.sentenceGaps < wanted)
    found.push(finding("fewPauses", "hint", "advice", { measured: speech.sentenceGaps, limit: { least: wanted } }));
  return found;
}

function judgeEnd(code: "startSilence" | "endSilence", length: number, at: number): readonly Finding[] {
  const { warnMost, hintLeast, hintMost } = advice.endSilence;
  return broken(
    code,
    length,
    {
      warn: { value: { most: warnMost }, source: "advice" },
      hint: { value: { least: hintLeast, most: hintMost }, source: "advice" },
    },
    { at, lasts: length },
  );
}
