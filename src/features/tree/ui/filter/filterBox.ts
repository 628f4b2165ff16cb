// The box that a filter is typed into: what was typed, understood, stands first; below it, what the last word can become.
import * as vscode from "vscode";
import { completions, readFilter, writeFilter } from "../../../../core/jobs/filter/filterLanguage.js";
import type { FilterVocabulary } from "../../../../core/jobs/filter/filterTokens.js";
import { isEmpty, type JobFilter } from "../../../../core/jobs/filter/jobFilter.js";
import { escapeLabel } from "../../../../text/escape.js";
import type { ListChoice } from "../../../../ui/quickInput/quickPicks.js";

/** What a person does there: types a filter, or takes one of the choices that stand below the empty box. */
export type FilterBoxReply<T> = { readonly filter: JobFilter } | { readonly choice: T } | undefined;

interface Row<T> extends ListChoice<T> {
  /** Understood, and used on Enter. */
  readonly filter?: JobFilter;
  /** Goes on in the box. */
  readonly text?: string;
}

/** `describe`: a filter in words. */
export function askFilter<T>(
  current: JobFilter,
  choices: readonly ListChoice<T>[],
  active: T | undefined,
  vocabulary: FilterVocabulary,
  describe: (filter: JobFilter) => string,
): Promise<FilterBoxReply<T>> {
  const picker = vscode.window.createQuickPick<Row<T>>();
  picker.title = vscode.l10n.t("Filter Jobs");
  picker.placeholder = vscode.l10n.t("Type a filter such as {0}, or choose", "state:failed,training age:<7d");
  const edit: Row<T>[] = isEmpty(current)
    ? []
    : [{ label: vscode.l10n.t("Edit Filter"), description: escapeLabel(writeFilter(current), 200), text: writeFilter(current) }];
  const first = [...choices, ...edit];
  const rowsFor = (text: string): readonly Row<T>[] => {
    if (text.trim() === "") return first;
    // While a word for one of the rows is typed, those stay within reach.
    const named = first.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
    return [typedRow(text, vocabulary, describe), ...completionRows(text, vocabulary), ...named];
  };
  const show = (text: string) => {
    const rows = rowsFor(text);
    picker.items = rows;
    const marked = rows.find(({ value }) => value !== undefined && value === active);
    const [top] = text.trim() === "" && marked ? [marked] : rows;
    if (top) picker.activeItems = [top];
  };
  show("");
  return new Promise((resolve) => {
    const end = (reply: FilterBoxReply<T>) => {
      resolve(reply);
      picker.dispose();
    };
    picker.onDidChangeValue(show);
    picker.onDidHide(() => end(undefined));
    picker.onDidAccept(() => {
      const [row] = picker.selectedItems;
      // After quick typing Enter comes before the rows have followed.
      const isLate = picker.value.trim() !== "" && !rowsFor(picker.value).some(({ label }) => label === row?.label);
      const { filter, problems } = readFilter(picker.value, vocabulary, Date.now());
      if (isLate) return problems.length === 0 ? end({ filter }) : undefined;
      if (row?.filter) return end({ filter: row.filter });
      if (row?.value !== undefined) return end({ choice: row.value });
      if (row?.text === undefined) return;
      picker.value = row.text;
      show(row.text);
    });
    picker.show();
  });
}

/** Its label is what was typed: so the editor puts it first. */
function typedRow(text: string, vocabulary: FilterVocabulary, describe: (filter: JobFilter) => string): Row<never> {
  const { filter, problems } = readFilter(text, vocabulary, Date.now());
  if (problems.length > 0) {
    const detail = vscode.l10n.t("Not recognized: {0}", escapeLabel(problems.join(" "), 100));
    return { label: text, detail, iconPath: new vscode.ThemeIcon("warning"), alwaysShow: true };
  }
  const detail = isEmpty(filter) ? vscode.l10n.t("All jobs") : vscode.l10n.t("Show: {0}", describe(filter));
  return { label: text, detail, iconPath: new vscode.ThemeIcon("filter"), alwaysShow: true, filter };
}

function completionRows(text: string, vocabulary: FilterVocabulary): readonly Row<never>[] {
  return completions(text, vocabulary)
    .filter((each) => each.text !== text)
    .slice(0, 30)
    .map((each) => {
      const { label = "", value = "" } = each.value ?? {};
      const said = label === value ? "" : value;
      return { label: each.text, description: escapeLabel(said), alwaysShow: true, text: each.text };
    });
}
