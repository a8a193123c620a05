// What Simulate shows: its tab and the view of each grid. It outlives a change of step.

import type { GridFilter, WireTable } from '../../ipc';
import { EVERYTHING, type View } from '../../grid/filters';

export type TabId = 'overview' | WireTable;

class SimulateView {
  tab = $state<TabId>('overview');
  views = $state.raw<Record<WireTable, View>>({
    people: EVERYTHING,
    changes: EVERYTHING,
    findings: EVERYTHING,
    links: EVERYTHING,
  });

  set(table: WireTable, view: View): void {
    this.views = { ...this.views, [table]: view };
  }

  /** Opens the rows behind a number. */
  open(table: WireTable, filters: Record<string, string | string[]>): void {
    const list: GridFilter[] = Object.entries(filters).map(([column, values]) => ({
      column,
      values: typeof values === 'string' ? [values] : values,
    }));
    this.set(table, { ...EVERYTHING, filters: list });
    this.tab = table;
  }
}

export const simulateView = new SimulateView();

/** Opens the rows behind a number; what the parts of the overview are given. */
export type OpenRows = SimulateView['open'];
