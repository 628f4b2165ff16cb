// The page as a whole: what is heard, what went wrong, what is being waited for, the player, what else can be played, and the form.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ItemView, ListenMessage, ListenNotice, ListenRequest, ListenView } from "../../src/protocol/listen.js";
import { icon, iconButton } from "../shared/controls.js";
import { SayForm } from "./form.js";
import { VoicePlayer } from "./player.js";

type Sound = Extract<ListenMessage, { type: "sound" }>;
type Show = Extract<ListenMessage, { type: "show" }>;

export class VoiceJobListen extends LitElement {
  static override properties = { view: { state: true } };
  private static send: (request: ListenRequest) => void = () => {};

  declare private view: ListenView | undefined;
  private announcement = "";

  static define(send: (request: ListenRequest) => void): void {
    VoiceJobListen.send = send;
    customElements.define("voice-player", VoicePlayer);
    customElements.define("voice-say-form", SayForm);
    customElements.define("voice-job-listen", VoiceJobListen);
  }

  show({ view, announcement }: Show): void {
    this.view = view;
    this.announcement = announcement;
  }

  async take({ id, bytes, mime }: Sound): Promise<void> {
    await this.updateComplete;
    this.player()?.take(id, bytes, mime);
  }

  async play(): Promise<void> {
    await this.updateComplete;
    this.player()?.play();
  }

  async focusText(): Promise<void> {
    await this.updateComplete;
    this.querySelector<SayForm>("voice-say-form")?.focusText();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.onKey);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.view) document.title = this.view.heading;
  }

  protected override render() {
    const { view } = this;
    if (!view) return nothing;
    const send = VoiceJobListen.send;
    return html`
      <div class="page">
        <header>
          <div class="progress">
            ${view.progress ? html`<vscode-progress-bar aria-label=${view.progress} indeterminate></vscode-progress-bar>` : nothing}
          </div>
          <h1 tabindex="-1"><bdi>${view.heading}</bdi></h1>
          ${view.places.map((place) => html`<p class="place"><bdi>${place}</bdi></p>`)}
        </header>
        <main>
          ${
            view.progress
              ? html`<p class="waiting"><span>${view.progress}</span>
                <vscode-button secondary @click=${() => send({ type: "cancel" })}>${view.words.cancel}</vscode-button></p>`
              : nothing
          }
          ${view.notice ? notice(view.notice, () => send({ type: "nextAct" })) : nothing}
          ${
            view.player
              ? html`<voice-player .view=${view.player} .words=${view.words} .volume=${view.volume}
                @volume=${(event: CustomEvent<number>) => send({ type: "volume", volume: event.detail })}
                @cannotPlay=${(event: CustomEvent<string>) => send({ type: "cannotPlay", item: event.detail })}></voice-player>`
              : nothing
          }
          <section class="list" aria-label=${view.words.list}>
            <ul>${repeat(
              view.items,
              ({ id }) => id,
              (item) => this.item(item, view),
            )}</ul>
            ${
              view.blind && view.player
                ? html`<vscode-button secondary class="blind" @click=${() => send({ type: "blind", on: !view.blind?.isOn })}>${view.blind.label}</vscode-button>`
                : nothing
            }
          </section>
          ${
            view.say
              ? html`<voice-say-form .view=${view.say} .isBusy=${view.progress !== undefined}
                @say=${(event: CustomEvent<ListenRequest>) => send(event.detail)}></voice-say-form>`
              : nothing
          }
        </main>
      </div>
      <div class="hiddenText" role="status" aria-live="polite">${this.announcement}</div>
    `;
  }

  private item({ id, title, detail, playLabel, saveLabel, removeLabel, isCurrent }: ItemView, view: ListenView): TemplateResult {
    const send = VoiceJobListen.send;
    const tracks = view.places.length;
    const named = (label: string, track = 0) =>
      tracks > 1 ? `${label} (${view.player?.tracks[track]?.label ?? track + 1})` : label;
    const isSample = removeLabel === undefined;
    return html`<li class=${isCurrent ? "isCurrent" : ""}>
      <div class="words"><span class="itemTitle"><bdi>${title}</bdi></span><span class="detail">${detail}</span></div>
      ${
        isSample
          ? html`<vscode-button ?secondary=${isCurrent} ?disabled=${view.progress !== undefined}
              @click=${() => send({ type: "play", item: id })}>${playLabel}</vscode-button>`
          : iconButton("play", `${playLabel}: ${title}`, () => send({ type: "play", item: id }))
      }
      ${
        saveLabel === undefined
          ? nothing
          : Array.from({ length: tracks }, (_, track) =>
              iconButton("save", isSample ? named(saveLabel, track) : `${named(saveLabel, track)}: ${title}`, () =>
                send({ type: "save", item: id, track: track === 1 ? 1 : 0 }),
              ),
            )
      }
      ${isSample ? nothing : iconButton("trash", `${removeLabel}: ${title}`, () => send({ type: "remove", item: id }))}
    </li>`;
  }

  /** Space plays and pauses wherever it has no other meaning. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== " " || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.composedPath()[0];
    const isTaken =
      target instanceof Element && target.closest("button, input, select, textarea, summary, vscode-button, [role=button]");
    if (isTaken) return;
    event.preventDefault();
    this.player()?.toggle();
  };

  private player(): VoicePlayer | null {
    return this.querySelector<VoicePlayer>("voice-player");
  }
}

function notice({ tone, icon: name, text, details, nextAct }: ListenNotice, onNextAct: () => void): TemplateResult {
  return html`<section class="notice ${tone}">
    ${icon(name)}
    <div class="message">
      <p>${text}</p>
      ${details.map((line) => html`<p class="detail"><bdi>${line}</bdi></p>`)}
    </div>
    ${nextAct === undefined ? nothing : html`<vscode-button secondary @click=${onNextAct}>${nextAct}</vscode-button>`}
  </section>`;
}
