// The page as one element: holds the rows, the filter, the order and the player, and lays out the parts.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type {
  RecordingColumn,
  RecordingDetail,
  RecordingRow,
  RecordingsMessage,
  RecordingsRequest,
  RecordingsView,
} from "../../src/protocol/recordings.js";
import { detail } from "./detail.js";
import { filters } from "./filters.js";
import { recordingsKey } from "./keys.js";
import { list, rowHeight } from "./list.js";
import { Player } from "./player.js";
import { chosenRows, type Order, type RowFilter, replaced } from "./rows.js";
import { charts, header, reasons, type SummaryInput } from "./summary.js";
import { VisibleRows } from "./visibleRows.js";
import { drawWaveform } from "./waveform.js";

/** Milliseconds that a row is stayed on before its details are asked for: a held key passes many. */
const restMs = 120;

export class VoiceJobRecordings extends LitElement {
  static override properties = {
    view: { state: true },
    rows: { state: true },
    shown: { state: true },
    filter: { state: true },
    order: { state: true },
    active: { state: true },
    opened: { state: true },
    isWhole: { state: true },
  };
  private static send: (request: RecordingsRequest) => void = () => {};

  declare private view: RecordingsView | undefined;
  declare private rows: readonly RecordingRow[];
  /** The details that are shown; those of `opened`, once they are there. */
  declare private shown: RecordingDetail | undefined;
  declare private filter: RowFilter;
  declare private order: Order;
  /** Id of the row that the keyboard is on. */
  declare private active: string | undefined;
  declare private opened: string | undefined;
  declare private isWhole: boolean;
  private announcement = "";
  private chosen: readonly RecordingRow[] = [];
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly player = new Player(
    (id, at) => VoiceJobRecordings.send({ type: "load", id, at }),
    () => this.requestUpdate(),
  );
  private readonly visible = new VisibleRows(this, () => this.chosen.length);

  constructor() {
    super();
    this.rows = [];
    this.filter = { words: "", isWithFindings: false };
    this.order = { column: "name", isDescending: false };
    this.isWhole = false;
  }

  static define(send: (request: RecordingsRequest) => void): void {
    VoiceJobRecordings.send = send;
    customElements.define("voice-job-recordings", VoiceJobRecordings);
  }

  take(message: RecordingsMessage): void {
    switch (message.type) {
      case "show":
        this.view = message.view;
        this.announcement = message.announcement;
        // What nothing has any more filters nothing.
        if (!message.view.progress && !message.view.reasons.some(({ code }) => code === this.filter.code))
          this.filterBy({ code: undefined });
        break;
      case "rows":
        this.rows = message.all ? message.rows : replaced(this.rows, message.rows);
        break;
      case "detail":
        if (message.detail.id === this.opened) this.shown = message.detail;
        break;
      case "sound":
        this.player.take(message);
        break;
    }
  }

  /** The style sheet of the page paints this element: nothing here is hidden from it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.view) document.title = this.view.heading;
    const canvas = this.querySelector("canvas");
    if (canvas && this.shown) drawWaveform(canvas, this.shown, this.player.position);
    const dock = this.querySelector<HTMLElement>(".detail");
    document.documentElement.style.setProperty("--dock", `${dock?.offsetHeight ?? 0}px`);
    // Details that come up may cover the row that they are of.
    if (changed.has("shown") && this.shown && !changed.get("shown")) this.see(this.shown.id);
  }

  private see(id: string): void {
    this.querySelector(`#row${this.indexOf(id)}`)?.scrollIntoView({ block: "nearest" });
  }

  private readonly filterBy = (part: Partial<RowFilter>): void => {
    this.filter = { ...this.filter, ...part };
  };

  private sort(column: RecordingColumn["id"]): void {
    const isSame = this.order.column === column;
    this.order = { column, isDescending: isSame && !this.order.isDescending };
  }

  private indexOf(id: string | undefined): number {
    return this.chosen.findIndex((row) => row.id === id);
  }

  /** The keyboard goes to this row; where details are open they follow. */
  private go(index: number): void {
    const row = this.chosen[Math.max(0, Math.min(this.chosen.length - 1, index))];
    if (!row) return;
    this.active = row.id;
    clearTimeout(this.resting);
    if (this.opened !== undefined) this.resting = setTimeout(() => this.open(row.id), restMs);
    void this.updateComplete.then(() => this.see(row.id));
  }

  private open(id: string): void {
    clearTimeout(this.resting);
    this.active = id;
    if (this.opened === id) return;
    this.opened = id;
    this.player.choose(id);
    VoiceJobRecordings.send({ type: "open", id });
  }

  private close(): void {
    clearTimeout(this.resting);
    this.opened = undefined;
    this.shown = undefined;
    this.player.choose(undefined);
    VoiceJobRecordings.send({ type: "close" });
    this.querySelector<HTMLElement>(".grid")?.focus();
  }

  private readonly onKey = (event: KeyboardEvent) => {
    // The buttons in the head have keys of their own.
    if (event.target !== event.currentTarget) return;
    const active = this.indexOf(this.active);
    const page = Math.max(1, Math.floor(window.innerHeight / rowHeight / 2));
    const meant = recordingsKey(event, { active, count: this.chosen.length, page });
    const row = this.chosen[active];
    if (meant?.kind === "go") this.go(meant.index);
    else if (meant?.kind === "show" && row) this.show(row.id);
    else if (meant?.kind === "play" && row) this.play(row.id);
    else if (meant?.kind === "leaveOut" && row)
      VoiceJobRecordings.send({ type: "actOn", action: row.tone === "out" ? "takeIn" : "leaveOut", id: row.id });
    else if (meant?.kind === "close" && this.opened !== undefined) this.close();
    else return;
    event.preventDefault();
  };

  /** With the keyboard on its player. */
  private show(id: string): void {
    this.open(id);
    void this.updateComplete.then(() => this.untilShown(id)).then(() => this.querySelector<HTMLElement>(".play")?.focus());
  }

  private async untilShown(id: string): Promise<void> {
    while (this.opened === id && this.shown?.id !== id) await new Promise((later) => requestAnimationFrame(later));
    await this.updateComplete;
  }

  private play(id: string): void {
    const isOpen = this.opened === id;
    this.open(id);
    if (isOpen) this.player.toggle();
    else this.player.playFrom(0);
  }

  protected override render() {
    const { view } = this;
    if (!view) return nothing;
    this.chosen = chosenRows(this.rows, this.filter, this.order, view.language);
    const { filter, filterBy: set } = this;
    const above = filters({ view, filter, shown: this.chosen.length, all: this.rows.length, set });
    const summary: SummaryInput = {
      view,
      code: this.filter.code,
      act: (action) => VoiceJobRecordings.send({ type: "act", action }),
      choose: (code) => this.filterBy({ code }),
      isWhole: this.isWhole,
      unfold: () => {
        this.isWhole = !this.isWhole;
      },
    };
    return html`
      <div class="page">
        ${header(summary)}
        <main>
          ${charts(summary)} ${reasons(summary)}
          ${this.rows.length > 0 ? html`${above} ${this.list(view)}` : nothing}
        </main>
      </div>
      ${this.details(view)}
      <div class="hiddenText" role="status" aria-live="polite">${this.announcement}</div>
    `;
  }

  private list(view: RecordingsView) {
    const { from, to } = this.visible;
    return list({
      view,
      rows: this.chosen,
      order: this.order,
      from,
      to: Math.max(to, from + 1),
      active: this.indexOf(this.active),
      opened: this.opened,
      sort: (column) => this.sort(column),
      choose: (index) => this.chosen[index] && this.open(this.chosen[index].id),
      onKey: this.onKey,
    });
  }

  private details(view: RecordingsView) {
    const { shown, player } = this;
    if (!shown || this.opened === undefined) return nothing;
    return detail({
      detail: shown,
      state: player.state,
      position: player.position,
      language: view.language,
      closeLabel: view.words.close,
      act: (action) => VoiceJobRecordings.send({ type: "actOn", action, id: shown.id }),
      toggle: () => player.toggle(),
      seek: (seconds) => player.seek(seconds),
      playFrom: (seconds) => player.playFrom(seconds),
      close: () => this.close(),
    });
  }
}
