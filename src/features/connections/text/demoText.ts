// Words what belongs to demo data.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { translate } from "../../../text/translate.js";

/** Name of a demo connection. */
export function demoName(cloud: Cloud): string {
  return l10n.t("Demo {0}", translate(cloud.shortTitle));
}
