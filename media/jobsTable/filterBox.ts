// The keyboard in the filter box: what is typed is told at once, suggestions are gone through and taken.
import type { FilterSuggestion, JobsTableRequest } from "../../src/protocol/jobsTable.js";

export class FilterBox {
  private suggestions: readonly FilterSuggestion[] = [];
  private isOpen = false;
  /** Index of the suggestion that is marked; -1 = none. */
  marked = -1;

  /** `leave`: the keyboard goes to the rows. `changed`: it looks different. */
  constructor(
    private readonly input: () => HTMLInputElement | null,
    private readonly send: (request: JobsTableRequest) => void,
    private readonly leave: () => void,
    private readonly changed: () => void,
  ) {}

  get shown(): readonly FilterSuggestion[] {
    return this.isOpen ? this.suggestions : [];
  }

  fill(text: string): void {
    const input = this.input();
    if (input) input.value = text;
  }

  focus(): void {
    this.input()?.focus();
    this.input()?.select();
  }

  /** `text`: what they are for; late ones are for what stands there no more. */
  take(text: string, suggestions: readonly FilterSuggestion[]): void {
    if (text !== this.input()?.value) return;
    this.suggestions = suggestions;
    this.marked = -1;
    this.changed();
  }

  open(): void {
    this.isOpen = true;
    this.send({ type: "suggest", text: this.input()?.value ?? "" });
  }

  close(): void {
    this.isOpen = false;
    this.changed();
  }

  type(text: string): void {
    this.isOpen = true;
    this.send({ type: "filter", text });
  }

  choose(index: number): void {
    const chosen = this.shown[index];
    if (!chosen) return;
    this.fill(chosen.text);
    this.input()?.focus();
    this.type(chosen.text);
  }

  onKey(event: KeyboardEvent): void {
    const { shown } = this;
    const isDown = event.key === "ArrowDown";
    if (shown.length > 0 && (isDown || event.key === "ArrowUp")) {
      this.marked = nextSuggestion(this.marked, isDown ? 1 : -1, shown.length);
      this.changed();
    } else if (isDown && event.altKey) this.open();
    else if (isDown) this.leave();
    else if (event.key === "Enter" && this.marked >= 0 && shown.length > 0) this.choose(this.marked);
    else if (event.key === "Enter") this.leave();
    else if (event.key === "Escape" && shown.length > 0) this.close();
    else if (event.key === "Escape") this.send({ type: "act", action: "clearFilter" });
    else return;
    event.preventDefault();
  }
}

/** Around in a circle, by way of none. */
export function nextSuggestion(index: number, step: number, count: number): number {
  return ((index + 1 + step + count + 1) % (count + 1)) - 1;
}
