// The views of the table: chosen, saved, removed, and its filter handed to the tree or taken over from there.
import * as vscode from "vscode";
import { readFilter, writeFilter } from "../../../core/jobs/filter/filterLanguage.js";
import { isEmpty } from "../../../core/jobs/filter/jobFilter.js";
import { type JobsTableLayout, readTableLayout, usualLayout } from "../../../protocol/tableLayout.js";
import { escapeLabel } from "../../../text/escape.js";
import { filterText } from "../../../text/filterText.js";
import { filterVocabulary } from "../../../ui/filter/filterVocabulary.js";
import { back, type ListChoice, pickOne } from "../../../ui/quickInput/quickPicks.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { SavedTableViews, savedViewBounds } from "../savedViews.js";

export type ViewsKernel = Pick<UiKernel, "state" | "viewOptions" | "connectionStore" | "sessions" | "store" | "clock" | "locale">;

type Act = () => JobsTableLayout | undefined | Promise<JobsTableLayout | undefined>;

/** The layout that the table is to have; undefined = it stays as it is. */
export async function askView(kernel: ViewsKernel, current: JobsTableLayout): Promise<JobsTableLayout | undefined> {
  const { l10n } = vscode;
  const views = new SavedTableViews(kernel.state, readTableLayout);
  const saved = views.all().map(({ name, layout }): ListChoice<Act> => {
    const isCurrent = JSON.stringify(layout) === JSON.stringify(current);
    const description = [isCurrent && l10n.t("current"), escapeLabel(layout.filter, 80)].filter(Boolean).join(" · ");
    return { label: escapeLabel(name), description, iconPath: new vscode.ThemeIcon("bookmark"), value: () => layout };
  });
  const inTree = kernel.viewOptions.chosen.filter;
  const hasMany = kernel.connectionStore.all().length > 1;
  const choices: ListChoice<Act>[] = [
    ...saved,
    { label: l10n.t("Standard View"), iconPath: new vscode.ThemeIcon("discard"), value: () => usualLayout(hasMany) },
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: l10n.t("Save View…"), iconPath: new vscode.ThemeIcon("save"), value: () => save(views, current) },
    ...(saved.length > 0
      ? [{ label: l10n.t("Remove View…"), iconPath: new vscode.ThemeIcon("trash"), value: () => remove(views) }]
      : []),
    { label: l10n.t("Filter"), kind: vscode.QuickPickItemKind.Separator },
    {
      label: l10n.t("Use Filter in Tree"),
      description: escapeLabel(current.filter, 80) || l10n.t("All jobs"),
      iconPath: new vscode.ThemeIcon("list-tree"),
      value: () => useInTree(kernel, current.filter),
    },
    ...(isEmpty(inTree)
      ? []
      : [
          {
            label: l10n.t("Use Filter from Tree"),
            description: filterText(inTree, clouds(kernel), kernel.locale),
            iconPath: new vscode.ThemeIcon("filter"),
            value: () => ({ ...current, filter: writeFilter(inTree) }),
          },
        ]),
  ];
  const asking = { title: l10n.t("Views"), prompt: l10n.t("Which view should the table show?"), hasBack: false };
  const act = await pickOne(asking, choices);
  return act === undefined || act === back ? undefined : act();
}

async function save(views: SavedTableViews<JobsTableLayout>, layout: JobsTableLayout): Promise<undefined> {
  const { l10n } = vscode;
  const name = await vscode.window.showInputBox({
    title: l10n.t("Save View"),
    prompt: l10n.t("Name of the view: its columns, order and filter are saved. One of the same name is replaced."),
    validateInput: (text) =>
      text.trim().length > savedViewBounds.name ? l10n.t("At most {0} characters.", savedViewBounds.name) : undefined,
  });
  if (name === undefined || name.trim() === "" || (await views.save(name.trim(), layout))) return;
  void vscode.window.showWarningMessage(
    l10n.t(
      "The view was not saved: its name or filter looks like a phone number, a link or a key, which are not kept on the disk.",
    ),
  );
}

async function remove(views: SavedTableViews<JobsTableLayout>): Promise<undefined> {
  const choices = views.all().map(({ name }) => ({ label: escapeLabel(name), value: name }));
  const asking = { title: vscode.l10n.t("Remove View"), prompt: vscode.l10n.t("Which view should be removed?"), hasBack: false };
  const name = await pickOne(asking, choices);
  if (name !== undefined && name !== back) await views.remove(name);
}

async function useInTree(kernel: ViewsKernel, text: string): Promise<undefined> {
  const jobs = function* () {
    for (const { id } of kernel.connectionStore.all()) for (const { job } of kernel.store.get(id).jobs.values()) yield job;
  };
  const vocabulary = filterVocabulary(clouds(kernel), jobs, kernel.locale);
  await kernel.viewOptions.setFilter(readFilter(text, vocabulary, kernel.clock.now()).filter);
}

function clouds({ connectionStore, sessions }: ViewsKernel) {
  return [...new Set(connectionStore.all().map((connection) => sessions.cloudOf(connection)))];
}
