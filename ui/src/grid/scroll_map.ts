// From scroll position to row and back, for lists taller than a browser lets an element be.

/** Taller elements are cut or misplaced by some browsers; well below all their limits. */
export const HEIGHT_MAX_PX = 10_000_000;

export interface Viewport {
  /** Rows in all. */
  total: number;
  rowHeight: number;
  /** Height of the visible part. */
  height: number;
}

/** Height of the element that is scrolled. */
export function scrollHeight({ total, rowHeight }: Viewport): number {
  return Math.min(total * rowHeight, HEIGHT_MAX_PX);
}

/** Where the list stands, in pixels of an imagined list at full height. */
export function listOffset(view: Viewport, scrollTop: number): number {
  return scrollTop * ratio(view);
}

/** The scroll position that shows an offset of the imagined list at the top. */
export function scrollTopOf(view: Viewport, offset: number): number {
  const end = Math.max(0, view.total * view.rowHeight - view.height);
  return Math.min(Math.max(0, offset), end) / ratio(view);
}

/** Rows to draw: first and one past the last, with a few to spare on either side. */
export function drawnRows(view: Viewport, scrollTop: number, spare = 8): [number, number] {
  const top = listOffset(view, scrollTop) / view.rowHeight;
  const first = Math.max(0, Math.floor(top) - spare);
  const end = Math.ceil(top + view.height / view.rowHeight) + spare;
  return [Math.min(first, view.total), Math.min(end, view.total)];
}

/** Where a row is drawn inside the scrolled element, in pixels from its top. */
export function rowTop(view: Viewport, scrollTop: number, row: number): number {
  return scrollTop + row * view.rowHeight - listOffset(view, scrollTop);
}

/** The scroll position nearest to the present one that shows a row whole. */
export function scrollToShow(view: Viewport, scrollTop: number, row: number): number {
  const offset = listOffset(view, scrollTop);
  const top = row * view.rowHeight;
  const bottom = top + view.rowHeight;
  if (top < offset) return scrollTopOf(view, top);
  if (bottom > offset + view.height) return scrollTopOf(view, bottom - view.height);
  return scrollTop;
}

/** Pixels of the imagined list for one pixel of scrolling; 1 while the list fits. */
export function ratio(view: Viewport): number {
  const full = view.total * view.rowHeight;
  const scrollable = scrollHeight(view) - view.height;
  return full <= HEIGHT_MAX_PX || scrollable <= 0 ? 1 : (full - view.height) / scrollable;
}
