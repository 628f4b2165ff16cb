// The page as one element: holds the last view and whether equal fields are shown, and lays out the parts.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { CompareRequest, CompareView } from "../../src/protocol/compare.js";
import { measures } from "./measures.js";
import type { ComparePaint } from "./paint.js";
import { comparison } from "./table.js";

/** How long a copy button shows that it worked, in milliseconds. */
const confirmation = 1500;

export class VoiceJobCompare extends LitElement {
  static override properties = { view: { state: true }, copied: { state: true }, hasEqual: { state: true } };
  private static send: (request: CompareRequest) => void = () => {};

  declare private view: CompareView | undefined;
  declare private hasEqual: boolean | undefined;
  /** Id of the copy button that was used last; goes back to undefined after a moment. */
  declare private copied: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What had the keyboard before this painting. */
  private focused: Element | null = null;

  static define(send: (request: CompareRequest) => void): void {
    VoiceJobCompare.send = send;
    customElements.define("voice-job-compare", VoiceJobCompare);
  }

  show(view: CompareView): void {
    this.view = view;
  }

  confirmCopy(id: string): void {
    clearTimeout(this.timer);
    this.copied = id;
    this.timer = setTimeout(() => {
      this.copied = undefined;
    }, confirmation);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.focused = document.activeElement;
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.view) document.title = this.view.heading;
    // After a button that has done its work is gone, the focus goes to the top, not nowhere.
    if (this.focused && !this.focused.isConnected) this.querySelector("h1")?.focus();
  }

  protected override render() {
    const { view, copied } = this;
    if (!view) return nothing;
    const hasEqual = this.hasEqual ?? false;
    const send = VoiceJobCompare.send;
    const paint: ComparePaint = { view, hasEqual, copied, send };
    const progress = view.columns.find((column) => column.progress !== undefined)?.progress;
    const { words } = view;
    const toggle = () => {
      this.hasEqual = !hasEqual;
    };
    return html`
      <div class="page">
        <header>
          <div class="progress">
            ${progress ? html`<vscode-progress-bar aria-label=${progress} indeterminate></vscode-progress-bar>` : nothing}
          </div>
          <h1 tabindex="-1"><bdi>${view.heading}</bdi></h1>
          <div class="bar">
            <p class="summary" role="status">${view.summary}</p>
            <vscode-button secondary class="equal" @click=${toggle}>${hasEqual ? words.hideEqual : words.showEqual}</vscode-button>
            <vscode-button secondary @click=${() => send({ type: "json" })}>${words.json}</vscode-button>
            <vscode-button secondary @click=${() => send({ type: "refresh" })}>${words.refresh}</vscode-button>
          </div>
        </header>
        <main>${comparison(paint)} ${measures(view)}</main>
      </div>
      <div class="hiddenText" role="status" aria-live="polite">${copied === undefined ? "" : words.copied}</div>
    `;
  }
}
