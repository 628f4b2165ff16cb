// Tells the editor which rows to paint again, never while it is taking in the rows it asked for: the floor's editor trips over that.
import * as vscode from "vscode";

/**
 * VS Code 1.100 registers the rows it was given a few microtasks after it asked for them. An event in between makes it drop their
 * parent and register them again, and two questions about one parent at once do the same: "Element with id … is already registered".
 */
export class TreeEvents<Row> {
  private readonly changed = new vscode.EventEmitter<Row[] | undefined>();
  readonly event = this.changed.event;
  /** What the next event is about; `undefined` in it stands for everything. */
  private readonly waiting = new Set<Row | undefined>();
  /** Parents whose rows the editor is taking in. */
  private readonly asked = new Set<Row | undefined>();

  /** Has these rows painted again; without any, the whole tree. */
  later(rows: readonly Row[] | undefined): void {
    if (this.waiting.size === 0 && rows?.length !== 0) setImmediate(() => this.fire());
    for (const row of rows ?? [undefined]) this.waiting.add(row);
  }

  /** Gives the children to who asked first. Who asks again in the same breath gets none, and hears of them a moment later. */
  answer(parent: Row | undefined, children: () => Row[]): Row[] {
    if (this.asked.has(parent)) {
      this.later(parent === undefined ? undefined : [parent]);
      return [];
    }
    if (this.asked.size === 0) setImmediate(() => this.asked.clear());
    this.asked.add(parent);
    return children();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private fire(): void {
    const rows = [...this.waiting].filter((row) => row !== undefined);
    const isAll = rows.length < this.waiting.size;
    this.waiting.clear();
    this.changed.fire(isAll ? undefined : rows);
  }
}
