import { beforeEach, describe, expect, test } from 'vitest';

import { connect, type MatrixCell, type SourcePreview, type WireDiagnostic } from '../src/ipc';
import { drafts, obstacleOf, remarksOn, sideStanding } from '../src/features/import/drafts.svelte';
import { grouped, place } from '../src/features/import/groups';
import { byAttribute, nameOf } from '../src/features/simulate/change_bars';
import { peopleOf } from '../src/features/simulate/matrix_words';
import { linksOfRow } from '../src/features/simulate/links';
import { shortAttribute } from '../src/text/words';
import { FakeHost } from './fake_host';

const PREVIEW: SourcePreview = {
  file: 'users.csv',
  format: 'CSV',
  sheet: null,
  side: 'azure',
  side_reason: 'It has objectId.',
  side_confidence: 97,
  options: {},
  said: {},
  encodings: [],
  delimiters: [],
  first_rows: [],
  sheets: [],
  records: 0,
  is_whole: true,
  short_rows: null,
  columns: [],
  rows: [],
  diagnostics: [],
};

const DIAGNOSTIC: WireDiagnostic = {
  code: '',
  severity: 'note',
  file: 'users.csv',
  row: null,
  column: null,
  message: '',
  hint: '',
  repair: null,
  count: 0,
  samples: [],
  remedy: 'look',
  remedy_label: 'Look at it',
};

describe('files that were chosen', () => {
  beforeEach(() => drafts.clear());

  function inspecting() {
    const sides: (string | undefined)[] = [];
    connect(
      new FakeHost({
        'sources.inspect': ({ side }) => {
          sides.push(side);
          return { ...PREVIEW, side: side ?? 'azure' };
        },
      }),
    );
    return sides;
  }

  test('go to the side they seem to belong to', async () => {
    const sides = inspecting();
    await drafts.add([{ handle: 'h', name: 'users.csv', bytes: 1 }]);
    expect(drafts.list[0]).toMatchObject({ side: 'azure', guess: { side: 'azure' } });
    expect(sides).toEqual([undefined]);
  });

  test('stay on the side they were put on, are read as such, and say what they look like', async () => {
    const sides = inspecting();
    await drafts.add([{ handle: 'h', name: 'users.csv', bytes: 1 }], 'legacy');
    expect(drafts.list[0]).toMatchObject({
      side: 'legacy',
      guess: { side: 'azure', side_reason: 'It has objectId.' },
      preview: { side: 'legacy' },
    });
    await drafts.setSide('h', 'azure');
    expect(drafts.list[0]).toMatchObject({ side: 'azure', preview: { side: 'azure' } });
    expect(sides).toEqual([undefined, 'legacy', 'azure']);
  });

  test.each([
    [97, undefined, 'guessed'],
    [97, 'legacy', 'misplaced'],
    [97, 'azure', 'guessed'],
    [0, undefined, 'unsure'],
    [0, 'legacy', 'said'],
  ] as const)('that look %i %% like Azure and were put on %s are %s', async (confidence, lane, standing) => {
    connect(
      new FakeHost({ 'sources.inspect': () => ({ ...PREVIEW, side_confidence: confidence }) }),
    );
    await drafts.add([{ handle: 'h', name: 'users.csv', bytes: 1 }], lane);
    expect(drafts.list.map(sideStanding)).toEqual([standing]);
  });

  test('of which nothing can be used are not imported', async () => {
    const odd = (code: string) => ({ ...DIAGNOSTIC, code, severity: 'blocker' });
    const diagnostics = [odd('NO_IDENTITY_COLUMN'), odd('WRONG_SIDE'), odd('ROW_UNUSABLE')];
    connect(new FakeHost({ 'sources.inspect': () => ({ ...PREVIEW, diagnostics }) }));
    await drafts.add([{ handle: 'h', name: 'users.csv', bytes: 1 }]);
    expect(drafts.ready).toEqual([]);
    expect(drafts.list.map(obstacleOf)).toEqual([odd('NO_IDENTITY_COLUMN')]);
    expect(drafts.list.flatMap(remarksOn)).toEqual([odd('ROW_UNUSABLE')]);
  });

  test('that cannot be read say so and are not ready', async () => {
    const failure = { code: 'unreadable', message: 'It is no spreadsheet.', hints: ['Export again.'] };
    connect(new FakeHost({ 'sources.inspect': () => Promise.reject(failure) }));
    await drafts.add([{ handle: 'h', name: 'x.bin', bytes: 1 }]);
    expect(drafts.list[0]?.failure).toMatchObject(failure);
    expect([drafts.ready.length, drafts.isLooking]).toEqual([0, false]);
  });
});

test('diagnostics are grouped by what would mend them, worst first', () => {
  const odd = (severity: string, code: string, row: number | null): WireDiagnostic => ({
    ...DIAGNOSTIC,
    code,
    severity,
    file: 'a.csv',
    row,
    column: row === null ? null : 'Mail',
    message: code,
    hint: '',
  });
  const groups = grouped([odd('note', 'N', 1), odd('warning', 'W', 2), odd('blocker', 'B', null), odd('warning', 'V', 3), odd('warning', 'V', 4)]);
  expect(groups.map(({ code, items }) => [code, items.length])).toEqual([['B', 1], ['V', 2], ['W', 1], ['N', 1]]);
  expect([place(odd('note', 'N', 7)), place(odd('note', 'N', null))]).toEqual(['a.csv, row 7, column Mail', 'a.csv']);
});

test('changes are put together by attribute and kind, apart from values of new accounts', () => {
  const change = (target: string, kind: string, kindClass: string, count: number) => ({
    target,
    label: target,
    kind,
    class: kindClass,
    count,
    examples: [],
  });
  const all = [
    change('title', 'overwrite', 'different', 3),
    change('mail', 'overwrite', 'domain', 9),
    change('title', 'overwrite', 'letter case', 7),
    change('title', 'create', 'new', 50),
  ];
  const existing = byAttribute(all, false);
  expect(existing.map(({ target, count }) => [target, count])).toEqual([['title', 10], ['mail', 9]]);
  expect(existing[0]?.classes.map((item) => item.class)).toEqual(['different', 'letter case']);
  expect(byAttribute(all, true).map(({ count }) => count)).toEqual([50]);

  const named = [{ target: 'title', label: 'title', class: 'domain', sentence: 'letter case only, 10 people' }];
  expect(existing.map((group) => nameOf(group, named))).toEqual(['letter case only, 10 people', undefined]);
  expect(byAttribute(all, true).map((group) => nameOf(group, named))).toEqual([undefined]);
});

test('a cell of the matrix stands for exactly its people', () => {
  const cell: MatrixCell = { identity: 'nobody', rule: 'other_account', outcome: 'takeover', count: 2 };
  expect(peopleOf(cell)).toEqual({
    side: 'azure',
    identity_status: ['', 'rejected', 'denied'],
    rule_finds: 'another_account',
    outcome: 'takeover',
  });
});

test('a person leads to the changes of whichever side the row is of', () => {
  const opened: unknown[] = [];
  const open = (...what: unknown[]) => opened.push(what);
  const row: Record<string, string> = { side: 'legacy', legacy_uid: 'u7', changes: '2', findings: 'P23' };
  const links = linksOfRow('people', (column) => row[column] ?? '', open);
  for (const link of links) link.open();
  expect(links.map(({ label }) => label)).toEqual(['2 changes', '1 finding']);
  expect(opened).toEqual([
    ['changes', { legacy_uid: 'u7' }],
    ['findings', { subject_key: 'u7' }],
  ]);
});

test('attribute names are shortened to what tells them apart', () => {
  expect(shortAttribute('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager')).toBe('manager');
  expect(shortAttribute('phoneNumbers[type eq "mobile"].value')).toBe('phoneNumbers[mobile]');
  expect(shortAttribute('name.givenName')).toBe('name.givenName');
});
