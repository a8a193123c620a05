// What a recommended row was chosen from, in words.

import type { RecommendedRow, RowCandidate } from '../../ipc';
import { KINDS } from '../../text/map';
import { percent } from '../../text/numbers';

/** `mail`, `“SAML”`, the expression, `Nothing`. */
export function sourceName({ kind, source }: { kind: string; source: string }): string {
  if (kind === 'constant') return `“${source}”`;
  return kind === 'none' ? (KINDS['none']?.label ?? kind) : source;
}

/** `95 % agree`; empty where nothing could be held against it. */
export function agreement({ both, equal }: RowCandidate): string {
  return both === 0 ? '' : `${percent(equal / both)} agree`;
}

/** The figure of what was chosen. */
export function figureOf({ candidates }: RecommendedRow): string {
  const chosen = candidates.find((one) => one.chosen);
  return chosen === undefined ? '' : agreement(chosen);
}

/** The next best that explains anything, with its figure. */
export function runnerUp({ candidates }: RecommendedRow): string | undefined {
  const next = candidates.find((one) => !one.chosen && one.equal > 0);
  return next === undefined ? undefined : `${sourceName(next)}, ${percent(next.equal / next.both)}`;
}
