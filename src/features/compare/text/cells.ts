// What the cells and marks of a compared row say.
import * as l10n from "@vscode/l10n";
import type { CompareCell, CompareStatus } from "../../../protocol/compare.js";
import type { FieldRow } from "../../../protocol/pageParts.js";
import { bracketed } from "../../../text/punctuation.js";

/** What marks of a job are called. */
export function letterOf(index: number): string {
  return "ABCDE".charAt(index);
}

/** Beside each other dates tell more than distances, and do not change by themselves. */
export function cellOf({ value, detail, isAge, tooltip, look, mask, copy }: FieldRow, letter: string): CompareCell {
  const shown = isAge && detail !== undefined ? { value: detail } : { value, ...(detail !== undefined && { detail }) };
  return {
    ...shown,
    look,
    ...(tooltip !== undefined && { tooltip }),
    ...(mask && { mask: { ...mask, label: bracketed(mask.label, letter) } }),
    ...(copy && { copy: { ...copy, label: bracketed(copy.label, letter) } }),
  };
}

export function absentCell(tooltip = l10n.t("The cloud did not send it.")): CompareCell {
  return { value: "", look: "absent", tooltip };
}

export function statusText(status: CompareStatus): string {
  switch (status) {
    case "different":
      return l10n.t("Different");
    case "equal":
      return l10n.t("Equal");
    case "single":
      return l10n.t("Nothing to compare with");
    case "unknown":
      return l10n.t("Not known for every job");
  }
}
