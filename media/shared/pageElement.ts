// A page as one element, with what the pages of jobs have in common: the last view, the copy button that was just used, and where the keys go.
import { LitElement, type PropertyDeclarations, type PropertyValues } from "lit";

/** How long a copy button shows that it worked, in milliseconds. */
const confirmation = 1500;

export abstract class PageElement<View extends { readonly heading: string }> extends LitElement {
  static override properties: PropertyDeclarations = { view: { state: true }, copied: { state: true } };

  declare protected view: View | undefined;
  /** Id of the copy button that was used last; goes back to undefined after a moment. */
  declare protected copied: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What had the keyboard before this painting. */
  private focused: Element | null = null;

  confirmCopy(id: string): void {
    clearTimeout(this.timer);
    this.copied = id;
    this.timer = setTimeout(() => {
      this.copied = undefined;
    }, confirmation);
  }

  /** The style sheet of the page paints this element: nothing here is hidden from it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.focused = document.activeElement;
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.view) document.title = this.view.heading;
    // After a button that has done its work is gone, the focus goes to the top, not nowhere.
    if (this.focused && !this.focused.isConnected) this.querySelector("h1")?.focus();
  }
}
