// Asks where in the person's own storage recordings are put: a bucket in the region of the connection, and a folder in it.
import * as vscode from "vscode";
import type { Bucket, OwnStorage, StorageApi, StoragePlace } from "../../../core/cloud/capabilities/ownStorage.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import { type Field, findProblem, tidy } from "../../../core/forms/field.js";
import type { Kernel } from "../../../services/kernel.js";
import { escapeInput, escapeLabel } from "../../../text/escape.js";
import { problemText } from "../../../text/forms/formText.js";
import { asked } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import { askSteps } from "../../../ui/quickInput/multiStep.js";
import type { Answers, Refusal, StepQuestion } from "../../../ui/quickInput/stepInput.js";

/** No bucket has such a name: the person types one. */
const other = "?";
const usualFolder = "voice-recordings";

/** Undefined = the person left. */
export async function askPlace(
  { sessions }: Pick<Kernel, "sessions">,
  connection: Connection,
  cloud: Cloud,
  { bucket, folder }: OwnStorage,
  known: Partial<StoragePlace>,
): Promise<StoragePlace | undefined> {
  const ask = <T>(signal: AbortSignal, call: (storage: StorageApi) => Promise<T>) =>
    sessions.read(connection.id, signal, async ({ storage }) => (storage ? call(storage) : undefined));
  // Who may not list them can type one.
  const listed = await withViewProgress(() => ask(never, (storage) => storage.buckets(never)).catch(() => undefined));
  // Beside an endpoint of one's own the region may be any word.
  const region = cloud.regions.some(({ id }) => id === connection.region) ? connection.region : undefined;
  const here = (listed?.buckets ?? []).filter((each) => region === undefined || each.region === region);
  const found = new Map(here.map((each) => [each.name, each.region]));
  const isTyped = (answers: Answers) => here.length === 0 || answers.bucket === other;
  const answers = await askSteps(vscode.l10n.t("Where Recordings Are Uploaded"), (given) => [
    ...(here.length > 0 ? [bucketChoice(bucket, here, known.bucket)] : []),
    ...(isTyped(given) ? [textQuestion("typed", bucket, known.bucket, (typed, signal) => refusalOf(typed, signal))] : []),
    textQuestion("folder", folder, known.folder ?? usualFolder),
  ]);
  if (!answers) return undefined;
  const name = isTyped(answers) ? tidy(bucket, answers.typed ?? "") : (answers.bucket ?? "");
  return { bucket: name, folder: tidy(folder, answers.folder ?? ""), bucketRegion: found.get(name) ?? region ?? "" };

  /** What cannot be found out, since the key may not ask, is found out by the upload. */
  async function refusalOf(typed: string, signal: AbortSignal): Promise<Refusal | undefined> {
    const name = tidy(bucket, typed);
    try {
      const its = await ask(signal, (storage) => storage.regionOf(name, signal));
      if (its !== undefined) found.set(name, its);
      if (its === undefined || region === undefined || its === region) return undefined;
      return {
        words: vscode.l10n.t(
          "“{0}” is in {1}, and the connection is in {2}. Choose a bucket in the same region.",
          escapeInput(name),
          escapeInput(its),
          escapeInput(region),
        ),
      };
    } catch (thrown) {
      if (asVoiceError(thrown).kind === "notFound")
        return { words: vscode.l10n.t("There is no bucket “{0}”.", escapeInput(name)) };
      if (region !== undefined) return undefined;
      return { words: vscode.l10n.t("The cloud does not say in which region “{0}” is.", escapeInput(name)) };
    }
  }
}

function bucketChoice(field: Field, buckets: readonly Bucket[], known: string | undefined): StepQuestion {
  const own = buckets.map(({ name, region }) => ({
    value: name,
    label: escapeLabel(name),
    icon: "database",
    description: escapeLabel(region),
  }));
  const label = vscode.l10n.t("Type a Name…");
  return {
    kind: "choice",
    id: "bucket",
    prompt: asked(translate(field.title), field.hint && translate(field.hint)),
    ...(buckets.some(({ name }) => name === known) ? { value: known } : {}),
    choices: [...own, { value: other, label, icon: "edit" }],
  };
}

function textQuestion(
  id: string,
  field: Field,
  value: string | undefined,
  leave?: (typed: string, signal: AbortSignal) => Promise<Refusal | undefined>,
): StepQuestion {
  return {
    kind: "text",
    id,
    name: translate(field.title),
    prompt: asked(translate(field.title), field.hint && translate(field.hint)),
    value,
    ...(field.placeholder ? { placeholder: translate(field.placeholder) } : {}),
    check: (typed) => {
      const problem = findProblem(field, tidy(field, typed));
      return problem && problemText(problem);
    },
    ...(leave ? { leave: (answers, signal) => leave(answers[id] ?? "", signal) } : {}),
  };
}
