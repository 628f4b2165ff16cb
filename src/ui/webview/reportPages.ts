// Reports as pages: what a flow found out, in sections with rows and buttons. One page for each name; nothing of it outlives the window.
//
// A flow opens a page under a name and gives it finished views (protocol/report.ts), as often as it likes; media/report paints them.
// A button comes back as one of a closed list of actions, and the flow does what it stands for. Every text passes the redactor on its way.
import * as vscode from "vscode";
import { reportPanel } from "../../contributions.js";
import type { Redactor } from "../../core/privacy/redactor.js";
import {
  type ReportAction,
  type ReportContent,
  type ReportMessage,
  type ReportRequest,
  readReportRequest,
  withTexts,
} from "../../protocol/report.js";
import { escapeLine } from "../../text/escape.js";
import type { ErrorReporter } from "../errorReporter.js";
import { mediaFolder, webviewPage } from "./webviewPage.js";

export interface ReportPlace {
  /** Of the tab. */
  readonly title: string;
  /** Whose keys the page must not take: a list or a question that is open. */
  readonly isQuiet?: boolean;
  readonly viewColumn?: vscode.ViewColumn;
  /** What a person asked to see as it is: known secrets alone are hidden in it. */
  readonly isExact?: boolean;
}

export interface ReportKernel {
  readonly redactor: Redactor;
  readonly report: Pick<ErrorReporter, "note" | "showBug">;
  readonly locale: string;
}

export class ReportPages {
  private readonly pages = new Map<string, ReportPage>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly kernel: ReportKernel,
  ) {}

  find(name: string): ReportPage | undefined {
    return this.pages.get(name);
  }

  /** Brings the page of this name to the front, or makes one. */
  open(name: string, place: ReportPlace): ReportPage {
    const { title, isQuiet = false, viewColumn = vscode.ViewColumn.Active } = place;
    const known = this.pages.get(name);
    if (known) {
      known.reveal(isQuiet);
      return known;
    }
    const options = { enableScripts: true, localResourceRoots: [mediaFolder(this.extensionUri)] };
    const at = { viewColumn, preserveFocus: isQuiet };
    const panel = vscode.window.createWebviewPanel(reportPanel, escapeLine(title, 80), at, options);
    const page = new ReportPage(panel, this.kernel, place.isExact ?? false);
    panel.webview.html = webviewPage(panel.webview, this.extensionUri, "report", this.kernel.locale);
    this.pages.set(name, page);
    page.onDidClose(() => this.pages.delete(name));
    return page;
  }
}

export class ReportPage {
  /** Does what a button stands for; `row`: of the row that it stands in. */
  onAct: (action: ReportAction, row: string | undefined) => unknown = () => {};
  private shown: ReportMessage | undefined;
  private isReady = false;
  private isClosed = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly kernel: ReportKernel,
    private readonly isExact: boolean,
  ) {
    panel.webview.onDidReceiveMessage((message: unknown) => this.hear(readReportRequest(message)));
    panel.onDidDispose(() => {
      this.isClosed = true;
    });
  }

  get onDidClose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  /** In front of the person. */
  get isVisible(): boolean {
    return !this.isClosed && this.panel.visible;
  }

  reveal(isQuiet = false): void {
    if (!this.isClosed) this.panel.reveal(undefined, isQuiet);
  }

  close(): void {
    if (!this.isClosed) this.panel.dispose();
  }

  /** `announcement`: is read aloud. */
  show(content: ReportContent, announcement = ""): void {
    const { locale } = this.kernel;
    const direction = /^(ar|fa|he|ur)\b/i.test(locale) ? "rtl" : "ltr";
    const message: ReportMessage = { type: "show", view: { language: locale, direction, ...content }, announcement };
    this.shown = withTexts(message, (text) => this.clean(text));
    this.paint();
  }

  /** Puts a text on the clipboard, as clean as the page. */
  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(this.clean(text));
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied."), 3_000);
  }

  private clean(text: string): string {
    const { redactor } = this.kernel;
    return this.isExact ? redactor.hideKnown(text) : redactor.redact(text);
  }

  private async hear(request: ReportRequest | undefined): Promise<void> {
    if (request?.type === "ready") {
      this.isReady = true;
      return this.paint();
    }
    if (!request) return;
    try {
      await this.onAct(request.action, request.row);
    } catch (thrown) {
      const { report } = this.kernel;
      if (report.note(thrown, `report: ${request.action}`).kind !== "cancelled") await report.showBug();
    }
  }

  private paint(): void {
    if (this.isReady && !this.isClosed && this.shown) void this.panel.webview.postMessage(this.shown);
  }
}
