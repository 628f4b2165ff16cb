// What a part of the filter can be set to: what the clouds in use describe, and what their loaded jobs show, with how many jobs have it.
import * as vscode from "vscode";
import type { Cloud } from "../../core/cloud/cloud.js";
import { type ListedPart, listedParts } from "../../core/jobs/filter/jobFilter.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import { count } from "../../text/counts.js";
import { escapeLabel } from "../../text/escape.js";
import { describedValues, valueTitle } from "../../text/filterText.js";
import { translate } from "../../text/translate.js";
import type { ListChoice } from "../quickInput/quickPicks.js";

/** `chosen`: values of the filter, which stay choices although no job shows them any more. */
export function filterChoices(
  part: ListedPart,
  clouds: readonly Cloud[],
  jobs: Iterable<VoiceJob>,
  chosen: readonly string[],
  locale: string,
): ListChoice<string>[] {
  const counts = new Map<string, number>();
  for (const job of jobs) {
    const value = job[listedParts[part]] ?? "";
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const described = clouds.flatMap((cloud) => describedValues(part, cloud).map(({ value }) => value));
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const seen = [...counts.keys(), ...chosen].sort((a, b) => Number(a === "") - Number(b === "") || compare(a, b));
  return [...new Set([...described, ...seen])].map((value) => {
    const title = valueTitle(part, value, clouds);
    const known = clouds.filter((cloud) => describedValues(part, cloud).some((each) => each.value === value));
    const owners = clouds.length > 1 ? known.map(({ shortTitle }) => translate(shortTitle)) : [];
    const loaded = counts.get(value);
    const facts = [
      title === value || value === "" ? "" : value,
      ...owners,
      loaded === undefined ? "" : vscode.l10n.t("{0} loaded", count(loaded, locale)),
    ];
    return { label: escapeLabel(title), description: escapeLabel(facts.filter(Boolean).join(" · ")), value };
  });
}
