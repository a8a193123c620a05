// No text is hard-coded outside `src/text`. Screens that are not there yet are listed; the list only shrinks.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../src');

/** Rooms whose words are still in their components. */
const NOT_YET = [
  'features/import/',
  'features/map/',
  'features/match/',
  'features/report/',
  'features/review/',
  'features/simulate/',
  'grid/',
  'ui/BeforePlan.svelte',
  'ui/LinkTable.svelte',
];
/** How many there were when this was written. */
const NOT_YET_MAX = 9;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svelte'))
  .map((name) => name.replaceAll('\\', '/'));

/** Splits markup into what stands between tags and what is in braces. */
function split(markup: string): { plain: string; code: string } {
  let [plain, code, depth] = ['', '', 0];
  for (const sign of markup) {
    if (sign === '{') depth += 1;
    if (depth === 0) plain += sign;
    else code += sign;
    if (sign === '}') depth -= 1;
    if (sign === '}' && depth === 0) code += '\n';
  }
  return { plain, code };
}

/** Words of the page that a component spells out itself. */
export function literals(component: string): string[] {
  const script = [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text).join('\n');
  const markup = component
    .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
    .replace(/=>/g, '=');
  const { plain, code } = split(markup);
  // What is no text for translators, such as the product's name, is marked as that.
  const kept = plain.replace(/<(\w+)[^>]*translate="no"[^>]*>[^<]*<\/\1>/g, '');
  const between = kept.replace(/<[^>]*>/g, '\n').match(/.*[A-Za-z]{2,}.*/g) ?? [];
  const attributes = plain.match(/(aria-label|title|placeholder|label|alt|message|why|legend)="[^"]*[A-Za-z]{2,}[^"]*"/g) ?? [];
  const strings = `${script.replace(/^\s*(import|\/\/|\/?\*).*$/gm, '')}\n${code}`.match(/'[A-Z][a-z]+( [^'\n]*|…)'/g) ?? [];
  return [...between, ...attributes, ...strings].map((text) => text.trim());
}

const isNotYet = (path: string) => NOT_YET.some((room) => path.startsWith(room));
const literalsOf = (path: string) => literals(readFileSync(join(SRC, path), 'utf8'));

describe('words in components', () => {
  test.each([
    ['<p>Hello you</p>', ['Hello you']],
    ['<p>{T.hello} · {count}</p>', []],
    ['<p aria-label="Close it">{x}</p>', ['aria-label="Close it"']],
    ["<b>{busy ? 'Stopping…' : T.stop}</b>", ["'Stopping…'"]],
    ['<span translate="no">Presync</span>', []],
    ["<script>const t = 'Run the plan';</script>", ["'Run the plan'"]],
  ])('are seen in %s', (component, found) => {
    expect(literals(component)).toEqual(found);
  });

  test.each(files.filter((path) => !isNotYet(path)))('%s has none', (path) => {
    expect(literalsOf(path)).toEqual([]);
  });

  test.each(NOT_YET)('%s is still on the list for a reason', (room) => {
    const own = files.filter((path) => path.startsWith(room));
    expect(own.flatMap(literalsOf).length).toBeGreaterThan(0);
  });

  test('the list of what is not there yet only shrinks', () => {
    expect(NOT_YET.length).toBeLessThanOrEqual(NOT_YET_MAX);
  });
});
