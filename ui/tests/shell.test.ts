import { beforeAll, describe, expect, test, vi } from 'vitest';

import { matching } from '../src/shell/commands';

beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
});

describe('shortcuts', () => {
  const press = { key: '3', hasCommand: false, hasAlt: false, isTyping: false };
  test.each([
    [{}, true, { does: 'step', step: 'match' }],
    [{ isTyping: true }, true, undefined],
    [{}, false, undefined],
    [{ key: '?' }, true, { does: 'sheet' }],
    [{ key: '9' }, true, { does: 'step', step: 'connect' }],
    [{ key: '0' }, true, undefined],
    [{ key: 'k', hasCommand: true }, false, { does: 'palette' }],
    [{ key: 'K', hasCommand: true, isTyping: true }, true, { does: 'palette' }],
    [{ hasCommand: true }, true, undefined],
    [{ hasAlt: true }, true, undefined],
  ])('%o with single keys %s', async (change, on, expected) => {
    const { shortcutOf } = await import('../src/shell/shortcuts');
    expect(shortcutOf({ ...press, ...change }, on)).toEqual(expected);
  });
});

test('the palette finds commands by their words, those that begin with one first', () => {
  const commands = ['Go to Home', 'Go to Import', 'Change the theme'].map((label) => ({
    label,
    hint: '',
    run: () => {},
  }));
  const found = (typed: string) => matching(commands, typed).map(({ label }) => label);
  expect(found('')).toHaveLength(3);
  expect(found('im go')).toEqual(['Go to Import']);
  expect(found('th')).toEqual(['Change the theme']);
  expect(found('ho')).toEqual(['Go to Home']);
  expect(found('nothing')).toEqual([]);
});
