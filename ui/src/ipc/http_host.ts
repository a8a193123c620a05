// The host behind `presync serve`: the command table over loopback HTTP.

import type { Failure, FileHandle, JobProgress } from './bindings';
import { eventsOf } from './event_stream';
import { asFailure, CommandFailure } from './failure';
import type { CommandName, Host, JobName, JobParams, JobResult, Params, Result } from './host';

const TOKEN_KEY = 'presync-token';

type Answer<T> = { ok: T } | { failure: Failure };
type JobEvent<T> = Answer<T> | { progress: JobProgress };

/** Takes the token out of the address, so that it is neither seen nor bookmarked. */
export function takeToken(): string {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get('token');
  if (token === null) return sessionStorage.getItem(TOKEN_KEY) ?? '';
  sessionStorage.setItem(TOKEN_KEY, token);
  history.replaceState(null, '', location.pathname + location.search);
  return token;
}

export class HttpHost implements Host {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  async rpc<N extends CommandName>(name: N, params: Params<N>): Promise<Result<N>> {
    return this.#answer<Result<N>>(`/rpc/${name}`, JSON.stringify(params));
  }

  async job<N extends JobName>(
    id: string,
    name: N,
    params: JobParams<N>,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobResult<N>> {
    const response = await this.#post(`/job/${name}?id=${id}`, JSON.stringify(params));
    if (response.body === null) throw asFailure('the answer was empty');
    for await (const data of eventsOf(response.body)) {
      const event = JSON.parse(data) as JobEvent<JobResult<N>>;
      if (!('progress' in event)) return unwrap(event);
      onProgress(event.progress);
    }
    throw asFailure('the connection ended before the work did');
  }

  async cancel(id: string): Promise<void> {
    await this.#post(`/cancel/${id}`, '{}');
  }

  async upload(file: File): Promise<FileHandle> {
    return this.#answer<FileHandle>(`/upload?name=${encodeURIComponent(file.name)}`, file);
  }

  onFilesDropped(): () => void {
    return () => {}; // A browser's drops reach the page itself.
  }

  async #answer<T>(path: string, body: BodyInit): Promise<T> {
    const response = await this.#post(path, body);
    return unwrap((await response.json()) as Answer<T>);
  }

  async #post(path: string, body: BodyInit): Promise<Response> {
    const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
    const headers = { 'x-presync-token': this.#token, 'content-type': type };
    const response = await fetch(path, { method: 'POST', headers, body }).catch((error) => {
      throw asFailure(error);
    });
    if (response.status === 401 || response.status === 403) throw refused();
    return response;
  }
}

function unwrap<T>(answer: Answer<T>): T {
  if ('failure' in answer) throw new CommandFailure(answer.failure);
  return answer.ok;
}

function refused(): CommandFailure {
  return new CommandFailure({
    code: 'token_refused',
    message: 'This page is not allowed to talk to Presync: its token is missing or out of date.',
    hints: ['Open the address that `presync serve` printed.'],
  });
}
