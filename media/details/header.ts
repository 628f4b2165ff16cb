// The top of the panel: the name of the voice, its state, what can be done, and where the job is.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type Action, marks } from "../../src/protocol/details.js";
import { icon } from "../shared/controls.js";
import { type Paint, type Painted, referenceLine } from "./paint.js";

export function header(paint: Paint): TemplateResult {
  const { view } = paint;
  const { state } = view;
  // Of several buttons with words one leads on.
  const first = view.actions.find(({ isPrimary }) => isPrimary);
  return html`<header>
    <div class="progress">
      ${view.progress ? html`<vscode-progress-bar aria-label=${view.progress} indeterminate></vscode-progress-bar>` : nothing}
    </div>
    <div class="top">
      <div class="title">
        <h1 title=${view.heading} tabindex="-1"><bdi>${view.heading}</bdi></h1>
        ${
          state
            ? html`<span class="state tone-${state.tone}" data-mark=${marks.state} title=${state.verbatim}>${icon(state.icon)}<bdi>${state.label}</bdi></span>`
            : nothing
        }
      </div>
      <div class="actions" role="group" aria-label=${view.words.actions}>
        ${repeat(
          view.actions,
          ({ id }) => id,
          (action) => actionButton(paint, action, action === first),
        )}
      </div>
    </div>
    <div class="place">
      <span class="path">
        ${view.place.map((part, index) => html`${index > 0 ? icon("chevron-right", "divider") : nothing}<bdi>${part}</bdi>`)}
      </span>
      ${referenceLine(paint, view.jobId)}
    </div>
  </header>`;
}

/** What changes something has a button with words; what only shows has an icon. */
function actionButton({ send }: Paint, action: Action, isFirst: boolean): Painted {
  const onClick = () => send({ type: "act", action: action.id });
  if (action.isPrimary) {
    return html`<vscode-button ?secondary=${!isFirst} @click=${onClick}>${action.label}</vscode-button>`;
  }
  return html`<vscode-toolbar-button
    icon=${action.icon}
    label=${action.label}
    title=${action.label}
    @click=${onClick}
  ></vscode-toolbar-button>`;
}
