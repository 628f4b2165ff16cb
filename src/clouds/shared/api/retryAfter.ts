// How long an answer asks to wait: a number from a server, so it is bounded whatever comes.

type Headers = Readonly<Record<string, string>>;

/** Milliseconds: no limit of either cloud lasts longer, and a longer wait is as good as none. */
const longestWait = 60 * 60_000;
/** From here on a number of seconds is no wait but a point in time since 1970; from `milliseconds` on it is written in those. */
const pointInTime = 1e9;
const milliseconds = 1e12;

/** Milliseconds by `Retry-After`: whole seconds or an HTTP date (RFC 9110, 10.2.3). Anything else is no answer. */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers["retry-after"]?.trim() ?? "";
  const digits = wholeNumber(value);
  if (digits === undefined) return distance(httpDate(value), headers, now);
  return digits < pointInTime ? Math.min(longestWait, digits * 1000) : distance(pointOf(digits), headers, now);
}

/** Milliseconds by `x-acs-retry-after`, whose unit is known from the vendor's SDK alone: kept within 1 to 60 seconds (vendor documentation B5). */
export function readAcsRetryAfter(headers: Headers, now: number): number | undefined {
  const digits = wholeNumber(headers["x-acs-retry-after"]?.trim() ?? "");
  if (digits === undefined) return undefined;
  const wait = digits < pointInTime ? digits : (distance(pointOf(digits), headers, now) ?? 0);
  return Math.min(60_000, Math.max(1000, wait));
}

function wholeNumber(text: string): number | undefined {
  return text.length <= 30 && /^\d+$/.test(text) ? Number(text) : undefined;
}

function pointOf(number: number): number {
  return number < milliseconds ? number * 1000 : number;
}

/** From the moment of the answer, by the clock that made it where it says so. */
function distance(at: number | undefined, headers: Headers, now: number): number | undefined {
  return at === undefined ? undefined : Math.min(longestWait, Math.max(0, at - (httpDate(headers.date?.trim() ?? "") ?? now)));
}

/** The form that is sent and the two older ones; Date.parse takes far more for a date. */
const dateForms = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

function httpDate(text: string): number | undefined {
  if (text.length > 40 || !dateForms.some((form) => form.test(text))) return undefined;
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
