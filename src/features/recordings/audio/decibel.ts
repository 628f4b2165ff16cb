// Levels in decibels below full scale.

/** Of an amplitude; silence is minus infinity. */
export function amplitudeDb(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}

/** Of a mean square. */
export function powerDb(power: number): number {
  return 10 * Math.log10(power);
}

export function dbPower(db: number): number {
  return 10 ** (db / 10);
}
