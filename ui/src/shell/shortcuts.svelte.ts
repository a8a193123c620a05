// The keys that work everywhere. Single keys can be switched off; those with Ctrl or ⌘ cannot.

import type { StepId } from './steps';

export type Shortcut =
  | { does: 'step'; step: StepId }
  | { does: 'sheet' }
  | { does: 'palette' };

const KEY = 'presync-single-keys';
const STEP_KEYS: readonly StepId[] = ['home', 'import', 'simulate', 'report'];

class SingleKeys {
  on = $state(localStorage.getItem(KEY) !== 'off');

  toggle(): void {
    this.on = !this.on;
    localStorage.setItem(KEY, this.on ? 'on' : 'off');
  }
}

export const singleKeys = new SingleKeys();

interface Press {
  key: string;
  hasCommand: boolean;
  hasAlt: boolean;
  /** Whether the key goes into a field. */
  isTyping: boolean;
}

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

/** A browser's key event in the terms of `shortcutOf`. */
export function pressOf(event: KeyboardEvent): Press {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  return {
    key: event.key,
    hasCommand: event.ctrlKey || event.metaKey,
    hasAlt: event.altKey,
    isTyping: target?.closest('input, textarea, select, [contenteditable]') != null,
  };
}
