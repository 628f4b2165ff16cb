// The columns of an exported table: the same words for every job, then each field of the clouds, then what has no description.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { JobField } from "../../../core/cloud/jobField.js";
import type { NormalJob } from "../../../text/commonJob.js";
import { undescribed, valueAt } from "../../../text/fields/rawFields.js";
import { stateTitle } from "../../../text/phases.js";
import { choiceTitle, translate } from "../../../text/translate.js";

export interface Column {
  readonly header: string;
  /** Texts by nature: what looks like a number or a date in it is none. */
  readonly isText: boolean;
  /** Plain text; each format escapes it for itself. */
  readonly cell: (job: NormalJob, cloud: Cloud) => string;
}

export function exportColumns(clouds: readonly Cloud[]): readonly Column[] {
  return [...commonColumns(), ...fieldColumns(clouds), otherFields()];
}

function commonColumns(): readonly Column[] {
  return [
    { header: l10n.t("Connection"), isText: true, cell: ({ connection }) => connection },
    { header: l10n.t("Cloud"), isText: true, cell: (_, cloud) => translate(cloud.shortTitle) },
    { header: l10n.t("Job ID"), isText: true, cell: ({ id }) => id },
    { header: l10n.t("Name"), isText: true, cell: ({ name }) => name },
    { header: l10n.t("State"), isText: true, cell: ({ state }, cloud) => stateTitle(cloud, state) },
    { header: l10n.t("Type"), isText: true, cell: ({ type = "" }, cloud) => choiceTitle(cloud.values.type, type) },
    {
      header: l10n.t("Language"),
      isText: true,
      cell: ({ language = "" }, cloud) => choiceTitle(cloud.values.language, language),
    },
    { header: l10n.t("Sex"), isText: true, cell: ({ sex = "" }, cloud) => choiceTitle(cloud.values.sex, sex) },
    { header: l10n.t("Tag"), isText: true, cell: ({ tag = "" }, cloud) => choiceTitle(cloud.values.tag, tag) },
    { header: l10n.t("Batch"), isText: true, cell: ({ batch = "" }) => batch },
    { header: l10n.t("Customer ID"), isText: true, cell: ({ customer = "" }) => customer },
    { header: l10n.t("Created"), isText: false, cell: ({ createdAt = "" }) => createdAt },
    { header: l10n.t("Updated"), isText: false, cell: ({ updatedAt = "" }) => updatedAt },
    { header: l10n.t("Voice ID"), isText: true, cell: ({ voiceId = "" }) => voiceId },
    { header: l10n.t("Failure code"), isText: true, cell: ({ failureCode = "" }) => failureCode },
    { header: l10n.t("Failure"), isText: true, cell: ({ failureMessage = "" }) => failureMessage },
  ];
}

/** Of these a spreadsheet may make numbers and times. */
const valueKinds: ReadonlySet<JobField["kind"]> = new Set(["number", "yesNo", "seconds", "iso", "assessment"]);

/** Named by the cloud's own path too: several have the same title as a common one, and scripts look for the path. */
function fieldColumns(clouds: readonly Cloud[]): readonly Column[] {
  const fields = new Map(clouds.flatMap(({ jobFields }) => jobFields).map((field) => [field.path, field]));
  return [...fields].map(([path, { title, kind }]) => ({
    header: `${translate(title)} (${path})`,
    isText: !valueKinds.has(kind),
    cell: ({ raw }, cloud) => {
      const isItsOwn = cloud.jobFields.some((field) => field.path === path);
      return isItsOwn ? plain(Object.hasOwn(raw, path) ? raw[path] : valueAt(raw, path)) : "";
    },
  }));
}

function otherFields(): Column {
  return {
    header: l10n.t("Other fields"),
    isText: true,
    cell: ({ raw }, { jobFields }) => {
      const others = undescribed(raw, jobFields);
      return others.length === 0 ? "" : plain(Object.fromEntries(others.map(({ path, value }) => [path, value])));
    },
  };
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
