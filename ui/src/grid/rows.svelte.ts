// The rows of a grid: one query, its handle, and the pages cut from it.

import { asFailure, rpc, type CommandFailure, type GridQuery, type WireTable } from '../ipc';
import type { View } from './filters';
import { PageCache } from './page_cache';

interface Found {
  total: number;
  columns: string[];
  pages: PageCache;
}

export class Rows {
  #found = $state.raw<Found | undefined>(undefined);
  /** Grows when rows arrive, so that what is drawn looks again. */
  #arrivals = $state(0);
  #round = 0;
  loading = $state(true);
  failure = $state.raw<CommandFailure | undefined>(undefined);

  get total(): number {
    return this.#found?.total ?? 0;
  }

  get columns(): string[] {
    return this.#found?.columns ?? [];
  }

  get isKnown(): boolean {
    return this.#found !== undefined;
  }

  row(index: number): string[] | undefined {
    void this.#arrivals;
    return this.#found?.pages.row(index);
  }

  /** Asks anew; the rows on screen stay until the answer is there. */
  async ask(table: WireTable, view: View): Promise<void> {
    const round = ++this.#round;
    this.loading = true;
    try {
      const { result, total, columns } = await rpc('grid.query', queryOf(table, view));
      const pages = new PageCache(
        async (offset, limit) => (await rpc('grid.page', { result, offset, limit })).rows,
        () => (this.#arrivals += 1),
      );
      await pages.ensure(0, Math.min(total, 1));
      if (round !== this.#round) return;
      this.#found = { total, columns, pages };
      this.failure = undefined;
    } catch (thrown) {
      if (round === this.#round) this.failure = asFailure(thrown);
    } finally {
      if (round === this.#round) this.loading = false;
    }
  }

  /** Fetches what is about to be drawn. */
  ensure(first: number, end: number): void {
    const round = this.#round;
    this.#found?.pages.ensure(first, end).catch((thrown: unknown) => {
      if (round === this.#round) this.failure = asFailure(thrown);
    });
  }

  async fetch(first: number, end: number): Promise<string[][]> {
    return (await this.#found?.pages.rows(first, end)) ?? [];
  }
}

export function queryOf(table: WireTable, view: View): GridQuery {
  const { search, filters, sort } = view;
  return { table, search, filters, ...(sort === undefined ? {} : { sort }) };
}
