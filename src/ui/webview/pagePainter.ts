// Paints a webview from what is known: all that changes in one turn is one painting, and a view like the last one is not sent.
import { isEqualJson } from "../../services/jobs/equality.js";

export class PagePainter<View> {
  private last: View | undefined;
  private isDue = false;
  private isOver = false;

  constructor(
    /** Undefined = there is nothing to show now, and what was shown stays. */
    private readonly view: () => View | undefined,
    private readonly send: (view: View, before: View | undefined) => void,
  ) {}

  /** What stands before the person's eyes; absent while the page is hidden, and when it has begun again. */
  get shown(): View | undefined {
    return this.last;
  }

  /** Something may look different. */
  changed(): void {
    if (this.isDue || this.isOver) return;
    this.isDue = true;
    queueMicrotask(() => this.paint());
  }

  /** The page has begun again, or is not seen: it knows nothing of what was sent. */
  begin(): void {
    this.last = undefined;
    this.changed();
  }

  dispose(): void {
    this.isOver = true;
  }

  private paint(): void {
    this.isDue = false;
    if (this.isOver) return;
    const view = this.view();
    if (view === undefined || (this.last !== undefined && isEqualJson(view, this.last))) return;
    const before = this.last;
    this.last = view;
    this.send(view, before);
  }
}
