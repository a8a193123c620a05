// Rows of a mapping as values: which differ, match keys in their order, a row taken out or put in.

import type { MappingRowDraft } from '../../ipc';

export const NEW_ROW: MappingRowDraft = {
  target: '',
  kind: 'direct',
  source: '',
  default: '',
  apply: 'always',
  precedence: null,
};

export function isSame(a: MappingRowDraft, b: MappingRowDraft): boolean {
  return (
    a.target === b.target &&
    a.kind === b.kind &&
    a.source === b.source &&
    a.default === b.default &&
    a.apply === b.apply &&
    a.precedence === b.precedence
  );
}

/** How many rows of either are not in the other. */
export function differing(rows: readonly MappingRowDraft[], saved: readonly MappingRowDraft[]): number {
  const changed = rows.filter((row) => !saved.some((other) => isSame(row, other)));
  const gone = saved.filter(({ target }) => !rows.some((row) => row.target === target));
  return changed.length + gone.length;
}

/** Positions of the match keys, the first tried first. */
export function matchKeys(rows: readonly MappingRowDraft[]): number[] {
  const keys = rows.map((row, at) => ({ at, precedence: row.precedence }));
  return keys
    .filter(({ precedence }) => precedence !== null)
    .sort((a, b) => (a.precedence ?? 0) - (b.precedence ?? 0) || a.at - b.at)
    .map(({ at }) => at);
}

/** The rows with these positions as match keys, in this order. */
export function withKeys(rows: readonly MappingRowDraft[], keys: readonly number[]): MappingRowDraft[] {
  return rows.map((row, at) => {
    const place = keys.indexOf(at);
    return { ...row, precedence: place < 0 ? null : place + 1 };
  });
}

/** A list with one of its places moved. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from);
  const one = list[from];
  if (one === undefined || to < 0 || to > rest.length) return [...list];
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}
