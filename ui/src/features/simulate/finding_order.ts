// The order findings are shown in.

import type { FindingGroup } from '../../ipc';

const ORDER = ['blocker', 'warning', 'note'];

/** Blockers, warnings, notes; within each the most frequent first. */
export function worstFirst(findings: readonly FindingGroup[]): FindingGroup[] {
  const rank = ({ severity }: FindingGroup): number => ORDER.indexOf(severity);
  return [...findings].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
}
