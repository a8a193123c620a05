// Where the tour is. It can be skipped at any stop and begun again at any time.

import { HELP_EN, type StopId } from '../../text/help';

export const STOPS = Object.keys(HELP_EN.stops) as StopId[];

const KEY = 'presync-tour';

class Tour {
  #at = $state<number | undefined>(undefined);
  /** Whether it was taken or skipped once: then it is offered quietly. */
  wasSeen = $state(localStorage.getItem(KEY) === 'seen');

  get stop(): StopId | undefined {
    return this.#at === undefined ? undefined : STOPS[this.#at];
  }

  get number(): number {
    return (this.#at ?? 0) + 1;
  }

  start(): void {
    this.#at = 0;
  }

  back(): void {
    this.#at = Math.max(0, (this.#at ?? 0) - 1);
  }

  /** The next stop; after the last one it ends. */
  next(): void {
    const next = (this.#at ?? 0) + 1;
    if (next < STOPS.length) this.#at = next;
    else this.end();
  }

  end(): void {
    this.#at = undefined;
    this.wasSeen = true;
    localStorage.setItem(KEY, 'seen');
  }
}

export const tour = new Tour();
