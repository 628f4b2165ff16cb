// Words a key that was found on this computer: which one it is, and nothing of its secret.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { isTemporaryKey } from "../../../core/cloud/credentialKind.js";
import type { FoundKey } from "../../../core/cloud/keySource.js";
import { escapeLabel } from "../../../text/escape.js";
import { maskedKey } from "../../../text/forms/formText.js";
import { list } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";

/** The texts of a row, escaped. */
export interface FoundKeyText {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export function foundKeyText(cloud: Cloud, key: FoundKey, locale: string): FoundKeyText {
  const label = escapeLabel(key.name);
  const masked = maskedKey(cloud, key.credentials);
  // A key that is called by what would be shown of it needs no second name.
  return { label, description: masked === label ? "" : masked, detail: detailOf(cloud, key, locale) };
}

function detailOf(cloud: Cloud, { credentials, region, otherNames = [] }: FoundKey, locale: string): string {
  const kind = cloud.credentialKinds.find(({ id }) => id === credentials.kind);
  const others = otherNames.length > 0 && escapeLabel(l10n.t("the same as {0}", list(otherNames, locale)));
  const title = kind?.temporary && isTemporaryKey(kind, credentials.values) ? kind.temporary.title : kind?.title;
  return [title && translate(title), region && escapeLabel(region), others].filter(Boolean).join(" · ");
}
