import { beforeEach, describe, expect, test } from 'vitest';

import { connect, type PredecessorInfo, type SideChangesInfo, type SourcePreview } from '../src/ipc';
import { columnSentences, decided, pageOf } from '../src/features/import/changes';
import { asImport, drafts } from '../src/features/import/drafts.svelte';
import { FakeHost, later } from './fake_host';

const FILE = { handle: 'h', name: 'new.csv', bytes: 1 };

const PREVIEW: SourcePreview = {
  file: 'new.csv',
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

const OLDER: PredecessorInfo = {
  id: 7,
  file: 'old.csv',
  imported_at: '2026-11-20T09:00:00Z',
  overlap: 0.98,
  same_file: false,
  same_columns: true,
};

const SIDE: SideChangesInfo = {
  side: 'azure',
  since: '2026-11-20T09:00:00Z',
  new: 1,
  gone: 0,
  changed: 0,
  rekeyed: 0,
  unchanged: 5,
  attributes: [],
  columns_gone: [],
  columns_new: [],
  columns_read_differently: [],
  left_out: 0,
};

describe('a file that was chosen', () => {
  beforeEach(() => drafts.clear());

  function finding(predecessor: (side: string) => PredecessorInfo | null | Promise<PredecessorInfo | null>) {
    connect(
      new FakeHost({
        'sources.inspect': ({ side }) => ({ ...PREVIEW, side: side ?? 'azure' }),
        'sources.predecessor': ({ side }) => predecessor(side),
      }),
    );
  }

  test.each([
    ['replaces an older export of the same columns', OLDER, { handle: 'h', side: 'azure', replaces: 7 }],
    ['comes beside one of other columns', { ...OLDER, same_columns: false }, { handle: 'h', side: 'azure' }],
    ['comes beside others where none holds its people', null, { handle: 'h', side: 'azure' }],
  ] as const)('%s', async (_, older, expected) => {
    finding(() => older);
    await drafts.add([FILE]);
    expect(drafts.list.flatMap(asImport)).toEqual([expected]);
  });

  test('goes as somebody says', async () => {
    finding(() => OLDER);
    await drafts.add([FILE]);
    drafts.list.forEach((draft) => (draft.replaces = false));
    expect(drafts.list.flatMap(asImport)).toEqual([{ handle: 'h', side: 'azure' }]);
  });

  test('is not imported before it is known what it would replace', async () => {
    const found = later<PredecessorInfo | null>();
    finding(() => found.promise);
    const added = drafts.add([FILE]);
    await expect.poll(() => drafts.list[0]?.preview).toBeDefined();
    expect(drafts.isLooking).toBe(true);
    found.resolve(OLDER);
    await added;
    expect([drafts.isLooking, drafts.list[0]?.replaces]).toEqual([false, true]);
  });

  test('is compared with the side it is put on', async () => {
    finding((side) => (side === 'azure' ? OLDER : null));
    await drafts.add([FILE]);
    await drafts.setSide('h', 'legacy');
    expect(drafts.list.flatMap(asImport)).toEqual([{ handle: 'h', side: 'legacy', options: { side_is_sure: true } }]);
  });

  test('can be added where it cannot be compared', async () => {
    finding(() => Promise.reject(new Error('gone')));
    await drafts.add([FILE]);
    expect([drafts.isLooking, drafts.list[0]?.older]).toEqual([false, null]);
  });
});

describe('what a newer export changed', () => {
  test('is told of its columns in sentences', () => {
    expect(columnSentences(SIDE)).toEqual([]);
    expect(columnSentences({ ...SIDE, columns_gone: ['Fax', 'Pager'], columns_new: ['City'] })).toEqual([
      'Columns that are gone: Fax, Pager.',
      'Columns that are new: City.',
    ]);
  });

  test.each([
    [undefined, 0, undefined],
    [{ kind: 'gone' }, 0, { side: 'azure', kind: 'gone', offset: 0, limit: 50 }],
    [{ attribute: 'Mail' }, 2, { side: 'azure', attribute: 'Mail', offset: 100, limit: 50 }],
  ] as const)('is asked for by the page: %o, page %i', (listed, page, expected) => {
    expect(pageOf('azure', listed, page)).toEqual(expected);
  });

  test('names decisions in words, and unknown ones as they are', () => {
    expect(['confirm', 'leave_out', 'other'].map(decided)).toEqual(['One person', 'Held out of scope', 'other']);
  });
});
