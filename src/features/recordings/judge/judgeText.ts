// What is to be said of one recording's text, and of the text against the sound.

import type { SoundMeasures } from "../audio/measures.js";
import type { Finding, FindingCode, Severity } from "../finding.js";
import type { PlannedText } from "../layout/plannedTexts.js";
import {
  control,
  emoji,
  finalMark,
  fullWidth,
  han,
  latin,
  markup,
  numbering,
  pinyin,
  privateUse,
  readable,
  spokenUnits,
  unspoken,
} from "../texts/characters.js";
import { advice, tenths } from "./limits.js";

export type SpokenLanguage = "zh" | "en";

/** `language` absent = the text itself says it: any Han character makes it Chinese. */
export function judgeText(planned: PlannedText, language?: SpokenLanguage): readonly Finding[] {
  const { text } = planned;
  const found: Finding[] = [];
  const say = (code: FindingCode, severity: Severity, facts: Partial<Finding> = {}) =>
    found.push({ code, severity, source: "fact", file: planned.path, ...placeOf(planned), ...facts });
  if (text.includes("\0")) say("textNul", "refuse");
  if (planned.encoding === "unknown") say("textUnknownEncoding", "refuse");
  if (!readable.test(text)) {
    say("textEmpty", "refuse", { detail: text.trim().slice(0, 20) });
    return found;
  }
  if (!["utf-8", "utf-8-bom", "unknown"].includes(planned.encoding)) say("textEncoding", "warn", { detail: planned.encoding });
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  if (lines.length > 1) say("textLines", "warn", { measured: lines.length, limit: { most: 1 } });
  const characters = [...text.trim()].length;
  const { characters: most } = advice.text;
  if (characters > most) say("textLong", "warn", { source: "advice", measured: characters, limit: { most } });
  const shown = (pattern: RegExp) => ({ detail: samples(text, pattern) });
  if (text.includes("\ufffd")) say("textReplacement", "warn");
  if (privateUse.test(text)) say("textPrivateUse", "warn");
  if (control.test(text.replaceAll("\0", ""))) say("textControl", "warn");
  if (markup.test(text)) say("textMarkup", "warn", shown(markup));
  const isPinyin = pinyin.test(text);
  if (isPinyin) say("textPinyin", "warn");
  const isNumbered = numbering.test(text);
  if (isNumbered) say("textNumbering", "warn", shown(numbering));
  const isChinese = language ? language === "zh" : han.test(text);
  const bare = isNumbered ? text.replace(numbering, "") : text;
  if (fullWidth.test(bare)) say("textFullWidth", "hint", shown(fullWidth));
  if (emoji.test(bare.replace(/[\d#*©®™]/g, ""))) say("textEmoji", "hint");
  if (!isPinyin && !markup.test(text) && unspoken.test(bare)) say("textUnspoken", "hint", shown(unspoken));
  if (isChinese && !isPinyin && latin.test(bare) && han.test(bare)) say("textLatin", "hint", shown(/[A-Za-z]+/));
  if (!finalMark.test(text.trimEnd())) say("textNoFinalMark", "hint", { source: "advice" });
  if (language === "zh" && !han.test(text)) say("textNoHan", "warn");
  if (language === "en" && han.test(text)) say("textHan", "warn");
  return found;
}

function placeOf({ line }: PlannedText): Pick<Finding, "line"> {
  return { line: line ?? 1 };
}

/** The first few different ones that a pattern finds. */
function samples(text: string, pattern: RegExp): string {
  const found = new Set<string>();
  let rest = text.slice(0, 10_000);
  for (let tries = 0; tries < 20 && found.size < 5; tries++) {
    const match = pattern.exec(rest);
    if (!match?.[0]) break;
    found.add(match[0].trim());
    rest = rest.slice(match.index + match[0].length);
  }
  return [...found].join(" ");
}

/** Whether so much text can be read in so much time. */
export function judgePace(planned: PlannedText, sound: SoundMeasures): readonly Finding[] {
  const pace = paceOf(planned.text, sound);
  if (pace === undefined) return [];
  const limits = advice.pace[pace.isChinese ? "chinese" : "english"];
  const perSecond = tenths(pace.perSecond);
  for (const severity of ["warn", "hint"] as const) {
    const { least, most } = limits[severity];
    if (perSecond >= least && perSecond <= most) continue;
    const code = perSecond > most ? "paceFast" : "paceSlow";
    const limit = { least, most };
    return [{ code, severity, source: "advice", file: planned.path, line: planned.line ?? 1, measured: perSecond, limit }];
  }
  return [];
}

export interface Pace {
  readonly units: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly isChinese: boolean;
}

/** Undefined = there is too little text, or no speech. */
export function paceOf(text: string, { speech }: SoundMeasures): Pace | undefined {
  const { units, isChinese } = spokenUnits(text);
  const seconds = speech?.speechSeconds ?? 0;
  if (units < advice.pace.leastUnits || seconds <= 0) return undefined;
  return { units, seconds, perSecond: units / seconds, isChinese };
}
