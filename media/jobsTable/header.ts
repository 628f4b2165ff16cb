// What stands above the rows: the buttons, how many jobs there are, what the filter means, what went wrong.
import { html, nothing, type TemplateResult } from "lit";
import type { JobsTableView, TableActionId } from "../../src/protocol/jobsTable.js";
import { icon, iconButton } from "../shared/controls.js";

type Act = (action: TableActionId) => void;

export function actions({ actions: all, words }: JobsTableView, act: Act): TemplateResult {
  const shown = all.filter(({ id }) => id !== "loadMore");
  return html`<div class="actions" role="toolbar" aria-label=${words.actions}>${shown.map(
    ({ id, icon: name, label, isPrimary, isEnabled }) =>
      isPrimary
        ? html`<vscode-button icon=${name} ?disabled=${!isEnabled} @click=${() => act(id)}>${label}</vscode-button>`
        : iconButton(name, label, () => act(id), "", isEnabled),
  )}</div>`;
}

export function state(view: JobsTableView, act: Act): TemplateResult {
  const more = view.actions.find(({ id }) => id === "loadMore");
  return html`<div class="summary" role="status">
      <span>${view.totals}</span>
      ${
        more
          ? html`<button type="button" class="more" ?disabled=${!more.isEnabled} @click=${() => act("loadMore")}>${more.label}</button>`
          : nothing
      }
      ${view.selected ? html`<span>${view.selected}</span>` : nothing}
      ${
        view.problem
          ? html`<span class="problem">${icon("warning")}${view.problem}</span>`
          : html`<span class="understood">${view.understood}</span>`
      }
    </div>
    ${view.errors.map((error) => html`<div class="error">${icon("error")}<span>${error}</span></div>`)}
    ${view.isLoading ? html`<div class="loading" aria-hidden="true"></div>` : nothing}`;
}
