// Answers that are on screen, kept until a command writes a tag they read.

import { tags, type Tag } from './bindings';
import { asFailure, type CommandFailure } from './failure';
import type { CommandName, Params, Result } from './host';

export interface Snapshot<T> {
  /** The last answer; kept while a newer one is fetched. */
  data: T | undefined;
  failure: CommandFailure | undefined;
  loading: boolean;
}

type Fetch = (name: CommandName, params: never) => Promise<unknown>;
type Listener = (snapshot: Snapshot<unknown>) => void;

interface Entry {
  name: CommandName;
  params: unknown;
  snapshot: Snapshot<unknown>;
  listeners: Set<Listener>;
  /** Counts fetches, so that an answer overtaken by an invalidation is dropped. */
  round: number;
}

export class QueryCache {
  readonly #fetch: Fetch;
  readonly #entries = new Map<string, Entry>();
  readonly #watchers = new Map<() => void, readonly Tag[]>();

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** Tells the listener the present snapshot at once and every later one. */
  subscribe<N extends CommandName>(
    name: N,
    params: Params<N>,
    listener: (snapshot: Snapshot<Result<N>>) => void,
  ): () => void {
    const key = `${name} ${JSON.stringify(params)}`;
    const entry = this.#entries.get(key) ?? this.#add(key, name, params);
    const hasFailed = entry.snapshot.failure !== undefined && !entry.snapshot.loading;
    if (hasFailed && entry.listeners.size === 0) void this.#load(entry);
    entry.listeners.add(listener as Listener);
    listener(entry.snapshot as Snapshot<Result<N>>);
    return () => entry.listeners.delete(listener as Listener);
  }

  /** Calls back whenever one of the tags is written. */
  watch(reads: readonly Tag[], changed: () => void): () => void {
    this.#watchers.set(changed, reads);
    return () => this.#watchers.delete(changed);
  }

  /** Asks again for what is on screen and forgets the rest. */
  invalidate(writes: readonly Tag[]): void {
    if (writes.length === 0) return;
    const isTouched = (reads: readonly Tag[]) => reads.some((tag) => writes.includes(tag));
    for (const [key, entry] of [...this.#entries]) {
      if (!isTouched(tags[entry.name].reads)) continue;
      if (entry.listeners.size === 0) this.#entries.delete(key);
      else void this.#load(entry);
    }
    for (const [changed, reads] of [...this.#watchers]) if (isTouched(reads)) changed();
  }

  #add(key: string, name: CommandName, params: unknown): Entry {
    const snapshot = { data: undefined, failure: undefined, loading: true };
    const entry: Entry = { name, params, snapshot, listeners: new Set(), round: 0 };
    this.#entries.set(key, entry);
    void this.#load(entry);
    return entry;
  }

  async #load(entry: Entry): Promise<void> {
    const round = ++entry.round;
    const tell = (snapshot: Snapshot<unknown>) => {
      if (round !== entry.round) return;
      entry.snapshot = snapshot;
      for (const listener of [...entry.listeners]) listener(snapshot);
    };
    tell({ ...entry.snapshot, loading: true });
    try {
      const data = await this.#fetch(entry.name, entry.params as never);
      tell({ data, failure: undefined, loading: false });
    } catch (thrown) {
      tell({ data: entry.snapshot.data, failure: asFailure(thrown), loading: false });
    }
  }
}
