// What is above the list of recordings: words to find, recordings with findings alone, and how many are shown.
import { html, nothing, type TemplateResult } from "lit";
import type { RecordingsView } from "../../src/protocol/recordings.js";
import { icon } from "../shared/controls.js";
import type { RowFilter } from "./rows.js";

export interface FiltersInput {
  readonly view: RecordingsView;
  readonly filter: RowFilter;
  readonly shown: number;
  readonly all: number;
  set(part: Partial<RowFilter>): void;
}

export function filters({ view, filter, shown, all, set }: FiltersInput): TemplateResult {
  const { words, language, progress } = view;
  const count = (value: number) => new Intl.NumberFormat(language).format(value);
  const text = words.shown.replace("{0}", count(shown)).replace("{1}", count(all));
  const isFiltered = filter.words !== "" || filter.isWithFindings || filter.code !== undefined;
  return html`<div class="filters" role="search">
      <span class="field">
        ${icon("search")}
        <input
          type="search"
          placeholder=${words.filter}
          aria-label=${words.filter}
          .value=${filter.words}
          @input=${(event: Event) => set({ words: (event.target as HTMLInputElement).value })}
        />
      </span>
      <label><input type="checkbox" .checked=${filter.isWithFindings} @change=${(event: Event) =>
        set({ isWithFindings: (event.target as HTMLInputElement).checked })} /> ${words.worst}</label>
      <span class="count" role=${progress ? nothing : "status"}>${text}</span>
      ${
        isFiltered
          ? html`<button type="button" class="only" @click=${() => set({ words: "", isWithFindings: false, code: undefined })}>${icon("clear-all")}${words.clear}</button>`
          : nothing
      }
    </div>`;
}
