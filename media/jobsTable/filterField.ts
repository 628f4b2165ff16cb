// The box that a filter is typed into, with what its last word can become.
import { html, nothing, type TemplateResult } from "lit";
import type { FilterSuggestion, JobsTableView } from "../../src/protocol/jobsTable.js";
import { icon } from "../shared/controls.js";
import type { FilterBox } from "./filterBox.js";

export function filterField({ words, problem }: JobsTableView, box: FilterBox): TemplateResult {
  const { shown, marked } = box;
  const isOpen = shown.length > 0;
  return html`<div class="filter">
    ${icon("filter")}
    <input
      type="text"
      role="combobox"
      spellcheck="false"
      autocomplete="off"
      maxlength="2000"
      placeholder=${words.example}
      aria-label=${words.filter}
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-expanded=${isOpen ? "true" : "false"}
      aria-controls="suggestions"
      aria-invalid=${problem ? "true" : "false"}
      aria-activedescendant=${isOpen && marked >= 0 ? `suggestion${marked}` : nothing}
      @input=${(event: Event) => box.type((event.target as HTMLInputElement).value)}
      @focus=${() => box.open()}
      @blur=${() => box.close()}
      @keydown=${(event: KeyboardEvent) => box.onKey(event)}
    />
    <div id="suggestions" class="suggestions" role="listbox" aria-label=${words.suggestions} ?hidden=${!isOpen}>
      ${shown.map((each, index) => suggestionRow(each, index, box))}
    </div>
  </div>`;
}

function suggestionRow({ text, remark }: FilterSuggestion, index: number, box: FilterBox): TemplateResult {
  // The box keeps the keyboard.
  return html`<div
    role="option"
    id="suggestion${index}"
    class="suggestion"
    aria-selected=${index === box.marked ? "true" : "false"}
    @mousedown=${(event: Event) => event.preventDefault()}
    @click=${() => box.choose(index)}
  ><bdi>${text}</bdi>${remark ? html`<span class="remark">${remark}</span>` : nothing}</div>`;
}
