import { expect, test } from 'vitest';

import type { AssumptionState, FindingGroup, MappingRowInfo, SuppressionInfo } from '../src/ipc';
import { acceptableOf, allOf } from '../src/features/simulate/acceptable';
import { worstFirst } from '../src/features/simulate/finding_order';
import { rowsOfGauge, shareOf } from '../src/features/simulate/gauge_rows';
import { acceptedWords, budgetWords, sortedAssumptions, touches } from '../src/text/findings';

const TITLE: MappingRowInfo = {
  target: 'urn:x:User:title',
  label: 'Job title',
  kind: 'direct',
  source: 'jobTitle',
  default: '',
  apply: 'always',
  precedence: null,
  reason: '',
  evidence: '',
  changes: 0,
};
const gauge = (name: string, limit = 0, actual = 1) => ({ name, limit, actual, who: [] });
const finding = (code: string, severity: string, count: number): FindingGroup => ({
  code,
  severity,
  title: code,
  remedy: '',
  count,
  why: '',
  people: 0,
});

test.each([
  ['takeovers', 'people', { side: 'azure', outcome: 'takeover' }],
  ['disables', 'people', { side: 'azure', action: 'disable' }],
  ['department Human Resources', 'people', { side: 'legacy', department: 'Human Resources' }],
  ['protected ada', 'people', { side: 'legacy', legacy_username: 'ada' }],
])('the limit %s opens its rows', (name, table, filters) => {
  expect(rowsOfGauge(gauge(name), [TITLE])).toEqual({ table, filters });
});

test.each(['attribute job TITLE', 'attribute urn:x:User:title'])('%s opens changes as the mapping spells it', (name) => {
  const rows = rowsOfGauge(gauge(name), [TITLE]);
  expect(rows?.table).toBe('changes');
  expect(rows?.filters['target_attribute']).toBe('urn:x:User:title');
  expect(rows?.filters['kind']).not.toContain('create');
});

test('a limit of another kind has no rows', () => {
  expect(rowsOfGauge(gauge('weather'), [])).toBeUndefined();
});

test.each([
  [0, 0, 0],
  [10, 5, 0.5],
  [0, 1, 1],
  [10, 99, 1],
])('of at most %s, %s fills %s of the bar', (limit, actual, share) => {
  expect(shareOf(gauge('creates', limit, actual))).toBe(share);
});

test('the verdict of the budget', () => {
  expect(budgetWords(0, 4)).toBe('Inside the budget');
  expect(budgetWords(2, 4)).toBe('Outside the budget: 2 of 4 limits');
});

test('findings come worst first', () => {
  const all = [finding('a', 'note', 9), finding('b', 'blocker', 1), finding('c', 'warning', 2), finding('d', 'blocker', 5)];
  expect(worstFirst(all).map(({ code }) => code)).toEqual(['d', 'b', 'c', 'a']);
});

test('a row is accepted by itself, or with all of its kind', () => {
  const cells: Record<string, string> = {
    code: 'P23',
    message: 'Gone.',
    subject_side: 'legacy',
    subject_key: '1007',
    attribute: 'title',
  };
  const one = { code: 'P23', title: 'Gone.', side: 'legacy', key: '1007', attribute: 'title' };
  expect(acceptableOf((column) => cells[column] ?? '')).toEqual(one);
  expect(acceptableOf(() => '').side).toBeNull();
  expect(allOf('P23', 'Gone.')).toEqual({ ...one, side: null, key: '*', attribute: '*' });
});

test.each<[Pick<SuppressionInfo, 'side' | 'key' | 'attribute'>, string]>([
  [{ side: null, key: '*', attribute: '*' }, 'everybody'],
  [{ side: 'azure', key: '*', attribute: '*' }, 'everybody in Azure'],
  [{ side: 'legacy', key: '1007', attribute: 'title' }, '1007 on the intranet, title'],
  [{ side: null, key: '', attribute: '' }, 'the engagement'],
])('whom an accepted finding is about: %o', (about, expected) => {
  expect(acceptedWords({ id: 1, code: 'P23', title: '', reason: '', by: '', at: '', ...about })).toBe(expected);
});

test('assumptions that decide come first, by whom they touch', () => {
  const one = (name: string, users: number | null): AssumptionState => ({
    name,
    choices: [],
    chosen: '',
    by_attribute: [],
    users,
  });
  const { used, others } = sortedAssumptions([one('a', null), one('b', 0), one('c', 7)]);
  expect(used.map(({ name }) => name)).toEqual(['c', 'b']);
  expect(others.map(({ name }) => name)).toEqual(['a']);
  expect([touches(0), touches(1)]).toEqual(['touches nobody now', 'touches 1 person']);
});
