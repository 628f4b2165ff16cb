// Turns offset and limit over Alibaba's lists, one per type, into the numbered pages the cloud knows.

/** One call: `PageNo` from 1, `PageSize` up to 100. */
export interface NumberedPage {
  readonly number: number;
  readonly size: number;
}

/** A part of one type's list; `limit` 0 asks for its total only. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** The fewest pages that cover a window: one where some page size up to 100 does, else two. Of those the smallest. */
export function pagesFor({ offset, limit }: Window): readonly NumberedPage[] {
  if (limit === 0) return [{ number: 1, size: 1 }];
  for (let size = limit; size <= 100; size++) {
    const number = Math.floor(offset / size);
    if (offset + limit <= (number + 1) * size) return [{ number: number + 1, size }];
  }
  const number = Math.floor(offset / limit) + 1;
  return [
    { number, size: limit },
    { number: number + 1, size: limit },
  ];
}

/** What a list gave for a window. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  /** Length of the whole list. */
  readonly total: number;
}

/**
 * A window over several lists laid end to end. A list behind the window is still asked for its total, which is part of the sum.
 * One list after the other: where the window begins in one depends on the total of the one before.
 */
export async function concatenate<List, Row>(
  lists: readonly List[],
  window: Window,
  read: (list: List, window: Window) => Promise<Part<Row>>,
): Promise<Part<Row>> {
  const rows: Row[] = [];
  let { offset, limit } = window;
  let total = 0;
  for (const list of lists) {
    const part = await read(list, { offset, limit });
    rows.push(...part.rows);
    total += part.total;
    limit -= Math.min(limit, Math.max(0, part.total - offset));
    offset = Math.max(0, offset - part.total);
  }
  return { rows, total };
}
