// The difference between two values, character by character, in pieces that can be marked.

/** A stretch of one value: shared with the other, or only in this one. */
export interface Piece {
  text: string;
  isShared: boolean;
}

export interface Difference {
  now: Piece[];
  wouldBe: Piece[];
}

/** Beyond this, both values are shown as different throughout between their common ends. */
const CHARACTERS_MAX = 400;

/** Splits both values into shared and differing stretches. Letters keep their marks and emoji their joints. */
export function difference(now: string, wouldBe: string): Difference {
  const [a, b] = [graphemes(now), graphemes(wouldBe)];
  const head = commonHead(a, b);
  const tail = commonTail(a, b, head);
  const [middleA, middleB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const kept = worthAligning(middleA, middleB) ? aligned(middleA, middleB) : NOTHING;
  return {
    now: pieces(a, head, tail, kept.a),
    wouldBe: pieces(b, head, tail, kept.b),
  };
}

/** Spaces that could be missed: leading, trailing and doubled ones as `·`, no-break ones as `⍽`. */
export function showSpaces(text: string): string {
  return text
    .replaceAll('\u00a0', '⍽')
    .replace(/^ +| +$| {2,}/g, (spaces) => '·'.repeat(spaces.length));
}

interface Kept {
  a: Set<number>;
  b: Set<number>;
}

const NOTHING: Kept = { a: new Set(), b: new Set() };
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function graphemes(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

function commonHead(a: string[], b: string[]): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a[at] === b[at]) at += 1;
  return at;
}

function commonTail(a: string[], b: string[], head: number): number {
  const end = Math.min(a.length, b.length) - head;
  let at = 0;
  while (at < end && a[a.length - 1 - at] === b[b.length - 1 - at]) at += 1;
  return at;
}

function worthAligning(a: string[], b: string[]): boolean {
  return a.length > 0 && b.length > 0 && a.length <= CHARACTERS_MAX && b.length <= CHARACTERS_MAX;
}

/** The longest common subsequence, unless it is so thin or so scattered that it would only confuse. */
function aligned(a: string[], b: string[]): Kept {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const length = at(0, 0);
  if (length * 2 < Math.min(a.length, b.length)) return NOTHING;
  const kept = walk(a, b, at);
  return Math.max(runs(kept.a), runs(kept.b)) * 2 > length ? NOTHING : kept;
}

/** Into how many stretches the kept characters fall. */
function runs(kept: Set<number>): number {
  return [...kept].filter((at) => !kept.has(at - 1)).length;
}

function walk(a: string[], b: string[], at: (i: number, j: number) => number): Kept {
  const kept: Kept = { a: new Set(), b: new Set() };
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      kept.a.add(i++);
      kept.b.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}

function pieces(all: string[], head: number, tail: number, kept: Set<number>): Piece[] {
  const list: Piece[] = [];
  all.forEach((text, at) => {
    const isShared = at < head || at >= all.length - tail || kept.has(at - head);
    const last = list.at(-1);
    if (last?.isShared === isShared) last.text += text;
    else list.push({ text, isShared });
  });
  return list;
}
