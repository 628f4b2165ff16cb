// The page as one element: holds what was sent, where the keyboard is and which rows are seen, and lays out the parts.
import { html, LitElement, nothing } from "lit";
import type {
  JobsTableMessage,
  JobsTableRequest,
  JobsTableRow,
  JobsTableView,
  TableActionId,
} from "../../src/protocol/jobsTable.js";
import { FilterBox } from "./filterBox.js";
import { filterField } from "./filterField.js";
import { grid, headHeight, rowHeight } from "./grid.js";
import { HeadDrag } from "./headDrag.js";
import { actions, state } from "./header.js";
import { tableKey } from "./keys.js";

/** Rows beyond the edges that exist, so that scrolling finds them painted. */
const margin = 25;

export class VoiceJobsTable extends LitElement {
  static override properties = {
    view: { state: true },
    rows: { state: true },
    active: { state: true },
  };
  private static send: (request: JobsTableRequest) => void = () => {};

  declare private view: JobsTableView | undefined;
  /** Those that were sent last: not more than are seen, and some beyond. */
  declare private rows: { readonly from: number; readonly count: number; readonly rows: readonly JobsTableRow[] };
  /** Index of the row that the keyboard is on; -1 = none. */
  declare private active: number;
  /** Of the last step of the keyboard. */
  private turn = 0;
  private seen: readonly [from: number, to: number] = [0, 0];
  private isPlaced = false;
  private readonly drag = new HeadDrag(
    (request) => VoiceJobsTable.send(request),
    () => this.requestUpdate(),
  );
  private readonly box = new FilterBox(
    () => this.querySelector<HTMLInputElement>(".filter input"),
    (request) => VoiceJobsTable.send(request),
    () => this.scroller?.focus(),
    () => this.requestUpdate(),
  );
  private readonly resized = new ResizeObserver(() => this.look());

  constructor() {
    super();
    this.rows = { from: 0, count: 0, rows: [] };
    this.active = -1;
  }

  static define(send: (request: JobsTableRequest) => void): void {
    VoiceJobsTable.send = send;
    customElements.define("voice-job-jobstable", VoiceJobsTable);
  }

  take(message: JobsTableMessage): void {
    switch (message.type) {
      case "show":
        this.view = message.view;
        if (message.filter !== undefined) void this.updateComplete.then(() => this.box.fill(message.filter!));
        break;
      case "rows":
        this.rows = message;
        // A step that the extension has not heard of yet is ahead of what it says.
        if (message.turn === this.turn) this.active = message.active;
        break;
      case "suggest":
        this.box.take(message.text, message.suggestions);
        break;
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  /** The style sheet of the page paints this element: nothing here is hidden from it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    if (this.rows.count > 0 && !this.isPlaced) this.place();
    this.look();
  }

  private get scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".grid");
  }

  /** Where the page was before it was hidden; and the keyboard, unless it is somewhere already. */
  private place(): void {
    const { scroller } = this;
    if (!scroller) return;
    this.isPlaced = true;
    if (this.rows.from > 0) scroller.scrollTop = (this.rows.from + margin) * rowHeight;
    if (document.activeElement === document.body || !document.activeElement) scroller.focus();
  }

  /** Tells which rows are seen, where those are others. */
  private look(): void {
    const { scroller } = this;
    if (!scroller) return;
    const first = Math.floor(scroller.scrollTop / rowHeight);
    const fit = Math.ceil(scroller.clientHeight / rowHeight);
    const from = Math.max(0, first - margin);
    const to = Math.min(from + 450, first + fit + margin);
    if (from === this.seen[0] && to === this.seen[1]) return;
    this.seen = [from, to];
    VoiceJobsTable.send({ type: "look", from, to });
  }

  /** The keyboard goes to a row, which comes into sight. */
  private go(index: number, how: "only" | "extend" | "keep"): void {
    if (this.rows.count === 0) return;
    const at = Math.max(0, Math.min(this.rows.count - 1, index));
    this.active = at;
    this.turn += 1;
    const { scroller } = this;
    if (scroller) {
      const [top, bottom] = [at * rowHeight, (at + 1) * rowHeight];
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (bottom > scroller.scrollTop + scroller.clientHeight - headHeight)
        scroller.scrollTop = bottom - scroller.clientHeight + headHeight;
    }
    VoiceJobsTable.send({ type: "go", index: at, how, turn: this.turn });
  }

  private choose(id: string, how: "only" | "extend" | "toggle"): void {
    this.turn += 1;
    VoiceJobsTable.send({ type: "choose", id, how, turn: this.turn });
  }

  private act(action: TableActionId): void {
    VoiceJobsTable.send({ type: "act", action });
  }

  private readonly onKey = (event: KeyboardEvent) => {
    // The heads have keys of their own.
    if (event.target !== event.currentTarget) return;
    const fit = Math.max(1, Math.floor(((this.scroller?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
    const meant = tableKey(event, { active: this.active, count: this.rows.count, page: fit });
    const row = this.rows.rows[this.active - this.rows.from];
    switch (meant?.kind) {
      case undefined:
        return;
      case "go":
        this.go(meant.index, meant.how);
        break;
      case "all":
        VoiceJobsTable.send({ type: "chooseAll" });
        break;
      case "act":
        this.act(meant.action);
        break;
      case "filter":
        this.box.focus();
        break;
      case "open":
        if (row) VoiceJobsTable.send({ type: "open", id: row.id });
        break;
      case "toggle":
        if (row) this.choose(row.id, "toggle");
        break;
    }
    event.preventDefault();
  };

  protected override render() {
    const { view } = this;
    if (!view) return nothing;
    return html`
      <main class="page">
        <h1 class="hiddenText">${view.heading}</h1>
        <div class="bar">
          ${filterField(view, this.box)}
          ${actions(view, (action) => this.act(action))}
        </div>
        ${state(view, (action) => this.act(action))}
        ${grid({
          view,
          ...this.rows,
          active: this.active,
          widthOf: (column) => this.drag.widthOf(column),
          dragged: this.drag.dragged,
          sort: (column) => this.drag.isOver && VoiceJobsTable.send({ type: "sort", column }),
          drag: this.drag,
          choose: (row, event) =>
            this.choose(row.id, event.shiftKey ? "extend" : event.ctrlKey || event.metaKey ? "toggle" : "only"),
          open: (row) => VoiceJobsTable.send({ type: "open", id: row.id }),
          onKey: this.onKey,
          onScroll: () => this.look(),
        })}
      </main>
    `;
  }
}
