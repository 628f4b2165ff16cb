// The last step of a form: a list of everything that will be sent, from where each value can be changed, until the person goes on.
import * as vscode from "vscode";
import type { Event } from "../../core/ports/event.js";
import { isBack, type OwnStep, type StepPosition, type StepReply } from "./multiStep.js";

/** `go`: ends the form. `to`: the question that is asked again. A function runs while the list stays open. None of them: a row to be read. */
export interface ReviewRow extends vscode.QuickPickItem {
  /** Its words may change while the list is open. */
  readonly key?: string;
  readonly act?: "go" | { readonly to: string } | (() => PromiseLike<unknown>);
}

export interface ReviewList {
  readonly prompt: string;
  /** Asked for again after each act that keeps the list open, and when something changed. */
  readonly rows: () => readonly ReviewRow[];
  readonly onDidChange: Event<unknown>;
}

export function reviewStep(list: ReviewList): OwnStep {
  return {
    kind: "own",
    id: "review",
    show: async (place) => {
      let isActive = ({ act }: ReviewRow) => act === "go";
      for (;;) {
        const reply = await show(place, list, isActive);
        if (typeof reply !== "object" || "to" in reply) return reply;
        // What a row did may have taken the focus from the list, and only a new one gets it back.
        isActive = ({ key }) => key !== undefined && key === reply.after.key;
      }
    },
  };
}

type Reaction = StepReply | { readonly to: string } | { readonly after: ReviewRow };

function show(
  place: StepPosition,
  { prompt, rows, onDidChange }: ReviewList,
  isActive: (row: ReviewRow) => boolean,
): Promise<Reaction> {
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<ReviewRow>();
    const end = (reaction: Reaction) => {
      resolve(reaction);
      heard.dispose();
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
        end({ after: row });
      }
    };
    const heard = onDidChange(() => {
      const [active] = picker.activeItems;
      paint(({ key }) => key !== undefined && key === active?.key);
    });
    picker.title = place.title;
    picker.step = place.step;
    picker.totalSteps = place.total;
    picker.placeholder = prompt;
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    // The preview below it may be clicked into.
    picker.ignoreFocusOut = true;
    picker.buttons = place.hasBack ? [vscode.QuickInputButtons.Back] : [];
    picker.onDidTriggerButton(() => end(isBack));
    picker.onDidHide(() => end(undefined));
    picker.onDidAccept(() => {
      const [row] = picker.selectedItems;
      if (!row?.act || picker.busy) return;
      if (typeof row.act === "function") void run(row, row.act);
      else end(row.act);
    });
    paint(isActive);
    picker.show();
  });
}
