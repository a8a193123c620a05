import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test } from 'vitest';

import {
  connect,
  type ColumnPreview,
  type ReadingChoices,
  type SourcePreview,
  type WireSide,
} from '../src/ipc';
import { asImport, drafts, obstacleOf, sideStanding } from '../src/features/import/drafts.svelte';
import { fieldsOf, keysOf } from '../src/features/import/fields';
import { byRemedy, repairOf, samplesOf, type Oddity } from '../src/features/import/groups';
import { contenders, described, readings, withField } from '../src/features/import/reading';
import { FakeHost, later } from './fake_host';

const FILE = { handle: 'h', name: 'users.csv', bytes: 1 };

const COLUMN: ColumnPreview = {
  name: 'Work mail',
  header: 'Work mail',
  attribute: 'mail',
  label: 'Mail',
  known: true,
  confidence: 72,
  reason: 'Its values are addresses.',
  candidates: [{ attribute: 'userPrincipalName', label: 'User principal name', confidence: 61, reason: '' }],
  looks_like: null,
  samples: [],
  filled: 1,
  distinct: 1,
  longest: 1,
};

const PREVIEW: SourcePreview = {
  file: 'users.csv',
  format: 'CSV',
  sheet: null,
  side: 'azure',
  side_reason: 'It has objectId.',
  side_confidence: 97,
  options: { encoding: 'windows-1252', delimiter: ',', header_row: 1 },
  said: {},
  encodings: [
    { encoding: 'windows-1252', name: 'Western', chosen: true, loses: false, lines: ['Jörg'] },
    { encoding: 'ibm850', name: 'DOS', chosen: false, loses: true, lines: ['J÷rg'] },
  ],
  delimiters: [
    { delimiter: ';', name: 'Semicolon', chosen: false, known_headers: 0, columns: 2, even_percent: 80 },
    { delimiter: ',', name: 'Comma', chosen: true, known_headers: 9, columns: 12, even_percent: 100 },
  ],
  first_rows: [{ row: 1, cells: ['Work mail', '', 'Name'], known_headers: 1, is_header: true }],
  sheets: [],
  records: 1,
  is_whole: true,
  short_rows: null,
  columns: [COLUMN],
  rows: [],
  diagnostics: [],
};

const DIAGNOSTIC: Oddity = {
  code: '',
  severity: 'note',
  file: 'users.csv',
  row: null,
  column: null,
  message: '',
  hint: '',
  remedy: 'look',
  remedy_label: 'Look at it',
  repair: null,
  count: 0,
  samples: [],
};

const odd = (code: string, more: Partial<Oddity> = {}): Oddity => ({ ...DIAGNOSTIC, code, ...more });

interface Asked {
  handle: string;
  side?: WireSide;
  options?: ReadingChoices;
  beside?: string[];
}

/** The host as it reads files: what is said is followed. */
function reading(answer: (asked: Asked) => Partial<SourcePreview> | Promise<Partial<SourcePreview>> = () => ({})): Asked[] {
  const all: Asked[] = [];
  connect(
    new FakeHost({
      'sources.inspect': async (asked) => {
        all.push(asked);
        const side = asked.side ?? PREVIEW.side;
        const said = asked.options?.columns?.[COLUMN.name];
        const column = { ...COLUMN, attribute: said ?? COLUMN.attribute, known: said !== '', candidates: said === undefined ? COLUMN.candidates : [] };
        const options = { ...PREVIEW.options, ...asked.options };
        const told = asked.options ?? {};
        return { ...PREVIEW, side, options, said: told, columns: [column], ...(await answer(asked)) };
      },
    }),
  );
  return all;
}

beforeEach(() => drafts.clear());

describe('how a file is read', () => {
  const fields = () => drafts.list.flatMap(({ preview, detected }) => (preview ? readings(preview, detected) : []));
  const options = (field: string) => fields().find((one) => one.field === field);

  test('is offered with what was detected first, each with its evidence', async () => {
    reading();
    await drafts.add([FILE]);
    expect(fields().map(({ field, value, detected, alternatives }) => [field, value, detected, ...alternatives.map((one) => described(one))])).toEqual([
      ['encoding', 'windows-1252', 'windows-1252', 'Western', 'DOS – some bytes are no letters'],
      ['delimiter', ',', ',', 'Comma – 12 columns in 100 % of rows, 9 known headers', 'Semicolon – 2 columns in 80 % of rows, no known header'],
      ['header_row', '1', '1', 'Row 1: Work mail · Name – 1 known header', 'None – the columns are numbered'],
    ]);
  });

  test('of a CSV file says how quotes and short rows are read', async () => {
    reading(() => ({ short_rows: 3, options: { ...PREVIEW.options, quotes: 'doubled', ragged: 'pad' } }));
    await drafts.add([FILE]);
    const words = (field: string) => options(field)?.alternatives.map((one) => described(one, one.value === options(field)?.detected ? 'detected' : undefined));
    expect(words('quotes')).toEqual([
      'Doubled ("") (detected) – as CSV has it',
      'After a backslash (\\") – as some databases and scripts write them',
    ]);
    expect(words('ragged')).toEqual([
      'Filled up with empty cells (detected) – 3 among the rows',
      'Rejected – 3 among the rows',
    ]);
  });

  test('says the header again where another table is read, and not where only its rows are', () => {
    const said: ReadingChoices = { header_row: 3, header_rows: 2 };
    expect(withField(said, 'delimiter', ';')).toEqual({ delimiter: ';' });
    expect(withField(said, 'ragged', 'reject')).toEqual({ ...said, ragged: 'reject' });
    expect(withField(said, 'quotes', 'backslash')).toEqual({ ...said, quotes: 'backslash' });
  });

  test.each([
    [{ known_headers: 9, records_estimate: 1204 }, 'Users – 9 known headers, about 1,204 records', false],
    [{ visible: false, known_headers: 0 }, 'Users – hidden, no known header', false],
    [{ holds_cells: false }, 'Users – no table', true],
  ])('names a sheet with what it holds: %o', (sheet, expected, disabled) => {
    const plain = { name: 'Users', visible: true, holds_cells: true, chosen: true, known_headers: null, records_estimate: null };
    const preview = { ...PREVIEW, options: { sheet: 'Users' }, sheets: [{ ...plain, ...sheet }], first_rows: [] };
    const [field] = readings(preview, { options: preview.options, columns: {} });
    expect(field?.alternatives.map((one) => [described(one), one.disabled])).toEqual([[expected, disabled]]);
  });

  test('is asked anew when a person says otherwise, who is told that it is looked at', async () => {
    const wait = later<Partial<SourcePreview>>();
    const asked = reading(({ options }) => (options ? wait.promise : {}));
    await drafts.add([FILE]);
    const changed = drafts.setField('h', 'encoding', 'ibm850');
    expect([drafts.isLooking, drafts.list[0]?.isLooking]).toEqual([true, true]);
    wait.resolve({});
    await changed;
    expect(asked).toEqual([{ handle: 'h' }, { handle: 'h', options: { encoding: 'ibm850' } }]);
    expect(options('encoding')).toMatchObject({ value: 'ibm850', detected: 'windows-1252' });
    expect(options('encoding')?.alternatives[0]?.value).toBe('windows-1252');
    expect([drafts.isLooking, drafts.list.flatMap(asImport)]).toEqual([
      false,
      [{ handle: 'h', side: 'azure', options: { encoding: 'ibm850' } }],
    ]);
  });

  test('goes back to what was detected, all at once or one by one; the side stays', async () => {
    const asked = reading();
    await drafts.add([FILE]);
    await drafts.setSide('h', 'legacy');
    await drafts.setField('h', 'delimiter', ';');
    await drafts.setColumn('h', COLUMN.name, 'displayName');
    await drafts.setField('h', 'delimiter', ',');
    expect(drafts.list[0]?.choices).toEqual({ side_is_sure: true, columns: { 'Work mail': 'displayName' } });
    await drafts.reset('h');
    expect(drafts.list[0]?.choices).toEqual({ side_is_sure: true });
    expect(asked.at(-1)).toEqual({ handle: 'h', side: 'legacy', options: { side_is_sure: true } });
  });

  test.each([
    ['delimiter', ';', { delimiter: ';', columns: {} }],
    ['sheet', 'B', { sheet: 'B', columns: {} }],
    ['encoding', 'utf-8', { encoding: 'utf-8', header_row: 3, header_rows: 2, columns: {} }],
    ['header_row', '0', { header_row: 0, columns: {} }],
    ['header_row', undefined, { columns: {} }],
  ] as const)('keeps what was said of a header only in the same table: %s %s', (field, value, expected) => {
    expect(withField({ header_row: 3, header_rows: 2, columns: {} }, field, value)).toEqual(expected);
  });

  test('shows what the last wish led to, whichever answer comes last', async () => {
    const slow = later<Partial<SourcePreview>>();
    reading(({ options }) => (options?.encoding === 'ibm850' ? slow.promise : {}));
    await drafts.add([FILE]);
    const first = drafts.setField('h', 'encoding', 'ibm850');
    await drafts.setField('h', 'encoding', 'utf-8');
    slow.resolve({});
    await first;
    expect(drafts.list[0]).toMatchObject({ isLooking: false, preview: { options: { encoding: 'utf-8' } } });
  });

  test('that cannot be is told, and can be taken back', async () => {
    const failure = { code: 'header_not_found', message: 'There is no row 9.', hints: [] };
    reading(({ options }) => (options?.header_row === 9 ? Promise.reject(failure) : {}));
    await drafts.add([FILE]);
    await drafts.setField('h', 'header_row', '9');
    expect(drafts.list[0]).toMatchObject({ failure, preview: { side: 'azure' }, isLooking: false });
    expect(drafts.ready).toEqual([]);
    await drafts.reset('h');
    expect([drafts.list[0]?.failure, drafts.ready.length]).toEqual([undefined, 1]);
  });

  test('starts from what was said of the same headers before', async () => {
    const remembered = { delimiter: ';', columns: { 'Work mail': 'userPrincipalName' } };
    reading(({ options }) => (options ? {} : { options: { ...remembered, encoding: 'utf-8' }, said: remembered, diagnostics: [odd('PROFILE_REMEMBERED')] }));
    await drafts.add([FILE]);
    await drafts.setField('h', 'encoding', 'ibm850');
    expect(drafts.list[0]?.choices).toEqual({ ...remembered, encoding: 'ibm850' });
  });
});

describe('what a column holds', () => {
  test('is sent as a person says, with every look and with the import', async () => {
    const asked = reading();
    await drafts.add([FILE]);
    await drafts.setColumn('h', COLUMN.name, 'userPrincipalName');
    await drafts.setField('h', 'encoding', 'ibm850');
    const columns = { 'Work mail': 'userPrincipalName' };
    expect(asked.slice(1).map(({ options }) => options)).toEqual([{ columns }, { columns, encoding: 'ibm850' }]);
    expect(drafts.list.flatMap(asImport)).toEqual([
      { handle: 'h', side: 'azure', options: { columns, encoding: 'ibm850' } },
    ]);
    expect(drafts.list[0]?.detected.columns[COLUMN.name]).toEqual(COLUMN);
  });

  test.each([
    ['', { columns: { 'Work mail': '' } }],
    ['mail', {}],
  ])('may be an additional field, or what was detected: %o', async (attribute, expected) => {
    reading();
    await drafts.add([FILE]);
    await drafts.setColumn('h', COLUMN.name, attribute);
    expect(drafts.list[0]?.choices).toEqual(expected);
  });

  test('is left out where the column is gone, and told', async () => {
    const gone = { code: 'column_missing', message: 'There is no column.', hints: [] };
    const isGone = ({ options }: Asked) => options?.delimiter === ';' && options.columns?.['Work mail'] !== undefined;
    reading((asked) => {
      if (isGone(asked)) return Promise.reject(gone);
      return asked.options?.delimiter === ';' ? { columns: [{ ...COLUMN, name: 'Other' }] } : {};
    });
    await drafts.add([FILE]);
    await drafts.setColumn('h', COLUMN.name, 'userPrincipalName');
    await drafts.setField('h', 'delimiter', ';');
    expect(drafts.list[0]).toMatchObject({ choices: { delimiter: ';' }, dropped: ['Work mail'], failure: undefined });
    expect(drafts.list[0]?.choices.columns).toBeUndefined();
  });

  test.each(['legacy', 'azure'] as const)('is offered from the catalogue of the %s side', (side) => {
    const table = join(import.meta.dirname, '../../crates/presync-core/src/catalogue');
    const text = readFileSync(join(table, side === 'legacy' ? 'intranet_table.rs' : 'azure_table.rs'), 'utf8');
    const found = [...text.matchAll(/name:\s*("(?:[^"\\]|\\.)*"),\s*label:\s*("(?:[^"\\]|\\.)*")/g)];
    const expected = found.map(([, name, label]) => ({ attribute: JSON.parse(name ?? ''), label: JSON.parse(label ?? '') }));
    expect(fieldsOf(side)).toEqual(expected);
    expect(keysOf(side)).toHaveLength(4);
  });
});

describe('the side of a file', () => {
  test('is meant so where a person sets it against what the file looks like', async () => {
    const asked = reading(({ side, options }) => {
      const severity = options?.side_is_sure ? 'warning' : 'blocker';
      return { diagnostics: side === 'legacy' ? [odd('WRONG_SIDE', { severity })] : [] };
    });
    await drafts.add([FILE], 'legacy');
    expect([drafts.list.map(sideStanding), drafts.ready.length]).toEqual([['misplaced'], 0]);
    await drafts.setSide('h', 'legacy');
    expect(asked.at(-1)).toEqual({ handle: 'h', side: 'legacy', options: { side_is_sure: true } });
    expect([drafts.list.map(sideStanding), drafts.ready.length]).toEqual([['said'], 1]);
    await drafts.setSide('h', 'azure');
    expect(asked.at(-1)).toEqual({ handle: 'h', side: 'azure' });
  });

  test('has its own fields: what was said of columns goes', async () => {
    reading();
    await drafts.add([FILE]);
    await drafts.setColumn('h', COLUMN.name, 'userPrincipalName');
    await drafts.setSide('h', 'legacy');
    expect(drafts.list[0]?.choices).toEqual({ side_is_sure: true });
  });

  test('judges the columns of the other side, also of files that came before', async () => {
    const asked = reading();
    await drafts.add([FILE]);
    await drafts.add([{ ...FILE, handle: 'i' }], 'legacy');
    expect(asked.map(({ handle, beside }) => [handle, beside])).toEqual([
      ['h', undefined],
      ['i', ['h']],
      ['i', ['h']],
      ['h', ['i']],
    ]);
  });
});

describe('a file that cannot be imported as it is read', () => {
  test.each(['NO_IDENTITY_COLUMN', 'KEY_AMBIGUOUS', 'DELIMITER_UNCERTAIN', 'SAME_FILE_ON_BOTH_SIDES'])(
    'says so where it is read: %s',
    async (code) => {
      reading(() => ({ diagnostics: [odd(code, { severity: 'blocker' })] }));
      await drafts.add([FILE]);
      expect([drafts.list.map((draft) => obstacleOf(draft)?.code), drafts.ready]).toEqual([[code], []]);
    },
  );

  test('is ready once a person has said which column tells people apart', async () => {
    const blocker = odd('NO_IDENTITY_COLUMN', { severity: 'blocker' });
    reading(({ options }) => ({ diagnostics: options?.columns ? [] : [blocker] }));
    await drafts.add([FILE]);
    const { column, key } = contenders([COLUMN], keysOf('azure'), blocker);
    await drafts.setColumn('h', column, key);
    expect([key, drafts.ready.length]).toEqual(['userPrincipalName', 1]);
  });
});

describe('what was odd', () => {
  test('is grouped by what would put it right, the most urgent first, with how many it is about', () => {
    const list = [
      odd('TRIMMED', { count: 40 }),
      odd('MORE', { remedy: 'correct_the_source', remedy_label: 'Correct rows in the source', severity: 'warning' }),
      odd('NOTED'),
      odd('PAGES', { remedy: 'give_another_file', remedy_label: 'Give another file', count: 0 }),
      odd('NEW', { remedy: 'pray', remedy_label: 'Something newer' }),
      odd('TRIMMED', { count: 2 }),
    ];
    const groups = byRemedy(list).map(({ label, count, groups }) => [label, count, groups.map(({ code }) => code)]);
    expect(groups).toEqual([
      ['Give another file', 1, ['PAGES']],
      ['Correct rows in the source', 1, ['MORE']],
      ['Look at it', 43, ['TRIMMED', 'NOTED']],
      ['Something newer', 1, ['NEW']],
    ]);
  });

  test('has up to three samples, and none from a host that gives none', () => {
    const sample = (row: number) => ({ row, original: ' a', reading: 'a' });
    const list = [odd('T', { repair: 'trimmed', samples: [1, 2].map(sample) }), odd('T', { samples: [3, 4].map(sample) })];
    const [group] = byRemedy(list)[0]?.groups ?? [];
    expect(group && [samplesOf(group).map(({ row }) => row), repairOf(group)]).toEqual([[1, 2, 3], 'trimmed']);
    const [bare] = byRemedy([odd('T')])[0]?.groups ?? [];
    expect(bare && [samplesOf(bare), repairOf(bare)]).toEqual([[], '']);
  });
});
