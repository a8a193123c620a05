// What was read from the systems, until other files are read; and which secrets were handed over.

import type { PulledInfo, ScimTest } from '../../ipc';

class Pulled {
  info = $state.raw<PulledInfo | undefined>(undefined);
  tested = $state.raw<ScimTest | undefined>(undefined);
  /** Hosts and tenants for which a secret was given; the secrets themselves are not here. */
  given = $state<string[]>([]);

  /** The secret to send: the one typed, or none where one was given before. */
  secretFor(typed: string): string | null {
    return typed.trim() === '' ? null : typed;
  }

  noteGiven(key: string): void {
    if (!this.given.includes(key)) this.given.push(key);
  }

  forget(): void {
    this.given = [];
  }
}

export const pulled = new Pulled();
