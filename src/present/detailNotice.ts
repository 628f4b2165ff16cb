// Words what a person should know before reading the fields: what to do in this state, and why a refresh failed.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../core/cloud.js";
import type { VoiceError } from "../core/errors.js";
import type { Phase, VoiceJob } from "../core/job.js";
import type { Banner, Reference, Todo } from "../protocol/detail.js";
import { copyControl } from "./detailRows.js";
import { explain, type NextActKind, type Place } from "./explain.js";
import { coverPrivate } from "./mask.js";
import { stateInfo } from "./phase.js";
import { word } from "./word.js";

/** Ids of copyable texts that are no fields of the answer. */
export const copyIds = {
  jobId: "$jobId",
  requestId: "$requestId",
  errorCode: "$errorCode",
  errorRequestId: "$errorRequestId",
  failureCode: "$failureCode",
  failureMessage: "$failureMessage",
} as const;

export function todo(job: VoiceJob, cloud: Cloud): Todo {
  const info = stateInfo(cloud, job.state);
  const failure = hasOpenFailure(job) ? job.failure : undefined;
  const paragraphs = info
    ? [word(info.hint)]
    : [
        l10n.t(
          "This version of Voice Jobs does not know the state “{0}” and shows it as the cloud sent it. The cloud's console tells more.",
          job.state,
        ),
      ];
  if (job.phase === "failed" && !failure) paragraphs.push(l10n.t("The cloud gave no reason."));
  return {
    tone: job.phase,
    title: todoTitle(job.phase),
    paragraphs,
    ...(failure?.message && { quote: { label: l10n.t("The cloud's own words"), text: coverPrivate(failure.message.trim()) } }),
    references: failure?.code ? [reference(copyIds.failureCode, l10n.t("Code"), failure.code)] : [],
  };
}

/** A failure that still matters: jobs that went on may carry an old one. */
export function hasOpenFailure(job: VoiceJob): boolean {
  return job.failure !== undefined && (job.phase === "failed" || job.phase === "attention" || job.phase === "unknown");
}

export function reference(id: string, name: string, text: string): Reference {
  return { name, text, copy: copyControl({ id, label: name }) };
}

/** A banner, and what its button does. */
export interface Notice {
  readonly banner: Banner;
  readonly act: NextActKind;
}

/** `readAtText`: the hour of the rows that are still shown; absent = nothing is shown. */
export function errorNotice(error: VoiceError, place: Place, readAtText: string | undefined): Notice {
  const { sentence, nextAct } = explain(error, place);
  const stale = readAtText === undefined ? "" : ` ${l10n.t("What you see below was read at {0}.", readAtText)}`;
  const isPassing = error.kind === "throttled" || error.kind === "unavailable" || error.kind === "network";
  const tone = error.kind === "cancelled" ? "note" : isPassing ? "warning" : "error";
  return {
    act: nextAct.kind,
    banner: {
      tone,
      icon: tone === "note" ? "info" : tone,
      text: sentence + stale,
      verbatim: error.cloudMessage ? [coverPrivate(error.cloudMessage.trim())] : [],
      references: [
        ...(error.code ? [reference(copyIds.errorCode, l10n.t("Code"), error.code)] : []),
        ...(error.requestId ? [reference(copyIds.errorRequestId, l10n.t("Request ID"), error.requestId)] : []),
      ],
      ...(nextAct.label && { nextAct: nextAct.label }),
    },
  };
}

/** A panel that came back after a reload, before anything was read. */
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

function todoTitle(phase: Phase): string {
  switch (phase) {
    case "attention":
    case "failed":
      return l10n.t("What to do");
    case "running":
    case "waiting":
      return l10n.t("What happens now");
    case "succeeded":
      return l10n.t("The voice is ready");
    case "unknown":
      return l10n.t("A state not seen before");
  }
}
