import { describe, expect, test } from 'vitest';

import { EVERYTHING, nextSort, toggled, valuesOf, withValues } from '../src/grid/filters';
import { placeAfter, type Place } from '../src/grid/keys';
import { PAGE_ROWS, PageCache } from '../src/grid/page_cache';
import { isSelected, moved, span } from '../src/grid/selection';
import { toTsv } from '../src/grid/tsv';

describe('the page cache', () => {
  function cache(total: number) {
    const fetched: number[] = [];
    const pages = new PageCache(
      async (offset, limit) => {
        fetched.push(offset);
        const count = Math.min(limit, total - offset);
        return Array.from({ length: count }, (_, at) => [`row ${offset + at}`]);
      },
      () => {},
    );
    return { pages, fetched };
  }

  test('fetches a page once, however often it is wanted', async () => {
    const { pages, fetched } = cache(1_000);
    expect(pages.row(0)).toBeUndefined();
    await Promise.all([pages.ensure(0, 10), pages.ensure(5, 30)]);
    await pages.ensure(0, PAGE_ROWS);
    expect(fetched).toEqual([0]);
    expect(pages.row(199)).toEqual(['row 199']);
  });

  test('fetches all pages a stretch touches', async () => {
    const { pages, fetched } = cache(1_000);
    await pages.ensure(199, 401);
    expect(fetched).toEqual([0, 200, 400]);
  });

  test('drops the page that was not used for longest, never the one in sight', async () => {
    const { pages } = cache(1_000_000);
    await pages.ensure(0, 1);
    for (let page = 1; page < 60; page += 1) {
      await pages.ensure(page * PAGE_ROWS, page * PAGE_ROWS + 1);
      await pages.ensure(0, 1);
    }
    expect(pages.row(0)).toEqual(['row 0']);
    expect(pages.row(PAGE_ROWS)).toBeUndefined();
  });

  test('hands out a stretch longer than it keeps', async () => {
    const { pages } = cache(20_000);
    const rows = await pages.rows(150, 20_000);
    expect(rows.length).toBe(19_850);
    expect([rows[0], rows.at(-1)]).toEqual([['row 150'], ['row 19999']]);
  });

  test('asks again after a failure', async () => {
    let fails = true;
    const pages = new PageCache(
      async () => {
        if (fails) throw new Error('gone');
        return [['here']];
      },
      () => {},
    );
    await expect(pages.ensure(0, 1)).rejects.toThrow('gone');
    fails = false;
    await pages.ensure(0, 1);
    expect(pages.row(0)).toEqual(['here']);
  });
});

describe('keys', () => {
  const extent = { rows: 1_000_000, columns: 5, pageRows: 20 };
  test.each<[string, boolean, Place, Place | undefined]>([
    ['ArrowDown', false, { row: -1, column: 2 }, { row: 0, column: 2 }],
    ['ArrowUp', false, { row: 0, column: 2 }, { row: -1, column: 2 }],
    ['ArrowUp', false, { row: -1, column: 2 }, { row: -1, column: 2 }],
    ['ArrowRight', false, { row: 3, column: 4 }, { row: 3, column: 4 }],
    ['ArrowLeft', false, { row: 3, column: 4 }, { row: 3, column: 3 }],
    ['PageDown', false, { row: 999_990, column: 0 }, { row: 999_999, column: 0 }],
    ['PageUp', false, { row: 5, column: 0 }, { row: 0, column: 0 }],
    ['Home', false, { row: 7, column: 4 }, { row: 7, column: 0 }],
    ['End', true, { row: 7, column: 0 }, { row: 999_999, column: 4 }],
    ['Home', true, { row: 7, column: 3 }, { row: 0, column: 0 }],
    ['x', false, { row: 7, column: 3 }, undefined],
  ])('%s (Ctrl %s) from %o', (key, ctrlKey, from, to) => {
    expect(placeAfter({ key, ctrlKey }, from, extent)).toEqual(to);
  });
});

describe('filters', () => {
  test('are set, widened, narrowed and taken away column by column', () => {
    const one = toggled(EVERYTHING, 'outcome', 'takeover');
    const two = toggled(one, 'outcome', 'duplicate');
    expect(valuesOf(two, 'outcome')).toEqual(['takeover', 'duplicate']);
    expect(toggled(toggled(two, 'outcome', 'takeover'), 'outcome', 'duplicate')).toEqual(EVERYTHING);
    expect(withValues(withValues(two, 'side', ['azure']), 'outcome', []).filters).toEqual([
      { column: 'side', values: ['azure'] },
    ]);
  });

  test('a head sorts up, then down, then not at all', () => {
    const up = nextSort(undefined, 'name');
    const down = nextSort(up, 'name');
    expect([up?.descending, down?.descending, nextSort(down, 'name')]).toEqual([false, true, undefined]);
    expect(nextSort(down, 'outcome')).toEqual({ column: 'outcome', descending: false });
  });
});

test('a selection grows from where it began', () => {
  const grown = moved(moved(undefined, 10, false), 7, true);
  expect(span(grown)).toEqual([7, 11]);
  expect([6, 7, 10, 11].map((row) => isSelected(grown, row))).toEqual([false, true, true, false]);
  expect(span(moved(grown, 3, false))).toEqual([3, 4]);
});

test('rows go to the clipboard as a spreadsheet takes them, and run nothing in it', () => {
  const rows = [
    ['plain', 'two\nlines'],
    ['=1+1', 'say "hi"'],
    ['-5', 'a\tb'],
  ];
  expect(toTsv(['A', 'B'], rows)).toBe(
    'A\tB\nplain\t"two\nlines"\n\'=1+1\t"say ""hi"""\n\'-5\t"a\tb"',
  );
});
