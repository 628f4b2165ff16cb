// The milestones of the job as a line of dots; in a narrow panel only the one that matters keeps its words.
import { html, nothing } from "lit";
import { marks, type Step } from "../../src/protocol/details.js";
import { icon } from "../shared/controls.js";
import type { Paint, Painted } from "./paint.js";

export function life({ view }: Paint): Painted {
  if (view.life.length === 0) return nothing;
  return html`<section class="life tone-${view.state?.tone ?? "unknown"}" aria-label=${view.words.life}>
    <ol>
      ${view.life.map(step)}
    </ol>
    ${view.lifeNote === undefined ? nothing : html`<p class="lifeNote">${icon("discard")}${view.lifeNote}</p>`}
  </section>`;
}

function step({ title, place, placeLabel, time, duration }: Step, index: number) {
  return html`<li class="step ${place}" data-mark=${marks.step(index)} aria-current=${isHere(place) ? "step" : nothing} title=${title}>
    <span class="track"><span class="dot">${place === "attention" ? icon("warning") : place === "stopped" ? icon("error") : nothing}</span></span>
    <span class="stepWords">
      <span class="stepTitle">${title}</span><span class="hiddenText">, ${placeLabel}</span>
      ${time ? html`<span class="time" title=${time.tooltip}>${time.text}</span>` : nothing}
      ${duration ? html`<span class="time" title=${duration.tooltip}>${duration.text}</span>` : nothing}
    </span>
  </li>`;
}

function isHere(place: Step["place"]): boolean {
  return place === "current" || place === "attention" || place === "stopped";
}
