// How the people of both sides were brought together, as parts of a bar.

import type { PlanSummary } from '../../ipc';
import type { Tone } from '../../text/words';

export interface Part {
  label: string;
  tone: Tone;
  count: number;
}

export interface FunnelSide {
  side: 'legacy' | 'azure';
  label: string;
  total: number;
  parts: Part[];
}

const CERTAIN: Record<string, Pick<Part, 'label' | 'tone'>> = {
  uid: { label: 'By unique ID', tone: 'green' },
  'uid-normalised': { label: 'By unique ID', tone: 'green' },
  'user-name': { label: 'By user name', tone: 'blue' },
  email: { label: 'By e-mail', tone: 'blue' },
  'email-domain': { label: 'By e-mail', tone: 'blue' },
  decision: { label: 'Decided by a person', tone: 'violet' },
};

/** Both sides, part by part; the parts of a side add up to its users. */
export function funnelOf(plan: PlanSummary): FunnelSide[] {
  const { funnel } = plan;
  const linked = linkedParts(plan);
  return [
    {
      side: 'legacy',
      label: 'Intranet users',
      total: plan.legacy_users,
      parts: [...linked, ...rest(funnel.review_legacy, funnel.unmatched_legacy)],
    },
    {
      side: 'azure',
      label: 'Azure users',
      total: plan.azure_users,
      parts: [...linked, ...rest(funnel.review_azure, funnel.unmatched_azure)],
    },
  ];
}

function linkedParts(plan: PlanSummary): Part[] {
  const parts = new Map<string, Part>();
  for (const { rule, status, count } of plan.links) {
    const kind = kindOf(rule, status);
    const part = parts.get(kind.label) ?? { ...kind, count: 0 };
    parts.set(kind.label, { ...part, count: part.count + count });
  }
  const order = ['By unique ID', 'By user name', 'By e-mail', 'Decided by a person', 'Likely'];
  const rank = ({ label }: Part) => (order.indexOf(label) + order.length) % order.length;
  return [...parts.values()].sort((a, b) => rank(a) - rank(b));
}

function kindOf(rule: string, status: string): Pick<Part, 'label' | 'tone'> {
  if (status === 'confirmed') return { label: 'Decided by a person', tone: 'violet' };
  const certain = status === 'certain' ? CERTAIN[rule] : undefined;
  return certain ?? { label: 'Likely', tone: 'slate' };
}

function rest(review: number, unmatched: number): Part[] {
  return [
    { label: 'To review', tone: 'orange', count: review },
    { label: 'Nobody found', tone: 'grey', count: unmatched },
  ];
}
