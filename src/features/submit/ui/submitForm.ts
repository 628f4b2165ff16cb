// The form of a submit: all values with what is known beside them, from where each is changed, and the modal; *Back* there leads to the form again.

import * as vscode from "vscode";
import { placeIn } from "../../../core/cloud/capabilities/ownStorage.js";
import type { Connection } from "../../../core/connection.js";
import type { Field } from "../../../core/forms/field.js";
import {
  askedFields,
  prefill,
  tidyValues,
  type Values,
  valuesBefore,
  valuesOf,
  withFixed,
} from "../../../core/forms/formValues.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { eitherOf } from "../../../core/ports/event.js";
import type { AccountLimitsReader } from "../../../services/connections/accountLimits.js";
import type { LastValues } from "../../../services/storage/lastValues.js";
import { escapeInput } from "../../../text/escape.js";
import { reasonsFor } from "../../../text/forms/formReview.js";
import { fieldQuestion } from "../../../ui/quickInput/fieldQuestion.js";
import { fillForm, problemsIn } from "../../../ui/quickInput/form.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { RequestPage } from "../../../ui/webview/requestPage.js";
import type { HistoryReader } from "../../history/historyReader.js";
import type { SubmitConfirmation } from "./submitConfirmation.js";
import { nameOf } from "./submitMessages.js";
import { SubmitReview } from "./submitReview.js";

export type SubmitFormKernel = Pick<UiKernel, "sessions" | "reports" | "report"> & {
  readonly used: LastValues;
  readonly limits: AccountLimitsReader;
  readonly historyReader: Pick<HistoryReader, "of" | "read" | "onDidChange">;
};

export class SubmitForm {
  /** What was typed for jobs and then not submitted after all; in memory, so with phones and all. */
  private readonly unsent = new Map<string, Values>();

  constructor(
    private readonly kernel: SubmitFormKernel,
    private readonly confirmation: SubmitConfirmation,
  ) {}

  /** `values`: the form of the job begins with them; undefined = with those of the job again. */
  keepUnsent(connection: Connection, job: VoiceJob, values: Values | undefined): void {
    if (values) this.unsent.set(nameIn(connection, job), values);
    else this.unsent.delete(nameIn(connection, job));
  }

  /** What the person agreed to; undefined = nothing. `proposed`: by a language model. */
  async fillIn(connection: Connection, job: VoiceJob, fields: readonly Field[], proposed?: Values): Promise<Values | undefined> {
    const { used, historyReader, limits, report, sessions, reports } = this.kernel;
    const closed = new AbortController();
    // Not awaited: what the reviews said comes beside the form while it is filled in.
    if (reasonsFor(job).length > 0) void historyReader.read(connection.id, job, closed.signal, "open");
    void limits.read(connection.id, closed.signal);
    const own = valuesOf(fields, job);
    const shared = used.ofConnection(connection.id);
    const api = await sessions.api(connection.id);
    const unsent = this.unsent.get(nameIn(connection, job));
    const place = placeIn(shared);
    const offered = (!unsent && place && job.voiceId !== undefined && api.valuesAt?.(place, job.voiceId)) || {};
    const begin = { ...offered, ...prefill(fields, unsent ?? own, shared), ...proposed };
    const isFromOther = ({ id }: Field) => own[id] === undefined && begin[id] !== undefined && begin[id] === shared[id];
    const page = new RequestPage(reports, `request/${nameIn(connection, job)}`, nameOf(job));
    const review = new SubmitReview({
      fields,
      compared: {
        before: valuesBefore(fields, own, used.ofJob(connection.id, job.id)),
        used: tidyValues(fields.filter(isFromOther), begin),
      },
      limits: () => this.confirmation.limitsOf(connection, job),
      warnings: this.confirmation.warningsOf(connection, job),
      reasons: () => reasonsFor(job, historyReader.of(connection.id, job.id)),
      page,
      ...(api.previewSubmit && {
        preview: async (values: Values) => {
          try {
            return (await sessions.api(connection.id)).previewSubmit?.(job.id, values);
          } catch (thrown) {
            const error = report.note(thrown, "preview a submit");
            void report.showError(error, connection, "read", { connectionId: connection.id, jobId: job.id });
            return undefined;
          }
        },
      }),
    });
    const title = vscode.l10n.t("Submit “{0}”", escapeInput(nameOf(job), 60));
    const typed: Record<string, string> = { ...begin };
    const values = () => withFixed(fields, tidyValues(fields, typed), job);
    // The choice that the job has itself stays one, though it is not documented.
    const questions = () =>
      askedFields(fields).map((field) => ({ ...fieldQuestion(field, begin[field.id]), value: typed[field.id] }));
    const form = {
      title,
      questions,
      answer: (id: string, value: string) => {
        typed[id] = value;
        return review.follow(values());
      },
      prompt: () => review.prompt(values()),
      rows: () => review.rows(values(), problemsIn(questions())),
      onDidChange: eitherOf(historyReader.onDidChange, limits.onDidChange),
    };
    try {
      for (;;) {
        if (!(await fillForm(form))) return undefined;
        const answer = await this.confirmation.ask(connection, job, fields, values(), proposed !== undefined);
        if (answer === "submit") return values();
        if (proposed || answer === "correct") return undefined;
      }
    } finally {
      closed.abort();
      page.end();
    }
  }
}

function nameIn({ id }: Connection, job: VoiceJob): string {
  return `${id}/${job.id}`;
}
