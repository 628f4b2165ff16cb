// Tells the editor which rows to paint again, never while it is taking in the rows it asked for: the floor's editor trips over that.

/**
 * VS Code 1.100 registers the rows it was given a few microtasks after it asked for them. What replaces their parent in between leaves
 * them without one, and the next question about it ends in "Element with id … is already registered": an event, two questions at once,
 * and an event of before that it comes to only now, which this side notices by being asked how the parent looks.
 */
export class TreeEvents<Row> {
  /** What the next event is about; `undefined` in it stands for everything. */
  private readonly waiting = new Set<Row | undefined>();
  /** Parents whose rows the editor is taking in. */
  private readonly asked = new Set<Row | undefined>();
  /** Parents that were replaced meanwhile: what the editor knows of their rows is wrong until it begins again at the root. */
  private readonly replaced = new Set<Row>();

  constructor(private readonly fire: (rows: Row[] | undefined) => void) {}

  /** Has these rows painted again; without any, the whole tree. */
  later(rows: readonly Row[] | undefined): void {
    if (this.waiting.size === 0 && rows?.length !== 0) setImmediate(() => this.fireAll());
    for (const row of rows ?? [undefined]) this.waiting.add(row);
  }

  /** Gives the children to who asked first. Who asks again in the same breath gets none, and hears of them a moment later. */
  answer(parent: Row | undefined, children: () => Row[]): Row[] {
    if (parent === undefined) this.replaced.clear();
    else if (this.replaced.has(parent)) return [];
    if (this.asked.has(parent)) {
      this.later(parent === undefined ? undefined : [parent]);
      return [];
    }
    if (this.asked.size === 0) setImmediate(() => this.asked.clear());
    this.asked.add(parent);
    return children();
  }

  /** Notes that the editor asks how a row looks, as it does before it replaces it. */
  painted(row: Row): void {
    if (!this.asked.has(row) || this.replaced.has(row)) return;
    this.replaced.add(row);
    this.later(undefined);
  }

  private fireAll(): void {
    const rows = [...this.waiting].filter((row) => row !== undefined);
    const isAll = rows.length < this.waiting.size;
    this.waiting.clear();
    this.fire(isAll ? undefined : rows);
  }
}
