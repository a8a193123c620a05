import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Language } from '../src/text/language.svelte';

const kept = new Map<string, string>();

beforeAll(() => {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
});

const load = async () => import('../src/text/language.svelte');

async function speak(language: Language) {
  const { language: choice } = await load();
  choice.choose(language);
}

afterEach(() => speak('en'));

describe('a text', () => {
  const english = { hello: 'Hello', rows: (count: number) => `${count} rows`, inner: { deep: 'Deep', only: 'Only here' } };
  const german = { hello: 'Hallo', rows: (count: number) => `${count} Zeilen`, inner: { deep: 'Tief' } };

  test.each<[Language, string[]]>([
    ['en', ['Hello', '2 rows', 'Deep', 'Only here']],
    ['de', ['Hallo', '2 Zeilen', 'Tief', 'Only here']],
    ['pseudo', ['⟦Hélló⟧', '⟦2 róws⟧', '⟦Déép⟧', '⟦Ónly héré⟧']],
  ])('is said in %s, with English where a translation lacks it', async (language, said) => {
    const { worded } = await load();
    const words = worded(english, german);
    await speak(language);
    expect([words.hello, words.rows(2), words.inner.deep, words.inner.only]).toEqual(said);
  });

  test('choosing a language tells the browser and is remembered', async () => {
    const { language } = await load();
    language.choose('de');
    expect([document.documentElement.lang, kept.get('presync-language')]).toEqual(['de', 'de']);
    language.next();
    expect(language.current).toBe('en');
  });
});

test('an outcome is said in the language of the page, and one nobody knows is spelt out', async () => {
  const { outcomeWord, wordOf } = await import('../src/text/words');
  await speak('de');
  expect([outcomeWord('takeover').label, wordOf('create').label, wordOf('new-thing').label]).toEqual([
    'Übernahme',
    'Anlegen',
    'New thing',
  ]);
});

test('every translated text exists in English, and takes the same values', async () => {
  const pairs = [
    [(await import('../src/text/shell')).SHELL_EN, (await import('../src/text/german/shell')).SHELL_DE],
    [(await import('../src/text/home')).HOME_EN, (await import('../src/text/german/home')).HOME_DE],
    [(await import('../src/text/import')).IMPORT_EN, (await import('../src/text/german/import')).IMPORT_DE],
    [(await import('../src/text/verify')).VERIFY_EN, (await import('../src/text/german/verify')).VERIFY_DE],
    [(await import('../src/text/connect')).CONNECT_EN, (await import('../src/text/german/connect')).CONNECT_DE],
    [(await import('../src/text/help')).HELP_EN, (await import('../src/text/german/help')).HELP_DE],
    [(await import('../src/text/glossary')).GLOSSARY_EN, (await import('../src/text/german/glossary')).GLOSSARY_DE],
  ];
  type Tree = Record<string, unknown>;
  const strangers = (english: Tree, german: Tree, path: string): string[] =>
    Object.entries(german).flatMap(([name, value]) => {
      const original = english[name];
      if (typeof original !== typeof value) return [`${path}${name}`];
      if (typeof value === 'function') return value.length === (original as typeof value).length ? [] : [`${path}${name}`];
      return typeof value === 'object' ? strangers(original as Tree, value as Tree, `${path}${name}.`) : [];
    });
  expect(pairs.flatMap(([english, german]) => strangers(english as Tree, german as Tree, ''))).toEqual([]);
});
