// Words the making of a job: the question before it is sent.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { Values } from "../../../core/forms/formValues.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { CreationKind } from "../../../core/jobs/jobCreation.js";
import { escapeModal } from "../../../text/escape.js";
import { submitLines } from "../../../text/forms/formText.js";
import { stateTitle } from "../../../text/phases.js";
import { placed } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";

/** Every value that goes out, what it costs, and what is there already by the same name. */
export function creationDetail(
  connection: Connection,
  cloud: Cloud,
  kind: CreationKind,
  values: Values,
  alike: readonly VoiceJob[],
  /** What the account has left, as far as it is known. */
  limits: readonly string[] = [],
): string {
  const [twin] = alike;
  const place = placed(escapeModal(connection.name), translate(cloud.title), escapeModal(connection.region));
  const lines = [
    l10n.t("Connection: {0}", place),
    l10n.t("Kind: {0}", translate(kind.title)),
    "",
    l10n.t("These values are sent:"),
    ...submitLines(kind.fields, values),
    "",
    ...limits.map((line) => escapeModal(line)),
    translate(kind.warning),
  ];
  if (twin) {
    const state = escapeModal(stateTitle(cloud, twin.state), 60);
    lines.push("", l10n.t("Note: there is already a job of this name: {0}, {1}.", escapeModal(twin.id), state));
  }
  return lines.join("\n");
}

/** What the new job is known by. */
export function markOf(kind: CreationKind, values: Values): string {
  return values[kind.mark.field] ?? "";
}
