// What every part of the panel is given to paint itself, and the two bits that several parts have.
import { html, type nothing, type TemplateResult } from "lit";
import type { DetailRequest, DetailView } from "../../src/protocol/details.js";
import type { CopyControl, Reference } from "../../src/protocol/pageParts.js";
import { iconButton } from "../shared/controls.js";

export interface Paint {
  readonly view: DetailView;
  /** Id of the copy button that was just used. */
  readonly copied: string | undefined;
  send(request: DetailRequest): void;
}

export type Painted = TemplateResult | typeof nothing | readonly TemplateResult[];

export function copyButton({ copied, send }: Paint, { id, label }: CopyControl): TemplateResult {
  return iconButton(copied === id ? "check" : "copy", label, () => send({ type: "copy", id }), "copy");
}

/** A short text with its name and a copy button. */
export function referenceLine(paint: Paint, { name, text, copy }: Reference): TemplateResult {
  return html`<span class="reference"><span class="name">${name}</span> <bdi class="code">${text}</bdi>${copyButton(paint, copy)}</span>`;
}
