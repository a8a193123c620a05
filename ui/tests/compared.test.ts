import { describe, expect, test } from 'vitest';

import type { ComparedPerson, ComparedSide, PlanComparison } from '../src/ipc';
import { figuresOf, pageOf, rowsOf, sentencesOf, titleOf } from '../src/features/simulate/compared';

const SIDE: ComparedSide = {
  side: 'azure',
  both: 9,
  came: 0,
  left: 0,
  rekeyed: 0,
  new: 1,
  still_open: 2,
  resolved: 3,
  ambiguous: 0,
};

const PLAN = { title: 'Acme', made_at: '2026-11-23T09:00:00Z', badge: 'ready', line: '' };

const FOUND: PlanComparison = {
  before: PLAN,
  now: PLAN,
  same_population: false,
  sides: [SIDE],
  moves: [],
  effects: [],
  items: [],
  attributes: [],
  mapping: [],
  inputs: [],
  settings: [],
  assumptions: [],
  people: 0,
  changes: 0,
};

const PERSON: ComparedPerson = {
  side: 'azure',
  anchor: '7',
  login: 'ann@a.example',
  presence: 'both',
  status: 'new',
  outcome_before: 'linked',
  outcome_now: 'duplicate',
  action_before: 'update',
  action_now: 'create',
  new: ['duplicate'],
  still_open: [],
  resolved: [],
  changes: 0,
};

describe('two plans side by side', () => {
  test('have a tile for each status, and for who came and went where somebody did', () => {
    const tiles = (side: ComparedSide) => figuresOf(side).map(({ label, count }) => `${label} ${count}`);
    expect(tiles(SIDE)).toEqual(['New 1', 'Still open 2', 'Resolved 3']);
    expect(tiles({ ...SIDE, came: 4, rekeyed: 5 })).toEqual([
      'New 1',
      'Still open 2',
      'Resolved 3',
      'Came 4',
      'Another id 5',
    ]);
  });

  test('are told in sentences', () => {
    const move = (from: string, to: string, count: number) => ({ side: 'azure' as const, from, to, count });
    expect(sentencesOf(FOUND)).toEqual([]);
    expect(
      sentencesOf({
        ...FOUND,
        same_population: true,
        effects: [move('create', 'link', 47), move('link', 'link', 9), move('link', 'fail', 1)],
        changes: 1,
        sides: [{ ...SIDE, ambiguous: 2 }],
      }),
    ).toEqual([
      'Both plans are of the same exports: what differs comes of the mapping, the settings or decisions.',
      '47 users move from create to link.',
      '1 user moves from link to fail.',
      '1 change is not the same in both.',
      '2 users cannot be told apart from others by id and login and are left out.',
    ]);
  });

  test('give the people behind a number, page by page, and their rows', () => {
    const wanted = { side: 'legacy' as const, status: 'still_open' };
    expect(pageOf(wanted, 2)).toEqual({ ...wanted, offset: 200, limit: 100 });
    expect(titleOf(wanted)).toBe('Intranet: still open');
    expect(titleOf({ side: 'azure', presence: 'left' })).toBe('Azure: left');
    expect(rowsOf(PERSON)).toEqual({ side: 'azure', azure_id: '7' });
    expect(rowsOf({ ...PERSON, side: 'legacy' })).toEqual({ side: 'legacy', legacy_uid: '7' });
    expect(rowsOf({ ...PERSON, presence: 'left' })).toBeUndefined();
    expect(rowsOf({ ...PERSON, anchor: PERSON.login })).toBeUndefined();
  });
});
