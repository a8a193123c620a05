// The door of `ipc`: everything else in the page talks to the host through this file.

import { client } from './connection';
import type { CommandName, Params, Result } from './host';

export type * from './bindings';
export { asFailure, CommandFailure } from './failure';
export { connect } from './connection';
export { files } from './files';
export { jobs } from './jobs.svelte';
export { describeProgress } from './job_state';
export { Live } from './live.svelte';
export { query, revision } from './query.svelte';

/** Runs a quick command; rejects with a `CommandFailure`. */
export function rpc<N extends CommandName>(name: N, params: Params<N>): Promise<Result<N>> {
  return client().rpc(name, params);
}
