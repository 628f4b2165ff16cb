// The ffmpeg command that mends what ffmpeg can mend: rate, bits and channels. Never noise, level or silence: the review hears those.
import type { RecordingRequirements } from "../../../core/recordings/recordingRequirements.js";
import type { SoundMeasures } from "../audio/measures.js";

export type Shell = "posix" | "windows";

/** What the sound should be; undefined = there is nothing to convert. */
export interface Conversion {
  readonly rate: number;
  readonly bits: 16 | 24;
  readonly channels: number;
}

/** A lower rate is never raised: that would only look like more. */
export function conversionFor(
  measures: SoundMeasures | undefined,
  requirements: RecordingRequirements | undefined,
): Conversion | undefined {
  const limits = (limit: RecordingRequirements["rate"] | undefined) =>
    limit?.refuse?.value ?? limit?.hint?.value ?? limit?.warn?.value;
  const wanted = limits(requirements?.rate) ?? { least: 48_000, most: 48_000 };
  const most = wanted.most ?? Number.POSITIVE_INFINITY;
  const target =
    wanted.least === undefined ? 48_000 : Math.max(wanted.least, Math.min(most, measures?.format.rate ?? wanted.least));
  const isLow = measures !== undefined && measures.format.rate < target && requirements?.rate.refuse === undefined;
  const rate = isLow ? measures.format.rate : target;
  const conversion: Conversion = { rate, bits: 16, channels: 1 };
  if (!measures) return conversion;
  const { format, flaws } = measures;
  const isRight = format.rate === rate && format.bits === 16 && format.encoding === "signed" && format.channels === 1;
  return isRight && flaws.length === 0 ? undefined : conversion;
}

/** One command for one file. `measures`: tells which of two channels is kept. */
export function ffmpegCommand(
  from: string,
  to: string,
  conversion: Conversion,
  measures: SoundMeasures | undefined,
  shell: Shell,
): string {
  const { rate, bits, channels } = conversion;
  // Mixing would cancel out inverted channels and halve what stands beside a silent one: the first is what the services take, too.
  const pan =
    measures && measures.format.channels > 1 ? ["-af", `pan=mono|c0=c${measures.heardChannel}`] : ["-ac", String(channels)];
  const codec = bits === 24 ? "pcm_s24le" : "pcm_s16le";
  const words = ["ffmpeg", "-n", "-i", fileName(from), ...pan, "-ar", String(rate), "-c:a", codec, fileName(to)];
  return words.map((word) => quotedWord(word, shell)).join(" ");
}

/** A name that begins with a hyphen would be an option, and one with a colon a protocol. */
function fileName(path: string): string {
  return /^[A-Za-z]:[\\/]|^[\\/]/.test(path) ? path : `./${path}`;
}

/** In double quotes of Windows neither a quote nor a percent sign can be said: PowerShell and cmd would each read it otherwise. */
export function quotedWord(word: string, shell: Shell): string {
  const plain = word.replace(/[\u0000-\u001f\u007f]/g, "");
  if (/^[\w./:=-]+$/.test(plain)) return plain;
  return shell === "posix" ? `'${plain.replaceAll("'", "'\\''")}'` : `"${plain.replace(/["%`$]/g, "")}"`;
}
