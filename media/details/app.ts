// The panel as one element: holds the last view and which copy button was just used, and lays out the parts.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { DetailMessage, DetailRequest, DetailView } from "../../src/protocol/details.js";
import { banners, reason, todo } from "./banners.js";
import { flash } from "./flash.js";
import { header } from "./header.js";
import { reviews, timeline } from "./history.js";
import { life } from "./life.js";
import type { Paint } from "./paint.js";
import { footer, sections } from "./sections.js";

type Show = Extract<DetailMessage, { type: "show" }>;

/** How long a copy button shows that it worked, in milliseconds. */
const confirmation = 1500;

export class VoiceJobDetail extends LitElement {
  static override properties = { view: { state: true }, copied: { state: true } };
  private static send: (request: DetailRequest) => void = () => {};

  declare private view: DetailView | undefined;
  /** Id of the copy button that was used last; goes back to undefined after a moment. */
  declare private copied: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private announcement = "";
  /** Marks of what the next painting shows as changed. */
  private readonly changed: string[] = [];
  /** What had the keyboard before this painting. */
  private focused: Element | null = null;

  static define(send: (request: DetailRequest) => void): void {
    VoiceJobDetail.send = send;
    customElements.define("voice-job-details", VoiceJobDetail);
  }

  show({ view, announcement, changed }: Show): void {
    this.view = view;
    this.announcement = announcement;
    this.changed.push(...changed);
  }

  confirmCopy(id: string): void {
    clearTimeout(this.timer);
    this.copied = id;
    this.timer = setTimeout(() => {
      this.copied = undefined;
    }, confirmation);
  }

  /** The style sheet of the page paints this element: nothing here is hidden from it. */
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
    flash(this, this.changed.splice(0));
  }

  protected override render() {
    const { view, copied } = this;
    if (!view) return nothing;
    const paint: Paint = { view, copied, send: VoiceJobDetail.send };
    return html`
      <div class="page">
        ${header(paint)}
        <main>${banners(paint)} ${life(paint)} ${reason(paint)} ${reviews(paint)} ${todo(paint)} ${sections(paint)} ${timeline(paint)}</main>
        ${footer(paint)}
      </div>
      <div class="hiddenText" role="status" aria-live="polite">${this.announcement}</div>
      <div class="hiddenText" role="status" aria-live="polite">${copied === undefined ? "" : view.words.copied}</div>
    `;
  }
}
