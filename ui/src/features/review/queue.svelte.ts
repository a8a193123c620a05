// The queue of pairs that wait: one query, its pages, the pair at hand, and what is decided about it.

import {
  asFailure,
  rpc,
  type CommandFailure,
  type GridFilter,
  type PairRef,
  type ReviewQuery,
  type ReviewQueue,
  type ReviewRow,
  type WireVerdict,
} from '../../ipc';
import { PageCache } from '../../grid/page_cache';
import { decisionAfter, sectionsAfter, type Decided } from './local';
import { reviewer } from '../../ui/reviewer.svelte';

export interface ReviewView {
  search: string;
  filters: GridFilter[];
  scoreMin: number | undefined;
}

export const ALL_PAIRS: ReviewView = { search: '', filters: [], scoreMin: undefined };

interface Found {
  queue: ReviewQueue;
  pages: PageCache<ReviewRow>;
}

export class Queue {
  #found = $state.raw<Found | undefined>(undefined);
  #arrivals = $state(0);
  #round = 0;
  loading = $state(true);
  /** Whether a decision is on its way. */
  deciding = $state(false);
  failure = $state.raw<CommandFailure | undefined>(undefined);
  /** The pair at hand. */
  at = $state(0);

  get queue(): ReviewQueue | undefined {
    return this.#found?.queue;
  }

  get total(): number {
    return this.#found?.queue.total ?? 0;
  }

  get current(): ReviewRow | undefined {
    return this.row(this.at);
  }

  row(index: number): ReviewRow | undefined {
    void this.#arrivals;
    return this.#found?.pages.row(index);
  }

  /** Asks anew; `keeps` the pair at hand where it still is. */
  async ask(view: ReviewView, keeps = false): Promise<void> {
    const round = ++this.#round;
    this.loading = true;
    try {
      const queue = await rpc('match.review', queryOf(view));
      const pages = new PageCache<ReviewRow>(
        async (offset, limit) =>
          (await rpc('match.review_page', { result: queue.result, offset, limit })).rows,
        () => (this.#arrivals += 1),
      );
      const at = keeps ? Math.min(this.at, Math.max(0, queue.total - 1)) : 0;
      await pages.ensure(at, Math.min(queue.total, at + 1));
      if (round !== this.#round) return;
      this.#found = { queue, pages };
      this.at = at;
      this.failure = undefined;
    } catch (thrown) {
      if (round === this.#round) this.failure = asFailure(thrown);
    } finally {
      if (round === this.#round) this.loading = false;
    }
  }

  ensure(first: number, end: number): void {
    const round = this.#round;
    this.#found?.pages.ensure(first, Math.min(end, this.total)).catch((thrown: unknown) => {
      if (round === this.#round) this.failure = asFailure(thrown);
    });
  }

  move(by: number): void {
    this.at = Math.max(0, Math.min(this.total - 1, this.at + by));
    this.ensure(this.at, this.at + 1);
  }

  /** Decides about the pair at hand; the next open pair is at hand then. Rejects with a `CommandFailure`. */
  async decide(verdict: WireVerdict, reason: string, instead?: PairRef): Promise<ReviewRow | undefined> {
    const [found, row] = [this.#found, this.current];
    if (found === undefined || row === undefined || this.deciding) return undefined;
    const pair: PairRef = { legacy: row.legacy.position, azure: row.azure.position };
    this.deciding = true;
    try {
      await rpc('match.decide', {
        plan: found.queue.plan,
        verdict,
        pairs: [pair],
        ...(instead === undefined ? {} : { instead }),
        reason,
        by: reviewer.name,
      });
      this.#apply(found, { verdict, pair, instead });
      await this.#nextOpen(found);
      return row;
    } finally {
      this.deciding = false;
    }
  }

  /** Shows at once what was decided; the counts are the host's again with the next question. */
  #apply(found: Found, decided: Decided): void {
    const changed: { section: string; before: string; after: string }[] = [];
    found.pages.patch((row) => {
      const after = decisionAfter(row, decided);
      if (after === row.decision) return row;
      changed.push({ section: row.section, before: row.decision, after });
      return { ...row, decision: after };
    });
    const sections = sectionsAfter(found.queue.sections, changed);
    this.#found = { ...found, queue: { ...found.queue, sections } };
    this.#arrivals += 1;
  }

  async #nextOpen({ pages }: Found): Promise<void> {
    for (let at = this.at + 1; at < this.total; at += 1) {
      await pages.ensure(at, at + 1);
      if (pages.row(at)?.decision === '') {
        this.at = at;
        return;
      }
    }
    this.at = Math.min(this.at + 1, Math.max(0, this.total - 1));
  }
}

function queryOf({ search, filters, scoreMin }: ReviewView): ReviewQuery {
  return { search, filters, ...(scoreMin === undefined ? {} : { score_min: scoreMin }) };
}
