// Asks what of all jobs the person wants to see: which part, then its values, a range of time or a text.
import * as vscode from "vscode";
import type { Cloud } from "../../../../core/cloud/cloud.js";
import type { JobFilter, ListedPart } from "../../../../core/jobs/filter/jobFilter.js";
import type { ConnectionStore } from "../../../../services/connections/connectionStore.js";
import type { Sessions } from "../../../../services/connections/sessions.js";
import type { JobStore } from "../../../../services/jobs/jobStore.js";
import type { ViewOptions } from "../../../../services/view/viewOptions.js";
import { type FilterPart, filterParts, filterText, partText, partTitle } from "../../../../text/filterText.js";
import { day, hour } from "../../../../text/time.js";
import { filterChoices } from "../../../../ui/filter/filterChoices.js";
import { filterVocabulary } from "../../../../ui/filter/filterVocabulary.js";
import {
  type Asking,
  askText,
  back,
  type ListChoice,
  type PickReply,
  pickMany,
  pickOne,
} from "../../../../ui/quickInput/quickPicks.js";
import { askFilter, type FilterBoxReply } from "./filterBox.js";

type RangePart = "created" | "updated";
/** What a part is set to; undefined values take it away. */
type Setting = { readonly [Part in keyof JobFilter]?: JobFilter[Part] | undefined };

export class FilterFlow {
  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly viewOptions: ViewOptions,
    private readonly locale: string,
  ) {}

  async run(): Promise<void> {
    for (let last: FilterPart | undefined; ; ) {
      const reply = await this.askPart(last);
      if (reply === undefined) return;
      if ("filter" in reply) return this.viewOptions.setFilter(reply.filter);
      const part = reply.choice;
      if (part === "clear") return this.viewOptions.setFilter({});
      last = part;
      const setting = await this.askSetting(part);
      if (setting === undefined) return;
      if (setting !== back) return this.viewOptions.setFilter({ ...this.viewOptions.chosen.filter, ...setting } as JobFilter);
    }
  }

  private askPart(last: FilterPart | undefined): Promise<FilterBoxReply<FilterPart | "clear">> {
    const { filter } = this.viewOptions.chosen;
    const clouds = this.clouds();
    const parts = filterParts.map((part): ListChoice<FilterPart | "clear"> => {
      return { label: partTitle(part), description: partText(part, filter, clouds, this.locale), value: part };
    });
    const clear: ListChoice<"clear">[] = [
      { label: "", kind: vscode.QuickPickItemKind.Separator },
      { label: vscode.l10n.t("Clear Filter"), value: "clear" },
    ];
    const choices = [...parts, ...(this.viewOptions.isFiltered ? clear : [])];
    return askFilter(
      filter,
      choices,
      last,
      filterVocabulary(clouds, () => this.jobs(), this.locale),
      (typed) => filterText(typed, clouds, this.locale),
    );
  }

  private askSetting(part: FilterPart): Promise<PickReply<Setting>> {
    if (part === "text") return this.askForText();
    if (part === "reasons") return this.askForReason();
    if (part === "created" || part === "updated") return this.askRange(part);
    return this.askValues(part);
  }

  private async askValues(part: ListedPart): Promise<PickReply<Setting>> {
    const chosen = this.viewOptions.chosen.filter[part] ?? [];
    const choices = filterChoices(part, this.clouds(), this.jobs(), chosen, this.locale);
    const prompt = vscode.l10n.t("{0}: show jobs with any of these", partTitle(part));
    const values = await pickMany(asking(prompt), choices, chosen);
    return values === back || values === undefined ? values : { [part]: values };
  }

  private async askForText(): Promise<PickReply<Setting>> {
    const prompt = vscode.l10n.t("Part of the name or of the job ID; empty for all jobs");
    const text = await askText(asking(prompt), this.viewOptions.chosen.filter.text ?? "", () => undefined);
    return text === back || text === undefined ? text : { text };
  }

  private async askForReason(): Promise<PickReply<Setting>> {
    const prompt = vscode.l10n.t("Code, or a part of the cloud's message; empty for all jobs");
    const reason = await askText(asking(prompt), this.viewOptions.chosen.filter.reasons?.[0] ?? "", () => undefined);
    return reason === back || reason === undefined ? reason : { reasons: reason === "" ? [] : [reason] };
  }

  private async askRange(part: RangePart): Promise<PickReply<Setting>> {
    const prompt = partTitle(part);
    const { l10n } = vscode;
    const choices: ListChoice<number | "any" | "own">[] = [
      { label: l10n.t("Any time"), value: "any" },
      { label: l10n.t("Last 24 hours"), value: 24 * hour },
      { label: l10n.t("Last 7 days"), value: 7 * day },
      { label: l10n.t("Last 30 days"), value: 30 * day },
      { label: l10n.t("Custom dates…"), value: "own" },
    ];
    for (;;) {
      const range = await pickOne(asking(prompt), choices);
      if (range === back || range === undefined) return range;
      if (range === "any") return between(part, undefined, undefined);
      if (range !== "own") return between(part, Date.now() - range, undefined);
      const dates = await this.askDates(part);
      if (dates !== back) return dates;
    }
  }

  private async askDates(part: RangePart): Promise<PickReply<Setting>> {
    const { filter } = this.viewOptions.chosen;
    let from = dateText(filter[`${part}Since`]);
    for (;;) {
      const since = await askText(asking(vscode.l10n.t("First day, as YYYY-MM-DD; empty for no limit")), from, checkDate);
      if (since === back || since === undefined) return since;
      from = since;
      const prompt = vscode.l10n.t("Last day, as YYYY-MM-DD; empty for no limit");
      const until = await askText(asking(prompt), dateText(filter[`${part}Until`]), (text) => {
        const isBefore = (startOf(text) ?? Number.POSITIVE_INFINITY) < (startOf(since) ?? Number.NEGATIVE_INFINITY);
        return checkDate(text) ?? (isBefore ? vscode.l10n.t("The last day is before the first.") : undefined);
      });
      if (until === undefined) return undefined;
      if (until !== back) return between(part, startOf(since), endOf(until));
    }
  }

  private clouds(): readonly Cloud[] {
    return [...new Set(this.connectionStore.all().map((connection) => this.sessions.cloudOf(connection)))];
  }

  private *jobs() {
    for (const { id } of this.connectionStore.all()) for (const { job } of this.store.get(id).jobs.values()) yield job;
  }
}

function asking(prompt: string): Asking {
  return { title: vscode.l10n.t("Filter Jobs"), prompt, hasBack: true };
}

function between(part: RangePart, since: number | undefined, until: number | undefined): Setting {
  return { [`${part}Since`]: since, [`${part}Until`]: until };
}

/** Midnight where the person is; undefined for what is no date. */
function startOf(text: string, laterDays = 0): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  const at = new Date(Number(year), Number(month) - 1, Number(date));
  const isReal = at.getMonth() === Number(month) - 1 && at.getDate() === Number(date);
  return isReal ? new Date(Number(year), Number(month) - 1, Number(date) + laterDays).getTime() : undefined;
}

/** The last millisecond of the day. */
function endOf(text: string): number | undefined {
  const next = startOf(text, 1);
  return next === undefined ? undefined : next - 1;
}

function checkDate(text: string): string | undefined {
  if (text.trim() === "" || startOf(text) !== undefined) return undefined;
  return vscode.l10n.t("Not a date: write it as 2026-01-31.");
}

function dateText(at: number | undefined): string {
  return at === undefined ? "" : new Intl.DateTimeFormat("sv-SE").format(at);
}
