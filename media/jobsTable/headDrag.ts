// Heads of columns that are dragged to another place or width, by the pointer or by keys. Told to the extension at the end.
import type { JobsTableRequest, TableColumn } from "../../src/protocol/jobsTable.js";
import { columnWidths } from "../../src/protocol/tableLayout.js";

/** Pixels: so far a press is a click; and the step of a key. */
const [slack, step] = [5, 20];

export class HeadDrag {
  /** Width of a column while its edge is dragged, until the extension has heard of it. */
  private width: { readonly id: string; readonly pixels: number } | undefined;
  /** A head is at another place than it was pressed at: its click is none. */
  private hasMoved = false;
  dragged: { readonly column: string; readonly to: number } | undefined;

  constructor(
    private readonly send: (request: JobsTableRequest) => void,
    private readonly changed: () => void,
  ) {}

  /** A click is a click, and not the end of a drag. */
  get isOver(): boolean {
    return !this.hasMoved;
  }

  widthOf({ id, width }: TableColumn): number {
    return this.width?.id === id ? this.width.pixels : width;
  }

  beginResize(event: PointerEvent, column: TableColumn): void {
    event.preventDefault();
    const begin = event.clientX;
    const direction = document.documentElement.dir === "rtl" ? -1 : 1;
    const at = ({ clientX }: PointerEvent) => bounded(column.width + direction * (clientX - begin));
    this.follow(
      event,
      (moved) => {
        this.width = { id: column.id, pixels: at(moved) };
      },
      (ended) => {
        this.width = undefined;
        this.send({ type: "resize", column: column.id, width: at(ended) });
      },
    );
  }

  beginMove(event: PointerEvent, column: TableColumn): void {
    this.hasMoved = false;
    if (event.button !== 0) return;
    const begin = event.clientX;
    const heads = [...((event.currentTarget as HTMLElement).closest(".row")?.children ?? [])];
    const place = ({ clientX }: PointerEvent) =>
      heads.findIndex((head) => {
        const { left, right } = head.getBoundingClientRect();
        return clientX >= left && clientX < right;
      });
    this.follow(
      event,
      (moved) => {
        if (!this.hasMoved && Math.abs(moved.clientX - begin) < slack) return;
        this.hasMoved = true;
        this.dragged = { column: column.id, to: place(moved) };
      },
      (ended) => {
        const to = place(ended);
        this.dragged = undefined;
        if (this.hasMoved && to >= 0) this.send({ type: "move", column: column.id, to });
      },
    );
  }

  /** Alt moves the column, Shift changes its width. */
  onKey(event: KeyboardEvent, column: TableColumn, index: number, count: number): void {
    const direction = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (event.key === "Enter" || event.key === " ") this.hasMoved = false;
    if (direction === 0 || event.altKey === event.shiftKey) return;
    event.preventDefault();
    const to = index + direction;
    if (event.shiftKey) this.send({ type: "resize", column: column.id, width: bounded(column.width + direction * step) });
    else if (to >= 0 && to < count) this.send({ type: "move", column: column.id, to });
  }

  private follow(event: PointerEvent, move: (moved: PointerEvent) => void, end: (ended: PointerEvent) => void): void {
    const target = event.currentTarget as HTMLElement;
    target.setPointerCapture(event.pointerId);
    const onMove = (moved: PointerEvent) => {
      move(moved);
      this.changed();
    };
    const onEnd = (ended: PointerEvent) => {
      target.removeEventListener("pointermove", onMove);
      target.removeEventListener("pointerup", onEnd);
      target.removeEventListener("pointercancel", onEnd);
      end(ended);
      this.changed();
    };
    target.addEventListener("pointermove", onMove);
    target.addEventListener("pointerup", onEnd);
    target.addEventListener("pointercancel", onEnd);
  }
}

function bounded(pixels: number): number {
  return Math.max(columnWidths.least, Math.min(columnWidths.most, Math.round(pixels)));
}
