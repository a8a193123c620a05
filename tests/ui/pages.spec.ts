// The pages of the hand-over package, opened as files: valid, readable by everybody, silent, and printable.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';

const ROOT = join(import.meta.dirname, '../..');
const BINARY = process.env['PRESYNC_BIN'] ?? join(ROOT, 'target/debug/presync');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PAGES = ['report.html', 'report-redacted.html', 'runbook.html'];
/** A picture of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let folder = '';

/** The sample's package, in the customer's look. */
function write(language: string): string {
  const out = join(folder, language);
  if (existsSync(out)) return out;
  const logo = join(folder, 'logo.png');
  writeFileSync(logo, Buffer.from(PIXEL, 'base64'));
  const look = ['--customer', 'Harbour & Vale', '--logo', logo, '--colour', '#7d0b4f', '--language', language];
  const args = ['plan', '--sample', '--quiet', '--now', '2026-11-23T09:00:00Z', '--out', out, ...look];
  const ended = spawnSync(BINARY, args, { encoding: 'utf8' });
  expect([0, 3], ended.stderr).toContain(ended.status);
  return out;
}

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'presync-pages-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const language of ['en', 'de']) {
  for (const name of PAGES) {
    test(`${name} in ${language}`, async ({ page }) => {
      test.slow();
      const path = join(write(language), name);
      const validator = new HtmlValidate({
        extends: ['html-validate:standard', 'html-validate:document'],
        // Rows of a list head are told by their place; the length of a title is for search engines.
        rules: { 'long-title': 'off', 'no-inline-style': 'error' },
      });
      const report = await validator.validateString(readFileSync(path, 'utf8'), path);
      const wrong = report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`),
      );
      expect([...new Set(wrong)].slice(0, 20)).toEqual([]);

      const said: string[] = [];
      page.on('console', (line) => said.push(line.text()));
      page.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) said.push(request.url());
      });
      await page.goto(`file://${path}`);
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(', ')}`);
      expect(found).toEqual([]);
      expect(said, 'the page is silent and loads nothing').toEqual([]);
    });
  }
}

test('the report prints with its heads and page numbers', async ({ page }) => {
  await page.goto(`file://${join(write('en'), 'report.html')}`);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
  expect(pages.length).toBeGreaterThan(5);
  if (process.env['PRESYNC_PDF']) writeFileSync(process.env['PRESYNC_PDF'], pdf);
});
