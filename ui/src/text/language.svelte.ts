// The language of the page. A text is written once in English; a translation may lack any of it, and then
// English stands in. The pseudo-locale shows what was not put into a text file.

export type Language = 'en' | 'de' | 'pseudo';

/** A text, a text made of values, or a group of texts. */
export type Words = { readonly [name: string]: string | ((...values: never[]) => string) | Words };

/** The same texts, any of them missing. */
export type Translation<T> = {
  readonly [K in keyof T]?: T[K] extends string
    ? string
    : T[K] extends (...values: never[]) => string
      ? T[K]
      : Translation<T[K]>;
};

export const LANGUAGES: readonly { id: Language; label: string }[] = [
  { id: 'en', label: 'English' },
  { id: 'de', label: 'Deutsch' },
];

const KEY = 'presync-language';
const KNOWN: readonly Language[] = ['en', 'de', 'pseudo'];

function remembered(): Language {
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY);
  return KNOWN.find((id) => id === kept) ?? 'en';
}

class LanguageChoice {
  current = $state<Language>(remembered());

  /** The name it calls itself; none for the pseudo-locale. */
  get label(): string {
    return LANGUAGES.find(({ id }) => id === this.current)?.label ?? '';
  }

  /** Tells the browser, and with it screen readers, which language the page is in. */
  apply(): void {
    document.documentElement.lang = this.current === 'de' ? 'de' : 'en';
  }

  choose(language: Language): void {
    this.current = language;
    localStorage.setItem(KEY, language);
    this.apply();
  }

  next(): void {
    const at = LANGUAGES.findIndex(({ id }) => id === this.current);
    this.choose(LANGUAGES[(at + 1) % LANGUAGES.length]?.id ?? 'en');
  }
}

export const language = new LanguageChoice();

const VOWELS: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' };

/** `Import` → `⟦Ímpórt⟧`: readable, and told from anything that is no text of ours. */
export function pseudo(text: string): string {
  return text === '' ? '' : `⟦${text.replace(/[aeiouAEIOU]/g, (vowel) => VOWELS[vowel] ?? vowel)}⟧`;
}

/** Texts in the language that is chosen when they are read. */
export function worded<T extends Words>(english: T, german: Translation<T>): T {
  return new Proxy(english, {
    get(_, name) {
      const key = name as string;
      const written = english[key];
      if (written === undefined) return undefined;
      const translated = (german as Partial<Words>)[key];
      if (typeof written === 'object') return worded(written, (translated ?? {}) as Translation<Words>);
      if (language.current === 'pseudo') return inPseudo(written);
      return language.current === 'de' ? (translated ?? written) : written;
    },
  });
}

function inPseudo(written: string | ((...values: never[]) => string)) {
  return typeof written === 'string' ? pseudo(written) : (...values: never[]) => pseudo(written(...values));
}
