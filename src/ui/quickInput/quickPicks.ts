// Single questions in the editor's quick input, each with a way back to the one before.
import * as vscode from "vscode";

export const back = Symbol("back");
/** `back`: the person wants the question before. Undefined: they left. */
export type PickReply<T> = T | typeof back | undefined;

/** A choice, or a line between choices where it has no value. */
export interface ListChoice<T> extends vscode.QuickPickItem {
  readonly value?: T;
}

export interface Asking {
  readonly title: string;
  readonly prompt: string;
  /** There is a question before this one. */
  readonly hasBack: boolean;
  /** Stays while the person looks elsewhere: much was typed before. */
  readonly stays?: boolean;
}

export function pickOne<T>(asking: Asking, choices: readonly ListChoice<T>[], active?: T): Promise<PickReply<T>> {
  const picker = vscode.window.createQuickPick<ListChoice<T>>();
  picker.items = choices;
  const isActive = choices.find(({ value }) => value !== undefined && value === active);
  if (isActive) picker.activeItems = [isActive];
  return shown(picker, asking, (reply) =>
    picker.onDidAccept(() => picker.selectedItems[0] && reply(picker.selectedItems[0].value)),
  );
}

/** Gives the values that were left marked, in the order of the choices. */
export function pickMany<T>(
  asking: Asking,
  choices: readonly ListChoice<T>[],
  picked: readonly T[],
): Promise<PickReply<readonly T[]>> {
  const picker = vscode.window.createQuickPick<ListChoice<T>>();
  picker.canSelectMany = true;
  picker.items = choices;
  picker.selectedItems = choices.filter(({ value }) => value !== undefined && picked.includes(value));
  return shown(picker, asking, (reply) =>
    picker.onDidAccept(() => {
      const marked = new Set(picker.selectedItems.map(({ value }) => value));
      reply(choices.flatMap(({ value }) => (value !== undefined && marked.has(value) ? [value] : [])));
    }),
  );
}

/** `check`: finished words, or undefined when the text is fine. */
export function askText(asking: Asking, value: string, check: (text: string) => string | undefined): Promise<PickReply<string>> {
  const input = vscode.window.createInputBox();
  input.value = value;
  input.prompt = asking.prompt;
  input.onDidChangeValue(() => {
    input.validationMessage = undefined;
  });
  return shown(input, asking, (reply) =>
    input.onDidAccept(() => {
      const problem = check(input.value);
      if (problem === undefined) reply(input.value);
      else input.validationMessage = problem;
    }),
  );
}

function shown<T>(
  input: vscode.InputBox | vscode.QuickPick<ListChoice<unknown>>,
  { title, prompt, hasBack, stays = false }: Asking,
  wire: (reply: (value: T | undefined) => void) => void,
): Promise<PickReply<T>> {
  return new Promise((resolve) => {
    const end = (reply: PickReply<T>) => {
      resolve(reply);
      input.dispose();
    };
    input.title = title;
    input.ignoreFocusOut = stays;
    if ("items" in input) {
      input.placeholder = prompt;
      input.matchOnDescription = true;
      input.matchOnDetail = true;
    }
    if (hasBack) input.buttons = [vscode.QuickInputButtons.Back];
    input.onDidTriggerButton(() => end(back));
    input.onDidHide(() => end(undefined));
    wire(end);
    input.show();
  });
}
