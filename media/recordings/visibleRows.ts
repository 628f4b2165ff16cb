// Which rows of the list are seen: looked at again when the page scrolls, is painted or becomes another size.
import type { LitElement, ReactiveController } from "lit";
import { rowHeight } from "./list.js";

/** Rows beyond the edge of the window that exist, so that scrolling finds them painted. */
const margin = 6;

export class VisibleRows implements ReactiveController {
  /** Index of the first row that is seen, and of the one after the last. */
  from = 0;
  to = 0;
  private readonly resized = new ResizeObserver(() => this.look());

  constructor(
    private readonly host: LitElement,
    private readonly count: () => number,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("scroll", this.look, { passive: true });
    this.resized.observe(document.documentElement);
    this.resized.observe(this.host);
  }

  hostDisconnected(): void {
    window.removeEventListener("scroll", this.look);
    this.resized.disconnect();
  }

  hostUpdated(): void {
    this.look();
  }

  private readonly look = (): void => {
    const body = this.host.querySelector(".grid .body");
    if (!body) return;
    const top = body.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(-top / rowHeight) - margin);
    const seen = Math.min(this.count(), Math.ceil((window.innerHeight - top) / rowHeight) + margin);
    // A list below the window has none.
    const to = Math.max(from, seen);
    if (from === this.from && to === this.to) return;
    [this.from, this.to] = [from, to];
    this.host.requestUpdate();
  };
}
