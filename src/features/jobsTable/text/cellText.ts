// Words the cells of the jobs table, and says what each column is sorted by.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { changedAt } from "../../../core/jobs/arrangement.js";
import { phases, type VoiceJob } from "../../../core/jobs/job.js";
import type { TableColumnId } from "../../../protocol/tableLayout.js";
import { escapeLine } from "../../../text/escape.js";
import { jobLabel, reasonOf } from "../../../text/jobText.js";
import { stateTitle } from "../../../text/phases.js";
import { absoluteTime } from "../../../text/time.js";
import { choiceTitle } from "../../../text/translate.js";
import type { TableSortKey } from "../tableModel.js";

/** Where a job of the table is. */
export interface TablePlace {
  readonly connection: Pick<Connection, "id" | "name">;
  readonly cloud: Cloud;
}

interface ColumnText {
  title(): string;
  /** Plain text. */
  text(job: VoiceJob, place: TablePlace, locale: string): string;
  /** Absent = by its text. */
  key?(job: VoiceJob, place: TablePlace): TableSortKey;
}

const columns: Readonly<Record<TableColumnId, ColumnText>> = {
  name: { title: () => l10n.t("Name"), text: (job) => jobLabel(job), key: ({ name, id }) => name || id },
  state: { title: () => l10n.t("State"), text: ({ state }, { cloud }) => escapeLine(stateTitle(cloud, state)), key: stateKey },
  updated: { title: () => l10n.t("Last changed"), text: (job, _, locale) => timeText(changedAt(job), locale), key: changedAt },
  type: { title: () => l10n.t("Type"), text: ({ type }, { cloud }) => valueText(cloud.values.type, type) },
  language: { title: () => l10n.t("Language"), text: ({ language }, { cloud }) => valueText(cloud.values.language, language) },
  batch: { title: () => l10n.t("Batch"), text: ({ batch = "" }) => escapeLine(batch) },
  reason: { title: () => l10n.t("Failure"), text: (job) => reasonOf(job) ?? "" },
  connection: { title: () => l10n.t("Connection"), text: (_, { connection }) => escapeLine(connection.name) },
  created: {
    title: () => l10n.t("Created"),
    text: ({ createdAt }, _, locale) => timeText(createdAt, locale),
    key: ({ createdAt }) => createdAt,
  },
  sex: { title: () => l10n.t("Sex"), text: ({ sex }, { cloud }) => valueText(cloud.values.sex, sex) },
  tag: { title: () => l10n.t("Tag"), text: ({ tag }, { cloud }) => valueText(cloud.values.tag, tag) },
  customer: { title: () => l10n.t("Customer"), text: ({ customer = "" }) => escapeLine(customer) },
  jobId: { title: () => l10n.t("Job ID"), text: ({ id }) => escapeLine(id) },
  voiceId: { title: () => l10n.t("Voice ID"), text: ({ voiceId = "" }) => escapeLine(voiceId) },
};

/** Of these a spreadsheet may make times. */
const timeColumns: readonly TableColumnId[] = ["created", "updated"];

export function isTimeColumn(column: TableColumnId): boolean {
  return timeColumns.includes(column);
}

export function columnTitle(column: TableColumnId): string {
  return columns[column].title();
}

export function cellText(column: TableColumnId, job: VoiceJob, place: TablePlace, locale: string): string {
  return columns[column].text(job, place, locale);
}

export function cellKey(column: TableColumnId, job: VoiceJob, place: TablePlace, locale: string): TableSortKey {
  const { key, text } = columns[column];
  return key ? key(job, place) : text(job, place, locale) || undefined;
}

/** In the order of the tree's phases, and in each of a job's life; what has no description comes last. */
function stateKey({ state, phase }: VoiceJob, { cloud }: TablePlace): number {
  const place = cloud.states.findIndex((each) => each.state === state);
  return phases.indexOf(phase) * 1000 + (place < 0 ? 999 : place);
}

function valueText(choices: Cloud["values"]["type"], value: string | undefined): string {
  return value ? escapeLine(choiceTitle(choices, value)) : "";
}

function timeText(at: number | undefined, locale: string): string {
  return at === undefined ? "" : (absoluteTime(at, locale) ?? "");
}
