// The words around findings, assumptions, the second cycle and the budget.

import type { AssumptionState, SuppressionInfo } from '../ipc/bindings';
import { counted, plural } from './numbers';

export const FINDINGS = {
  side: 'Findings by kind, and what was accepted',
  kinds: 'Kinds of findings',
  none: 'Nothing about this plan deserves attention.',
  why: 'Why',
  fix: 'How to fix',
  accept: 'Accept…',
  acceptAll: 'Accept all of this kind…',
  acceptTitle: 'Accept a finding',
  acceptAbout:
    'It no longer counts as an open warning. The report lists it with the reason, and it can be taken back at any time.',
  reason: 'Reason',
  by: 'Your name',
  accepted: 'Accepted findings',
  acceptedAbout: 'Left out of the next plan and listed in the report with the reason.',
  noneAccepted: 'Nothing was accepted.',
  takeBack: 'Take back',
} as const;

export const ASSUMPTIONS = {
  title: 'Assumptions',
  about: 'No document states these. Another choice makes the plan anew.',
  documented: 'This plan rests on none of them.',
  others: 'that this plan does not depend on',
  isDefault: 'default',
  back: 'Back to the default',
} as const;

export const SECOND = {
  title: 'Second cycle',
  about: 'What the cycle after the first one would still write over people’s accounts.',
  ask: 'Work it out',
  nothing: 'Nothing: the first cycle settles everything.',
  working: 'Simulating the cycle after the first…',
} as const;

/** Whom a suppression is about. */
export function acceptedWords({ side, key, attribute }: SuppressionInfo): string {
  const who = key === '*' ? 'everybody' : key || 'the engagement';
  const where = side === null ? '' : side === 'azure' ? ' in Azure' : ' on the intranet';
  return `${who}${key === '' ? '' : where}${attribute === '*' || attribute === '' ? '' : `, ${attribute}`}`;
}

/** The assumptions that decide something first, then by how many people each touches. */
export function sortedAssumptions(all: readonly AssumptionState[]): {
  used: AssumptionState[];
  others: AssumptionState[];
} {
  const used = all.filter(({ users }) => users !== null);
  used.sort((a, b) => (b.users ?? 0) - (a.users ?? 0));
  return { used, others: all.filter(({ users }) => users === null) };
}

/** `touches 12 people`. */
export function touches(users: number): string {
  return users === 0 ? 'touches nobody now' : `touches ${plural(users, 'person', 'people')}`;
}

/** `Inside the budget`, `Outside the budget: 2 of 4 limits`. */
export function budgetWords(outside: number, limits: number): string {
  return outside === 0
    ? 'Inside the budget'
    : `Outside the budget: ${counted(outside)} of ${plural(limits, 'limit', 'limits')}`;
}
