// Which numbers of a cloud can be a point in time: no other is believed.

/** 2100-01-01. */
const lastMoment = 4_102_444_800_000;
/** 2000-01-01: none of the clouds was there before. A smaller number of milliseconds is something else, such as a date written in digits. */
const firstInMilliseconds = 946_684_800_000;

/**
 * Seconds or milliseconds since 1970. Huawei documents a "Long" with a ceiling of 2147483647, so seconds are most likely but not proven:
 * from 1e11 on it is milliseconds; 0 is "unknown" (vendor documentation A11). Undefined = no time that a job can have.
 */
export function momentOfNumber(amount: number): number | undefined {
  const isInMilliseconds = amount >= 1e11;
  if (isInMilliseconds && amount < firstInMilliseconds) return undefined;
  return boundedMoment(isInMilliseconds ? amount : amount * 1000);
}

/** The same moment, in whole milliseconds, where a job can have it. */
export function boundedMoment(at: number): number | undefined {
  return at > 0 && at <= lastMoment ? Math.floor(at) : undefined;
}
