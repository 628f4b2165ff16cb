// The way VS Code 1.100 keeps the rows of a tree: questions of the window and events of the provider, whose steps mingle when several messages come at once.

export interface RowSource<Row> {
  getChildren(row?: Row): Row[];
  /** Called before the row is registered, and before it is replaced. */
  idOf(row: Row): string;
}

interface Node {
  readonly id: string;
  readonly parent: Node | undefined;
  children: Node[] | undefined;
}

/** The side of the extension host. Each message of the window is one call; `refreshed` has a message sent to the window. */
export class FloorTree<Row> {
  private readonly rows = new Map<string, Row>();
  private readonly nodes = new Map<Row, Node>();
  private roots: Node[] | undefined;
  private round = {};
  private events: Promise<unknown> = Promise.resolve();
  readonly errors: string[] = [];

  constructor(
    private readonly source: RowSource<Row>,
    /** Ends with the window's answer. */
    private readonly refreshed: (ids: readonly string[] | undefined) => Promise<void>,
  ) {}

  /** An event of the provider; each waits until the window has answered the one before. */
  change(rows: readonly Row[] | undefined): void {
    this.events = this.events.then(() => (rows ? this.replace(rows) : this.forgetAll()));
  }

  /** Message of the window: the children of a row, by their ids; nothing where the question has become idle. */
  async getChildren(id?: string): Promise<readonly string[] | undefined> {
    const row = id === undefined ? undefined : this.rows.get(id);
    if (id !== undefined && !row) return [];
    const known = row ? this.nodes.get(row)?.children : this.roots;
    return (known ?? (await this.fetch(row)))?.map((node) => node.id);
  }

  private async fetch(row: Row | undefined): Promise<Node[] | undefined> {
    if (row) this.clear(this.nodes.get(row));
    else this.clearAll();
    const { round } = this;
    const parent = row && this.nodes.get(row);
    const children = await this.source.getChildren(row);
    if (round !== this.round) return;
    const ids = await Promise.all(children.map(async (child) => this.source.idOf(child)));
    if (round !== this.round) return;
    return ids.map((childId, index) => {
      if (this.rows.has(childId)) {
        this.errors.push(`Element with id ${childId} is already registered`);
        throw new Error(this.errors.at(-1));
      }
      const node: Node = { id: childId, parent, children: undefined };
      this.register(children[index]!, node);
      if (parent) parent.children = [...(parent.children ?? []), node];
      else this.roots = [...(this.roots ?? []), node];
      return node;
    });
  }

  private async forgetAll(): Promise<void> {
    this.round = {};
    this.clearAll();
    await this.refreshed(undefined);
  }

  private async replace(rows: readonly Row[]): Promise<void> {
    const known = rows.filter((row) => this.nodes.has(row));
    const ids = await Promise.all(known.map((row) => this.replaceOne(row)));
    if (ids.some((id) => id !== undefined)) await this.refreshed(ids.filter((id) => id !== undefined));
  }

  private replaceOne(row: Row): Promise<string | undefined> {
    const old = this.nodes.get(row);
    if (!old) return Promise.resolve(undefined);
    this.clear(old);
    return Promise.resolve(this.source.idOf(row)).then((id) => {
      const node: Node = { id, parent: old.parent, children: undefined };
      this.rows.delete(old.id);
      this.register(row, node);
      const beside = old.parent ? old.parent.children : this.roots;
      if (beside?.includes(old)) beside.splice(beside.indexOf(old), 1, node);
      return id;
    });
  }

  private register(row: Row, node: Node): void {
    this.rows.set(node.id, row);
    this.nodes.set(row, node);
  }

  private clear(node: Node | undefined): void {
    for (const child of node?.children ?? []) {
      this.clear(child);
      const row = this.rows.get(child.id);
      if (row) this.nodes.delete(row);
      this.rows.delete(child.id);
    }
    if (node) node.children = undefined;
  }

  private clearAll(): void {
    this.roots = undefined;
    this.rows.clear();
    this.nodes.clear();
  }
}
