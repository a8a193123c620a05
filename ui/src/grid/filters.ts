// The filters of a grid as the page keeps them, and as a query says them.

import type { GridFilter, GridSort } from '../ipc';

/** What a grid is asked for. A value: changing it makes a new one. */
export interface View {
  search: string;
  filters: GridFilter[];
  sort: GridSort | undefined;
}

export const EVERYTHING: View = { search: '', filters: [], sort: undefined };

export function valuesOf(view: View, column: string): string[] {
  return view.filters.find((filter) => filter.column === column)?.values ?? [];
}

/** The view with a column's accepted values set; none means all. */
export function withValues(view: View, column: string, values: string[]): View {
  const others = view.filters.filter((filter) => filter.column !== column);
  return { ...view, filters: values.length === 0 ? others : [...others, { column, values }] };
}

export function toggled(view: View, column: string, value: string): View {
  const values = valuesOf(view, column);
  const isOn = values.includes(value);
  return withValues(view, column, isOn ? values.filter((v) => v !== value) : [...values, value]);
}

/** The next order of a column: smallest first, largest first, the plan's own. */
export function nextSort(sort: GridSort | undefined, column: string): GridSort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}

export function isEverything(view: View): boolean {
  return view.search === '' && view.filters.length === 0;
}
