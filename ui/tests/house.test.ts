// What the page promises about its own source: who knows whom, how long a file is, no inline styles.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte)$/.test(name))
  .map((name) => ({
    path: relative(SRC, join(SRC, name)).replaceAll('\\', '/'),
    text: readFileSync(join(SRC, name), 'utf8'),
  }));

/** Modules a file imports, the page's own as paths from `src`. */
function imports({ path, text }: (typeof files)[number]): string[] {
  const found = [...text.matchAll(/from '([^']+)'|import '([^']+)'|import\('([^']+)'\)/g)];
  return found.map(([, a, b, c]) => {
    const name = a ?? b ?? c ?? '';
    return name.startsWith('.') ? join('/', path, '..', name).slice(1) : name;
  });
}

/** Who may be imported from where, besides itself. */
const ALLOWED: Record<string, RegExp> = {
  ipc: /^(text)\/|^(svelte|@tauri-apps)/,
  text: /^ipc\/bindings$/,
  ui: /^(ui|text|ipc)(\/|$)|^svelte/,
  grid: /^(grid|ui|text|ipc)(\/|$)|^svelte/,
  features: /^(grid|ui|text|ipc)(\/|$)|^svelte/,
  shell: /^(features|ui|text|ipc)(\/|$)|^svelte/,
};

describe.each(files)('$path', (file) => {
  const room = file.path.split('/')[0] ?? '';

  test('imports only what its room may know', () => {
    const allowed = ALLOWED[room];
    const own = room === 'features' ? file.path.split('/').slice(0, 2).join('/') : room;
    const strangers = imports(file).filter(
      (name) => !name.startsWith(`${own}/`) && allowed !== undefined && !allowed.test(name),
    );
    expect(strangers).toEqual([]);
  });

  test('is no longer than 400 lines', () => {
    const isGenerated = file.text.startsWith('// Generated');
    expect(isGenerated ? 0 : file.text.split('\n').length).toBeLessThanOrEqual(400);
  });

  test('has no style attribute, raw markup or evaluation that the security policy would refuse', () => {
    expect(file.text).not.toMatch(/\sstyle=["{]|\{@html|\beval\(|new Function\(/);
  });
});
