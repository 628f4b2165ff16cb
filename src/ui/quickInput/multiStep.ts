// Asks a few things one after another in the editor's quick input: with Back, with checks, keeping what was typed.
import * as vscode from "vscode";

interface Asked {
  readonly id: string;
  readonly prompt: string;
  readonly value?: string | undefined;
  /** Tried with this answer while its input stays open; what it finds may decide what is asked next. */
  readonly leave?: Finish;
}

export interface TextQuestion extends Asked {
  readonly kind: "text";
  readonly placeholder?: string;
  readonly isSecret?: boolean;
  /** Finished words, or undefined when the value is fine. */
  readonly check: (value: string) => string | undefined;
  /** Finished words while it is typed. */
  readonly remark?: (value: string) => Remark | undefined;
}

export interface Remark {
  readonly words: string;
  /** The person may know better: pressing Enter twice keeps the value. */
  readonly isDoubt: boolean;
}

export interface ChoiceQuestion extends Asked {
  readonly kind: "choice";
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly description?: string;
    readonly detail?: string;
  }[];
}

/** A step that shows itself, such as a list of everything answered so far. */
export interface OwnStep {
  readonly kind: "own";
  readonly id: string;
  /** `to`: the question that the person wants to answer again before they come back. */
  readonly show: (place: StepPosition) => Promise<StepReply | { readonly to: string }>;
}

export type StepQuestion = TextQuestion | ChoiceQuestion | OwnStep;
export type Answers = Readonly<Record<string, string>>;

/** Tried with the last answer while its input stays open; finished words say why it failed and keep the input. */
export type Finish = (answers: Answers, signal: AbortSignal) => Promise<string | undefined>;

export const isBack = Symbol("back");
export type StepReply = string | typeof isBack | undefined;

/**
 * Asks until there is nothing left to ask; which questions come may depend on the answers so far. With answers from an earlier round it
 * begins with the last question. Undefined = the person left.
 */
export async function askSteps(
  title: string,
  questions: (answers: Answers) => readonly StepQuestion[],
  finish: Finish = async () => undefined,
  earlier: Answers = {},
): Promise<Answers | undefined> {
  const answers: Record<string, string> = { ...earlier };
  /** The step that the person went away from to change one answer. */
  let from: string | undefined;
  for (let index = Object.keys(earlier).length > 0 ? questions(earlier).length - 1 : 0; ; ) {
    const asked = questions(answers);
    const question = asked[index];
    if (!question) return answers;
    const total = Math.max(asked.length, countSteps(questions, answers));
    const place: StepPosition = { title, step: index + 1, total, hasBack: index > 0 || from !== undefined };
    const complete = async (value: string, signal: AbortSignal) => {
      const known = { ...answers, [question.id]: value };
      const problem = question.kind === "own" ? undefined : await question.leave?.(known, signal);
      if (problem !== undefined) return problem;
      return index >= questions(known).length - 1 ? finish(known, signal) : undefined;
    };
    const reply =
      question.kind === "own"
        ? await question.show(place)
        : await ask({ ...question, value: answers[question.id] ?? question.value }, place, complete);
    if (reply === undefined) return undefined;
    if (typeof reply === "object") {
      from = question.id;
      index = placeOf(asked, reply.to) ?? index;
      continue;
    }
    if (reply !== isBack) answers[question.id] = reply;
    // Changing an answer may have changed what is asked: what is new comes before the step that the person left is shown again.
    const after = questions(answers);
    const away = from === undefined ? undefined : placeOf(after, from);
    const open = after.findIndex(({ id, kind }) => kind !== "own" && !(id in answers));
    const isUnanswered = reply === isBack && !(question.id in answers);
    if (away !== undefined && !isUnanswered) index = open >= 0 && open < away ? open : away;
    else index += reply === isBack ? -1 : 1;
    if (away === index) from = undefined;
  }
}

function placeOf(questions: readonly StepQuestion[], id: string): number | undefined {
  const index = questions.findIndex((question) => question.id === id);
  return index < 0 ? undefined : index;
}

/** How many questions there will be, should each list that is still to come be answered by what is marked in it. */
function countSteps(questions: (answers: Answers) => readonly StepQuestion[], answers: Answers): number {
  const assumed: Record<string, string> = { ...answers };
  for (;;) {
    const asked = questions(assumed);
    const open = asked.find((question) => question.kind === "choice" && !(question.id in assumed));
    if (open?.kind !== "choice") return asked.length;
    assumed[open.id] = open.value ?? open.choices[0]?.value ?? "";
  }
}

export interface StepPosition {
  readonly title: string;
  readonly step: number;
  readonly total: number;
  readonly hasBack: boolean;
}
type Complete = (value: string, signal: AbortSignal) => Promise<string | undefined>;

function ask(question: TextQuestion | ChoiceQuestion, place: StepPosition, complete: Complete): Promise<StepReply> {
  return question.kind === "text" ? askText(question, place, complete) : askChoice(question, place, complete);
}

function askText(question: TextQuestion, place: StepPosition, complete: Complete): Promise<StepReply> {
  const input = vscode.window.createInputBox();
  input.value = question.value ?? "";
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.password = question.isSecret ?? false;
  const remark = (value: string): vscode.InputBoxValidationMessage | undefined => {
    const said = question.remark?.(value);
    const severities = vscode.InputBoxValidationSeverity;
    return said && { message: said.words, severity: said.isDoubt ? severities.Warning : severities.Error };
  };
  /** The value that was kept in spite of a doubt. */
  let insistedOn: string | undefined;
  return show(input, place, (reply, signal) => {
    const accept = async () => {
      if (input.busy) return;
      const { value } = input;
      if (question.remark?.(value)?.isDoubt && insistedOn !== value) {
        insistedOn = value;
        input.validationMessage = remark(value);
        return;
      }
      const problem = question.check(value);
      input.validationMessage = problem;
      if (problem !== undefined) return;
      const failure = await whileBusy(input, () => complete(value, signal));
      if (failure === undefined) reply(value);
      else input.validationMessage = failure;
    };
    input.onDidAccept(accept);
    // Typing takes a complaint away; a new one comes with the next Enter, or at once where more typing cannot mend it.
    input.onDidChangeValue((value) => {
      input.validationMessage = remark(value);
    });
  });
}

function askChoice(question: ChoiceQuestion, place: StepPosition, complete: Complete): Promise<StepReply> {
  const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: string }>();
  picker.items = question.choices.map((choice) => ({ ...choice }));
  picker.placeholder = question.prompt;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  // Enter keeps what is there; the row for nothing, where there is one, if nothing is. An empty list would take the mark off the first row.
  const active = picker.items.filter((item) => item.value === (question.value ?? ""));
  if (active.length > 0) picker.activeItems = active;
  return show(picker, place, (reply, signal) => {
    picker.onDidAccept(async () => {
      const item = picker.selectedItems[0];
      if (!item || picker.busy) return;
      const failure = await whileBusy(picker, () => complete(item.value, signal));
      if (failure === undefined) return reply(item.value);
      // It stands where the person may have typed to find the row.
      picker.value = "";
      picker.placeholder = failure;
    });
  });
}

/** Pressing Enter again meanwhile waits, too: the editor takes a moment to disable the input. */
async function whileBusy(input: vscode.QuickInput, work: () => Promise<string | undefined>): Promise<string | undefined> {
  input.busy = true;
  input.enabled = false;
  try {
    return await work();
  } finally {
    input.enabled = true;
    input.busy = false;
  }
}

function show(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem & { readonly value: string }>,
  place: StepPosition,
  wire: (reply: (value: string) => void, signal: AbortSignal) => void,
): Promise<StepReply> {
  return new Promise((resolve) => {
    const abort = new AbortController();
    const end = (reply: StepReply) => {
      resolve(reply);
      input.dispose();
    };
    input.title = place.title;
    input.step = place.step;
    input.totalSteps = place.total;
    // People fetch keys from a browser meanwhile.
    input.ignoreFocusOut = true;
    input.buttons = place.hasBack ? [vscode.QuickInputButtons.Back] : [];
    input.onDidTriggerButton(() => end(isBack));
    input.onDidHide(() => {
      abort.abort();
      end(undefined);
    });
    wire(end, abort.signal);
    input.show();
  });
}
