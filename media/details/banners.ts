// What a person should read first: banners about the reading itself, and what to do in this state.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Banner, PointList } from "../../src/protocol/details.js";
import { icon } from "../shared/controls.js";
import { type Paint, type Painted, referenceLine } from "./paint.js";

export function banners(paint: Paint): Painted {
  return paint.view.banners.map((banner, index) => bannerLine(paint, banner, index));
}

function bannerLine(paint: Paint, banner: Banner, index: number) {
  const { tone, text, verbatim, references, lists = [], nextAct } = banner;
  return html`<section class="banner ${tone}">
    ${icon(banner.icon)}
    <div class="message">
      <p>${text}</p>
      ${verbatim.map((words) => html`<p class="quote"><bdi>${words}</bdi></p>`)}
      ${pointLists(paint, lists, `banner-${index}`)}
      ${references.length > 0 ? html`<p class="references">${references.map((each) => referenceLine(paint, each))}</p>` : nothing}
    </div>
    ${
      nextAct === undefined
        ? nothing
        : html`<vscode-button secondary @click=${() => paint.send({ type: "nextAct", banner: index })}>${nextAct}</vscode-button>`
    }
  </section>`;
}

/** Why the job stopped, before anything else: the cloud's words and what it has measured. */
export function reason({ view }: Paint): Painted {
  const { todo } = view;
  if (!todo?.quote && !todo?.measured.length) return nothing;
  return html`<section class="reason tone-${todo.tone}" aria-label=${todo.quote?.label ?? view.words.reason}>
    <span class="reasonLabel">${todo.quote?.label ?? view.words.reason}</span>
    ${todo.quote ? html`<blockquote dir="auto">${todo.quote.text}</blockquote>` : nothing}
    ${todo.measured.map((line) => html`<p class="measured">${line}</p>`)}
  </section>`;
}

export function todo(paint: Paint): Painted {
  const block = paint.view.todo;
  if (!block) return nothing;
  const { tone, title, paragraphs, durations, lists, references } = block;
  return html`<section class="todo tone-${tone}" aria-labelledby="todo">
    <h2 id="todo">${title}</h2>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
    ${
      durations
        ? html`<p class="pace">${durations.lines.map((line) => html`<span>${line}</span> `)}</p>
            ${durations.warning === undefined ? nothing : html`<p class="overdue">${icon("warning")} ${durations.warning}</p>`}`
        : nothing
    }
    ${pointLists(paint, lists, "todo")}
    ${references.length > 0 ? html`<p class="references">${references.map((each) => referenceLine(paint, each))}</p>` : nothing}
  </section>`;
}

/** `place`: unique in the panel. */
function pointLists(paint: Paint, lists: readonly PointList[], place: string): unknown {
  return repeat(
    lists,
    ({ id }) => id,
    (list) => pointList(paint, list, `${place}-${list.id}`),
  );
}

/** What is folded stays as the person left it while the panel is open. */
function pointList(paint: Paint, { label, items, acts = [], isNumbered, isFolded }: PointList, heading: string): TemplateResult {
  const points = items.map((text, index) => {
    const act = acts.find(({ item }) => item === index);
    const press = () => act && paint.send({ type: "act", action: act.action });
    return html`<li>${text}${act ? html` <button class="act" @click=${press}>${act.label}</button>` : nothing}</li>`;
  });
  const list = isNumbered
    ? html`<ol aria-labelledby=${heading}>${points}</ol>`
    : html`<ul aria-labelledby=${heading}>${points}</ul>`;
  return isFolded
    ? html`<details class="points"><summary id=${heading}>${label}</summary>${list}</details>`
    : html`<div class="points"><h3 id=${heading}>${label}</h3>${list}</div>`;
}
