// The words of the Map screen.

import type { MappingPreview, MappingVersionInfo, TellingRow } from '../ipc/bindings';
import { moment } from './dates';
import { counted, plural } from './numbers';
import { wordOf, type Tone } from './words';

export const KINDS: Record<string, { label: string; tone: Tone; about: string }> = {
  direct: { label: 'Direct', tone: 'slate', about: 'One source attribute as it is.' },
  expression: { label: 'Expression', tone: 'violet', about: 'What an expression makes of source attributes.' },
  constant: { label: 'Constant', tone: 'brown', about: 'The same text for everybody.' },
  none: { label: 'None', tone: 'grey', about: 'Left as it is; where it is empty, the default is written.' },
};

/** When a row is applied, in the words of the portal, else of Graph. */
export const APPLIED: Record<string, string> = {
  always: 'Always',
  on_create: 'Only during creation',
  add_values: 'Always, values only added',
  keep_value: 'Always, never emptied',
  if_empty: 'Where empty',
};

/** What becomes of the values that a kind of change touches. */
const CHANGED: Record<string, string> = {
  overwrite: 'overwritten',
  clear: 'cleared',
  disable: 'disabled',
  reactivate: 'reactivated',
  fill: 'filled',
  reference: 'references set',
};

export const TELLING: Record<string, string> = {
  longest: 'Longest',
  blank: 'Blank',
  non_ascii: 'Beyond ASCII',
  frequent: 'Most frequent',
  failing: 'Failing',
};

export const MAP = {
  title: 'Mapping',
  about: 'Attribute by attribute as it would be set in the Entra portal, with what each row would do.',
  rows: 'Rows of the mapping',
  newRow: 'Add a row',
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Take the recommended',
  versions: 'Versions…',
  versionsTitle: 'Versions of the mapping',
  versionsAbout: 'Every saving is kept. Restoring one makes it the newest, so nothing is lost.',
  inForce: 'In force',
  restore: 'Restore',
  open: 'Open a mapping…',
  save: 'Save',
  discard: 'Discard',
  stale: 'The plan was made with another mapping.',
  staleHint: 'Run it again to see everything this one leads to.',
  preparing: 'Working out what is recommended…',
  keysAbout: 'Entra tries the keys from the top and stops at the first account it finds.',
  keyHits: 'find their own',
  keyTakeovers: 'another’s',
  keyAmbiguous: 'several',
  keyMisses: 'nothing',
  keyNoValue: 'no value',
  keyAsked: (asked: string) => `What this key finds for the ${asked} Azure users no earlier key has found`,
  keysBest: (keys: string, takeovers: string, duplicates: string) =>
    `Of all orders tried, ${keys} harms the fewest people: ${takeovers} takeovers, ${duplicates} second accounts.`,
  keysDocumented: ' The documented order is as good, or nearly, and is recommended.',
  compareAbout: 'Two versions over the same people: who moves, and which rows differ.',
  noPlan: {
    title: 'No mapping yet',
    why: 'Running the plan recommends a mapping from what both sides hold. It can be edited here, row by row.',
  },
  noSides: {
    title: 'A mapping needs both sides',
    why: 'Rows are recommended by holding Azure’s values against the intranet’s. At least one file of each side has to be imported first.',
  },
} as const;

/** `Edited, 23 Nov 2026, 14:05`, `own.json, …`, `Recommended`. */
export function versionName(version: MappingVersionInfo): string {
  if (version.number === 0 || version.origin === 'recommended') {
    return version.number === 0 ? 'Recommended' : `${version.number} · Recommended`;
  }
  const what = version.origin === 'given' ? version.name || 'From a file' : 'Edited';
  return `${version.number} · ${what}, ${moment(version.saved_at)}`;
}

/** `47 users move from Linked to Duplicate`, `312 fewer overwritten`: what edited rows would do. */
export function effectWords(preview: MappingPreview): string[] {
  const moves = preview.moves
    .filter((move) => move.side === 'azure')
    .map(({ count, from, to }) => {
      const who = count === 1 ? '1 user moves' : `${counted(count)} users move`;
      return `${who} from ${wordOf(from).label} to ${wordOf(to).label}`;
    });
  const kinds = preview.kinds
    .filter(({ before, now }) => before !== now)
    .map(({ kind, before, now }) => {
      const more = now > before ? 'more' : 'fewer';
      return `${counted(Math.abs(now - before))} ${more} ${CHANGED[kind] ?? wordOf(kind).label.toLowerCase()} (${counted(before)} → ${counted(now)})`;
    });
  return [...moves, ...kinds];
}

/** What the count of a telling user counts. */
export function tellingCount({ telling, count }: TellingRow): string {
  return telling === 'longest'
    ? plural(count, 'character', 'characters')
    : plural(count, 'user', 'users');
}

export const MAP_KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['↑', '↓'], 'Next and previous row'],
  [['Enter'], 'Edit the row'],
  [['Esc'], 'Leave the row; what was typed stays until it is discarded'],
  [['Ctrl', 'S'], 'Save'],
  [['Ctrl', 'Z'], 'Undo; with Shift do it again'],
  [['Ctrl', 'Space'], 'Complete a function or attribute'],
  [['Alt', '↑', '↓'], 'Move a match key'],
];
