// Short messages at the edge of the window. A failure stays until it is closed.

import type { CommandFailure } from '../ipc';

export interface Toast {
  id: number;
  tone: 'red' | 'green' | 'blue';
  message: string;
  hints: readonly string[];
}

const SHOWN_MS = 6000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  /** Something went well. */
  done(message: string): void {
    this.#add('green', message, [], SHOWN_MS);
  }

  /** Something to know. */
  note(message: string): void {
    this.#add('blue', message, [], SHOWN_MS);
  }

  /** A command failed; being stopped by the user is no failure. */
  failed(failure: CommandFailure): void {
    if (failure.wasCancelled) this.note('Stopped. Nothing was left half-done.');
    else this.#add('red', failure.message, failure.hints, undefined);
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(tone: Toast['tone'], message: string, hints: readonly string[], ms: number | undefined) {
    const id = this.#next++;
    this.list = [...this.list.slice(-3), { id, tone, message, hints }];
    if (ms !== undefined) setTimeout(() => this.close(id), ms);
  }
}

export const toasts = new Toasts();
