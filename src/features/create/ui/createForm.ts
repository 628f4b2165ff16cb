// The form of a new job: its kind, all values with what is known beside them, and the modal; *Back* there leads to the form again.

import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import type { Field } from "../../../core/forms/field.js";
import { prefill, tidyValues, type Values } from "../../../core/forms/formValues.js";
import type { CreationKind } from "../../../core/jobs/jobCreation.js";
import type { AccountLimitsReader } from "../../../services/connections/accountLimits.js";
import type { LastValues } from "../../../services/storage/lastValues.js";
import { escapeInput, escapeModal } from "../../../text/escape.js";
import { reviewLines } from "../../../text/forms/formReview.js";
import { limitLines } from "../../../text/limitsText.js";
import { translate } from "../../../text/translate.js";
import { never } from "../../../ui/commands/progress.js";
import type { UploadArgument } from "../../../ui/commands/uploadArgument.js";
import { fieldQuestion } from "../../../ui/quickInput/fieldQuestion.js";
import {
  type FormProblem,
  type FormRow,
  fillForm,
  formHeading,
  limitRows,
  problemRows,
  problemsIn,
} from "../../../ui/quickInput/form.js";
import { askSteps } from "../../../ui/quickInput/multiStep.js";
import type { Answers, ChoiceQuestion, StepQuestion, StepReply } from "../../../ui/quickInput/stepInput.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { RequestPage } from "../../../ui/webview/requestPage.js";
import { creationDetail, markOf } from "../text/createText.js";

export type CreateFormKernel = Pick<UiKernel, "sessions" | "store" | "locale" | "reports" | "report" | "mediaLibrary"> & {
  readonly limits: AccountLimitsReader;
  readonly used: LastValues;
};

export class CreateForm {
  /** What was typed and then not made after all, by connection. */
  private readonly unsent = new Map<string, Answers>();

  constructor(private readonly kernel: CreateFormKernel) {}

  /** A job was made of it: the next form of the connection begins empty. */
  forget(connection: Connection): void {
    this.unsent.delete(connection.id);
  }

  /** What the person agreed to; undefined = nothing. `given`: the recordings that it is for. */
  async fillIn(
    connection: Connection,
    kinds: readonly CreationKind[],
    given: UploadArgument | undefined,
  ): Promise<{ readonly kind: CreationKind; readonly values: Values } | undefined> {
    const title = vscode.l10n.t("Create Job in “{0}”", escapeInput(connection.name, 60));
    const { limits } = this.kernel;
    // Not awaited: it comes beside the form while that is filled in.
    void limits.read(connection.id, never);
    const shared = this.kernel.used.ofConnection(connection.id);
    const before = this.unsent.get(connection.id);
    const isMeant = ({ id, jobType = id }: CreationKind) => given?.purposes.includes(`${connection.cloud}/${jobType}`);
    const meant = kinds.find(isMeant)?.id ?? before?.kind;
    // The form depends on it, so it is asked for before there is one.
    const chosen = kinds.length > 1 ? await askSteps(title, () => [kindQuestion(kinds, meant)]) : { kind: kinds[0]?.id ?? "" };
    const answers: Record<string, string> = { ...before, ...chosen };
    const kind = () => kinds.find(({ id }) => id === answers.kind)!;
    if (!chosen || !kind()) return undefined;
    const typed = (kind: CreationKind) => ({ ...prefill(kind.fields, {}, shared), ...answers });
    const values = (kind: CreationKind) => tidyValues(kind.fields, typed(kind));
    const fieldQuestions = (kind: CreationKind) => {
      const now = typed(kind);
      return kind.fields.map((field) => this.question(connection, title, kind, field, now[field.id]));
    };
    const page = new RequestPage(this.kernel.reports, `request/${connection.id}/new`, connection.name);
    try {
      for (;;) {
        const isFilled = await fillForm({
          title,
          questions: () => [...(kinds.length > 1 ? [kindQuestion(kinds, kind().id)] : []), ...fieldQuestions(kind())],
          answer: (id, value) => {
            answers[id] = value;
            this.unsent.set(connection.id, { ...answers });
            return page.isOpen ? this.preview(connection, kind(), values(kind()), page) : undefined;
          },
          prompt: () => vscode.l10n.t("Check what will be sent. Choose a value to change it."),
          onDidChange: limits.onDidChange,
          rows: () => this.rows(connection, kind(), values(kind()), problemsIn(fieldQuestions(kind())), page, kinds.length > 1),
        });
        if (!isFilled) return undefined;
        const filled = { kind: kind(), values: values(kind()) };
        if (await this.confirm(connection, filled.kind, filled.values)) return filled;
      }
    } finally {
      page.end();
    }
  }

  /** What names recordings in the cloud's library is picked from it. */
  private question(connection: Connection, title: string, { id: kind }: CreationKind, field: Field, value = ""): StepQuestion {
    const question = fieldQuestion(field, value, field.id, true);
    const { media: choice } = field;
    if (!choice || question.kind !== "text") return question;
    const { prompt } = question;
    const askBy = async (typeInstead: () => Promise<StepReply>) => {
      const library = await this.kernel.mediaLibrary();
      // What is read aloud in a statement is not trained.
      const jobType = choice.statements ? {} : { jobType: kind };
      return library.choose({ connection, title, prompt, choice, value, ...jobType }, typeInstead);
    };
    return { ...question, askBy };
  }

  private rows(
    connection: Connection,
    kind: CreationKind,
    values: Values,
    problems: readonly FormProblem[],
    page: RequestPage,
    hasKinds: boolean,
  ): readonly FormRow[] {
    const lines = reviewLines(kind.fields, values, { before: {}, used: {} });
    return [
      ...problemRows(problems),
      {
        key: "create",
        label: vscode.l10n.t("Create…"),
        description: vscode.l10n.t("asks for confirmation"),
        iconPath: new vscode.ThemeIcon("add"),
        act: "go",
      },
      {
        key: "preview",
        label: vscode.l10n.t("Preview Request"),
        description: vscode.l10n.t("as it is sent, below this list"),
        iconPath: new vscode.ThemeIcon("open-preview"),
        act: () => this.preview(connection, kind, values, page),
      },
      ...limitRows(this.limitsOf(connection, kind)),
      formHeading(vscode.l10n.t("These values are sent")),
      {
        key: "kind",
        label: vscode.l10n.t("Kind: {0}", translate(kind.title)),
        iconPath: blank,
        ...(hasKinds ? { act: { ask: "kind" } } : {}),
      },
      ...lines
        .filter(({ id }) => !problems.some((problem) => problem.id === id))
        .map(({ id, label, isSent }) => ({
          key: id,
          label,
          description: isSent ? "" : vscode.l10n.t("not sent"),
          iconPath: blank,
          act: { ask: id },
        })),
    ];
  }

  private limitsOf(connection: Connection, { jobType }: CreationKind): readonly string[] {
    const limits = jobType === undefined ? undefined : this.kernel.limits.of(connection.id)?.get(jobType);
    return limits && jobType ? limitLines(this.kernel.sessions.cloudOf(connection), jobType, limits, this.kernel.locale) : [];
  }

  /** Opens the page, or lets an open one follow. */
  private async preview(connection: Connection, kind: CreationKind, values: Values, page: RequestPage): Promise<void> {
    const { sessions, report } = this.kernel;
    try {
      const request = (await sessions.api(connection.id)).previewCreate?.(kind.id, values);
      if (request) await page.show({ request, fields: kind.fields, values });
    } catch (thrown) {
      const error = report.note(asVoiceError(thrown), "preview a new job");
      void report.showError(error, connection, "read", { connectionId: connection.id });
    }
  }

  private async confirm(connection: Connection, kind: CreationKind, values: Values): Promise<boolean> {
    const { sessions, store } = this.kernel;
    const mark = markOf(kind, values);
    const jobs = [...store.get(connection.id).jobs.values()].map(({ job }) => job);
    const alike = jobs.filter((job) => job[kind.mark.part] === mark);
    const detail = creationDetail(connection, sessions.cloudOf(connection), kind, values, alike, this.limitsOf(connection, kind));
    const create = vscode.l10n.t("Create");
    const question = vscode.l10n.t("Create the job “{0}”?", escapeModal(mark, 100));
    return (await vscode.window.showInformationMessage(question, { modal: true, detail }, create)) === create;
  }
}

function kindQuestion(kinds: readonly CreationKind[], value: string | undefined): ChoiceQuestion {
  const choices = kinds.map(({ id, title, hint }) => ({ value: id, label: translate(title), detail: translate(hint) }));
  return { kind: "choice", id: "kind", prompt: vscode.l10n.t("Which kind of job?"), choices, value };
}

const blank = new vscode.ThemeIcon("blank");
