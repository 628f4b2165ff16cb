// Small controls that the webviews share: an icon, a quiet icon button.
import { html, type TemplateResult } from "lit";

/** `name`: a codicon. */
export function icon(name: string, extraClass = ""): TemplateResult {
  return html`<span class="codicon codicon-${name} ${extraClass}" aria-hidden="true"></span>`;
}

export function iconButton(name: string, label: string, onClick: () => void, extraClass = "", isEnabled = true): TemplateResult {
  return html`<button type="button" class="iconButton ${extraClass}" title=${label} aria-label=${label} ?disabled=${!isEnabled} @click=${onClick}>${icon(name)}</button>`;
}
