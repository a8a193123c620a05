// What an expression editor offers where the caret stands, and what accepting it writes.

import type { MappingVocabulary } from '../../ipc';

export interface Suggestion {
  name: string;
  /** Shown beside the name: the call form, or how full the attribute is. */
  detail: string;
  help: string;
  /** The text written instead of what was typed. */
  text: string;
  /** Where the caret goes, in the written text. */
  caret: number;
}

export interface Offered {
  /** What they would replace. */
  start: number;
  end: number;
  list: Suggestion[];
}

const SHOWN_MAX = 8;
const NOTHING: Offered = { start: 0, end: 0, list: [] };

/** Suggestions for the caret; `asked` offers them also where nothing is typed yet. */
export function offered(text: string, caret: number, words: MappingVocabulary, asked = false): Offered {
  const before = text.slice(0, caret);
  if (isInText(before)) return NOTHING;
  const attribute = /\[([^\][]*)$/.exec(before);
  if (attribute) return attributes(text, caret, attribute[1] ?? '', words);
  const typed = /[A-Za-z]\w*$/.exec(before)?.[0] ?? '';
  if (typed.length < (asked ? 0 : 1)) return NOTHING;
  return functions(caret, typed, words);
}

/** Whether a place stands inside `"…"`. */
function isInText(before: string): boolean {
  return (before.replaceAll('\\"', '').match(/"/g)?.length ?? 0) % 2 === 1;
}

function attributes(text: string, caret: number, typed: string, words: MappingVocabulary): Offered {
  const rest = /^[^\][(),]*\]/.exec(text.slice(caret))?.[0] ?? '';
  const list = ranked(words.sources, typed).map(({ name, label, filled, held }) => ({
    name,
    detail: held ? `${share(filled, words.azure_users)} filled` : 'not in the export',
    help: label,
    text: `[${name}]`,
    caret: name.length + 2,
  }));
  return { start: caret - typed.length - 1, end: caret + rest.length, list };
}

function functions(caret: number, typed: string, words: MappingVocabulary): Offered {
  const list = ranked(words.functions, typed).map(({ name, signature, snippet, help }) => {
    const stop = snippet.search(/"?\$\{1:/);
    const text = snippet.replace(/\$\{\d+:[^}]*\}/g, '');
    return { name, detail: signature, help, text, caret: stop < 0 ? text.length : stop };
  });
  return { start: caret - typed.length, end: caret, list };
}

/** Names that begin as typed, then those that hold it. */
function ranked<T extends { name: string }>(all: readonly T[], typed: string): T[] {
  const wanted = typed.toLowerCase();
  const place = ({ name }: T) => name.toLowerCase().indexOf(wanted);
  const begins = all.filter((one) => place(one) === 0);
  return [...begins, ...all.filter((one) => place(one) > 0)].slice(0, SHOWN_MAX);
}

function share(filled: number, users: number): string {
  return users === 0 ? '0 %' : `${Math.round((100 * filled) / users)} %`;
}
