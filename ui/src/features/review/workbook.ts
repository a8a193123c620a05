// What became of the rows of a decisions file, in words.

import type { DecisionsRead } from '../../ipc';
import { plural } from '../../text/numbers';

/** `12 decisions were taken, 1 replaced an earlier one; 3 rows hold none.` */
export function readWords(read: DecisionsRead): string {
  const parts = [
    [read.taken, 'decision was taken', 'decisions were taken'],
    [read.changed, 'replaced an earlier one', 'replaced earlier ones'],
    [read.unchanged, 'was known already', 'were known already'],
    [read.contradicting, 'row contradicts others and was left', 'rows contradict others and were left'],
    [read.unusable, 'row could not be used', 'rows could not be used'],
    [read.open, 'row holds no decision', 'rows hold no decision'],
  ] as const;
  const told = parts.filter(([count]) => count > 0);
  if (told.length === 0) return 'The file holds no decisions.';
  return `${told.map(([count, one, many]) => plural(count, one, many)).join(', ')}.`;
}
