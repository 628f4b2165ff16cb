// A form in the editor's quick input: one list of all its values, from where each can be changed, until the person goes on.
//
// What is missing or wrong stands first; once one of that is mended, the next of it is asked for at once, and then the list is back.
import * as vscode from "vscode";
import type { Event } from "../../core/ports/event.js";
import { escapeLabel } from "../../text/escape.js";
import { askOne, isBack, problemOf, type StepQuestion } from "./stepInput.js";

/** `go`: ends the form. `ask`: the value that is asked for. A function runs while the list stays open. None of them: a row to be read. */
export interface FormRow extends vscode.QuickPickItem {
  /** Its words may change while the list is open. */
  readonly key?: string;
  readonly act?: "go" | { readonly ask: string } | (() => PromiseLike<unknown>);
}

export interface ValueForm {
  readonly title: string;
  /** All that can be changed, in their order, each with the value that it has now. */
  readonly questions: () => readonly StepQuestion[];
  readonly answer: (id: string, value: string) => PromiseLike<unknown> | undefined;
  readonly prompt: () => string;
  /** Asked for again after each act, and when something changed. */
  readonly rows: () => readonly FormRow[];
  readonly onDidChange?: Event<unknown>;
}

/** False = the person left. */
export async function fillForm(form: ValueForm): Promise<boolean> {
  for (let active = isGo; ; ) {
    const reaction = await show(form, active);
    if (reaction === undefined) return false;
    if (reaction === "go") {
      const [problem] = problemsIn(form.questions());
      if (!problem) return true;
      if ((await change(form, problem.id)) === undefined) return false;
      active = isGo;
    } else if ("ask" in reaction) {
      const isChanged = await change(form, reaction.ask);
      if (isChanged === undefined) return false;
      active = isChanged ? isGo : isRow(reaction.ask);
    } else {
      // What a row did may have taken the focus from the list, and only a new one gets it back.
      active = isRow(reaction.after);
    }
  }
}

/** Asks for one value, and then for what is missing with it. False = the person went back; undefined = they left. */
async function change(form: ValueForm, first: string): Promise<boolean | undefined> {
  for (let id: string | undefined = first; id !== undefined; ) {
    const before = problemsIn(form.questions());
    const question = form.questions().find((each) => each.id === id);
    if (!question) return true;
    const reply = await askOne(form.title, question);
    if (reply === undefined) return undefined;
    if (reply === isBack) return false;
    await form.answer(id, reply);
    const open = problemsIn(form.questions());
    const wasOpen = before.some((problem) => problem.id === question.id);
    const isNew = open.some((problem) => !before.some((known) => known.id === problem.id));
    id = wasOpen || isNew ? open[0]?.id : undefined;
  }
  return true;
}

export interface FormProblem {
  readonly id: string;
  readonly name: string;
  /** What is wrong, in words. */
  readonly words: string;
}

export function problemsIn(questions: readonly StepQuestion[]): readonly FormProblem[] {
  return questions.flatMap((question) => {
    const words = problemOf(question, question.value ?? "");
    return words === undefined ? [] : [{ id: question.id, name: question.name ?? question.prompt, words }];
  });
}

/** What is missing or wrong, to stand above all else. */
export function problemRows(problems: readonly FormProblem[]): readonly FormRow[] {
  const rows = problems.map(({ id, name, words }): FormRow => {
    const iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground"));
    return { key: `problem ${id}`, label: name, description: words, iconPath, act: { ask: id } };
  });
  return rows.length > 0 ? [formHeading(vscode.l10n.t("Missing or wrong")), ...rows, formHeading("")] : [];
}

/** What the account has left, to be read before something is sent. */
export function limitRows(lines: readonly string[]): readonly FormRow[] {
  const iconPath = new vscode.ThemeIcon("account");
  return lines.map((line, index) => ({ key: `limit ${index}`, label: escapeLabel(line, 200), iconPath }));
}

export function formHeading(label: string): FormRow {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

type Reaction = "go" | { readonly ask: string } | { readonly after: string | undefined } | undefined;

/** With something missing, that comes first. */
function isGo({ key, act }: FormRow): boolean {
  return act === "go" || (key?.startsWith("problem ") ?? false);
}

function isRow(wanted: string | undefined): (row: FormRow) => boolean {
  return ({ key }) => key !== undefined && key === wanted;
}

function show({ title, prompt, rows, onDidChange }: ValueForm, isActive: (row: FormRow) => boolean): Promise<Reaction> {
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<FormRow>();
    const end = (reaction: Reaction) => {
      resolve(reaction);
      heard?.dispose();
      picker.dispose();
    };
    const paint = (active: (row: FormRow) => boolean) => {
      picker.items = rows();
      picker.activeItems = picker.items.filter(active).slice(0, 1);
    };
    const run = async ({ key }: FormRow, act: () => PromiseLike<unknown>) => {
      if (picker.busy) return;
      picker.busy = true;
      try {
        await act();
      } finally {
        end({ after: key });
      }
    };
    // The editor may not have told yet which row is active: then it is the one that was to be.
    let meant = isActive;
    const heard = onDidChange?.(() => {
      const key = picker.activeItems[0]?.key;
      if (key !== undefined) meant = isRow(key);
      paint(meant);
    });
    picker.title = title;
    picker.placeholder = prompt();
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    // The preview below it may be clicked into.
    picker.ignoreFocusOut = true;
    picker.onDidHide(() => end(undefined));
    picker.onDidAccept(() => {
      // Rows that were painted again at this moment are not selected yet.
      const row = picker.selectedItems[0] ?? picker.activeItems[0];
      if (!row?.act || picker.busy) return;
      if (typeof row.act === "function") void run(row, row.act);
      else end(row.act);
    });
    paint(isActive);
    picker.show();
  });
}
