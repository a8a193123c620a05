// The review screen's keys, candidates, waterfall, and what a decision does to the rows on screen.

import { beforeAll, describe, expect, test, vi } from 'vitest';

import type { PairExplanation, PersonInfo, ReviewRow, WaterfallBar } from '../src/ipc';
import { candidatesOf, saysTheSame } from '../src/features/review/candidates';
import { askOf } from '../src/features/review/keys';
import { decisionAfter, sectionsAfter } from '../src/features/review/local';
import { bitsOf, scaleOf } from '../src/features/review/waterfall';
import { readWords } from '../src/features/review/workbook';

beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
});

function person(side: 'legacy' | 'azure', position: number): PersonInfo {
  const name = `${side} ${position}`;
  return { side, position, row: position + 1, id: '', login: name, mail: '', name, department: '' };
}

function row(legacy: number, azure: number, decision = ''): ReviewRow {
  return {
    section: 'two_candidates',
    reasons: [],
    decision,
    legacy: person('legacy', legacy),
    azure: person('azure', azure),
    status: 'review',
    rule: 'name',
    score: 0.5,
    evidence: [],
  };
}

describe('keys', () => {
  const press = { key: 'a', hasCommand: false, hasAlt: false, isTyping: false };
  test.each([
    [{}, true, { does: 'accept' }],
    [{ key: 'A' }, true, { does: 'accept' }],
    [{ key: 'U' }, true, { does: 'redo' }],
    [{ key: 'u' }, true, { does: 'undo' }],
    [{ key: '3' }, true, { does: 'candidate', number: 3 }],
    [{ key: '0' }, true, undefined],
    [{ key: 'j' }, true, { does: 'move', by: 1 }],
    [{ isTyping: true }, true, undefined],
    [{}, false, undefined],
    [{ key: 'z', hasCommand: true }, false, { does: 'undo' }],
    [{ key: 'Z', hasCommand: true }, false, { does: 'redo' }],
    [{ key: 'k', hasCommand: true }, true, undefined],
    [{ hasAlt: true }, true, undefined],
  ])('%o with single keys %s', (change, on, expected) => {
    expect(askOf({ ...press, ...change }, on)).toEqual(expected);
  });
});

describe('what a decision does to a row', () => {
  const pair = { legacy: 1, azure: 1 };
  test.each([
    ['the pair itself', row(1, 1), { verdict: 'confirm', pair }, 'confirm'],
    ['another candidate of either', row(1, 2), { verdict: 'confirm', pair }, 'other'],
    ['a pair of strangers', row(2, 2), { verdict: 'confirm', pair }, ''],
    ['what was denied stays denied', row(1, 2, 'deny'), { verdict: 'confirm', pair }, 'deny'],
    ['only the pair is denied', row(1, 2), { verdict: 'deny', pair }, ''],
    ['the Azure user is new whoever was proposed', row(2, 1), { verdict: 'new', pair }, 'new'],
    ['somebody else instead', row(1, 1), { verdict: 'other', pair, instead: { legacy: 1, azure: 3 } }, 'other'],
    ['the one instead', row(1, 3), { verdict: 'other', pair, instead: { legacy: 1, azure: 3 } }, 'confirm'],
  ] as const)('%s', (_, changed, decided, expected) => {
    expect(decisionAfter(changed, decided)).toBe(expected);
  });

  test('sections count what is still open', () => {
    const sections = [{ section: 'two_candidates', sentence: '', total: 3, open: 3 }];
    const changed = [
      { section: 'two_candidates', before: '', after: 'confirm' },
      { section: 'two_candidates', before: '', after: 'other' },
      { section: 'two_candidates', before: 'deny', after: 'other' },
      { section: 'elsewhere', before: '', after: 'deny' },
    ];
    expect(sectionsAfter(sections, changed)[0]?.open).toBe(1);
  });
});

describe('candidates', () => {
  const rival = (legacy: number, azure: number, side: 'legacy' | 'azure') => ({
    pair: { legacy, azure },
    person: person(side, side === 'legacy' ? legacy : azure),
    status: '',
    log_odds: 0,
    probability: 0.2,
    evidence: [],
    objections: [{ code: 'x', sentence: 'Because.', by: null }],
  });
  test('are numbered, the proposed one first and once', () => {
    const told = {
      objections: [],
      rivals_of_legacy: [rival(1, 1, 'azure'), rival(1, 2, 'azure')],
      rivals_of_azure: [rival(5, 1, 'legacy')],
    } as unknown as PairExplanation;
    const found = candidatesOf(row(1, 1), told);
    expect(found.map(({ number, pair }) => [number, pair.legacy, pair.azure])).toEqual([
      [1, 1, 1],
      [2, 1, 2],
      [3, 5, 1],
    ]);
    expect(found.map(({ isProposed }) => isProposed)).toEqual([true, false, false]);
    expect(found[1]?.objections).toEqual(['Because.']);
  });
  test('never run out of keys', () => {
    const rivals_of_legacy = Array.from({ length: 20 }, (_, at) => rival(1, at + 2, 'azure'));
    const told = { objections: [], rivals_of_legacy, rivals_of_azure: [] } as unknown as PairExplanation;
    expect(candidatesOf(row(1, 1), told).at(-1)?.number).toBe(9);
  });
  test.each([
    ['Ann', ' ann', true],
    ['', '', false],
    ['Ann', 'Anna', false],
  ])('%j against %j', (a, b, expected) => {
    expect(saysTheSame(a, b)).toBe(expected);
  });
});

describe('the waterfall', () => {
  const bar = (weight: number, sum: number, kind = 'field') =>
    ({ kind, weight, sum, field: '', label: '', agreement: '', legacy: '', azure: '' }) as WaterfallBar;
  test('begins each bar where the one before it ended', () => {
    const { bars, even } = scaleOf([bar(-10, -10, 'start'), bar(15, 5), bar(-3, 2)]);
    expect(even).toBeCloseTo(66.67, 1);
    expect(bars.map(({ left, width }) => [Math.round(left), Math.round(width)])).toEqual([
      [0, 67],
      [0, 100],
      [80, 20],
    ]);
    expect(bars.map(({ tone }) => tone)).toEqual(['slate', 'green', 'red']);
  });
  test.each([
    [3.21, '+3.2'],
    [-1, '−1.0'],
    [0.01, '0'],
  ])('%d bits', (weight, expected) => {
    expect(bitsOf(weight)).toBe(expected);
  });
});

test('a file of decisions says what became of its rows', () => {
  const none = { taken: 0, changed: 0, unchanged: 0, contradicting: 0, open: 0, unusable: 0, diagnostics: [], batch: null };
  expect(readWords(none)).toBe('The file holds no decisions.');
  expect(readWords({ ...none, taken: 12, contradicting: 1 })).toBe(
    '12 decisions were taken, 1 row contradicts others and was left.',
  );
});
