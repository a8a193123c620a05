// The words of the matrix identity × rule, and which people a cell stands for.

import type { MatrixCell } from '../../ipc';

interface Head {
  word: string;
  label: string;
}

export const IDENTITIES: readonly (Head & { statuses: string[] })[] = [
  { word: 'same_person', label: 'Same person', statuses: ['certain', 'likely', 'confirmed'] },
  { word: 'undecided', label: 'Undecided', statuses: ['review'] },
  { word: 'nobody', label: 'Nobody', statuses: ['', 'rejected', 'denied'] },
];

/** `stored` is what the people grid calls it. */
export const RULES: readonly (Head & { stored: string })[] = [
  { word: 'own_account', label: 'that account', stored: 'that_account' },
  { word: 'other_account', label: 'another account', stored: 'another_account' },
  { word: 'several', label: 'several accounts', stored: 'several_accounts' },
  { word: 'nothing', label: 'nothing', stored: 'nothing' },
  { word: 'not_looked_up', label: 'not looked up', stored: 'not_looked_up' },
];

/** What stands in one place of the matrix: the outcomes its people have, worst first. */
export function cellsAt(
  cells: readonly MatrixCell[],
  identity: string,
  rule: string,
): MatrixCell[] {
  return cells.filter(
    (cell) => cell.identity === identity && cell.rule === rule && cell.count > 0,
  );
}

/** The filters that show a cell's people. */
export function peopleOf(cell: MatrixCell): Record<string, string | string[]> {
  const identity = IDENTITIES.find(({ word }) => word === cell.identity);
  const rule = RULES.find(({ word }) => word === cell.rule);
  return {
    side: 'azure',
    identity_status: identity?.statuses ?? [],
    rule_finds: rule?.stored ?? cell.rule,
    outcome: cell.outcome,
  };
}
