// Cached answers as Svelte state.

import { tags, type Tag } from './bindings';
import type { CommandName, Params, Result } from './host';
import { client } from './connection';
import type { Snapshot } from './query_cache';

const IDLE: Snapshot<never> = { data: undefined, failure: undefined, loading: false };

/** An answer that follows its parameters and the tags it reads. No parameters: nothing is asked. */
export function query<N extends CommandName>(name: N, params: () => Params<N> | undefined) {
  let snapshot = $state.raw<Snapshot<Result<N>>>({ ...IDLE, loading: true });
  $effect(() => {
    const wanted = params();
    if (wanted === undefined) {
      snapshot = IDLE;
      return undefined;
    }
    return client().cache.subscribe(name, wanted, (next) => {
      snapshot = next;
    });
  });
  return {
    get data() {
      return snapshot.data;
    },
    get failure() {
      return snapshot.failure;
    },
    get loading() {
      return snapshot.loading;
    },
  };
}

/** A number that grows whenever something a command reads was written. */
export function revision(name: CommandName) {
  let count = $state(0);
  const reads: readonly Tag[] = tags[name].reads;
  $effect(() =>
    client().cache.watch(reads, () => {
      count += 1;
    }),
  );
  return {
    get count() {
      return count;
    },
  };
}
