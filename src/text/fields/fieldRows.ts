// Words the fields of one job: a row for everything the cloud sent, private values masked.
import * as l10n from "@vscode/l10n";
import type { JobField, Section } from "../../core/cloud/jobField.js";
import type { FieldRow, Moment, Reference } from "../../protocol/pageParts.js";
import { absoluteTime, relativeTime, utcTime } from "../time.js";
import { choiceTitle, translate } from "../translate.js";
import { coverPrivate, dots, hasPrivateName, httpsLink, isLink, jsonText } from "./privateText.js";
import { type Leaf, timeOf } from "./rawFields.js";

/** How a value is worded: when, in which language, and what the person asked to see. */
export interface TextContext {
  readonly now: number;
  readonly locale: string;
  /** Absent = the machine's. */
  readonly timeZone?: string;
  /** Paths of fields. */
  readonly revealed: ReadonlySet<string>;
}

export function describedRow(field: JobField, value: unknown, context: TextContext): FieldRow {
  const row = { id: field.path, label: translate(field.title), ...(field.hint && { hint: translate(field.hint) }) };
  if (isEmpty(value)) return emptyRow(row, value);
  if (typeof value === "object") return jsonRow(row, value, context);
  const text = String(value).trim();
  switch (field.kind) {
    case "phone":
    case "link":
      return maskedRow(row, text, field.kind === "link", context);
    case "id":
      // Ids of people may be their phone numbers.
      return {
        ...partlyMaskedRow(row, { open: shown(text), covered: coverPrivate(shown(text)) }, "code", context),
        copy: copyControl(row),
      };
    case "choice":
      return choiceRow(row, text, field, context);
    case "number":
      return typeof value === "number" ? { ...row, value: number(value, context), look: "number" } : textRow(row, text, context);
    case "yesNo":
      return typeof value === "boolean" ? { ...row, ...yesNo(value), look: "text" } : textRow(row, text, context);
    case "seconds":
    case "iso":
      return timeRow(row, timeOf(field.kind, value), text, context);
    case "text":
    case "assessment":
      return textRow(row, text, context);
  }
}

/** A field without a description: its path (unless it has another label) and its value, verbatim. */
export function verbatimRow({ path, value }: Leaf, context: TextContext, label = path): FieldRow {
  const row = { id: path, label };
  if (isEmpty(value)) return emptyRow(row, value);
  if (typeof value === "object") return jsonRow(row, value, context);
  const text = String(value).trim();
  if (isLink(value)) return maskedRow(row, text, true, context);
  if (hasPrivateName(path)) return maskedRow(row, text, false, context);
  return { ...textRow(row, text, context), look: "code" };
}

/** A field that an earlier window saw and did not keep, since it is private. */
export function leftOutRow(path: string, field?: JobField): FieldRow {
  const row = { id: path, label: field ? translate(field.title) : path, ...(field?.hint && { hint: translate(field.hint) }) };
  const label = l10n.t("Refresh and show {0}", row.label);
  return { ...row, value: dots, look: "masked", detail: l10n.t("refresh to reveal"), mask: { isRevealed: false, label } };
}

export function moment(at: number, context: TextContext): Moment {
  const date = absoluteTime(at, context.locale, context.timeZone) ?? "";
  const distance = relativeTime(at, context.now, context.locale);
  const utc = utcTime(at) ?? "";
  return distance === undefined ? { text: date, tooltip: utc } : { text: distance, tooltip: `${date} · ${utc}` };
}

function copyControl({ id, label }: { readonly id: string; readonly label: string }) {
  return { id, label: l10n.t("Copy {0}", label) };
}

export function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

type Start = Pick<FieldRow, "id" | "label" | "hint">;

function textRow(row: Start, text: string, context: TextContext): FieldRow {
  const near = shown(text);
  return partlyMaskedRow(row, { open: near, covered: coverPrivate(near) }, "text", context);
}

function jsonRow(row: Start, value: unknown, context: TextContext): FieldRow {
  return partlyMaskedRow(row, jsonText(value, longestValue + margin), "code", context);
}

/** UTF-16 code units: what is longer is read as JSON, or copied. */
const longestValue = 10_000;
/** More is looked at for what is private: it may begin where the value is cut. */
const margin = 500;

function shown(text: string): string {
  return text.slice(0, longestValue + margin);
}

function cut(text: string): string {
  return text.length <= longestValue ? text : `${text.slice(0, longestValue)}…`;
}

/** Text that may hold a link or a phone: the text stays, what is private in it is covered. */
function partlyMaskedRow(
  row: Start,
  text: { readonly open: string; readonly covered: string },
  look: FieldRow["look"],
  context: TextContext,
): FieldRow {
  if (text.open === text.covered) return { ...row, value: cut(text.open), look };
  const isRevealed = context.revealed.has(row.id);
  return { ...row, value: cut(isRevealed ? text.open : text.covered), look, mask: maskControl(row, isRevealed) };
}

function maskedRow(row: Start, text: string, isLinkField: boolean, context: TextContext): FieldRow {
  const isRevealed = context.revealed.has(row.id);
  return {
    ...row,
    value: isRevealed ? cut(text) : dots,
    look: isRevealed ? (isLinkField ? "code" : "text") : "masked",
    mask: maskControl(row, isRevealed),
    copy: copyControl(row),
    ...(isLinkField && httpsLink(text) && { open: { label: l10n.t("Open {0}", row.label) } }),
  };
}

function maskControl(row: Start, isRevealed: boolean) {
  return { isRevealed, label: isRevealed ? l10n.t("Hide {0}", row.label) : l10n.t("Show {0}", row.label) };
}

function choiceRow(row: Start, text: string, field: JobField, context: TextContext): FieldRow {
  const known = field.choices?.find((choice) => choice.value === text);
  if (!known) return textRow(row, text, context);
  const title = choiceTitle([known], text);
  // A hint that is a phrase completes the value; one that is a sentence explains it.
  const isPhrase = known.hint !== undefined && !known.hint.endsWith(".");
  const tooltip = [title === text ? "" : text, known.hint && !isPhrase ? translate(known.hint) : ""].filter(Boolean).join(" · ");
  return { ...row, value: title, look: "text", ...(isPhrase && { detail: translate(known.hint) }), ...(tooltip && { tooltip }) };
}

function timeRow(row: Start, at: number | undefined, text: string, context: TextContext): FieldRow {
  if (at === undefined) return textRow(row, text, context);
  const date = absoluteTime(at, context.locale, context.timeZone) ?? text;
  const distance = relativeTime(at, context.now, context.locale);
  const tooltip = `${utcTime(at)} · ${text}`;
  return distance === undefined
    ? { ...row, value: date, tooltip, look: "text" }
    : { ...row, value: distance, detail: date, isAge: true, tooltip, look: "text" };
}

function emptyRow(row: Start, value: unknown): FieldRow {
  return { ...row, value: "–", tooltip: value === null ? "null" : l10n.t("The cloud sent an empty text."), look: "none" };
}

function number(value: number, context: TextContext): string {
  return new Intl.NumberFormat(context.locale, { maximumFractionDigits: 20 }).format(value);
}

function yesNo(value: boolean) {
  return { value: value ? l10n.t("Yes") : l10n.t("No"), tooltip: String(value) };
}

/** Ids of copyable texts that are no fields of the answer. */
export const copyIds = {
  jobId: "$jobId",
  requestId: "$requestId",
  errorCode: "$errorCode",
  errorRequestId: "$errorRequestId",
  failureCode: "$failureCode",
  failureMessage: "$failureMessage",
} as const;
export function reference(id: string, name: string, text: string): Reference {
  return { name, text, copy: copyControl({ id, label: name }) };
}

export function sectionTitle(section: Section): string {
  switch (section) {
    case "voice":
      return l10n.t("Voice");
    case "job":
      return l10n.t("Job");
    case "times":
      return l10n.t("Times");
    case "failure":
      return l10n.t("Reported by the cloud");
    case "recordings":
      return l10n.t("Recordings and authorization");
    case "resource":
      return l10n.t("Resource");
    case "other":
      return l10n.t("Other fields");
  }
}
