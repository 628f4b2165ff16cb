// The system review of the local Huawei: looks at what was uploaded for a job and says what is wrong with it, file by file.
import { type SoundFault, soundFault } from "./soundFault.js";
import { zipEntries } from "./zipEntries.js";

/** As it stands in the answer of the review. */
export interface ReviewFault {
  readonly audio_name?: string;
  readonly text_name?: string;
  readonly error_code: string;
  readonly error_message: string;
}

/** How many pairs of sound and text a package of this type has; absent = one long recording. */
const pairs: ReadonlyMap<string, number> = new Map([
  ["BASIC", 20],
  ["MIDDLE", 100],
]);
/** Faults that one answer names. */
const mostFaults = 20;

/** Codes of 2002 are of the vendor's documents; what the others are called there is not known. */
const said: Readonly<Record<SoundFault | "zip" | "kinds" | "count", readonly [code: string, message: string]>> = {
  format: ["MSS.20020011", "The format of the audio file is wrong."],
  rate: ["MSS.20020011", "The sampling rate is below 44.1 kHz."],
  kinds: ["MSS.20020012", "The package has a file that does not belong to this type of job."],
  zip: ["MSS.20020013", "The package is not a valid zip file."],
  count: ["MSS.20020016", "The recording, or its text, is missing in the package."],
  clipped: ["MSS.00042114", "Clipping: the recording is overdriven."],
};

export function reviewPackage(zip: Buffer, jobType: string): readonly ReviewFault[] {
  const entries = zipEntries(zip);
  return entries ? reviewFiles(entries, jobType) : [fault("zip")];
}

export function reviewFiles(entries: ReadonlyMap<string, Buffer>, jobType: string): readonly ReviewFault[] {
  const count = pairs.get(jobType);
  const faults = count === undefined ? reviewOne(entries) : reviewPairs(entries, count);
  return faults.slice(0, mostFaults);
}

function reviewPairs(entries: ReadonlyMap<string, Buffer>, count: number): ReviewFault[] {
  const asked = new Set(Array.from({ length: count }, (_, index) => [`${index}.wav`, `${index}.txt`]).flat());
  const surplus = [...entries.keys()].filter((name) => !asked.has(name));
  const each = Array.from({ length: count }, (_, index): ReviewFault[] => {
    const names = { audio_name: `${index}.wav`, text_name: `${index}.txt` };
    const [sound, text] = [entries.get(names.audio_name), entries.get(names.text_name)];
    if (!sound || !text || text.toString("utf8").trim() === "") return [fault("count", names)];
    const heard = soundFault(sound);
    return heard ? [fault(heard, names)] : [];
  });
  return [...surplus.map((name) => fault("kinds", { audio_name: name.slice(0, 200) })), ...each.flat()];
}

function reviewOne(entries: ReadonlyMap<string, Buffer>): ReviewFault[] {
  const sounds = [...entries].filter(([name]) => /\.wav$/i.test(name));
  if (sounds.length !== 1) return [fault("count")];
  const [name, sound] = sounds[0]!;
  const heard = soundFault(sound);
  return heard ? [fault(heard, { audio_name: name.slice(0, 200) })] : [];
}

function fault(kind: keyof typeof said, names: Pick<ReviewFault, "audio_name" | "text_name"> = {}): ReviewFault {
  const [error_code, error_message] = said[kind];
  return { ...names, error_code, error_message };
}
