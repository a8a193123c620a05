// The one way from the page to the host: commands, jobs, and what they make stale.

import { tags, type JobProgress } from './bindings';
import { asFailure } from './failure';
import type { CommandName, Host, JobName, JobParams, JobResult, Params, Result } from './host';
import { QueryCache } from './query_cache';

export interface RunningJob<T> {
  promise: Promise<T>;
  cancel: () => void;
}

export class Client {
  readonly host: Host;
  readonly cache: QueryCache;

  constructor(host: Host) {
    this.host = host;
    this.cache = new QueryCache((name, params) => host.rpc(name, params));
  }

  /** Runs a command; rejects with a `CommandFailure`. */
  async rpc<N extends CommandName>(name: N, params: Params<N>): Promise<Result<N>> {
    try {
      const result = await this.host.rpc(name, params);
      this.cache.invalidate(tags[name].writes);
      return result;
    } catch (thrown) {
      throw asFailure(thrown);
    }
  }

  /** Starts a job. Whatever its end, what it may have changed is asked for again. */
  runJob<N extends JobName>(
    name: N,
    params: JobParams<N>,
    onProgress: (progress: JobProgress) => void,
  ): RunningJob<JobResult<N>> {
    const id = crypto.randomUUID();
    const promise = this.host
      .job(id, name, params, onProgress)
      .catch((thrown: unknown) => {
        throw asFailure(thrown);
      })
      .finally(() => this.cache.invalidate(tags[name].writes));
    return { promise, cancel: () => void this.host.cancel(id).catch(() => {}) };
  }
}
