// The columns of an exported table: the house's words for every job, then each field of the clouds, then what nobody described.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../core/cloud.js";
import { undescribed, valueAt } from "./fieldValue.js";
import type { NormalJob } from "./normalJob.js";
import { stateTitle } from "./phase.js";
import { choiceTitle, word } from "./word.js";

export interface Column {
  readonly header: string;
  /** Plain text; each format escapes it for itself. */
  readonly cell: (job: NormalJob, cloud: Cloud) => string;
}

export function exportColumns(clouds: readonly Cloud[]): readonly Column[] {
  return [...houseColumns(), ...fieldColumns(clouds), otherFields()];
}

function houseColumns(): readonly Column[] {
  return [
    { header: l10n.t("Connection"), cell: ({ connection }) => connection },
    { header: l10n.t("Cloud"), cell: (_, cloud) => word(cloud.shortTitle) },
    { header: l10n.t("Job ID"), cell: ({ id }) => id },
    { header: l10n.t("Name"), cell: ({ name }) => name },
    { header: l10n.t("State"), cell: ({ state }, cloud) => stateTitle(cloud, state) },
    { header: l10n.t("Type"), cell: ({ type = "" }, cloud) => choiceTitle(cloud.values.type, type) },
    { header: l10n.t("Language"), cell: ({ language = "" }, cloud) => choiceTitle(cloud.values.language, language) },
    { header: l10n.t("Sex"), cell: ({ sex = "" }, cloud) => choiceTitle(cloud.values.sex, sex) },
    { header: l10n.t("Tag"), cell: ({ tag = "" }, cloud) => choiceTitle(cloud.values.tag, tag) },
    { header: l10n.t("Batch"), cell: ({ batch = "" }) => batch },
    { header: l10n.t("Customer ID"), cell: ({ customer = "" }) => customer },
    { header: l10n.t("Created"), cell: ({ createdAt = "" }) => createdAt },
    { header: l10n.t("Updated"), cell: ({ updatedAt = "" }) => updatedAt },
    { header: l10n.t("Voice ID"), cell: ({ voiceId = "" }) => voiceId },
    { header: l10n.t("Failure code"), cell: ({ failureCode = "" }) => failureCode },
    { header: l10n.t("Failure"), cell: ({ failureMessage = "" }) => failureMessage },
  ];
}

/** Named by the cloud's own path too: several have the same title as one of the house's, and scripts look for the path. */
function fieldColumns(clouds: readonly Cloud[]): readonly Column[] {
  const titles = new Map(clouds.flatMap(({ jobFields }) => jobFields).map(({ path, title }) => [path, title]));
  return [...titles].map(([path, title]) => ({
    header: `${word(title)} (${path})`,
    cell: ({ raw }, cloud) => {
      const isItsOwn = cloud.jobFields.some((field) => field.path === path);
      return isItsOwn ? plain(Object.hasOwn(raw, path) ? raw[path] : valueAt(raw, path)) : "";
    },
  }));
}

function otherFields(): Column {
  return {
    header: l10n.t("Other fields"),
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
