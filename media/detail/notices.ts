// What a person should read first: banners about the reading itself, and what to do in this state.
import { html, nothing } from "lit";
import type { Banner } from "../../src/protocol/detail.js";
import { icon } from "../shared/controls.js";
import { type Paint, type Painted, referenceLine } from "./paint.js";

export function banners(paint: Paint): Painted {
  return paint.view.banners.map((banner, index) => bannerLine(paint, banner, index));
}

function bannerLine(paint: Paint, banner: Banner, index: number) {
  const { tone, text, verbatim, references, nextAct } = banner;
  return html`<section class="banner ${tone}">
    ${icon(banner.icon)}
    <div class="message">
      <p>${text}</p>
      ${verbatim.map((words) => html`<p class="quote"><bdi>${words}</bdi></p>`)}
      ${references.length > 0 ? html`<p class="references">${references.map((each) => referenceLine(paint, each))}</p>` : nothing}
    </div>
    ${
      nextAct === undefined
        ? nothing
        : html`<vscode-button secondary @click=${() => paint.send({ type: "nextAct", banner: index })}>${nextAct}</vscode-button>`
    }
  </section>`;
}

export function todo(paint: Paint): Painted {
  const block = paint.view.todo;
  if (!block) return nothing;
  return html`<section class="todo tone-${block.tone}" aria-labelledby="todo">
    <h2 id="todo">${block.title}</h2>
    ${block.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
    ${
      block.quote
        ? html`<figure>
            <figcaption>${block.quote.label}</figcaption>
            <blockquote dir="auto">${block.quote.text}</blockquote>
          </figure>`
        : nothing
    }
    ${
      block.references.length > 0
        ? html`<p class="references">${block.references.map((each) => referenceLine(paint, each))}</p>`
        : nothing
    }
  </section>`;
}
