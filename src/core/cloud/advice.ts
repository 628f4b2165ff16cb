// What a cloud's states and codes mean for a person, as data: what happens, what usually causes it, what to do.
import { own } from "../parsing/ownProperty.js";

/** A sentence. English; translated where it is shown. */
export type AdviceItem = string | ConditionalPoint;

/** What a person can do from the very line that advises it. */
export type AdvisedAct = "watch" | "openConsole" | "submit" | "refresh" | "copyVoiceId" | "uploadFiles" | "uploadCorrected";

export interface ConditionalPoint {
  readonly text: string;
  readonly act?: AdvisedAct;
  /** Only for jobs of these types. */
  readonly types?: readonly string[];
  /** Only where the cloud said something about it. */
  readonly needsWords?: boolean;
}

export interface StateAdvice {
  /** The most important sentence first. What no document states is worded as such ("usually"). */
  readonly meaning: string;
  /** What usually causes it; of a state that passes by itself: what can make it slow. */
  readonly causes?: readonly AdviceItem[];
  /**
   * What to do, in this order; of a state that passes by itself: what can be done meanwhile. A failure's code may have steps of its own: of
   * the state's then only the last stays, which says how to go on.
   */
  readonly steps?: readonly AdviceItem[];
  /** What the cloud's documents ask of the recordings. */
  readonly needs?: readonly AdviceItem[];
}

export interface CodeAdvice extends StateAdvice {
  /** The cloud's own code; `*` stands for anything. */
  readonly code: string;
}

export interface Advice {
  /** By the cloud's own word for the state. */
  readonly states: Readonly<Record<string, StateAdvice>>;
  /** In any order: of all that fit, the one with the longest text is taken. */
  readonly codes: readonly CodeAdvice[];
}

export function adviceOfState(advice: Advice, state: string): StateAdvice | undefined {
  return own(advice.states, state);
}

export function adviceOfCode(advice: Advice, code: string): CodeAdvice | undefined {
  const isExact = ({ code: pattern }: CodeAdvice) => pattern === code;
  const fitting = advice.codes.filter(({ code: pattern }) => fits(pattern, code));
  const longest = (a: CodeAdvice, b: CodeAdvice) => b.code.length - a.code.length;
  return fitting.find(isExact) ?? fitting.sort(longest)[0];
}

/** The points that concern a job of this type, all of them where the type is unknown; `hasWords`: the cloud said something. */
export function pointsFor(
  points: readonly AdviceItem[] | undefined,
  type: string | undefined,
  hasWords: boolean,
): readonly ConditionalPoint[] {
  return (points ?? []).flatMap((given) => {
    const point = typeof given === "string" ? { text: given } : given;
    const isOfType = type === undefined || point.types === undefined || point.types.includes(type);
    return isOfType && (hasWords || !point.needsWords) ? [point] : [];
  });
}

/** Part after part, each looked for once: no code, however long, takes longer than it is. */
function fits(pattern: string, code: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return pattern === code;
  if (!code.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = code.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return code.length - tail.length >= at && code.endsWith(tail);
}
