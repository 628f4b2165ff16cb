// Limits that no cloud sets: advice of people who make voices (dB below full scale, seconds, shares).

/** Azure's and others' guides for recording a voice; where no source is named the figure is ours. */
export const advice = {
  /** Azure: between -6 and -3 dBFS. Quieter than -20 is not recorded on purpose. */
  peak: { warnMost: -1, hintLeast: -6, hintMost: -3, quiet: -20 },
  truePeak: -1,
  dc: { warn: 0.02, hint: 0.005 },
  loudness: { least: -30, most: -14 },
  level: { warnLeast: -30, warnMost: -12, hintLeast: -26, hintMost: -16 },
  /** Azure asks for 20 and advises 35. */
  snr: { warn: 20, hint: 35 },
  /** Audiobook publishers: -60. */
  floor: { warn: -50, hint: -60 },
  hum: { warn: -55 },
  /** Azure: 100 to 200 ms. */
  endSilence: { hintLeast: 0.1, hintMost: 0.5, warnMost: 1 },
  pause: { warn: 3, hint: 1 },
  /** A long recording is cut at its pauses: at least one in so many seconds. */
  pauseEvery: 30,
  speech: { loudest: -50, activity: 0.1 },
  /** Hertz: telephone, 16 kHz material, what a good voice needs. */
  bandwidth: { telephone: 4_700, warn: 8_500, hint: 13_000 },
  text: { characters: 1_000 },
  /** Characters per second. */
  pace: {
    chinese: { warn: { least: 1.5, most: 9 }, hint: { least: 2.5, most: 7 } },
    english: { warn: { least: 5, most: 25 }, hint: { least: 9, most: 20 } },
    leastUnits: 4,
  },
  /** Iglewicz and Hoaglin's rule for outliers, with a spread that is never taken for smaller. */
  outlier: { z: 3.5, leastSpread: 0.08, leastFiles: 10 },
  shift: { most: 2, share: 0.5 },
  set: { loudnessWarn: 4, loudnessHint: 2.5, floor: 10, leastSentences: 50, marks: 0.1 },
} as const;

/** Levels and speeds are told with one digit: what is told is what is compared, so that nothing is asked for that seems to be there. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
