// Where a key takes the focus in a grid.

export interface Place {
  /** -1 is the head. */
  row: number;
  column: number;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows that fit on the screen. */
  pageRows: number;
}

export interface Press {
  key: string;
  ctrlKey: boolean;
}

/** The place a key leads to; `undefined` when the key is none of the grid's. */
export function placeAfter(press: Press, from: Place, extent: Extent): Place | undefined {
  const moved = move(press, from, extent);
  if (moved === undefined) return undefined;
  return {
    row: clamp(moved.row, -1, extent.rows - 1),
    column: clamp(moved.column, 0, extent.columns - 1),
  };
}

function move({ key, ctrlKey }: Press, { row, column }: Place, extent: Extent): Place | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'PageUp':
      return { row: Math.max(0, row - extent.pageRows), column };
    case 'PageDown':
      return { row: row + extent.pageRows, column };
    case 'Home':
      return ctrlKey ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return ctrlKey
        ? { row: extent.rows - 1, column: extent.columns - 1 }
        : { row, column: extent.columns - 1 };
    default:
      return undefined;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
