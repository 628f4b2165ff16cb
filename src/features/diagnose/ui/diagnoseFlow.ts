// Diagnoses a connection for a person: a page that grows while it goes on, with the cause first and a button for what helps. Loaded when first needed.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Connection } from "../../../core/connection.js";
import type { ReportAction } from "../../../protocol/report.js";
import { nextAct } from "../../../text/errors/nextActText.js";
import { escapeNotification } from "../../../text/escape.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { ReportPage } from "../../../ui/webview/reportPages.js";
import { ConnectionDoctor } from "../connectionDoctor.js";
import { type Diagnosis, type DiagnosisStep, type DoctorDependencies, steps } from "../diagnosis.js";
import { diagnosisView } from "../text/diagnosisPage.js";
import { doctorPlace, reportText, summarize } from "../text/diagnosisReport.js";

/** What a diagnosis takes, and where its report is shown. */
export type DiagnoseKernel = DoctorDependencies & Pick<UiKernel, "report" | "reports" | "versions" | "locale" | "clock">;

export class DiagnoseFlow {
  /** By the ids of connections that are being looked at: two at once would be two signed calls with a key that may be wrong. */
  private readonly underWay = new Map<string, AbortController>();

  private readonly doctor: ConnectionDoctor;

  constructor(private readonly kernel: DiagnoseKernel) {
    this.doctor = new ConnectionDoctor(kernel);
  }

  /** Gives the report as text; undefined = the connection is being looked at already. */
  async run(connection: Connection): Promise<string | undefined> {
    const { id, name } = connection;
    const title = vscode.l10n.t("Diagnosis: {0}", name);
    const page = (await this.kernel.reports()).open(`diagnosis/${id}`, { title });
    if (this.underWay.has(id)) return undefined;
    const abort = new AbortController();
    this.underWay.set(id, abort);
    const closed = page.onDidClose(() => abort.abort());
    try {
      return await this.diagnose(connection, page, abort.signal);
    } catch (thrown) {
      // What is told of it says more than a page that ends in the middle.
      page.close();
      throw thrown;
    } finally {
      closed.dispose();
      this.underWay.delete(id);
    }
  }

  private async diagnose(connection: Connection, page: ReportPage, signal: AbortSignal): Promise<string> {
    const { sessions, redactor, versions, locale, clock } = this.kernel;
    const cloud = sessions.cloudOf(connection);
    let sofar: Diagnosis = { connectionId: connection.id, startedAt: clock.now(), findings: [] };
    let current: DiagnosisStep | undefined = steps[0];
    const paint = () => page.show(diagnosisView({ connection, cloud, diagnosis: sofar, current, versions, locale }));
    page.onAct = (action) => this.act(action, connection);
    paint();
    const onStep = (step: DiagnosisStep) => {
      current = step;
      paint();
    };
    const onFound = (diagnosis: Diagnosis) => {
      sofar = diagnosis;
      paint();
    };
    const diagnosis = await this.doctor.diagnose(connection.id, signal, onStep, onFound);
    const place = doctorPlace(connection, cloud, diagnosis, locale);
    const text = redactor.redact(reportText(diagnosis, connection, cloud, versions, place));
    const { isWell, sentence, act } = summarize(diagnosis, place);
    page.onAct = (action) => (action === "copy" ? page.copy(text) : this.act(action, connection));
    page.show(diagnosisView({ connection, cloud, diagnosis, versions, locale }), sentence);
    if (!page.isVisible && !signal.aborted) void this.tell(isWell, redactor.redact(sentence), nextAct(act), page, connection);
    return text;
  }

  private async act(action: ReportAction, { id: connectionId }: Connection): Promise<void> {
    const concern = { connectionId };
    switch (action) {
      case "stop":
        return this.underWay.get(connectionId)?.abort();
      case "runAgain":
        // The connection may have been changed since.
        return vscode.commands.executeCommand(commands.diagnoseConnection, concern);
      case "replaceKey":
        return this.kernel.report.act("editCredentials", concern);
      case "refresh":
        return this.kernel.report.act("retry", concern);
      case "tryKeyAgain":
      case "editConnection":
      case "openSettings":
      case "showLog":
        return this.kernel.report.act(action, concern);
    }
  }

  /** Of a page that something else hides. Waits for a person, so it is not awaited. */
  private async tell(
    isWell: boolean,
    sentence: string,
    { kind, label }: ReturnType<typeof nextAct>,
    page: ReportPage,
    { id }: Connection,
  ): Promise<void> {
    const open = vscode.l10n.t("Show Report");
    const buttons = kind === "none" ? [open] : [label, open];
    const show = isWell ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    const chosen = await show(escapeNotification(sentence), ...buttons);
    if (chosen === open) page.reveal();
    else if (chosen !== undefined) await this.kernel.report.act(kind, { connectionId: id });
  }
}
