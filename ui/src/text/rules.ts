// What each rule brought together, and what became of its pairs.

import type { LinkCount } from '../ipc/bindings';

export interface RuleRow {
  rule: string;
  total: number;
  counts: { status: string; count: number }[];
}

const ORDER = ['certain', 'confirmed', 'likely'];

/** The rules in the host's order, their statuses surest first. */
export function rulesOf(links: readonly LinkCount[]): RuleRow[] {
  const rules = [...new Set(links.map(({ rule }) => rule))];
  return rules.map((rule) => {
    const own = links.filter((link) => link.rule === rule);
    const rank = ({ status }: { status: string }) => ORDER.indexOf(status);
    return {
      rule,
      total: own.reduce((sum, { count }) => sum + count, 0),
      counts: own.map(({ status, count }) => ({ status, count })).sort((a, b) => rank(a) - rank(b)),
    };
  });
}
