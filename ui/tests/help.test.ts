import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test, vi } from 'vitest';

import { GLOSSARY_EN, TERM_IDS, TERMS_OF_STEP } from '../src/text/glossary';
import { HELP_EN } from '../src/text/help';
import { SHELL_EN } from '../src/text/shell';

beforeAll(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
});

/** The words that the product is described in. */
const WORDS = `intranet user, azure user, workspace, import, link, mapping, plan, finding, budget, fix, verdict,
  linked, duplicate, takeover, created, ambiguous, skipped, orphan, out of scope, certain, likely, to review, rejected,
  confirmed, denied, assumption, stale, rehearsal, hold back, scope, match key, hand-over package`;

describe('the glossary', () => {
  test('explains every word the product is described in', () => {
    const known = TERM_IDS.map((id) => GLOSSARY_EN[id].term.toLowerCase());
    const missing = WORDS.split(/,\s*/).filter((word) => !known.includes(word.trim()));
    expect(missing).toEqual([]);
  });

  test('is offered on every step of the rail', () => {
    expect(Object.keys(TERMS_OF_STEP).sort()).toEqual(Object.keys(SHELL_EN.steps).sort());
    expect(Object.values(TERMS_OF_STEP).every((terms) => terms.length > 1)).toBe(true);
  });

  test('says each word in a sentence that ends', () => {
    expect(TERM_IDS.filter((id) => !/^[A-Z].*\.$/.test(GLOSSARY_EN[id].about))).toEqual([]);
  });
});

describe('the tour', () => {
  test('stops at every step of the rail, in its order', () => {
    expect(Object.keys(HELP_EN.stops)).toEqual(Object.keys(SHELL_EN.steps));
  });

  test('goes forth and back, ends after the last stop, and begins again', async () => {
    const { STOPS, tour } = await import('../src/features/tour/tour.svelte');
    expect([tour.stop, tour.wasSeen]).toEqual([undefined, false]);
    tour.start();
    tour.next();
    tour.back();
    tour.back();
    expect(tour.stop).toBe('home');
    for (const stop of STOPS) {
      expect(tour.stop).toBe(stop);
      tour.next();
    }
    expect([tour.stop, tour.wasSeen]).toEqual([undefined, true]);
    tour.start();
    expect(tour.stop).toBe('home');
    tour.end();
  });
});

describe('the user guide', () => {
  const GUIDE = join(import.meta.dirname, '../../docs/guide');
  const read = (name: string) => readFileSync(join(GUIDE, name), 'utf8');
  const pages = ['home', 'import', 'match', 'review', 'map', 'simulate', 'report', 'verify'];
  const pictures = readdirSync(join(GUIDE, 'img'));

  test.each(pages)('has a page on %s with a picture, linked from its first page', (page) => {
    expect(read(`${page}.md`)).toContain(`](img/${page}.png)`);
    expect(read('README.md')).toContain(`](${page}.md)`);
  });

  test('is linked from the README', () => {
    expect(readFileSync(join(GUIDE, '../../README.md'), 'utf8')).toContain('](docs/guide/README.md)');
  });

  test('has no picture that nobody shows, and none that is missing', () => {
    const all = readdirSync(GUIDE).filter((name) => name.endsWith('.md')).map(read).join('\n');
    const shown = [...all.matchAll(/\]\(img\/([^)]+)\)/g)].map(([, name]) => name);
    expect([...new Set(shown)].sort()).toEqual(pictures.sort());
  });

  test.each(pictures)('%s is a small PNG of 1280×800 that a journey takes', (name) => {
    const bytes = readFileSync(join(GUIDE, 'img', name));
    expect([bytes.toString('latin1', 1, 4), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(['PNG', 1280, 800]);
    expect(bytes.length).toBeLessThan(300_000);
    const journey = readFileSync(join(GUIDE, '../../tests/ui/guide.spec.ts'), 'utf8');
    expect(journey).toContain(`'${name.replace('.png', '')}'`);
  });
});
