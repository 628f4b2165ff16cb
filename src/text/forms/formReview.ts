// Words the last look at a form before it is sent: each value, what is different from the last time, and why the job was refused.
import * as l10n from "@vscode/l10n";
import type { Field } from "../../core/forms/field.js";
import type { Values } from "../../core/forms/formValues.js";
import type { JobHistory, Review, ReviewFinding } from "../../core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import { hasOpenFailure } from "../../core/jobs/job.js";
import { escapeLabel, escapeLine } from "../escape.js";
import { coverPrivate, coverTyped } from "../fields/privateText.js";
import { named } from "../punctuation.js";
import { translate } from "../translate.js";
import { valueText } from "./formText.js";

/** One field of the form; both texts are finished and harmless in a list. */
export interface ReviewLine {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly isSent: boolean;
  /** A person can change it. */
  readonly isOpen: boolean;
  /** From the last time. */
  readonly isDifferent: boolean;
}

export interface Compared {
  /** By the id of the field; "" = it had no value, missing = not known. */
  readonly before: Readonly<Record<string, string>>;
  /** Prefilled from another job of the connection. */
  readonly used: Values;
}

/** What is sent in the order of the form, then what is not. */
export function reviewLines(fields: readonly Field[], values: Values, { before, used }: Compared): readonly ReviewLine[] {
  const shown = fields.filter(({ id, isFixed }) => !isFixed || values[id]);
  const lines = shown.map((field): ReviewLine => {
    const { id } = field;
    const title = translate(field.title);
    const value = values[id] ?? "";
    const old = before[id];
    const isSent = value !== "";
    const isDifferent = old !== undefined && old !== value;
    const label = isSent ? named(title, escapeLabel(coverTyped(field, valueText(field, value)))) : title;
    const marks = [isDifferent ? difference(field, old) : "", isSent && used[id] === value ? l10n.t("as used last") : ""];
    return { id, label, description: marks.filter(Boolean).join(" · "), isSent, isOpen: !field.isFixed, isDifferent };
  });
  return [...lines.filter(({ isSent }) => isSent), ...lines.filter(({ isSent }) => !isSent)];
}

function difference(field: Field, old: string): string {
  if (old === "") return l10n.t("new");
  return l10n.t("was: {0}", escapeLabel(coverTyped(field, valueText(field, old)), 60));
}

/** Columns of a row, and rows of a reason: what a person can read at once. A wide character takes two columns. */
const columns = 78;
const mostLines = 6;
const mostFindings = 5;

export interface Reason {
  /** Whose words these are, or the code; harmless in a list. Empty = there is nothing to say of that. */
  readonly title: string;
  /** One row each, harmless in a list. */
  readonly lines: readonly string[];
}

/** Why the job was refused or failed, as the cloud says with the job itself and in its reviews; nothing where it says nothing. */
export function reasonsFor(job: VoiceJob, history?: Pick<JobHistory, "reviews">): readonly Reason[] {
  if (!hasOpenFailure(job)) return [];
  const { code, message = "" } = job.failure ?? {};
  const own = { title: code ? l10n.t("Code: {0}", escapeLabel(code)) : "", lines: wrap(message) };
  const given = (history?.reviews ?? []).map((review): Reason => {
    // The job often repeats what the reviewer wrote.
    const words = review.message && review.message.trim() !== message.trim() ? wrap(review.message) : [];
    const lines = [...words, ...findingLines(review.findings)];
    return { title: lines.length > 0 ? reviewTitle(review.kind) : "", lines };
  });
  return [own, ...given].filter(({ title, lines }) => title || lines.length > 0);
}

function reviewTitle(kind: Review["kind"]): string {
  if (kind === "automatic") return l10n.t("Found by the system review:");
  return kind === "manual" ? l10n.t("Written by the reviewer:") : l10n.t("Found by a review:");
}

/** One row each, and how many more there are. */
function findingLines(findings: readonly ReviewFinding[]): readonly string[] {
  const rows = findings.flatMap(({ item, code, message }) => {
    const said = message ?? (code === undefined ? "" : l10n.t("Code: {0}", code));
    const [row, ...more] = wrap(item === undefined ? said : named(item, said));
    return row === undefined ? [] : [more.length > 0 ? `${row}…` : row];
  });
  const left = rows.length - mostFindings;
  if (left <= 0) return rows;
  return [...rows.slice(0, mostFindings), l10n.t("and {0} more: the job's details list them all", left)];
}

/** Rows of a list cannot be scrolled sideways: a long text becomes several. */
export function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(
    escapeLine(coverPrivate(text), columns * mostLines),
  )) {
    const wide = [...segment].reduce((sum, letter) => sum + (isWide.test(letter) ? 2 : 1), 0);
    if (width + wide > columns && line.trim() !== "") {
      lines.push(line);
      line = "";
      width = 0;
    }
    line += segment;
    width += wide;
  }
  const all = [...lines, line].map((each) => each.trim()).filter(Boolean);
  const shown = all.length > mostLines ? [...all.slice(0, mostLines - 1), `${all[mostLines - 1]}…`] : all;
  return shown.map((each) => escapeLabel(each));
}

const isWide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef\p{Extended_Pictographic}]/u;
