// Words what happened to jobs: one job by its name, several as counts.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { escapeLabel, escapeNotification } from "../../../text/escape.js";
import { stateTitle } from "../../../text/phases.js";
import { list } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";

/** What happened to one job, and where. */
export interface NoticeText {
  readonly jobId: string;
  readonly name: string;
  readonly happening: "finished" | "failed" | "needsPerson" | "gone";
  /** The cloud's word. */
  readonly state: string;
  readonly connection: Connection;
  readonly cloud: Cloud;
}

/** For a notification. */
export function noticeText(notices: readonly NoticeText[], locale: string): string {
  const [first, ...others] = notices;
  if (!first) return "";
  return others.length === 0 ? oneNotice(first) : manyNotice(notices, locale);
}

/** Whether the person should do something about it. */
export function isWarning(notices: readonly NoticeText[]): boolean {
  return notices.some(({ happening }) => happening === "failed" || happening === "needsPerson");
}

/** A row of a picker: the job, what became of it, where it lives. */
export function noticeRow(notices: NoticeText): { readonly label: string; readonly description: string } {
  return { label: nameOf(notices, escapeLabel), description: `${happened(notices)} · ${escapeLabel(notices.connection.name)}` };
}

/** What is not told any more once a job is muted. */
export function muteJobLabel(name: string): string {
  return l10n.t("Everything about “{0}”", escapeLabel(name));
}

/** What is not told any more once a state is muted; an unknown cloud's state verbatim. */
export function muteStateLabel(state: string, cloud: Cloud | undefined): string {
  if (!cloud) return l10n.t("Jobs in the state “{0}”", escapeLabel(state));
  return l10n.t("Jobs of {0} in the state “{1}”", translate(cloud.shortTitle), escapeLabel(stateTitle(cloud, state)));
}

function oneNotice(notices: NoticeText): string {
  const name = nameOf(notices, escapeNotification);
  const place = escapeNotification(notices.connection.name);
  const state = escapeNotification(stateTitle(notices.cloud, notices.state));
  switch (notices.happening) {
    case "finished":
      return l10n.t("“{0}” in {1} is finished: the voice is ready.", name, place);
    case "failed":
      return l10n.t("“{0}” in {1} has failed.", name, place);
    case "needsPerson":
      return l10n.t("“{0}” in {1} needs your attention: {2}.", name, place, state);
    case "gone":
      return l10n.t("“{0}”, which you watched, is no longer in {1}.", name, place);
  }
}

function manyNotice(notices: readonly NoticeText[], locale: string): string {
  const count = (happening: NoticeText["happening"]) => notices.filter((each) => each.happening === happening).length;
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const parts = [
    { count: count("finished"), text: l10n.t("{0} finished", number(count("finished"))) },
    { count: count("failed"), text: l10n.t("{0} failed", number(count("failed"))) },
    { count: count("needsPerson"), text: needYou(count("needsPerson"), locale) },
    { count: count("gone"), text: l10n.t("{0} gone", number(count("gone"))) },
  ];
  const words = parts.filter((part) => part.count > 0).map(({ text }) => text);
  return l10n.t("{0} voice jobs changed: {1}.", number(notices.length), list(words, locale));
}

/** "1 needs attention", "3 need attention". */
export function needYou(count: number, locale: string): string {
  const number = new Intl.NumberFormat(locale).format(count);
  const isOne = new Intl.PluralRules(locale).select(count) === "one";
  return isOne ? l10n.t("{0} needs attention", number) : l10n.t("{0} need attention", number);
}

function happened({ happening, cloud, state }: NoticeText): string {
  return happening === "gone" ? l10n.t("no longer in the cloud") : escapeLabel(stateTitle(cloud, state));
}

function nameOf({ name, jobId }: NoticeText, harmless: (text: string) => string): string {
  return harmless(name) || harmless(jobId);
}
