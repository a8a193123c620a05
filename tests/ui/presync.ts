// A server of its own for every journey, and a page that has been opened at it.
// A journey fails when the page throws, or says an error to the console, as it does when its policy refuses something.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, test as base, type Locator, type Page } from '@playwright/test';

const ROOT = join(import.meta.dirname, '../..');
const BINARY = process.env['PRESYNC_BIN'] ?? join(ROOT, 'target/debug/presync');
export const EXAMPLE = join(ROOT, 'examples/harbour-and-vale');

interface Server {
  url: string;
  /** The folder that stands for everything the server may write to. */
  home: string;
}

export const test = base.extend<{ server: Server; ui: Ui }>({
  server: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'presync-journey-'));
    const dist = join(ROOT, 'ui/dist');
    const process = spawn(BINARY, ['serve', '--home', home, '--ui', dist, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await use({ url: await announced(process), home });
    process.kill();
    rmSync(home, { recursive: true, force: true });
  },
  ui: async ({ page, server }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.goto(server.url);
    await use(new Ui(page));
    expect(complaints).toEqual([]);
  },
});

/** The first line on stdout says where the server is. */
async function announced(process: ChildProcess): Promise<string> {
  if (process.stdout === null) throw new Error('the server has no stdout');
  for await (const line of createInterface({ input: process.stdout })) {
    return (JSON.parse(line) as { url: string }).url;
  }
  throw new Error(`${BINARY} ended before it said where it is`);
}

export { expect };

/** The page in the words of whoever uses it. */
export class Ui {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, level: 1 });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  step(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  lane(name: 'Intranet now' | 'Azure to come'): Locator {
    return this.page.getByRole('region', { name });
  }

  verdict(): Locator {
    return this.page.getByRole('region', { name: 'Verdict' });
  }

  grid(): Locator {
    return this.page.getByRole('grid');
  }

  /** Rows of the grid without its head, as the page says it. */
  async rowCount(): Promise<number> {
    await expect(this.grid()).toHaveAttribute('aria-busy', 'false');
    return Number(await this.grid().getAttribute('aria-rowcount')) - 1;
  }

  /** The drawn cells of a column, from the top, without grey ones. */
  async cells(column: string): Promise<string[]> {
    const heads = await this.page.getByRole('columnheader').allInnerTexts();
    const index = heads.findIndex((head) => head.trim() === column) + 1;
    expect(index, `a column ${column}`).toBeGreaterThan(0);
    const cells = this.grid().locator(`[role=gridcell][aria-colindex="${index}"]`);
    return (await cells.allInnerTexts()).map((text) => text.trim());
  }

  async openSample(): Promise<void> {
    await this.button('Open the sample migration').click();
    await expect(this.heading('Import')).toBeVisible();
    await expect(this.lane('Azure to come').getByText('Azure users page 2.json')).toBeVisible();
  }

  async runPlan(): Promise<void> {
    await this.button('Run the plan').click();
    await expect(this.verdict()).toBeVisible({ timeout: 120_000 });
  }

  /** Runs the plan from a step that offers it, and stays there. */
  async runPlanFrom(step: string): Promise<void> {
    await this.button('Run the plan').click();
    await expect(this.step(step)).toContainText('done', { timeout: 120_000 });
  }

  /** Puts files into a lane the way the file chooser does. */
  async choose(lane: 'Intranet now' | 'Azure to come', files: string[]): Promise<void> {
    await this.lane(lane).locator('input[type=file]').setInputFiles(files);
    for (const file of files) {
      const name = file.split('/').at(-1) ?? '';
      const card = this.page.getByRole('article', { name });
      await expect(card).toHaveAttribute('aria-busy', 'false');
    }
  }
}

/** `1,204` → 1204. */
export function number(text: string | null): number {
  return Number((text ?? '').replaceAll(',', ''));
}
