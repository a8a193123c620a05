// The stretch of rows that is selected: from where it began to where it is.

export interface Selection {
  anchor: number;
  active: number;
}

/** First row and one past the last. */
export function span({ anchor, active }: Selection): [number, number] {
  return [Math.min(anchor, active), Math.max(anchor, active) + 1];
}

export function isSelected(selection: Selection | undefined, row: number): boolean {
  if (selection === undefined) return false;
  const [first, end] = span(selection);
  return row >= first && row < end;
}

/** The selection after the active row has moved; with Shift it grows from where it began. */
export function moved(selection: Selection | undefined, row: number, grows: boolean): Selection {
  return { anchor: grows ? (selection?.anchor ?? row) : row, active: row };
}
