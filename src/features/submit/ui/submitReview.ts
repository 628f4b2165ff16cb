// What a person sees before a submit: every value, what differs, why the job was refused, and the exact request where they ask for it.
import * as vscode from "vscode";
import type { RequestPreview } from "../../../core/cloud.js";
import type { Field } from "../../../core/forms/field.js";
import type { Values } from "../../../core/forms/formValues.js";
import { type Compared, type Reason, reviewLines } from "../../../text/forms/formReview.js";
import { coverRequest, hasPersonal, requestText } from "../../../text/forms/requestText.js";
import { type FormProblem, type FormRow, formHeading, problemRows } from "../../../ui/quickInput/form.js";
import type { RequestDocuments } from "../../../ui/requestDocuments.js";

export interface Reviewed {
  readonly fields: readonly Field[];
  readonly compared: Compared;
  /** As far as they are known. */
  readonly reasons: () => readonly Reason[];
  /** What would be sent. Absent = the cloud cannot say. Tells its own errors: undefined. */
  readonly preview?: (values: Values) => Promise<RequestPreview | undefined>;
  readonly documents: RequestDocuments;
  /** Of the document with the preview. */
  readonly documentName: string;
}

/** One look at one form, for as long as that is open. */
export class SubmitReview {
  private isOpened = false;
  /** As they were last. */
  private values: Values = {};
  /** The person asked to see their own data in the document, which everything else in the editor can read. */
  private isRevealed = false;

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
      ...this.reasonRows(),
      ...this.actRows(values),
      formHeading(vscode.l10n.t("These values are sent")),
      ...lines.filter(({ isSent }) => isSent).map(valueRow),
      ...(lines.some(({ isSent }) => isSent) ? [] : [{ label: vscode.l10n.t("None: the job is submitted as it is.") }]),
      ...(lines.every(({ isSent }) => isSent) ? [] : [formHeading(vscode.l10n.t("Not sent: the job keeps what it has"))]),
      ...lines.filter(({ isSent }) => !isSent).map(valueRow),
    ];
  }

  /** Other values: a preview that is open follows them. */
  async follow(values: Values): Promise<void> {
    this.values = values;
    if (this.isOpened) await this.write(values, true);
  }

  /** The form is closed: what was revealed for it is covered again. */
  async end(): Promise<void> {
    if (!this.isRevealed) return;
    this.isRevealed = false;
    await this.write(this.values, true);
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
    const { preview, fields } = this.reviewed;
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
    const isCovered = hasPersonal(fields, values) && !this.isRevealed;
    rows.push({
      key: "preview",
      label: vscode.l10n.t("Preview Request"),
      description: isCovered
        ? vscode.l10n.t("as it goes out, below this list; personal data masked")
        : vscode.l10n.t("as it goes out, below this list"),
      iconPath: new vscode.ThemeIcon("open-preview"),
      act: () => this.write(values, false),
    });
    if (this.isOpened && hasPersonal(fields, values))
      rows.push({
        key: "reveal",
        label: this.isRevealed
          ? vscode.l10n.t("Mask Personal Data in the Preview")
          : vscode.l10n.t("Show Personal Data in the Preview"),
        description: vscode.l10n.t("AI assistants can read open documents"),
        iconPath: new vscode.ThemeIcon(this.isRevealed ? "eye-closed" : "eye"),
        act: () => {
          this.isRevealed = !this.isRevealed;
          return this.write(values, false);
        },
      });
    return rows;
  }

  /** `isQuiet`: changes the document where it is open, and opens none. */
  private async write(values: Values, isQuiet: boolean): Promise<void> {
    const { preview, fields, documents, documentName } = this.reviewed;
    const request = await preview?.(values);
    if (!request) return;
    const text = requestText(this.isRevealed ? request : coverRequest(request, fields, values));
    if (isQuiet) return documents.replace(documentName, text);
    this.isOpened = true;
    await documents.show(documentName, text);
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
