// Says what is different between two views of the same job: in words for those who listen, by marks for those who look.
import * as l10n from "@vscode/l10n";
import { type DetailView, marks } from "../../../protocol/details.js";
import type { FieldRow } from "../../../protocol/pageParts.js";
import { aloud, named } from "../../../text/punctuation.js";

export interface DetailNews {
  /** Empty = nothing to say. */
  readonly announcement: string;
  /** See `marks`. */
  readonly changed: readonly string[];
}

/** More of them are counted, not read out. */
const mostNamed = 3;

/** `before` absent = the panel has just come before the person: its heading is all there is to say. */
export function detailNews(before: DetailView | undefined, after: DetailView): DetailNews {
  if (!before) return { announcement: after.heading, changed: [] };
  const rows = changedRows(before, after);
  const isMoved = before.state?.verbatim !== after.state?.verbatim;
  // What comes to be known of its past later is no change of the job.
  const steps = isMoved ? changedSteps(before, after) : [];
  const known = before.banners.map(({ text }) => text);
  const sentences = [
    ...(before.heading === after.heading ? [] : [after.heading]),
    ...(isMoved && after.state ? [l10n.t("State: {0}", after.state.label)] : []),
    ...after.banners.map(({ text }) => text).filter((text) => !known.includes(text)),
    ...rows.slice(0, mostNamed).map(({ label, value }) => named(label, value)),
    ...moreChanged(rows.length - mostNamed),
  ];
  return {
    announcement: aloud(sentences),
    // A job that has just been read is new as a whole: nothing of it changed.
    changed: before.state ? [...(isMoved ? [marks.state] : []), ...steps, ...rows.map(({ id }) => marks.row(id))] : [],
  };
}

function changedSteps(before: DetailView, after: DetailView): string[] {
  const known = new Map(before.life.map(({ title, place }) => [title, place]));
  return after.life.flatMap(({ title, place }, index) => (known.get(title) === place ? [] : [marks.step(index)]));
}

/** Rows that stood there with another value. Those that come are no changes: a job read by itself tells more than its list did. */
function changedRows(before: DetailView, after: DetailView): FieldRow[] {
  const known = new Map(rowsOf(before).map((row) => [row.id, row]));
  return rowsOf(after).filter((row) => {
    const old = known.get(row.id);
    // To show and to hide a value changes nothing, and no private value is read out.
    if (!old || row.look === "masked" || old.look === "masked" || row.mask?.isRevealed || old.mask?.isRevealed) return false;
    return fact(old) !== fact(row);
  });
}

/** Of an age what it counts from. */
function fact({ isAge, value, detail }: FieldRow): string {
  return isAge ? (detail ?? "") : value;
}

function rowsOf(view: DetailView): readonly FieldRow[] {
  return view.sections.flatMap(({ rows }) => rows);
}

function moreChanged(number: number): string[] {
  if (number <= 0) return [];
  return [number === 1 ? l10n.t("One more field changed") : l10n.t("{0} more fields changed", number)];
}
