// The keys of the review screen, and what each asks for.

import type { Press } from '../../ui/single_keys.svelte';

export type Ask =
  | { does: 'move'; by: 1 | -1 }
  | { does: 'accept' | 'reject' | 'new' | 'leave_out' }
  /** The candidate with this number, from 1. */
  | { does: 'candidate'; number: number }
  | { does: 'explain' | 'focus' | 'undo' | 'redo' | 'search' };

const BY_KEY: Record<string, Ask> = {
  j: { does: 'move', by: 1 },
  k: { does: 'move', by: -1 },
  ArrowDown: { does: 'move', by: 1 },
  ArrowUp: { does: 'move', by: -1 },
  a: { does: 'accept' },
  r: { does: 'reject' },
  n: { does: 'new' },
  l: { does: 'leave_out' },
  e: { does: 'explain' },
  f: { does: 'focus' },
  u: { does: 'undo' },
  U: { does: 'redo' },
  '/': { does: 'search' },
};

/** What a key press asks for; `undefined` for keys that are none of this screen's. */
export function askOf(press: Press, singleKeysOn: boolean): Ask | undefined {
  if (press.isTyping || press.hasAlt) return undefined;
  if (press.hasCommand) return withCommand(press.key);
  if (!singleKeysOn) return undefined;
  if (/^[1-9]$/.test(press.key)) return { does: 'candidate', number: Number(press.key) };
  return BY_KEY[press.key] ?? BY_KEY[press.key.toLowerCase()];
}

function withCommand(key: string): Ask | undefined {
  if (key === 'z') return { does: 'undo' };
  return key === 'Z' || key === 'y' ? { does: 'redo' } : undefined;
}

/** For the sheet of shortcuts and the hints beside the buttons. */
export const REVIEW_KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['J', 'K'], 'Next and previous pair'],
  [['A'], 'Accept: both are one person'],
  [['R'], 'Reject: they are two people'],
  [['N'], 'New: the Azure user is nobody the intranet knows'],
  [['L'], 'Leave out of the sync'],
  [['1', '…', '9'], 'Accept the candidate with this number'],
  [['E'], 'Show or hide why'],
  [['F'], 'Candidates side by side'],
  [['U'], 'Undo; with Shift do it again (also Ctrl Z)'],
  [['/'], 'Search'],
];
