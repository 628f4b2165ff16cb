// The page as one element: holds the last view and whether equal fields are shown, and lays out the parts.
import { html, nothing } from "lit";
import type { CompareRequest, CompareView } from "../../src/protocol/compare.js";
import { PageElement } from "../shared/pageElement.js";
import { measures } from "./measures.js";
import type { ComparePaint } from "./paint.js";
import { comparison } from "./table.js";

export class VoiceJobCompare extends PageElement<CompareView> {
  static override properties = { ...PageElement.properties, hasEqual: { state: true } };
  private static send: (request: CompareRequest) => void = () => {};

  declare private hasEqual: boolean | undefined;

  static define(send: (request: CompareRequest) => void): void {
    VoiceJobCompare.send = send;
    customElements.define("voice-job-compare", VoiceJobCompare);
  }

  show(view: CompareView): void {
    this.view = view;
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
