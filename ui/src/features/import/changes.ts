// What newer exports changed, in words and in what the screen asks for.

import type { ChangedQuery, SideChangesInfo, WireChangeOf, WireSide } from '../../ipc';
import type { Tone } from '../../text/words';

/** Rows of one page of the list. */
export const PAGE_ROWS = 50;

/** Which people of a side are listed. */
export type Listed = Pick<ChangedQuery, 'kind' | 'attribute'>;

interface Kind {
  kind: WireChangeOf;
  label: string;
  tone: Tone;
  about: string;
}

export const KINDS: readonly Kind[] = [
  { kind: 'new', label: 'New', tone: 'blue', about: 'Only in the newer export.' },
  { kind: 'gone', label: 'Gone', tone: 'red', about: 'Only in the older export.' },
  { kind: 'changed', label: 'Changed', tone: 'orange', about: 'In both, with other values.' },
  {
    kind: 'rekeyed',
    label: 'Another key',
    tone: 'violet',
    about: 'In both, certainly the same person under another key.',
  },
];

/** What became of the columns, one sentence each. */
export function columnSentences(side: SideChangesInfo): string[] {
  const told = (columns: readonly string[], what: string) =>
    columns.length === 0 ? [] : [`${what}: ${columns.join(', ')}.`];
  return [
    ...told(side.columns_gone, 'Columns that are gone'),
    ...told(side.columns_new, 'Columns that are new'),
    ...told(side.columns_read_differently, 'Columns that are read differently now'),
  ];
}

/** A page of a list; no parameters where nothing is listed. */
export function pageOf(side: WireSide, listed: Listed | undefined, page: number): ChangedQuery | undefined {
  if (listed === undefined) return undefined;
  return { side, ...listed, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
}

const DECISIONS: Record<string, string> = {
  confirm: 'One person',
  deny: 'Two people',
  new: 'New to the intranet',
  leave_out: 'Held out of scope',
};

/** What was decided, in words. */
export function decided(decision: string): string {
  return DECISIONS[decision] ?? decision;
}
