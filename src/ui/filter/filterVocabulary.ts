// The words that a filter can be typed in: those of its parts in the person's language, and the values that clouds and loaded jobs show.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { FilterVocabulary, NamedValue } from "../../core/jobs/filter/filterTokens.js";
import { type FilterKey, filterWords } from "../../core/jobs/filter/filterTokens.js";
import type { ListedPart } from "../../core/jobs/filter/jobFilter.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import { describedValues, partTitle } from "../../text/filterText.js";
import { filterChoices } from "./filterChoices.js";

/** `jobs`: those that are loaded; gone through once for each part that is asked for. */
export function filterVocabulary(clouds: readonly Cloud[], jobs: () => Iterable<VoiceJob>, locale: string): FilterVocabulary {
  const known = new Map<ListedPart, readonly NamedValue[]>();
  const valuesOf = (part: ListedPart) => {
    const others = (value: string) =>
      clouds.flatMap((cloud) => describedValues(part, cloud).flatMap((each) => (each.value === value ? [each.title] : [])));
    const found =
      known.get(part) ??
      filterChoices(part, clouds, jobs(), [], locale).flatMap(({ value, label }) =>
        value === undefined ? [] : [{ value, label, others: others(value) }],
      );
    known.set(part, found);
    return found;
  };
  const words = new Map((Object.keys(filterWords) as FilterKey[]).map((key) => [partTitle(key).toLowerCase(), key]));
  return { words, valuesOf };
}
