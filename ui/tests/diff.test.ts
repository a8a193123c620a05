import { describe, expect, test } from 'vitest';

import { difference, showSpaces, type Piece } from '../src/text/diff';

/** Differing stretches in brackets. */
function marked(pieces: Piece[]): string {
  return pieces.map(({ text, isShared }) => (isShared ? text : `[${text}]`)).join('');
}

function check(now: string, wouldBe: string, expected: [now: string, wouldBe: string]) {
  const both = difference(now, wouldBe);
  expect([marked(both.now), marked(both.wouldBe)]).toEqual(expected);
  expect(both.now.map(({ text }) => text).join('')).toBe(now);
  expect(both.wouldBe.map(({ text }) => text).join('')).toBe(wouldBe);
}

describe('the difference of two values', () => {
  test('marks what only one of them has', () => {
    check('en', 'en-GB', ['en', 'en[-GB]']);
    check('a.b@old.example', 'a.b@new.example', ['a.b@[old].example', 'a.b@[new].example']);
    check('team lead', 'Team Lead', ['[t]eam [l]ead', '[T]eam [L]ead']);
    check('+44 1632 960', '+441632960', ['+44[ ]1632[ ]960', '+441632960']);
  });

  test('keeps equal and empty values whole', () => {
    check('same', 'same', ['same', 'same']);
    check('', 'new', ['', '[new]']);
    check('old', '', ['[old]', '']);
    check('', '', ['', '']);
  });

  test('does not pick single letters out of unrelated words', () => {
    check('Finance', 'Operations', ['[Finance]', '[Operations]']);
    check('005321', '0e556e36', ['0[05321]', '0[e556e36]']);
    check('+234-1-555-04', '+234 1 555 04', ['+234[-]1[-]555[-]04', '+234[ ]1[ ]555[ ]04']);
  });

  test('takes a letter with its marks, and an emoji with its joints, as one', () => {
    check('Nunez', 'Núñez', ['N[un]ez', 'N[úñ]ez']);
    check('x👩‍🔧y', 'x👩‍🚒y', ['x[👩‍🔧]y', 'x[👩‍🚒]y']);
    check('e\u0301', 'e', ['[e\u0301]', '[e]']);
  });

  test('does not align values that are too long to be read side by side', () => {
    const [now, wouldBe] = [`x${'ab'.repeat(300)}y`, `x${'ba'.repeat(300)}z`];
    check(now, wouldBe, [`x[${'ab'.repeat(300)}y]`, `x[${'ba'.repeat(300)}z]`]);
  });
});

describe('spaces', () => {
  test('that could be missed are shown', () => {
    const cases: [string, string][] = [
      ['a b', 'a b'],
      [' a', '·a'],
      ['a  ', 'a··'],
      ['a  b', 'a··b'],
      ['a\u00a0', 'a⍽'],
    ];
    for (const [text, shown] of cases) expect(showSpaces(text)).toBe(shown);
  });
});
