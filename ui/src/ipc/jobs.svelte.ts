// The job under way: one at a time, shown once it has taken long enough to be noticed.

import type { JobProgress } from './bindings';
import { asFailure, CommandFailure } from './failure';
import type { JobName, JobParams, JobResult } from './host';
import { client } from './connection';
import type { RunningJob } from './client';

const SHOWN_AFTER_MS = 250;

interface JobView {
  name: JobName;
  label: string;
  progress: JobProgress | undefined;
  isShown: boolean;
  isCancelling: boolean;
}

class Jobs {
  #view = $state<JobView | null>(null);
  #running: RunningJob<unknown> | undefined;

  get current(): JobView | null {
    return this.#view;
  }

  get isBusy(): boolean {
    return this.#view !== null;
  }

  isRunning(name: JobName): boolean {
    return this.#view?.name === name;
  }

  /** Runs a job under a label such as `Running the plan`; rejects with a `CommandFailure`. */
  async run<N extends JobName>(
    name: N,
    label: string,
    params: JobParams<N>,
  ): Promise<JobResult<N>> {
    if (this.#view !== null) throw busy(this.#view.label);
    this.#view = { name, label, progress: undefined, isShown: false, isCancelling: false };
    const view = this.#view;
    const timer = setTimeout(() => (view.isShown = true), SHOWN_AFTER_MS);
    try {
      const running = client().runJob(name, params, (progress) => (view.progress = progress));
      this.#running = running;
      return await running.promise;
    } catch (thrown) {
      throw asFailure(thrown);
    } finally {
      clearTimeout(timer);
      this.#view = null;
      this.#running = undefined;
    }
  }

  cancel(): void {
    if (this.#view === null || this.#running === undefined) return;
    this.#view.isCancelling = true;
    this.#running.cancel();
  }
}

function busy(label: string): CommandFailure {
  return new CommandFailure({
    code: 'job_running',
    message: `Something else is under way: ${label}.`,
    hints: ['Wait until it has finished, or stop it in the status bar.'],
  });
}

export const jobs = new Jobs();
