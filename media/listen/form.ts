// The form for a text that a voice shall say: the text, texts to begin with, how it is said, and what else is asked.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { ListenRequest, SayView } from "../../src/protocol/listen.js";
import { fill } from "./words.js";

type Say = Extract<ListenRequest, { type: "say" }>;

export class SayForm extends LitElement {
  static override properties = { view: { attribute: false }, isBusy: { attribute: false }, text: { state: true } };

  declare view: SayView | undefined;
  declare isBusy: boolean;
  /** As it is typed; absent = not touched yet. */
  declare private text: string | undefined;
  private readonly settings = new Map<string, number>();
  private readonly values = new Map<string, string>();

  focusText(): void {
    const text = this.querySelector("textarea");
    text?.focus();
    text?.select();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("view") && this.text === undefined && this.view) this.text = this.view.text;
  }

  protected override render() {
    const { view, text = "" } = this;
    if (!view) return nothing;
    const { groups, settings, fields, longest } = view;
    const length = [...text].length;
    return html`<section class="say" aria-labelledby="say">
      <h2 id="say">${view.title}</h2>
      <div class="line">
        <label for="text">${view.textLabel}</label>
        <span class="count ${longest !== undefined && length > longest ? "isTooLong" : ""}" id="count">${fill(view.counted, length, longest ?? 0)}</span>
      </div>
      <textarea id="text" rows="4" aria-describedby="count" dir="auto" .value=${text}
        @input=${(event: Event) => {
          this.text = (event.target as HTMLTextAreaElement).value;
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.send();
        }}></textarea>
      <select class="texts" aria-label=${view.groupsLabel} @change=${this.pick}>
        <option value="" selected>${view.groupsLabel}</option>
        ${groups.map((group) => html`<optgroup label=${group.label}>${group.texts.map((each) => html`<option value=${each}>${each}</option>`)}</optgroup>`)}
      </select>
      <div class="settings">
        ${settings.map(({ id, label, from, to, usual }) => {
          const value = this.settings.get(id) ?? usual;
          return html`<label class="setting"><span>${label}</span>
            <input type="range" min=${from} max=${to} .value=${String(value)} @input=${(event: Event) => {
              this.settings.set(id, Number((event.target as HTMLInputElement).value));
              this.requestUpdate();
            }}><span class="value">${value}</span></label>`;
        })}
      </div>
      ${fields.map(
        ({ id, label, hint, value }) => html`<label class="field"><span>${label}</span>
          <input type="text" maxlength="300" .value=${this.values.get(id) ?? value} @input=${(event: Event) => {
            this.values.set(id, (event.target as HTMLInputElement).value);
          }}>${hint === "" ? nothing : html`<span class="hint">${hint}</span>`}</label>`,
      )}
      ${view.cost === undefined ? nothing : html`<p class="cost">${view.cost}</p>`}
      <div><vscode-button ?disabled=${this.isBusy} @click=${() => this.send()}>${view.button}</vscode-button></div>
    </section>`;
  }

  private readonly pick = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    if (select.value !== "") this.text = select.value;
    select.value = "";
  };

  private send(): void {
    if (this.isBusy) return;
    const { settings = [], fields = [] } = this.view ?? {};
    const detail: Say = {
      type: "say",
      text: this.text ?? "",
      settings: Object.fromEntries(settings.map(({ id, usual }) => [id, this.settings.get(id) ?? usual])),
      values: Object.fromEntries(fields.map(({ id, value }) => [id, this.values.get(id) ?? value])),
    };
    this.dispatchEvent(new CustomEvent("say", { detail }));
  }
}
