// The keys that work everywhere. Single keys can be switched off; those with Ctrl or ⌘ cannot.

import type { Press } from '../ui/single_keys.svelte';
import type { StepId } from './steps';

export type Shortcut =
  | { does: 'step'; step: StepId }
  | { does: 'sheet' }
  | { does: 'palette' };

export const STEP_KEYS: readonly StepId[] = ['home', 'import', 'match', 'review', 'map', 'simulate', 'report', 'verify', 'connect'];

/** What a key press asks for, if anything. */
export function shortcutOf(press: Press, singleKeysOn: boolean): Shortcut | undefined {
  if (press.hasCommand) {
    return press.key.toLowerCase() === 'k' && !press.hasAlt ? { does: 'palette' } : undefined;
  }
  if (!singleKeysOn || press.isTyping || press.hasAlt) return undefined;
  if (press.key === '?') return { does: 'sheet' };
  const step = STEP_KEYS[Number(press.key) - 1];
  return step === undefined ? undefined : { does: 'step', step };
}
