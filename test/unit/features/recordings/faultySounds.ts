// Small sounds with and without one fault, and what a check finds in one.
import type { RecordingRequirements } from "../../../../src/core/recordings/recordingRequirements.js";
import { assembleReport, type SoundResult } from "../../../../src/features/recordings/assemble.js";
import { measureSound } from "../../../../src/features/recordings/audio/measureSound.js";
import type { SoundMeasures } from "../../../../src/features/recordings/audio/measures.js";
import { bytesSource } from "../../../../src/features/recordings/audio/wav/byteSource.js";
import type { FolderEntry } from "../../../../src/features/recordings/layout/folderFiles.js";
import { between, db, formatChunk, mix, noise, sampleBytes, samplesOf, sine, type Wave, wav, wavOf } from "./signals.js";

export const rate = 16_000;
/** A tone that pauses, 1.5 s on and 0.5 s off, over a noise. */
export const talk = ({ level = -20, floor = -65, lead = 0.2, seconds = 6, hertz = 440, extra = (() => 0) as Wave } = {}) => {
  const tone: Wave = (t) =>
    t >= lead && t < seconds - 0.2 && (t - lead) % 2 < 1.5 ? db(level) * Math.SQRT2 * Math.sin(2 * Math.PI * hertz * t) : 0;
  return { wave: mix(tone, noise(db(floor)), extra), seconds };
};
export const talking = (options: Parameters<typeof talk>[0] = {}) => {
  const { wave, seconds } = talk(options);
  return wav(wave, seconds, { rate });
};

export const asked: RecordingRequirements = {
  id: "asked",
  title: "Asked",
  hint: "",
  jobTypes: [],
  package: "numberedPairs",
  count: {},
  text: "none",
  formats: ["wav"],
  seconds: { refuse: { value: { least: 2, most: 6.5 }, source: "cloud" } },
  totalSeconds: {},
  pause: { warn: { value: { most: 1 }, source: "related" } },
  rate: { refuse: { value: { least: 16_000, most: 16_000 }, source: "cloud" } },
  bits: { warn: { value: { least: 16, most: 16 }, source: "cloud" } },
  channels: { warn: { value: { least: 1, most: 1 }, source: "account" } },
  bytes: { warn: { value: { most: 200_000 }, source: "related" } },
};

export async function codesOfSound(
  file: Uint8Array,
  { requirements = asked as RecordingRequirements | undefined, path = "a.wav" } = {},
) {
  const found = await measureSound(bytesSource(file));
  const result: SoundResult = found.kind === "measured" ? { measures: found.measures } : { unmeasured: found };
  const sound: FolderEntry = { path, size: file.length, mtimeMs: 0 };
  const report = assembleReport({
    target: { kind: "folder", path: "/" },
    ...(requirements && { kind: { cloud: "c", cloudTitle: "Cloud", requirements } }),
    plan: { layout: "oneFile", recordings: [{ sound }], findings: [] },
    results: new Map([[path, result]]),
    filesRead: 0,
  });
  return report.recordings[0]!.findings;
}

export const data = (wave: Wave, seconds = 2) => sampleBytes([samplesOf(wave, seconds, rate)], "s16");
export const plainData = data(talk({ seconds: 3 }).wave, 3);
export const head = formatChunk("s16", 1, rate);
export const good = talking();
export const stereo = (right: (value: number) => number) => {
  const left = samplesOf(talk().wave, 6, rate);
  return wavOf([left, left.map(right)], { rate });
};
export const withRun = (length: number) => {
  const samples = samplesOf(talk().wave, 6, rate);
  samples.fill(1, 10_000, 10_000 + length);
  return wavOf([samples], { rate });
};
export const withHole = (length: number) => {
  const samples = samplesOf(mix(talk().wave, between(0.2, 1.7, noise(0.02))), 6, rate);
  samples.fill(0, 10_001, 10_001 + length);
  return wavOf([samples], { rate });
};
export const withTops = (tops: number) => {
  const samples = samplesOf(talk().wave, 6, rate);
  for (let at = 0; at < tops; at++) samples.fill(0.6, 5_000 + at * 100, 5_004 + at * 100);
  return wavOf([samples], { rate });
};
export const scaledTo = (peak: number) => {
  const samples = samplesOf(talk().wave, 6, rate);
  const most = samples.reduce((one, other) => Math.max(one, Math.abs(other)), 0);
  return wavOf([samples.map((value) => (value * db(peak)) / most)], { rate });
};
export const text = (words: string) => Buffer.from(words, "latin1");
export const withTag = (tag: number) => {
  const file = Buffer.from(good);
  file.writeUInt16LE(tag, 20);
  return file;
};
export const silentBefore = (lead: number) => talking({ lead, seconds: 6 });
export const withPause = (length: number) => {
  const tone: Wave = (t) => (t > 0.2 && t < 5.8 && !(t > 2 && t < 2 + length) ? 0.15 * Math.sin(2_764 * t) : 0);
  return wav(mix(tone, noise(db(-65))), 6, { rate });
};
export const humming = (level: number) => talking({ extra: sine(50, db(level + 3.01)), floor: -75 });

export const measuredAs = (measures: Partial<SoundMeasures>, base: SoundMeasures): SoundMeasures => ({ ...base, ...measures });
