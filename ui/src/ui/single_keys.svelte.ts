// Whether keys pressed alone do something. People who dictate, or press keys by accident, switch them off.

const KEY = 'presync-single-keys';

class SingleKeys {
  on = $state(localStorage.getItem(KEY) !== 'off');

  toggle(): void {
    this.on = !this.on;
    localStorage.setItem(KEY, this.on ? 'on' : 'off');
  }
}

export const singleKeys = new SingleKeys();

export interface Press {
  key: string;
  hasCommand: boolean;
  hasAlt: boolean;
  /** Whether the key goes into a field. */
  isTyping: boolean;
}

/** A browser's key event in the terms of the shortcuts. */
export function pressOf(event: KeyboardEvent): Press {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  return {
    key: event.key,
    hasCommand: event.ctrlKey || event.metaKey,
    hasAlt: event.altKey,
    isTyping: target?.closest('input, textarea, select, [contenteditable]') != null,
  };
}
