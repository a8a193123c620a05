// Windows of rows, fetched when first looked at and kept while there is room.

export const PAGE_ROWS = 200;
const PAGES_MAX = 40;

export type FetchPage<Row> = (offset: number, limit: number) => Promise<Row[]>;

export class PageCache<Row = string[]> {
  readonly #fetch: FetchPage<Row>;
  readonly #loaded: () => void;
  /** In the order of their last use. */
  readonly #pages = new Map<number, Row[]>();
  readonly #wanted = new Map<number, Promise<void>>();

  /** `loaded` is called whenever rows have arrived. */
  constructor(fetch: FetchPage<Row>, loaded: () => void) {
    this.#fetch = fetch;
    this.#loaded = loaded;
  }

  /** A row that is here; `undefined` until its page has arrived. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  /** Fetches the pages of a stretch of rows. Rejects with the first failure. */
  async ensure(first: number, end: number): Promise<void> {
    const pages: Promise<void>[] = [];
    for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS < end; page += 1) {
      pages.push(this.#page(page));
    }
    await Promise.all(pages);
  }

  /** Rows of a stretch, fetched page by page; for copying. */
  async rows(first: number, end: number): Promise<Row[]> {
    const list: Row[] = [];
    for (let at = first; at < end; at = nextPage(at)) {
      const stop = Math.min(end, nextPage(at));
      await this.ensure(at, stop);
      for (let index = at; index < stop; index += 1) {
        const row = this.row(index);
        if (row !== undefined) list.push(row);
      }
    }
    return list;
  }

  /** Changes the rows that are here; those still to come are the host's. */
  patch(change: (row: Row) => Row): void {
    for (const [page, rows] of this.#pages) this.#pages.set(page, rows.map(change));
  }

  #page(page: number): Promise<void> {
    const held = this.#pages.get(page);
    if (held !== undefined) {
      this.#pages.delete(page);
      this.#pages.set(page, held);
      return Promise.resolve();
    }
    const wanted = this.#wanted.get(page) ?? this.#load(page);
    this.#wanted.set(page, wanted);
    return wanted;
  }

  async #load(page: number): Promise<void> {
    try {
      this.#pages.set(page, await this.#fetch(page * PAGE_ROWS, PAGE_ROWS));
      const oldest = this.#pages.keys().next().value;
      if (this.#pages.size > PAGES_MAX && oldest !== undefined) this.#pages.delete(oldest);
      this.#loaded();
    } finally {
      this.#wanted.delete(page);
    }
  }
}

function nextPage(index: number): number {
  return (Math.floor(index / PAGE_ROWS) + 1) * PAGE_ROWS;
}
