// The keys of the Map screen that work wherever the focus is.

import type { Press } from '../../ui/single_keys.svelte';

export type MapAsk = 'save' | 'undo' | 'redo';

/** What a press asks for. In a field, undo is the field's own. */
export function askOf({ key, hasCommand, hasAlt, isTyping }: Press): MapAsk | undefined {
  if (!hasCommand || hasAlt) return undefined;
  if (key.toLowerCase() === 's') return 'save';
  if (isTyping) return undefined;
  if (key === 'z') return 'undo';
  return key === 'Z' || key === 'y' ? 'redo' : undefined;
}
