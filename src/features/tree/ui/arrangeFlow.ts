// Asks how the jobs stand in the tree: grouped by what, sorted by what, and which states are left out.
import * as vscode from "vscode";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { groupings, sortings } from "../../../core/jobs/arrangement.js";
import type { ConnectionStore } from "../../../services/connections/connectionStore.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import type { JobStore } from "../../../services/jobs/jobStore.js";
import type { ViewOptions } from "../../../services/view/viewOptions.js";
import { escapeLabel } from "../../../text/escape.js";
import { stateTitle } from "../../../text/phases.js";
import { list } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { back, type ListChoice, pickMany, pickOne } from "../../../ui/quickInput/quickPicks.js";
import { groupingTitle, sortingTitle } from "../text/groupText.js";

export class ArrangeFlow {
  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly viewOptions: ViewOptions,
  ) {}

  async run(): Promise<void> {
    for (;;) {
      const act = await pickOne(
        { ...asking(vscode.l10n.t("How should jobs be arranged in the tree?")), hasBack: false },
        this.choices(),
      );
      if (act === undefined || act === back) return;
      if ((await act()) !== back) return;
    }
  }

  private choices(): ListChoice<() => Promise<unknown>>[] {
    const { arrangement } = this.viewOptions.chosen;
    const mark = (isCurrent: boolean) => (isCurrent ? { description: vscode.l10n.t("current") } : {});
    return [
      line(vscode.l10n.t("Group by")),
      ...groupings.map((grouping) => ({
        label: groupingTitle(grouping),
        ...mark(grouping === arrangement.grouping),
        value: () => this.viewOptions.arrange({ grouping }),
      })),
      line(vscode.l10n.t("Sort by")),
      ...sortings.map((sorting) => ({
        label: sortingTitle(sorting),
        ...mark(sorting === arrangement.sorting),
        value: () => this.viewOptions.arrange({ sorting }),
      })),
      line(vscode.l10n.t("Hide")),
      ...this.clouds().map((cloud) => ({
        label: vscode.l10n.t("States of {0}…", translate(cloud.shortTitle)),
        description: list(
          (arrangement.hidden[cloud.id] ?? []).map((state) => escapeLabel(stateTitle(cloud, state))),
          vscode.env.language,
        ),
        value: () => this.askShown(cloud),
      })),
    ];
  }

  private async askShown(cloud: Cloud): Promise<unknown> {
    const hidden = this.viewOptions.chosen.arrangement.hidden[cloud.id] ?? [];
    const states = this.states(cloud, hidden);
    const choices = states.map((state) => {
      const title = stateTitle(cloud, state);
      return { label: escapeLabel(title), ...(title === state ? {} : { description: state }), value: state };
    });
    const prompt = vscode.l10n.t("States whose jobs are shown");
    const shown = await pickMany(
      asking(prompt),
      choices,
      states.filter((state) => !hidden.includes(state)),
    );
    if (shown === back || shown === undefined) return shown;
    return this.viewOptions.hide(
      cloud.id,
      states.filter((state) => !shown.includes(state)),
    );
  }

  /** Of the cloud's description, and undocumented ones that its jobs have shown. */
  private states(cloud: Cloud, hidden: readonly string[]): string[] {
    const seen = this.connectionStore
      .all()
      .filter((connection) => connection.cloud === cloud.id)
      .flatMap(({ id }) => [...this.store.get(id).totals.keys()]);
    return [...new Set([...cloud.states.map(({ state }) => state), ...[...seen, ...hidden].sort()])];
  }

  private clouds(): readonly Cloud[] {
    return [...new Set(this.connectionStore.all().map((connection) => this.sessions.cloudOf(connection)))];
  }
}

function asking(prompt: string) {
  return { title: vscode.l10n.t("Group and Sort"), prompt, hasBack: true };
}

function line(label: string): ListChoice<never> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
