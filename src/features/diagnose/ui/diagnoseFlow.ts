// Diagnoses a connection for a person: progress that can be cancelled, a report to copy, the cause with its next act. Loaded when first needed.
import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { nextAct } from "../../../text/errors/errorText.js";
import { escapeNotification } from "../../../text/escape.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { ConnectionDoctor } from "../connectionDoctor.js";
import { type DoctorDependencies, steps } from "../diagnosis.js";
import { doctorPlace, reportText, summarize } from "../text/diagnosisReport.js";
import { stepTitle } from "../text/diagnosisSteps.js";

/** What a diagnosis takes, and where its report is shown. */
export type DiagnoseKernel = DoctorDependencies & Pick<UiKernel, "report" | "reports" | "versions" | "locale">;

export class DiagnoseFlow {
  /** Ids of connections that are being looked at: two at once would be two signed calls with a key that may be wrong. */
  private readonly underWay = new Set<string>();

  private readonly doctor: ConnectionDoctor;

  constructor(private readonly kernel: DiagnoseKernel) {
    this.doctor = new ConnectionDoctor(kernel);
  }

  async run(connection: Connection): Promise<void> {
    if (this.underWay.has(connection.id)) return;
    this.underWay.add(connection.id);
    try {
      await this.diagnose(connection);
    } finally {
      this.underWay.delete(connection.id);
    }
  }

  private async diagnose(connection: Connection): Promise<void> {
    const title = vscode.l10n.t("Diagnosing “{0}”", escapeNotification(connection.name));
    const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
    const diagnosis = await vscode.window.withProgress(options, (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return this.doctor.diagnose(connection.id, abort.signal, (step) =>
        progress.report({ message: stepTitle(step), increment: 100 / steps.length }),
      );
    });
    const { sessions, redactor, versions, locale, reports } = this.kernel;
    const cloud = sessions.cloudOf(connection);
    const place = doctorPlace(connection, cloud, diagnosis, locale);
    const text = redactor.redact(reportText(diagnosis, connection, cloud, versions, place));
    await reports.show(text);
    const { isWell, sentence, act } = summarize(diagnosis, place);
    void this.tell(isWell, redactor.redact(sentence), nextAct(act), text, connection);
  }

  /** Waits for a person, so it is not awaited. */
  private async tell(
    isWell: boolean,
    sentence: string,
    { kind, label }: ReturnType<typeof nextAct>,
    text: string,
    { id }: Connection,
  ): Promise<void> {
    const copy = vscode.l10n.t("Copy Report");
    const buttons = kind === "none" ? [copy] : [label, copy];
    const show = isWell ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    const chosen = await show(escapeNotification(sentence), ...buttons);
    if (chosen === copy) await vscode.env.clipboard.writeText(text);
    else if (chosen !== undefined) await this.kernel.report.act(kind, { connectionId: id });
  }
}
