// Words one job for the details panel: everything the cloud sent, where the job stands, what to do, and what went wrong.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { type JobField, sections } from "../../../core/cloud/jobField.js";
import type { Connection } from "../../../core/connection.js";
import type { VoiceError } from "../../../core/errors.js";
import type { JobHistory } from "../../../core/jobs/history/jobHistory.js";
import type { StateObservation } from "../../../core/jobs/history/stateObservation.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { hasOpenFailure } from "../../../core/jobs/job.js";
import type { DetailView, SectionView } from "../../../protocol/details.js";
import type { FieldRow, Table } from "../../../protocol/pageParts.js";
import { assessment } from "../../../text/assessment/assessmentText.js";
import { errorContextOf, type NextActKind } from "../../../text/errors/errorContext.js";
import {
  copyIds,
  describedRow,
  leftOutRow,
  moment,
  reference,
  sectionTitle,
  type TextContext,
  verbatimRow,
} from "../../../text/fields/fieldRows.js";
import { httpsLink } from "../../../text/fields/privateText.js";
import { undescribed, valueAt } from "../../../text/fields/rawFields.js";
import { stateBadge } from "../../../text/phases.js";
import { clockTime, minute } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import { mergeHistory } from "../../history/mergedHistory.js";
import { historyValue } from "../../history/text/historyFields.js";
import { historyView } from "../../history/text/historyView.js";
import { type AdviceContext, todo } from "./adviceText.js";
import { errorNotice, goneNotice, type Notice, rememberedNotice, unreadNotice } from "./banners.js";
import { lifeNote, lifeSteps } from "./lifeSteps.js";
import { type ActionInput, actions, advisedActs } from "./pageActions.js";

export interface DetailInput extends ActionInput, TextContext, Pick<AdviceContext, "advice" | "observed"> {
  readonly jobId: string;
  readonly connection: Connection;
  /** When the job was read. Milliseconds since 1970. */
  readonly readAt?: number | undefined;
  /** Of the answer that is shown. */
  readonly requestId?: string | undefined;
  /** As an earlier window knew it; fields of these names were not kept, or not whole. */
  readonly remembered?: { readonly leftOut: readonly string[] } | undefined;
  /** Why the last attempt to read it failed. */
  readonly error?: VoiceError | undefined;
  readonly isLoading: boolean;
  /** What the cloud told of its past. */
  readonly history?: JobHistory | undefined;
  /** States as they were seen here. */
  readonly observations?: readonly StateObservation[];
  /** What the cloud measured of the same recordings apart from the job; `at`: milliseconds since 1970. */
  readonly soundCheck?: { readonly at: number; readonly assessment?: unknown } | undefined;
}

export function detailView(input: DetailInput): DetailView {
  const { job, jobId, cloud, connection, requestId, readAt, isLoading, locale } = input;
  const heading = job ? job.name || l10n.t("Unnamed voice") : l10n.t("Voice training job");
  const state = job && stateBadge(job, cloud);
  const merged = job
    ? mergeHistory(job, cloud, input.history?.events ?? [], input.observations ?? [])
    : { entries: [], intervals: [] };
  const note = job && lifeNote(job, cloud, merged.intervals);
  const banners = notices(input).map((notice) => notice.banner);
  return {
    language: locale,
    direction: /^(ar|fa|he|ur)\b/i.test(locale) ? "rtl" : "ltr",
    heading,
    place: [connection.name, translate(cloud.title), connection.region, ...(connection.isDemo ? [l10n.t("demo data")] : [])],
    jobId: reference(copyIds.jobId, l10n.t("Job ID"), jobId),
    ...(state && { state }),
    actions: actions(input),
    ...((isLoading || input.history?.isReading) && { progress: l10n.t("Reading the job…") }),
    banners,
    life: job ? lifeSteps(job, cloud, input, merged, input.history?.reviews) : [],
    ...(note !== undefined && { lifeNote: note }),
    // Of a job that is no more there is nothing to do and nothing to wait for.
    ...(job && !input.isGone && { todo: todo(job, cloud, { ...input, acts: advisedActs(input, job) }) }),
    sections: job ? sectionViews(job, cloud, input) : [],
    history: job ? historyView({ ...input, job, merged: merged }) : { reviews: [] },
    ...(job && readAt !== undefined && { readAt: readMoment(readAt, input) }),
    ...(job && requestId && { requestId: reference(copyIds.requestId, l10n.t("Request ID"), requestId) }),
    words: {
      actions: l10n.t("Actions"),
      life: l10n.t("Progress of the job"),
      copied: l10n.t("Copied"),
      reason: l10n.t("Reason"),
    },
  };
}

/** What the button of a banner does; undefined for a banner that is not shown. */
export function bannerAct(input: DetailInput, index: number): NextActKind | undefined {
  return notices(input)[index]?.act;
}

/** The text that a copy button stands for, masked or not: to copy is to ask for it. */
export function copyText(input: DetailInput, id: string): string | undefined {
  const { job, error } = input;
  switch (id) {
    case copyIds.jobId:
      return input.jobId;
    case copyIds.requestId:
      return input.requestId;
    case copyIds.errorCode:
      return error?.code;
    case copyIds.errorRequestId:
      return error?.requestId;
    case copyIds.failureCode:
      return job?.failure?.code;
    default: {
      const value = historyValue(input.history, id) ?? (job && fieldValue(job, id));
      return value === undefined || value === null || typeof value === "object" ? undefined : String(value).trim();
    }
  }
}

/** The https address of a link field; undefined for everything else. */
export function openableLink(input: DetailInput, field: string): string | undefined {
  return httpsLink(historyValue(input.history, field) ?? (input.job && fieldValue(input.job, field)));
}

/** An earlier window has seen the field and not kept it: only a refresh can reveal it. */
export function isLeftOut({ job, cloud, remembered }: DetailInput, path: string): boolean {
  const field = cloud.jobFields.find((each) => each.path === path);
  // Of an object only its private parts are sure to be among what was left out.
  const isPrivate = field?.kind === "phone" || field?.kind === "link";
  const isNamed = remembered?.leftOut.some((name) => name === path || (isPrivate && path.startsWith(`${name}.`))) ?? false;
  return isNamed && job !== undefined && fieldValue(job, path) === undefined;
}

function undescribedLeftOut({ cloud, remembered }: DetailInput): readonly string[] {
  const isDescribed = (name: string) => cloud.jobFields.some(({ path }) => path === name || path.startsWith(`${name}.`));
  return remembered?.leftOut.filter((name) => !isDescribed(name)) ?? [];
}

function fieldValue(job: VoiceJob, path: string): unknown {
  return Object.hasOwn(job.raw, path) ? job.raw[path] : valueAt(job.raw, path);
}

function notices(input: DetailInput): Notice[] {
  const { job, error, isLoading, readAt, remembered, now, locale, timeZone } = input;
  if (input.isGone) return [goneNotice()];
  if (error) {
    const place = errorContextOf(input.connection, input.cloud, locale);
    const hour = job && readAt !== undefined ? clockTime(readAt, now, locale, timeZone) : undefined;
    return [errorNotice(error, place, hour, input.advice)];
  }
  if (isLoading) return [];
  if (!job) return [unreadNotice()];
  const hour = readAt === undefined ? undefined : clockTime(readAt, now, locale, timeZone);
  return remembered && hour !== undefined ? [rememberedNotice(hour, remembered.leftOut.length === 0)] : [];
}

function sectionViews(job: VoiceJob, cloud: Cloud, context: DetailInput): SectionView[] {
  return sections.flatMap((section) => {
    const rows: FieldRow[] = [];
    const tables: Table[] = [];
    for (const field of cloud.jobFields.filter((each) => each.section === section)) {
      const value = valueAt(job.raw, field.path);
      if (isLeftOut(context, field.path)) rows.push(leftOutRow(field.path, field));
      const checked = field.kind === "assessment" ? checkedTables(field, context) : [];
      // The job's ID stands at the top.
      if (value === undefined || (section === "job" && value === job.id) || (!context.isGone && isToldAbove(job, field, value)))
        tables.push(...checked);
      else {
        const parts =
          field.kind === "assessment"
            ? assessment(field, value, context)
            : { rows: [describedRow(field, value, context)], tables: [] };
        rows.push(...parts.rows);
        tables.push(...parts.tables, ...checked);
      }
    }
    if (section === "other") rows.push(...undescribed(job.raw, cloud.jobFields).map((leaf) => verbatimRow(leaf, context)));
    if (section === "other") rows.push(...undescribedLeftOut(context).map((name) => leftOutRow(name)));
    return rows.length + tables.length > 0 ? [{ id: section, title: sectionTitle(section), rows, tables }] : [];
  });
}

/** What the same recordings were measured to be before, beside what the job says. */
function checkedTables(field: JobField, context: DetailInput): readonly Table[] {
  if (context.soundCheck === undefined) return [];
  const { tables } = assessment(field, context.soundCheck.assessment, context);
  const caption = l10n.t("Sound check of these recordings, {0}", moment(context.soundCheck.at, context).text);
  return tables.map((table) => ({ ...table, caption }));
}

/** The failure that the person has to deal with stands in the block above the fields. */
function isToldAbove(job: VoiceJob, field: JobField, value: unknown): boolean {
  if (field.section !== "failure" || !hasOpenFailure(job) || typeof value !== "string" || value.trim() === "") return false;
  return value.trim() === job.failure?.code?.trim() || value.trim() === job.failure?.message?.trim();
}

function readMoment(readAt: number, context: TextContext) {
  const { text, tooltip } = moment(readAt, context);
  // "Read now" would be an order.
  const isFresh = context.now - readAt < minute;
  return { text: isFresh ? l10n.t("Read just now") : l10n.t("Read {0}", text), tooltip };
}
