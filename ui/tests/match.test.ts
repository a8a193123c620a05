// The funnel, the histogram and its threshold, the rules.

import { describe, expect, test } from 'vitest';

import type { PlanSummary } from '../src/ipc';
import { funnelOf } from '../src/features/match/funnel';
import { bars, divided, tenths } from '../src/features/match/histogram';
import { rulesOf } from '../src/text/rules';

const LINKS = [
  { rule: 'uid', status: 'certain', count: 50 },
  { rule: 'uid-normalised', status: 'likely', count: 3 },
  { rule: 'email', status: 'certain', count: 20 },
  { rule: 'uid-normalised', status: 'certain', count: 5 },
  { rule: 'name', status: 'confirmed', count: 2 },
];

test('the parts of the funnel add up to the users of each side', () => {
  const plan = {
    links: LINKS,
    legacy_users: 100,
    azure_users: 90,
    funnel: { linked: 80, review_azure: 4, review_legacy: 6, unmatched_azure: 6, unmatched_legacy: 14 },
  } as PlanSummary;
  const [legacy, azure] = funnelOf(plan);
  for (const side of [legacy, azure]) {
    expect(side?.parts.reduce((sum, { count }) => sum + count, 0)).toBe(side?.total);
  }
  expect(azure?.parts.map(({ label, count }) => [label, count])).toEqual([
    ['By unique ID', 55],
    ['By e-mail', 20],
    ['Decided by a person', 2],
    ['Likely', 3],
    ['To review', 4],
    ['Nobody found', 6],
  ]);
});

describe('the histogram', () => {
  const bins = Array.from({ length: 50 }, (_, at) => ({ linked: at === 49 ? 900 : 0, review: 1, decided: 0 }));
  test('is divided by its threshold', () => {
    expect(divided(bins, 0)).toEqual({ above: 50, below: 0, wrong: 25 });
    expect(divided(bins, 0.5)).toMatchObject({ above: 25, below: 25 });
    expect(divided(bins, 1)).toEqual({ above: 0, below: 50, wrong: 0 });
  });
  test('has bars no taller than the plot, and shows the small beside the large', () => {
    const drawn = bars(bins);
    const height = (at: number) => (drawn[at]?.heights ?? []).reduce((sum, part) => sum + part, 0);
    expect(height(49)).toBeCloseTo(1);
    expect(height(0)).toBeGreaterThan(0.03);
  });
  test('has a table that counts the same', () => {
    const table = tenths(bins);
    expect(table).toHaveLength(10);
    expect(table.map(({ review }) => review)).toEqual(Array.from({ length: 10 }, () => 5));
    expect(table[9]).toMatchObject({ from: 0.9, to: 1, linked: 900 });
  });
});

test('each rule has its statuses together, surest first', () => {
  expect(rulesOf(LINKS).map(({ rule, total, counts }) => [rule, total, counts.map(({ status }) => status)])).toEqual([
    ['uid', 50, ['certain']],
    ['uid-normalised', 8, ['certain', 'likely']],
    ['email', 20, ['certain']],
    ['name', 2, ['confirmed']],
  ]);
});
