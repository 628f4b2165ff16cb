// Words one job for the details panel: everything the cloud sent, where the job stands, what to do, and what went wrong.
import * as l10n from "@vscode/l10n";
import { type Cloud, type JobField, type Section, sections } from "../core/cloud.js";
import type { Connection } from "../core/connection.js";
import type { VoiceError } from "../core/errors.js";
import type { VoiceJob } from "../core/job.js";
import type { Action, DetailView, Row, SectionView, StateBadge, Table } from "../protocol/detail.js";
import { assessment } from "./assessment.js";
import { lifeSteps, milestoneIndex } from "./detailLife.js";
import { copyIds, errorNotice, hasOpenFailure, type Notice, reference, todo, unreadNotice } from "./detailNotice.js";
import { describedRow, type Light, moment, verbatimRow } from "./detailRows.js";
import { type NextActKind, placeOf } from "./explain.js";
import { undescribed, valueAt } from "./fieldValue.js";
import { httpsLink } from "./mask.js";
import { looks, stateTitle } from "./phase.js";
import { clockTime, minute } from "./time.js";
import { word } from "./word.js";

export interface DetailInput extends Light {
  readonly jobId: string;
  /** Absent = not read yet. */
  readonly job?: VoiceJob | undefined;
  readonly cloud: Cloud;
  readonly connection: Connection;
  /** When the job was read. Milliseconds since 1970. */
  readonly readAt?: number | undefined;
  /** Of the answer that is shown. */
  readonly requestId?: string | undefined;
  /** Why the last attempt to read it failed. */
  readonly error?: VoiceError | undefined;
  readonly isLoading: boolean;
  readonly canSubmit: boolean;
  readonly canOpenConsole: boolean;
}

export function detailView(input: DetailInput): DetailView {
  const { job, jobId, cloud, connection, requestId, readAt, isLoading, locale } = input;
  const heading = job ? job.name || l10n.t("Unnamed voice") : l10n.t("Voice training job");
  const state = job && badge(job, cloud);
  const banners = notices(input).map((notice) => notice.banner);
  return {
    language: locale,
    direction: /^(ar|fa|he|ur)\b/i.test(locale) ? "rtl" : "ltr",
    heading,
    place: [connection.name, word(cloud.title), connection.region, ...(connection.isDemo ? [l10n.t("demo data")] : [])],
    jobId: reference(copyIds.jobId, l10n.t("Job ID"), jobId),
    ...(state && { state }),
    actions: actions(input),
    ...(isLoading && { progress: l10n.t("Reading the job…") }),
    banners,
    life: job ? lifeSteps(job, cloud, input) : [],
    ...(job && { todo: todo(job, cloud) }),
    sections: job ? sectionViews(job, cloud, input) : [],
    ...(job && readAt !== undefined && { readAt: readMoment(readAt, input) }),
    ...(job && requestId && { requestId: reference(copyIds.requestId, l10n.t("Request ID"), requestId) }),
    announcement: [heading, state?.label, ...banners.map((banner) => banner.text)].filter(Boolean).join(". "),
    words: { actions: l10n.t("Actions"), life: l10n.t("Progress of the job"), copied: l10n.t("Copied") },
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
      const value = job && fieldValue(job, id);
      return value === undefined || value === null || typeof value === "object" ? undefined : String(value).trim();
    }
  }
}

/** The https address of a link field; undefined for everything else. */
export function openableLink(input: DetailInput, field: string): string | undefined {
  return input.job && httpsLink(fieldValue(input.job, field));
}

function fieldValue(job: VoiceJob, path: string): unknown {
  return Object.hasOwn(job.raw, path) ? job.raw[path] : valueAt(job.raw, path);
}

function notices(input: DetailInput): Notice[] {
  const { job, error, isLoading, readAt, now, locale, timeZone } = input;
  if (error) {
    const place = placeOf(input.connection, input.cloud, locale);
    const hour = job && readAt !== undefined ? clockTime(readAt, now, locale, timeZone) : undefined;
    return [errorNotice(error, place, hour)];
  }
  return job || isLoading ? [] : [unreadNotice()];
}

function badge(job: VoiceJob, cloud: Cloud): StateBadge {
  return {
    tone: job.phase,
    icon: looks[job.phase].icon,
    label: stateTitle(cloud, job.state) || l10n.t("No state"),
    verbatim: job.state,
  };
}

function actions(input: DetailInput): Action[] {
  const { job, cloud, canSubmit, canOpenConsole } = input;
  const isSubmittedAgain = job !== undefined && milestoneIndex(cloud, job.state) > 0;
  const submitLabel = isSubmittedAgain ? l10n.t("Submit Again…") : l10n.t("Submit…");
  const submit: Action = { id: "submit", label: submitLabel, icon: "send", isPrimary: true };
  const refresh: Action = { id: "refresh", label: l10n.t("Refresh"), icon: "refresh", isPrimary: false };
  const openConsole: Action = { id: "openConsole", label: l10n.t("Open Console"), icon: "link-external", isPrimary: false };
  const openJson: Action = { id: "openJson", label: l10n.t("Open as JSON"), icon: "json", isPrimary: false };
  return [...(canSubmit ? [submit] : []), refresh, ...(canOpenConsole ? [openConsole] : []), ...(job ? [openJson] : [])];
}

function sectionViews(job: VoiceJob, cloud: Cloud, light: Light): SectionView[] {
  return sections.flatMap((section) => {
    const rows: Row[] = [];
    const tables: Table[] = [];
    for (const field of cloud.jobFields.filter((each) => each.section === section)) {
      const value = valueAt(job.raw, field.path);
      if (value === undefined || isToldAbove(job, field, value)) continue;
      const parts =
        field.kind === "assessment" ? assessment(field, value, light) : { rows: [describedRow(field, value, light)], tables: [] };
      rows.push(...parts.rows);
      tables.push(...parts.tables);
    }
    if (section === "other") rows.push(...undescribed(job.raw, cloud.jobFields).map((leaf) => verbatimRow(leaf, light)));
    return rows.length + tables.length > 0 ? [{ id: section, title: sectionTitle(section), rows, tables }] : [];
  });
}

/** The failure that the person has to deal with stands in the block above the fields. */
function isToldAbove(job: VoiceJob, field: JobField, value: unknown): boolean {
  if (field.section !== "failure" || !hasOpenFailure(job) || typeof value !== "string" || value.trim() === "") return false;
  return value.trim() === job.failure?.code?.trim() || value.trim() === job.failure?.message?.trim();
}

function readMoment(readAt: number, light: Light) {
  const { text, tooltip } = moment(readAt, light, "long");
  // "Read now" would be an order.
  const isFresh = light.now - readAt < minute;
  return { text: isFresh ? l10n.t("Read just now") : l10n.t("Read {0}", text), tooltip };
}

function sectionTitle(section: Section): string {
  switch (section) {
    case "voice":
      return l10n.t("Voice");
    case "job":
      return l10n.t("Job");
    case "times":
      return l10n.t("Times");
    case "failure":
      return l10n.t("Reported by the cloud");
    case "recordings":
      return l10n.t("Recordings");
    case "resource":
      return l10n.t("Resource");
    case "other":
      return l10n.t("Other fields");
  }
}
