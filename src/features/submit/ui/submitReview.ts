// What a person sees before a submit: every value, what differs, why the job was refused, and the exact request where they ask for it.
import * as vscode from "vscode";
import type { RequestPreview } from "../../../core/cloud/jobApi.js";
import type { Field } from "../../../core/forms/field.js";
import type { Values } from "../../../core/forms/formValues.js";
import { type Compared, type Reason, reviewLines } from "../../../text/forms/formReview.js";
import { hasPersonal } from "../../../text/forms/requestText.js";
import { type FormProblem, type FormRow, formHeading, limitRows, problemRows } from "../../../ui/quickInput/form.js";
import type { RequestPage } from "../../../ui/webview/requestPage.js";

export interface Reviewed {
  readonly fields: readonly Field[];
  readonly compared: Compared;
  /** What speaks against it, in sentences. */
  readonly warnings: readonly string[];
  /** What the account has left, as far as it is known. */
  readonly limits: () => readonly string[];
  /** As far as they are known. */
  readonly reasons: () => readonly Reason[];
  /** What would be sent. Absent = the cloud cannot say. Tells its own errors: undefined. */
  readonly preview?: (values: Values) => Promise<RequestPreview | undefined>;
  readonly page: RequestPage;
}

/** One look at one form, for as long as that is open. */
export class SubmitReview {
  constructor(private readonly reviewed: Reviewed) {}

  prompt(values: Values): string {
    const { fields, compared } = this.reviewed;
    const changes = reviewLines(fields, values, compared).filter(({ isDifferent }) => isDifferent).length;
    return changes === 0
      ? vscode.l10n.t("Check what will be sent. Choose a value to change it.")
      : vscode.l10n.t("Check what will be sent; different from last time: {0}. Choose a value to change it.", changes);
  }

  rows(values: Values, problems: readonly FormProblem[]): readonly FormRow[] {
    const { fields, compared } = this.reviewed;
    const isWrong = (id: string) => problems.some((problem) => problem.id === id);
    const lines = reviewLines(fields, values, compared).filter(({ id }) => !isWrong(id));
    return [
      ...problemRows(problems),
      ...this.reviewed.warnings.map((label) => ({ label, iconPath: warning })),
      ...this.reasonRows(),
      ...this.actRows(values),
      ...limitRows(this.reviewed.limits()),
      formHeading(vscode.l10n.t("These values are sent")),
      ...lines.filter(({ isSent }) => isSent).map(valueRow),
      ...(lines.some(({ isSent }) => isSent) ? [] : [{ label: vscode.l10n.t("None: the job is submitted as it is.") }]),
      ...(lines.every(({ isSent }) => isSent) ? [] : [formHeading(vscode.l10n.t("Not sent: the job keeps what it has"))]),
      ...lines.filter(({ isSent }) => !isSent).map(valueRow),
    ];
  }

  /** Other values: a preview that is open follows them. */
  async follow(values: Values): Promise<void> {
    if (this.reviewed.page.isOpen) await this.write(values, true);
  }

  private reasonRows(): FormRow[] {
    const rows = this.reviewed
      .reasons()
      .flatMap(({ title, lines }) =>
        [...(title ? [title] : []), ...lines].map((label, index) => ({ label, iconPath: index === 0 ? warning : blank })),
      );
    return rows.length > 0 ? [formHeading(vscode.l10n.t("Why it was refused")), ...rows, formHeading("")] : [];
  }

  private actRows(values: Values): FormRow[] {
    const { preview, fields, page } = this.reviewed;
    const rows: FormRow[] = [
      {
        key: "submit",
        label: vscode.l10n.t("Submit…"),
        description: vscode.l10n.t("asks for confirmation"),
        iconPath: new vscode.ThemeIcon("cloud-upload"),
        act: "go",
      },
    ];
    if (!preview) return rows;
    const isCovered = hasPersonal(fields, values) && !page.isRevealed;
    rows.push({
      key: "preview",
      label: vscode.l10n.t("Preview Request"),
      description: isCovered
        ? vscode.l10n.t("as it is sent, below this list; personal data masked")
        : vscode.l10n.t("as it is sent, below this list"),
      iconPath: new vscode.ThemeIcon("open-preview"),
      act: () => this.write(values, false),
    });
    if (page.isOpen && hasPersonal(fields, values))
      rows.push({
        key: "reveal",
        label: page.isRevealed
          ? vscode.l10n.t("Mask Personal Data in the Preview")
          : vscode.l10n.t("Show Personal Data in the Preview"),
        iconPath: new vscode.ThemeIcon(page.isRevealed ? "eye-closed" : "eye"),
        act: async () => page.reveal(!page.isRevealed),
      });
    return rows;
  }

  /** `isQuiet`: changes the page where it is open, and opens none. */
  private async write(values: Values, isQuiet: boolean): Promise<void> {
    const { preview, fields, page } = this.reviewed;
    const request = await preview?.(values);
    if (!request) return;
    if (isQuiet) page.follow({ request, fields, values });
    else await page.show({ request, fields, values });
  }
}

const blank = new vscode.ThemeIcon("blank");
const warning = new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground"));

function valueRow({ id, label, description, isOpen, isDifferent }: ReturnType<typeof reviewLines>[number]): FormRow {
  return {
    key: id,
    label,
    description,
    iconPath: isDifferent ? new vscode.ThemeIcon("edit") : blank,
    ...(isOpen ? { act: { ask: id } } : {}),
  };
}
