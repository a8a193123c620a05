// Jobs beside the one in the status bar: asked for while somebody types, the last question counts.

import type { CommandFailure } from './failure';
import { asFailure } from './failure';
import type { JobName, JobParams, JobResult } from './host';
import { client } from './connection';
import type { RunningJob } from './client';

/** Asks a job again and again; a new question takes back the one before. */
export class Live<N extends JobName> {
  /** The last answer; kept while a newer one is worked out. */
  data = $state.raw<JobResult<N> | undefined>(undefined);
  failure = $state.raw<CommandFailure | undefined>(undefined);
  isWorking = $state(false);

  readonly #name: N;
  readonly #delayMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: RunningJob<JobResult<N>> | undefined;
  #round = 0;

  constructor(name: N, delayMs: number) {
    this.#name = name;
    this.#delayMs = delayMs;
  }

  ask(params: JobParams<N>): void {
    this.stop();
    this.isWorking = true;
    const round = this.#round;
    this.#timer = setTimeout(() => void this.#run(params, round), this.#delayMs);
  }

  /** Takes the question back; the last answer stays. */
  stop(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
    this.#running?.cancel();
    this.#running = undefined;
    this.isWorking = false;
  }

  clear(): void {
    this.stop();
    this.data = undefined;
    this.failure = undefined;
  }

  async #run(params: JobParams<N>, round: number): Promise<void> {
    this.#running = client().runJob(this.#name, params, () => {});
    try {
      const data = await this.#running.promise;
      if (round === this.#round) [this.data, this.failure] = [data, undefined];
    } catch (thrown) {
      if (round === this.#round) this.failure = asFailure(thrown);
    } finally {
      if (round === this.#round) this.isWorking = false;
    }
  }
}
