// The preview of one request as a page below its form, which follows what is typed there.
import * as vscode from "vscode";
import type { RequestPreview } from "../../core/cloud/jobApi.js";
import type { Field } from "../../core/forms/field.js";
import type { Values } from "../../core/forms/formValues.js";
import { curlText } from "../../text/forms/curlText.js";
import { requestView } from "../../text/forms/requestPage.js";
import { coverRequest, hasPersonal, requestText } from "../../text/forms/requestText.js";
import type { ReportPage, ReportPages } from "./reportPages.js";

/** What would be sent, and of which values it was made. */
export interface PreviewedRequest {
  readonly request: RequestPreview;
  readonly fields: readonly Field[];
  readonly values: Values;
}

/** For as long as the form is open; the page may stay longer, and is covered then. */
export class RequestPage {
  private page: ReportPage | undefined;
  private last: PreviewedRequest | undefined;
  /** The person asked to see their own data. */
  private isShown = false;
  private isOver = false;

  /** `name`: of the page, one for each job. */
  constructor(
    private readonly reports: () => Promise<ReportPages>,
    private readonly name: string,
    private readonly title: string,
  ) {}

  /** There is a page that could follow. */
  get isOpen(): boolean {
    return this.page !== undefined;
  }

  get isRevealed(): boolean {
    return this.isShown;
  }

  /**
   * Opens it below what is open, or changes what it says where it lies open. Below, since lists and inputs hang over the upper half of the
   * window, and beside would be half hidden under them. Takes the focus from them: who had it shows itself again.
   */
  async show(previewed: PreviewedRequest): Promise<void> {
    this.last = previewed;
    if (!this.page?.isVisible) {
      const reports = await this.reports();
      const place = { title: vscode.l10n.t("Request: {0}", this.title), isQuiet: true, isExact: true };
      const isNew = !reports.find(this.name);
      const page = reports.open(this.name, isNew ? { ...place, viewColumn: await columnFor() } : place);
      page.onDidClose(() => {
        if (this.page === page) this.page = undefined;
      });
      page.onAct = (action) => {
        if (action === "copyAsCurl") return page.copy(curlText(this.covered().request));
        if (action === "copy") return page.copy(requestText(this.covered().request));
        if (action === "showPersonal" || action === "maskPersonal") return this.reveal(action === "showPersonal");
      };
      this.page = page;
    }
    this.paint();
  }

  /** Changes what it says, if it is still open. */
  follow(previewed: PreviewedRequest): void {
    this.last = previewed;
    this.paint();
  }

  reveal(isShown: boolean): void {
    this.isShown = isShown && !this.isOver;
    this.paint();
  }

  /** The form is closed: what was revealed for it is covered again. */
  end(): void {
    this.isOver = true;
    this.reveal(false);
  }

  private covered(): PreviewedRequest & { readonly hasMore: boolean } {
    const last = this.last!;
    const { request, fields, values } = last;
    const hasMore = hasPersonal(fields, values);
    return { ...last, hasMore, request: this.isShown ? request : coverRequest(request, fields, values) };
  }

  private paint(): void {
    if (!this.page || !this.last) return;
    const { request, hasMore } = this.covered();
    const personal = !hasMore || this.isOver ? undefined : this.isShown ? "mask" : "show";
    const isCovered = hasMore && !this.isShown;
    this.page.show(requestView({ title: this.title, request, personal, isCovered, isOver: this.isOver }));
  }
}

async function columnFor(): Promise<vscode.ViewColumn> {
  const isAlone = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
  return isAlone ? vscode.ViewColumn.Active : (await import("../editorCommands.js")).columnBelow();
}
