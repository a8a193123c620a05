// What of the findings can be accepted: one of them, or all of a kind.

import type { SuppressFinding } from '../../ipc';

/** What is to be accepted: one finding, or all of a kind. */
export type Acceptable = Pick<SuppressFinding, 'code' | 'side' | 'key' | 'attribute'> & { title: string };

/** The finding that a row of the grid is about. */
export function acceptableOf(value: (column: string) => string): Acceptable {
  const side = value('subject_side');
  return {
    code: value('code'),
    title: value('message'),
    side: side === 'azure' || side === 'legacy' ? side : null,
    key: value('subject_key'),
    attribute: value('attribute'),
  };
}

/** All findings of a code, whomever they concern. */
export function allOf(code: string, title: string): Acceptable {
  return { code, title, side: null, key: '*', attribute: '*' };
}
