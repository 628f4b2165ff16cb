// Words why a job could not be read, and what else a person should know before the fields.
import * as l10n from "@vscode/l10n";
import { type Advice, adviceOfCode, type CodeAdvice } from "../../../core/cloud/advice.js";
import type { VoiceError } from "../../../core/errors.js";
import type { Banner } from "../../../protocol/details.js";
import type { ErrorContext, NextActKind } from "../../../text/errors/errorContext.js";
import { explain } from "../../../text/errors/errorText.js";
import { setupErrorText } from "../../../text/errors/setupErrorText.js";
import { copyIds, reference } from "../../../text/fields/fieldRows.js";
import { coverPrivate } from "../../../text/fields/privateText.js";
import { sentences } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { codeLists } from "./adviceText.js";

/** A banner, and what its button does. */
export interface Notice {
  readonly banner: Banner;
  readonly act: NextActKind;
}

/** `readAtText`: the hour of the rows that are still shown; absent = nothing is shown. `advice`: of the cloud, once it is loaded. */
export function errorNotice(error: VoiceError, place: ErrorContext, readAtText: string | undefined, advice?: Advice): Notice {
  const { sentence, nextAct } = explain(error, place);
  const advised = adviceOf(error, place, advice);
  const stale = readAtText === undefined ? "" : l10n.t("What you see below was read at {0}.", readAtText);
  const isPassing = error.kind === "throttled" || error.kind === "unavailable" || error.kind === "network";
  const tone = error.kind === "cancelled" ? "note" : isPassing ? "warning" : "error";
  return {
    act: nextAct.kind,
    banner: {
      tone,
      icon: tone === "note" ? "info" : tone,
      text: sentences(sentence, advised && translate(advised.meaning), stale),
      verbatim: error.cloudMessage ? [coverPrivate(error.cloudMessage.trim())] : [],
      references: [
        ...(error.code ? [reference(copyIds.errorCode, l10n.t("Code"), error.code)] : []),
        ...(error.requestId ? [reference(copyIds.errorRequestId, l10n.t("Request ID"), error.requestId)] : []),
      ],
      ...(advised && { lists: codeLists(advised, Boolean(error.cloudMessage?.trim())) }),
      ...(nextAct.label && { nextAct: nextAct.label }),
    },
  };
}

/** The job as an earlier window knew it. `isWhole`: nothing private had to be left out. */
export function rememberedNotice(readAtText: string, isWhole: boolean): Notice {
  const since = l10n.t("This is how the job was at {0}; it has not been read since.", readAtText);
  const text = sentences(since, !isWhole && l10n.t("Personal data was not kept."));
  const nextAct = l10n.t("Refresh");
  return { act: "retry", banner: { tone: "note", icon: "history", text, verbatim: [], references: [], nextAct } };
}

/** A panel that came back after a reload, where nothing is remembered. */
export function unreadNotice(): Notice {
  return {
    act: "retry",
    banner: {
      tone: "note",
      icon: "info",
      text: l10n.t("This job has not been read yet."),
      verbatim: [],
      references: [],
      nextAct: l10n.t("Refresh"),
    },
  };
}

/** Of a job that was deleted while its panel was open. */
export function goneNotice(): Notice {
  return {
    act: "none",
    banner: {
      tone: "warning",
      icon: "trash",
      text: l10n.t("This job was deleted. What you see below is what was last known of it."),
      verbatim: [],
      references: [],
    },
  };
}

/** What the table knows of the code. Codes of our own have said everything in their sentence. */
function adviceOf(error: VoiceError, place: ErrorContext, advice: Advice | undefined): CodeAdvice | undefined {
  const { code } = error;
  return advice && code !== undefined && !setupErrorText(error, place) ? adviceOfCode(advice, code) : undefined;
}
