// The page as a whole: heading, what is missing, buttons, and a grid for each cloud.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { GridMessage, GridRequest, GridView } from "../../src/protocol/grid.js";
import { icon } from "../shared/controls.js";
import type { ValueGrid } from "./valueGrid.js";

export class VoiceJobGrid extends LitElement {
  static override properties = { view: { state: true } };
  private static send: (request: GridRequest) => void = () => {};

  declare private view: GridView | undefined;
  private announcement = "";
  /** The keys are in the first grid from the beginning. */
  private hasBegun = false;

  static define(send: (request: GridRequest) => void): void {
    VoiceJobGrid.send = send;
    customElements.define("voice-job-grid", VoiceJobGrid);
  }

  show({ view, announcement }: Extract<GridMessage, { type: "show" }>): void {
    this.view = view;
    this.announcement = announcement || (view.isWrong ? view.summary : "");
  }

  /** Puts the keys into a cell, or its editor. */
  async goTo(message: Exclude<GridMessage, { type: "show" }>): Promise<void> {
    await this.updateComplete;
    const { place } = message;
    const grid = [...this.querySelectorAll<ValueGrid>("value-grid")].find(({ table }) => table?.id === place.table);
    if (message.type === "edit") grid?.edit(place, message.value);
    else grid?.goTo(place);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
      if (key === "Enter" && (ctrlKey || metaKey)) this.submit();
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override async updated(_changed: PropertyValues): Promise<void> {
    if (!this.view) return;
    document.title = this.view.heading;
    if (this.hasBegun) return;
    this.hasBegun = true;
    const grid = this.querySelector<ValueGrid>("value-grid");
    await grid?.updateComplete;
    if (document.activeElement === document.body) grid?.takeKeys();
  }

  protected override render() {
    const { view } = this;
    if (!view) return nothing;
    const send = VoiceJobGrid.send;
    const { heading, summary, isWrong, canUndo, tables, words } = view;
    return html`
      <div class="page">
        <header>
          <div class="about">
            <h1 tabindex="-1">${heading}</h1>
            <p class="summary ${isWrong ? "isWrong" : ""}">${icon(isWrong ? "error" : "pass")}<span class=${isWrong ? "said" : ""}>${summary}</span></p>
          </div>
          <div class="buttons">
            <vscode-button @click=${() => this.submit()}>${words.submit}</vscode-button>
            <vscode-button secondary @click=${() => this.activeGrid()?.paste()}>${words.paste}</vscode-button>
            <vscode-button secondary ?disabled=${!canUndo} @click=${() => send({ type: "undo" })}>${words.undo}</vscode-button>
            <vscode-button secondary @click=${() => send({ type: "cancel" })}>${words.cancel}</vscode-button>
          </div>
        </header>
        <main>
          ${repeat(
            tables,
            ({ id }) => id,
            (table) => html`<value-grid .table=${table}></value-grid>`,
          )}
          <p class="keys">${words.keys}</p>
        </main>
      </div>
      <div class="hiddenText" role="status" aria-live="polite">${this.announcement}</div>
    `;
  }

  /** What is being typed counts. */
  private submit(): void {
    for (const grid of this.querySelectorAll<ValueGrid>("value-grid")) grid.commit();
    VoiceJobGrid.send({ type: "submit" });
  }

  /** Where the keys were last. */
  private activeGrid(): ValueGrid | undefined {
    const all = [...this.querySelectorAll<ValueGrid>("value-grid")];
    return all.find(({ wasUsed }) => wasUsed) ?? all[0];
  }
}
