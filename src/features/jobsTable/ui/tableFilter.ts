// The filter of a table: what was typed, understood, and what its last word can become. Its vocabulary is made again when jobs changed.
import type { Cloud } from "../../../core/cloud/cloud.js";
import { completions, readFilter } from "../../../core/jobs/filter/filterLanguage.js";
import type { FilterVocabulary } from "../../../core/jobs/filter/filterTokens.js";
import type { JobFilter } from "../../../core/jobs/filter/jobFilter.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { FilterSuggestion } from "../../../protocol/jobsTable.js";
import { filterVocabulary } from "../../../ui/filter/filterVocabulary.js";
import { suggestion } from "../text/tableView.js";

const mostSuggestions = 30;

export class TableFilter {
  private vocabulary: FilterVocabulary | undefined;
  filter: JobFilter = {};
  /** What is not understood, verbatim. */
  problems: readonly string[] = [];

  constructor(
    private readonly clouds: () => readonly Cloud[],
    private readonly jobs: () => Iterable<VoiceJob>,
    private readonly locale: string,
  ) {}

  read(text: string, now: number): JobFilter {
    const { filter, problems } = readFilter(text, this.words(), now);
    this.filter = filter;
    this.problems = problems;
    return filter;
  }

  suggestions(text: string): readonly FilterSuggestion[] {
    return completions(text, this.words())
      .filter((each) => each.text !== text)
      .slice(0, mostSuggestions)
      .map(({ text: next, value }) => suggestion(next, value && value.label !== value.value ? value.value : ""));
  }

  /** There are other jobs or clouds. */
  forget(): void {
    this.vocabulary = undefined;
  }

  private words(): FilterVocabulary {
    this.vocabulary ??= filterVocabulary(this.clouds(), this.jobs, this.locale);
    return this.vocabulary;
  }
}
