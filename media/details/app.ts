// The panel as one element: holds the last view and which copy button was just used, and lays out the parts.
import { html, nothing, type PropertyValues } from "lit";
import type { DetailMessage, DetailRequest, DetailView } from "../../src/protocol/details.js";
import { PageElement } from "../shared/pageElement.js";
import { banners, reason, todo } from "./banners.js";
import { flash } from "./flash.js";
import { header } from "./header.js";
import { reviews, timeline } from "./history.js";
import { life } from "./life.js";
import type { Paint } from "./paint.js";
import { footer, sections } from "./sections.js";

type Show = Extract<DetailMessage, { type: "show" }>;

export class VoiceJobDetail extends PageElement<DetailView> {
  private static send: (request: DetailRequest) => void = () => {};

  private announcement = "";
  /** Marks of what the next painting shows as changed. */
  private readonly changed: string[] = [];

  static define(send: (request: DetailRequest) => void): void {
    VoiceJobDetail.send = send;
    customElements.define("voice-job-details", VoiceJobDetail);
  }

  show({ view, announcement, changed }: Show): void {
    this.view = view;
    this.announcement = announcement;
    this.changed.push(...changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
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
