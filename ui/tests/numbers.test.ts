import { expect, test } from 'vitest';

import { counted, duration, fileSize, percent, perSecond, plural } from '../src/text/numbers';

function check<T>(format: (value: T) => string, cases: [value: T, shown: string][]) {
  for (const [value, shown] of cases) expect(format(value)).toBe(shown);
}

test('counts have thousands', () => {
  check(counted, [[0, '0'], [999, '999'], [1_234_567, '1,234,567']]);
  check((n: number) => plural(n, 'person', 'people'), [[1, '1 person'], [0, '0 people'], [1_204, '1,204 people']]);
});

test('a share reads as all or nothing only when it is', () => {
  check(percent, [
    [0, '0 %'],
    [0.0001, '< 0.1 %'],
    [0.985, '98.5 %'],
    [0.9999, '> 99.9 %'],
    [1, '100 %'],
  ]);
});

test('sizes, times and rates', () => {
  check(fileSize, [[1, '1 byte'], [1_023, '1,023 bytes'], [1_536, '1.5 KB'], [5_242_880, '5 MB'], [41_943_040, '40 MB']]);
  check(duration, [[0.2, '1 s'], [59, '59 s'], [60, '1 min'], [75, '1 min 15 s'], [3_720, '1 h 2 min']]);
  check(perSecond, [[5_432.1, '5,432 rows/s'], [2.34, '2.3 rows/s']]);
});
