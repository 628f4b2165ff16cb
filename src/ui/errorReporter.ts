// Shows errors: words from `text/`, the next act as a button, everything redacted in the log.
import * as vscode from "vscode";
import { commands } from "../contributions.js";
import type { Connection } from "../core/connection.js";
import { asVoiceError, type VoiceError } from "../core/errors.js";
import type { Log } from "../core/ports/ports.js";
import type { ClockDifference } from "../services/connections/sessionStates.js";
import type { Sessions } from "../services/connections/sessions.js";
import { type Effect, errorContextOf, type NextActKind } from "../text/errors/errorContext.js";
import { clockOff, type Explanation, explain } from "../text/errors/errorText.js";
import { nextAct as nextActOf, otherAct } from "../text/errors/nextActText.js";
import { escapeNotification } from "../text/escape.js";
import { inOneLine, sentences } from "../text/punctuation.js";
import { translate } from "../text/translate.js";
import { openSettings } from "./editorCommands.js";

/** What the error is about: a connection, maybe one of its jobs. */
export interface Concern {
  readonly connectionId: string;
  readonly jobId?: string;
}

export class ErrorReporter {
  constructor(
    private readonly log: Log,
    private readonly sessions: Sessions,
    private readonly locale: string,
  ) {}

  /** Words for an error of a connection. */
  explain(error: VoiceError, connection: Connection, effect: Effect = "read"): Explanation {
    const cloud = this.sessions.cloudOf(connection);
    return explain(error, errorContextOf(connection, cloud, this.locale, effect));
  }

  /** Logs what is worth knowing later; never what a person typed. */
  note(thrown: unknown, doing: string): VoiceError {
    const error = asVoiceError(thrown);
    const facts = [error.kind, error.reason, error.status, error.code, error.host, error.requestId].filter(
      (fact) => fact !== undefined,
    );
    const write = error.kind === "cancelled" ? this.log.debug : this.log.error;
    write.call(
      this.log,
      `${doing}: ${error.message} [${facts.join(" · ")}]${error.kind === "bug" ? `\n${error.stack ?? ""}` : ""}`,
    );
    return error;
  }

  noteFact(fact: string): void {
    this.log.info(fact);
  }

  /** A notification with the next act; cancelling is not an error to show. */
  async showError(error: VoiceError, connection: Connection, effect: Effect, concern: Concern): Promise<void> {
    if (error.kind === "cancelled") return;
    const { sentence, nextAct, details } = this.explain(error, connection, effect);
    const text = notificationText([sentence], details);
    // The editor cuts what has no button after one line, and with it the cloud's own words.
    const acts = [nextAct.kind === "none" ? nextActOf("showLog") : nextAct, otherAct(error) ?? []].flat();
    const chosen = await vscode.window.showErrorMessage(text, ...acts.map(({ label }) => label));
    const act = acts.find(({ label }) => label === chosen);
    if (act) await this.act(act.kind, concern);
  }

  /** The clouds' answers show that this computer's clock is far off. */
  async showClockOff({ connectionId, cloud, aheadMs }: ClockDifference): Promise<void> {
    const text = clockOff(aheadMs, translate(cloud.title), this.locale);
    this.log.info(`the clock of this computer is ${Math.round(aheadMs / 1000)} s ahead of the cloud's`);
    const { kind, label } = nextActOf("diagnose");
    if ((await vscode.window.showWarningMessage(escapeNotification(text), label)) === label)
      await this.act(kind, { connectionId });
  }

  /** For what goes wrong outside any connection: ours. */
  async showBug(): Promise<void> {
    const showLog = vscode.l10n.t("Show Log");
    const text = vscode.l10n.t("Something went wrong in Voice Jobs. See the log for details.");
    if ((await vscode.window.showErrorMessage(text, showLog)) === showLog) await vscode.commands.executeCommand(commands.showLog);
  }

  /** Does what an explanation offers. */
  async act(kind: NextActKind, concern: Concern): Promise<void> {
    await doNextAct(kind, concern);
  }
}

/** A notification is one line: the details of an error stand behind what is said of it. Escapes all of them. */
export function notificationText(said: readonly string[], details: readonly string[]): string {
  const harmless = (line: string) => escapeNotification(line);
  return sentences(...said.map(harmless), inOneLine(details.map(harmless)));
}

/** What is behind the button of a next act. */
export async function doNextAct(kind: NextActKind, concern: Concern): Promise<void> {
  if (kind === "openSettings") return openSettings("http.proxy");
  const command = nextActCommand(kind);
  if (command) await vscode.commands.executeCommand(command, concern);
}

/** Undefined for `none`. */
function nextActCommand(kind: Exclude<NextActKind, "openSettings">): string | undefined {
  switch (kind) {
    case "none":
      return undefined;
    case "retry":
      return commands.refreshItem;
    case "editCredentials":
      return commands.replaceKey;
    case "tryKeyAgain":
      return commands.tryKeyAgain;
    case "editConnection":
      return commands.editConnection;
    case "diagnose":
      return commands.diagnoseConnection;
    case "showLog":
      return commands.showLog;
  }
}
