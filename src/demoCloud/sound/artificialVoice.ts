// Says a text in a voice that is clearly artificial: tones shaped as syllables, a pitch per voice and sex.
import { sha256Hex } from "../server/encoding.js";
import { sampleRate, wavOf } from "./wav.js";

export interface ArtificialSpeech {
  readonly text: string;
  readonly voiceId: string;
  readonly isMale: boolean;
  /** 1 = as usual. */
  readonly speed?: number;
  readonly pitch?: number;
  readonly volume?: number;
}

interface Syllable {
  /** Seconds; of a pause the tone is absent. */
  readonly length: number;
  readonly tone?: { readonly glide: number; readonly brightness: number };
}

/** About a minute: what is longer is not said to its end. */
const mostSyllables = 360;

export function speak({ text, voiceId, isMale, speed = 1, pitch = 1, volume = 1 }: ArtificialSpeech): Buffer {
  const seed = Number.parseInt(sha256Hex(voiceId).slice(0, 6), 16);
  const base = (isMale ? 100 + (seed % 36) : 185 + (seed % 60)) * pitch;
  const syllables = syllablesOf(text);
  const total = syllables.reduce((sum, { length }) => sum + length, 0.25) / speed;
  const samples = new Float32Array(Math.ceil(total * sampleRate));
  let begin = 0;
  for (const [index, { length, tone }] of syllables.entries()) {
    const seconds = length / speed;
    // Sentences fall towards their end.
    if (tone) sing(samples, begin, seconds, base * (1.08 - (0.16 * index) / syllables.length), tone, 0.32 * volume);
    begin += seconds;
  }
  return wavOf(samples);
}

/** A few harmonics that swell and fade. */
function sing(
  samples: Float32Array,
  begin: number,
  seconds: number,
  base: number,
  { glide, brightness }: NonNullable<Syllable["tone"]>,
  volume: number,
): void {
  const first = Math.round(begin * sampleRate);
  const count = Math.round(seconds * 0.9 * sampleRate);
  let phase = 0;
  for (let at = 0; at < count && first + at < samples.length; at++) {
    const part = at / count;
    phase += (2 * Math.PI * base * (1 + glide * (part - 0.5))) / sampleRate;
    const envelope = Math.min(1, part / 0.15, (1 - part) / 0.35);
    const wave =
      Math.sin(phase) + 0.6 * Math.sin(2 * phase) + brightness * Math.sin(3 * phase) + 0.5 * brightness * Math.sin(5 * phase);
    samples[first + at] = (volume * envelope * wave) / 2;
  }
}

/** Of a word its groups of vowels, of digits and Chinese characters each one. */
function syllablesOf(text: string): Syllable[] {
  const syllables: Syllable[] = [];
  for (const [piece] of text.matchAll(
    /[\u3400-\u9fff]|\p{N}|[^aeiouy\s\p{P}\p{N}\u3400-\u9fff]{0,8}[aeiouy]{1,4}|[\p{L}]{1,3}|[.!?。！？;；]|[,、，:：]|\s+/giu,
  )) {
    if (syllables.length >= mostSyllables) break;
    if (/^\s/.test(piece)) syllables.push({ length: 0.05 });
    else if (/^[.!?。！？;；]$/.test(piece)) syllables.push({ length: 0.35 });
    else if (/^[,、，:：]$/.test(piece)) syllables.push({ length: 0.2 });
    else {
      const code = [...piece].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
      const tone = { glide: ((code % 5) - 2) * 0.11, brightness: 0.15 + (code % 7) * 0.07 };
      syllables.push({ length: 0.15 + (code % 4) * 0.02, tone });
    }
  }
  return syllables;
}
