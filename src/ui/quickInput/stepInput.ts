// Asks one thing in the editor's quick input: a text that is checked, or a choice; what is wrong is said while it stays open.
import * as vscode from "vscode";
import { named } from "../../text/punctuation.js";

interface Asked {
  readonly id: string;
  /** What is asked for, in a word or two: a complaint stands where the prompt was, and begins with it. */
  readonly name?: string;
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
  /** In a form, asks in another way than by an input; what it is given asks by that. */
  readonly askBy?: (typeInstead: () => Promise<StepReply>) => Promise<StepReply>;
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
    /** Name of a theme icon: in front of the label and no part of it, so that it is neither read aloud nor searched. */
    readonly icon?: string;
    /** Stands once above all that have the same. */
    readonly group?: string;
  }[];
}

export type StepQuestion = TextQuestion | ChoiceQuestion;
export type Answers = Readonly<Record<string, string>>;

/** Why an answer will not do: finished words, and the question whose answer is wrong where that is another one. */
export interface Refusal {
  readonly words: string;
  readonly at?: string | undefined;
}

/** Tried with the last answer while its input stays open. */
export type Finish = (answers: Answers, signal: AbortSignal) => Promise<Refusal | undefined>;

export const isBack = Symbol("back");
export type StepReply = string | typeof isBack | undefined;

/** One question alone, with a way back. Undefined = the person left. */
export async function askOne(title: string, question: StepQuestion): Promise<StepReply> {
  const type = async () => {
    const reply = await ask(question, { title, hasBack: true }, async () => undefined);
    return typeof reply === "object" ? reply.value : reply;
  };
  return question.kind === "text" && question.askBy ? question.askBy(type) : type();
}

/** Why a value is no answer to a question; undefined = it is one. */
export function problemOf(question: StepQuestion, value: string): string | undefined {
  if (question.kind === "text") return question.check(value);
  return question.choices.some((choice) => choice.value === value) ? undefined : vscode.l10n.t("A value is needed here.");
}

interface StepPosition {
  readonly title: string;
  readonly step?: number;
  readonly total?: number;
  readonly hasBack: boolean;
  /** What was wrong with the answer given before. */
  readonly complaint?: string | undefined;
}

/** The last: another answer was refused, and is asked for again. */
type Reply = StepReply | { readonly value: string; readonly words: string; readonly at: string };
type Complete = (value: string, signal: AbortSignal) => Promise<Refusal | undefined>;

export function ask(question: StepQuestion, place: StepPosition, complete: Complete): Promise<Reply> {
  return question.kind === "text" ? askText(question, place, complete) : askChoice(question, place, complete);
}

function askText(question: TextQuestion, place: StepPosition, complete: Complete): Promise<Reply> {
  const say = (words: string) => (question.name === undefined ? words : named(question.name, words));
  const input = vscode.window.createInputBox();
  input.value = question.value ?? "";
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.password = question.isSecret ?? false;
  if (place.complaint !== undefined) input.validationMessage = say(place.complaint);
  const remark = (value: string): vscode.InputBoxValidationMessage | undefined => {
    const said = question.remark?.(value);
    const severities = vscode.InputBoxValidationSeverity;
    return said && { message: say(said.words), severity: said.isDoubt ? severities.Warning : severities.Error };
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
      input.validationMessage = problem && say(problem);
      if (problem !== undefined) return;
      const refusal = await whileBusy(input, () => complete(value, signal));
      if (refusal && isHere(question, refusal)) input.validationMessage = say(refusal.words);
      else reply(replyOf(value, refusal));
    };
    input.onDidAccept(accept);
    // Typing takes a complaint away; a new one comes with the next Enter, or at once where more typing cannot mend it.
    input.onDidChangeValue((value) => {
      input.validationMessage = remark(value);
    });
  });
}

function askChoice(question: ChoiceQuestion, place: StepPosition, complete: Complete): Promise<Reply> {
  const picker = vscode.window.createQuickPick<ChoiceItem>();
  picker.items = question.choices.flatMap(({ group, icon, ...choice }, index): ChoiceItem[] => {
    const isFirst = group !== undefined && group !== question.choices[index - 1]?.group;
    const item = icon === undefined ? choice : { ...choice, iconPath: new vscode.ThemeIcon(icon) };
    return [...(isFirst ? [{ label: group, kind: vscode.QuickPickItemKind.Separator }] : []), item];
  });
  picker.placeholder = place.complaint ?? question.prompt;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  // Enter keeps what is there; the row for nothing, where there is one, if nothing is. An empty list would take the mark off the first row.
  const active = picker.items.filter((item) => item.value === (question.value ?? ""));
  if (active.length > 0) picker.activeItems = active;
  return show(picker, place, (reply, signal) => {
    picker.onDidAccept(async () => {
      const value = picker.selectedItems[0]?.value;
      if (value === undefined || picker.busy) return;
      const refusal = await whileBusy(picker, () => complete(value, signal));
      if (!refusal || !isHere(question, refusal)) return reply(replyOf(value, refusal));
      // It stands where the person may have typed to find the row.
      picker.value = "";
      picker.placeholder = refusal.words;
    });
  });
}

/** A line between choices where it has no value. */
type ChoiceItem = vscode.QuickPickItem & { readonly value?: string };

function isHere(question: StepQuestion, { at }: Refusal): boolean {
  return at === undefined || at === question.id;
}

function replyOf(value: string, refusal: Refusal | undefined): Reply {
  return refusal?.at === undefined ? value : { value, words: refusal.words, at: refusal.at };
}

/** Pressing Enter again meanwhile waits, too: the editor takes a moment to disable the input. */
async function whileBusy<T>(input: vscode.QuickInput, work: () => Promise<T>): Promise<T> {
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
  input: vscode.InputBox | vscode.QuickPick<ChoiceItem>,
  place: StepPosition,
  wire: (reply: (value: Reply) => void, signal: AbortSignal) => void,
): Promise<Reply> {
  return new Promise((resolve) => {
    const abort = new AbortController();
    const end = (reply: Reply) => {
      resolve(reply);
      input.dispose();
    };
    input.title = place.title;
    if (place.total !== undefined && place.total > 1) {
      input.step = place.step;
      input.totalSteps = place.total;
    }
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
