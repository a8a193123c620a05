import { describe, expect, test } from 'vitest';

import {
  drawnRows,
  HEIGHT_MAX_PX,
  rowTop,
  scrollHeight,
  scrollToShow,
  scrollTopOf,
  type Viewport,
} from '../src/grid/scroll_map';

const view = (total: number): Viewport => ({ total, rowHeight: 34, height: 600 });
const bottom = (list: Viewport) => scrollHeight(list) - list.height;

describe.each([10, 1_000, 294_117, 1_000_000, 50_000_000])('a list of %i rows', (total) => {
  const list = view(total);

  test('is never taller than browsers allow', () => {
    expect(scrollHeight(list)).toBeLessThanOrEqual(HEIGHT_MAX_PX);
  });

  test('shows its first row at the top and its last at the bottom', () => {
    expect(drawnRows(list, 0, 0)[0]).toBe(0);
    expect(rowTop(list, 0, 0)).toBe(0);
    const end = Math.max(0, bottom(list));
    expect(drawnRows(list, end, 0)[1]).toBe(total);
    if (total * list.rowHeight > list.height) {
      expect(rowTop(list, end, total - 1) + list.rowHeight).toBeCloseTo(end + list.height, 3);
    }
  });

  test('shows any row that is jumped to, whole', () => {
    for (const share of [0, 0.1, 0.5, 0.999, 1]) {
      const row = Math.floor((total - 1) * share);
      const top = scrollToShow(list, 0, row);
      const y = rowTop(list, top, row) - top;
      expect(y).toBeGreaterThanOrEqual(-0.01);
      expect(y + list.rowHeight).toBeLessThanOrEqual(list.height + 0.01);
    }
  });

  test('draws rows without gaps', () => {
    const top = bottom(list) / 3;
    const [first, end] = drawnRows(list, Math.max(0, top));
    for (let row = first + 1; row < end; row += 1) {
      const gap = rowTop(list, top, row) - rowTop(list, top, row - 1);
      expect(gap).toBeCloseTo(list.rowHeight, 3);
    }
  });
});

test('a row that is in sight is not scrolled to', () => {
  expect(scrollToShow(view(1_000_000), 5_000_000, 0)).toBe(0);
  const top = scrollTopOf(view(1_000_000), 34 * 1_000);
  expect(scrollToShow(view(1_000_000), top, 1_003)).toBe(top);
});
