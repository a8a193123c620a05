import { beforeEach, describe, expect, test } from 'vitest';

import { CommandFailure, connect, type CompanionInfo } from '../src/ipc';
import { companions } from '../src/features/import/companions.svelte';
import { drafts } from '../src/features/import/drafts.svelte';
import { saidWords, staleWords } from '../src/text/beside';
import { toasts } from '../src/ui/messages.svelte';
import { FakeHost } from './fake_host';

const FILE = { handle: 'h1', name: 'assigned.csv', bytes: 9 };
const KEPT: CompanionInfo = {
  id: 3,
  role: 'assignments',
  label: '',
  file: 'assigned.csv',
  sha256: 'ab',
  bytes: 9,
  added_at: '',
  said: { counts: [{ what: 'users assigned', count: 1200 }, { what: 'groups assigned', count: 2 }], odd: [] },
};

const failed = (code: string) => () => {
  throw new CommandFailure({ code, message: `It is ${code}.`, hints: [] });
};

beforeEach(() => {
  toasts.list = [];
  drafts.clear();
  companions.unnamed = undefined;
});

test('what a file says, in a line', () => {
  expect(saidWords(KEPT)).toBe('1,200 users assigned · 2 groups assigned');
});

test.each([
  [[], 'something'],
  [['mapping'], 'the mapping'],
  [['sources', 'companions', 'suppressions'], 'the imported files, the files beside the users and which findings are accepted'],
] as const)('a stale plan says why: %s', (because, expected) => {
  expect(staleWords(because)).toBe(`This plan is stale: ${expected} changed since it was made.`);
});

describe('a file', () => {
  test('that is recognised says what it is', async () => {
    connect(new FakeHost({}, { 'companions.add': () => Promise.resolve({ file: KEPT, suppressions: 0, odd: [] }) }));
    await companions.add(FILE);
    expect(toasts.list.map(({ message }) => message)).toEqual([
      'Assignments: 1,200 users assigned · 2 groups assigned.',
    ]);
  });

  test('of accepted findings says how many', async () => {
    connect(new FakeHost({}, { 'companions.add': () => Promise.resolve({ file: null, suppressions: 1, odd: [] }) }));
    await companions.add(FILE);
    expect(toasts.list[0]?.message).toBe('1 accepted finding was taken in.');
  });

  test('of the wrong kind says so', async () => {
    connect(new FakeHost({}, { 'companions.add': async () => failed('another_kind')() }));
    await companions.add(FILE, { role: 'budget' });
    expect(toasts.list.map(({ tone, message }) => [tone, message])).toEqual([['red', 'It is another_kind.']]);
  });

  test('of members of nobody knows which group asks for it', async () => {
    connect(new FakeHost({}, { 'companions.add': async () => failed('group_unnamed')() }));
    await companions.add(FILE, { replaces: 4 });
    expect(companions.unnamed).toEqual({ file: FILE, said: { replaces: 4 } });
    expect(toasts.list).toEqual([]);
  });

  test('without users leaves the lane it was put on', async () => {
    connect(new FakeHost({ 'sources.inspect': failed('not_users') }));
    await drafts.add([FILE], 'azure');
    expect(drafts.takeStrangers()).toEqual([FILE]);
    expect(drafts.list).toEqual([]);
  });

  test('that cannot be read at all stays where it was put', async () => {
    connect(new FakeHost({ 'sources.inspect': failed('empty_file') }));
    await drafts.add([FILE], 'azure');
    expect(drafts.takeStrangers()).toEqual([]);
    expect(drafts.list).toHaveLength(1);
  });
});
