// Words the page with the preview of a request: method, address, headers and body as they go out, without keys.
import * as l10n from "@vscode/l10n";
import type { RequestPreview } from "../../core/cloud/jobApi.js";
import type { ReportButton, ReportContent } from "../../protocol/report.js";
import { escapeLine } from "../escape.js";

export interface RequestPageInput {
  readonly title: string;
  /** As it is shown: covered, unless the person asked to see it. */
  readonly request: RequestPreview;
  /** What can be done about personal data; absent = there is none, or the form is closed. */
  readonly personal?: "show" | "mask" | undefined;
  readonly isCovered: boolean;
  /** The form is closed: what it last would have sent is left. */
  readonly isOver?: boolean;
}

export function requestView({ title, request, personal, isCovered, isOver = false }: RequestPageInput): ReportContent {
  const { method, url, headers, body } = request;
  const masked = l10n.t("Personal data is masked.");
  const buttons: readonly ReportButton[] = [
    { action: "copyAsCurl", label: l10n.t("Copy as curl"), isMain: true },
    { action: "copy", label: l10n.t("Copy") },
    ...(personal === "show" ? [{ action: "showPersonal" as const, label: l10n.t("Show Personal Data") }] : []),
    ...(personal === "mask" ? [{ action: "maskPersonal" as const, label: l10n.t("Mask Personal Data") }] : []),
  ];
  const fact = (name: string, value: string) => ({ name, value: escapeLine(value, longest), isCode: true });
  return {
    heading: l10n.t("Request preview"),
    place: escapeLine(title),
    verdict: {
      tone: "note",
      text: isOver
        ? l10n.t("This is the request as it was when its form was closed, without keys and signatures.")
        : l10n.t("This is what is sent once you confirm, without keys and signatures."),
      lines: isCovered ? [{ text: masked, look: "muted" }] : [],
    },
    buttons,
    sections: [
      { id: "line", title: l10n.t("Request"), facts: [fact(l10n.t("Method"), method), fact(l10n.t("Address"), url)] },
      {
        id: "headers",
        title: l10n.t("Headers"),
        facts: Object.entries(headers).map(([name, value]) => fact(escapeLine(name), value)),
      },
      body === ""
        ? { id: "body", title: l10n.t("Body"), hint: l10n.t("None: the address has everything.") }
        : { id: "body", title: l10n.t("Body"), code: body },
    ],
  };
}

/** In graphemes: an address with a whole form in it is long. */
const longest = 8_000;
