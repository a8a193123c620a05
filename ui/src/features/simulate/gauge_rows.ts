// From a limit of the budget to the rows that count against it.

import type { MappingRowInfo, WireGauge, WireTable } from '../../ipc';

export interface GaugeRows {
  table: WireTable;
  filters: Record<string, string | string[]>;
}

const TOTALS: Record<string, Record<string, string>> = {
  takeovers: { side: 'azure', outcome: 'takeover' },
  duplicates: { side: 'azure', outcome: 'duplicate' },
  ambiguous: { side: 'azure', outcome: 'ambiguous' },
  fail: { side: 'azure', action: 'fail' },
  creates: { side: 'azure', action: 'create' },
  updates: { side: 'azure', action: 'update' },
  disables: { side: 'azure', action: 'disable' },
};
/** Values of new accounts change nobody's. */
const OF_EXISTING = ['fill', 'overwrite', 'clear', 'reactivate', 'disable', 'reference'];

/** The rows of a gauge; none where the name is none of ours. */
export function rowsOfGauge({ name }: WireGauge, mapping: readonly MappingRowInfo[]): GaugeRows | undefined {
  const total = TOTALS[name];
  if (total !== undefined) return { table: 'people', filters: total };
  const [kind, ...rest] = name.split(' ');
  const what = rest.join(' ');
  switch (kind) {
    case 'attribute':
      return { table: 'changes', filters: { target_attribute: targetOf(what, mapping), kind: OF_EXISTING } };
    case 'department':
      return { table: 'people', filters: { side: 'legacy', department: what } };
    case 'protected':
      return { table: 'people', filters: { side: 'legacy', legacy_username: what } };
    default:
      return undefined;
  }
}

/** Budgets name attributes as people do; the rows have them as the mapping spells them. */
function targetOf(name: string, mapping: readonly MappingRowInfo[]): string {
  const folded = name.toLowerCase();
  const found = mapping.find(
    ({ target, label }) => target.toLowerCase() === folded || label.toLowerCase() === folded,
  );
  return found?.target ?? name;
}

/** How full the bar is: what is over the limit fills it. */
export function shareOf({ limit, actual }: WireGauge): number {
  if (actual > limit) return 1;
  return limit === 0 ? 0 : actual / limit;
}
