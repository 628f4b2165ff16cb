// The top of the page: the verdict, what stands in the way, and the figures of the set as small charts.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { ReasonLine, RecordingsView, SetActionId, SetChart } from "../../src/protocol/recordings.js";
import { icon } from "../shared/controls.js";

export interface SummaryInput {
  readonly view: RecordingsView;
  /** Of the finding whose recordings alone are shown. */
  readonly code: string | undefined;
  /** All reasons are shown, not the worst alone. */
  readonly isWhole: boolean;
  act(action: SetActionId): void;
  choose(code: string | undefined): void;
  unfold(): void;
}

/** Reasons that stand there before the person asks for more: the list of recordings is to be seen as well. */
const mostReasons = 5;

export function header({ view, act }: SummaryInput): TemplateResult {
  const first = view.actions.find(({ isPrimary }) => isPrimary);
  const { progress } = view;
  // Buttons with words come first, those with an icon alone after them.
  const actions = [...view.actions].sort((one, other) => Number(other.isPrimary) - Number(one.isPrimary));
  return html`<header>
    <div class="top">
      <div class="title tone-${view.tone}">
        ${icon(view.icon, progress ? "codicon-modifier-spin" : "")}
        <h1 tabindex="-1">${view.heading}</h1>
      </div>
      <div class="actions" role="group" aria-label=${view.words.actions}>
        ${actions.map((action) =>
          action.isPrimary
            ? html`<vscode-button ?secondary=${action !== first} @click=${() => act(action.id)}>${action.label}</vscode-button>`
            : html`<vscode-toolbar-button
                icon=${action.icon}
                label=${action.label}
                title=${action.label}
                @click=${() => act(action.id)}
              ></vscode-toolbar-button>`,
        )}
      </div>
    </div>
    <p class="place">
      ${view.place.map((part, index) => html`${index > 0 ? icon("chevron-right", "divider") : nothing}<bdi>${part}</bdi>`)}
    </p>
    ${view.totals === "" ? nothing : html`<p class="totals">${view.totals}</p>`}
    ${
      progress
        ? html`<div class="progress"><progress max="1" .value=${progress.part} aria-label=${progress.label}></progress><span>${progress.label}</span></div>`
        : nothing
    }
  </header>`;
}

export function reasons(input: SummaryInput): TemplateResult | typeof nothing {
  const { view, code, isWhole } = input;
  if (view.reasons.length === 0) return nothing;
  const isLong = view.reasons.length > mostReasons + 1;
  // The one that is filtered by stays in sight.
  const shown = view.reasons.filter((line, index) => isWhole || !isLong || index < mostReasons || line.code === code);
  return html`<section aria-label=${view.words.reasons}>
    <h2>${view.words.reasons}</h2>
    <ul class="reasons">
      ${shown.map((line) => reason(line, input))}
    </ul>
    ${
      isLong
        ? html`<button type="button" class="only fold" aria-expanded=${isWhole ? "true" : "false"} @click=${input.unfold}>
            ${icon(isWhole ? "chevron-up" : "chevron-down")}${isWhole ? view.words.fewer : view.words.more}
          </button>`
        : nothing
    }
  </section>`;
}

function reason(line: ReasonLine, { view, code, choose }: SummaryInput): TemplateResult {
  const isChosen = line.code === code;
  return html`<li class="tone-${line.tone}">
    ${icon(line.icon)}
    <div class="words">
      <span class="hiddenText">${line.label}.</span>
      <span>${line.text}</span>
      ${line.files.map((file) => html` <bdi class="code">${file}</bdi>`)}
      ${line.advice ? html`<div class="advice">${line.advice}</div>` : nothing}
    </div>
    ${
      line.times > 0
        ? html`<button
            type="button"
            class="only"
            aria-pressed=${isChosen ? "true" : "false"}
            title=${line.showOnly}
            @click=${() => choose(isChosen ? undefined : line.code)}
          >${icon("filter")}${new Intl.NumberFormat(view.language).format(line.times)}<span class="hiddenText">${line.showOnly}</span></button>`
        : nothing
    }
  </li>`;
}

export function charts({ view }: SummaryInput): TemplateResult | typeof nothing {
  if (view.charts.length === 0) return nothing;
  return html`<section class="charts" aria-label=${view.words.charts}>${view.charts.map(chart)}</section>`;
}

function chart({ title, summary, bars, asked, least, most }: SetChart): TemplateResult {
  const width = 100 / bars.length;
  return html`<figure>
    <figcaption>${title}</figcaption>
    <svg role="img" aria-label=${summary} viewBox="0 0 100 40" preserveAspectRatio="none">
      ${asked ? svg`<rect class="asked" x=${asked.from} y="0" width=${asked.to - asked.from} height="40" />` : nothing}
      ${bars.map(({ height, isOutside }, index) =>
        height === 0
          ? nothing
          : svg`<rect class=${isOutside ? "bar outside" : "bar"} x=${index * width + 0.3} width=${width - 0.6}
              y=${40 - height * 0.38} height=${height * 0.38} />`,
      )}
      <line class="axis" x1="0" x2="100" y1="40" y2="40" />
    </svg>
    <div class="scale" aria-hidden="true"><span>${least}</span><span class="range">${asked?.label ?? ""}</span><span>${most}</span></div>
  </figure>`;
}
