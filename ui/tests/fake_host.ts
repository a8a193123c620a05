// A host in memory, for tests of what stands on top of one.

import { CommandFailure } from '../src/ipc';
import type { FileHandle, JobProgress } from '../src/ipc';
import type {
  CommandName,
  Host,
  JobName,
  JobParams,
  JobResult,
  Params,
  Result,
} from '../src/ipc/host';

type Answers = { [N in CommandName]?: (params: Params<N>) => Result<N> | Promise<Result<N>> };
type Work = {
  [N in JobName]?: (tell: (progress: JobProgress) => void, stopped: Promise<void>) => Promise<JobResult<N>>;
};

export class FakeHost implements Host {
  /** Commands in the order they came. */
  readonly asked: string[] = [];
  readonly #answers: Answers;
  readonly #work: Work;
  readonly #stops = new Map<string, () => void>();

  constructor(answers: Answers = {}, work: Work = {}) {
    this.#answers = answers;
    this.#work = work;
  }

  async rpc<N extends CommandName>(name: N, params: Params<N>): Promise<Result<N>> {
    this.asked.push(name);
    const answer = this.#answers[name];
    if (answer === undefined) throw unknown(name);
    return answer(params);
  }

  async job<N extends JobName>(
    id: string,
    name: N,
    _params: JobParams<N>,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobResult<N>> {
    this.asked.push(name);
    const work = this.#work[name];
    if (work === undefined) throw unknown(name);
    const stopped = new Promise<void>((stop) => this.#stops.set(id, stop));
    return work(onProgress, stopped) as Promise<JobResult<N>>;
  }

  async cancel(id: string): Promise<void> {
    this.#stops.get(id)?.();
  }

  async upload(file: File): Promise<FileHandle> {
    return { handle: `upload of ${file.name}`, name: file.name, bytes: file.size };
  }

  onFilesDropped(): () => void {
    return () => {};
  }
}

function unknown(name: string): CommandFailure {
  return new CommandFailure({ code: 'unknown_command', message: `No answer to ${name}.`, hints: [] });
}

/** A promise that is settled from outside. */
export function later<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Lets everything that is ready run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
