// The last step of a form: a list of everything that will be sent, from where each value can be changed, until the person goes on.
import * as vscode from "vscode";
import { isBack, type OwnStep, type Place, type Reply } from "./quickSteps.js";

/** `go`: ends the form. `to`: the question that is asked anew. A function runs while the list stays open. None of them: a row to be read. */
export interface ReviewRow extends vscode.QuickPickItem {
  /** Its words may change while the list is open. */
  readonly key?: string;
  readonly act?: "go" | { readonly to: string } | (() => PromiseLike<unknown>);
}

/** `rows` are asked for again after each act that keeps the list open. */
export function reviewStep(prompt: string, rows: () => readonly ReviewRow[]): OwnStep {
  return { kind: "own", id: "review", show: (place) => show(place, prompt, rows) };
}

function show(place: Place, prompt: string, rows: () => readonly ReviewRow[]): Promise<Reply | { readonly to: string }> {
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<ReviewRow>();
    const end = (reply: Reply | { readonly to: string }) => {
      resolve(reply);
      picker.dispose();
    };
    const paint = (active: (row: ReviewRow) => boolean) => {
      picker.items = rows();
      picker.activeItems = picker.items.filter(active).slice(0, 1);
    };
    const run = async (row: ReviewRow, act: () => PromiseLike<unknown>) => {
      if (picker.busy) return;
      picker.busy = true;
      try {
        await act();
      } finally {
        picker.busy = false;
        paint(({ key }) => key !== undefined && key === row.key);
      }
    };
    picker.title = place.title;
    picker.step = place.step;
    picker.totalSteps = place.total;
    picker.placeholder = prompt;
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    // The preview beside it may be clicked into.
    picker.ignoreFocusOut = true;
    picker.buttons = place.hasBack ? [vscode.QuickInputButtons.Back] : [];
    picker.onDidTriggerButton(() => end(isBack));
    picker.onDidHide(() => end(undefined));
    picker.onDidAccept(() => {
      const [row] = picker.selectedItems;
      if (!row?.act) return;
      if (typeof row.act === "function") void run(row, row.act);
      else end(row.act);
    });
    paint(({ act }) => act === "go");
    picker.show();
  });
}
