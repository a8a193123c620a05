import { beforeEach, describe, expect, test, vi } from 'vitest';

import { connect, Live, type MappingInfo, type MappingPreview, type MappingRowDraft, type MappingVocabulary } from '../src/ipc';
import { offered } from '../src/features/map/completion';
import { MapDesk } from '../src/features/map/desk.svelte';
import { askOf } from '../src/features/map/keys';
import { differing, matchKeys, moved, withKeys } from '../src/features/map/rows';
import { mended, stretches } from '../src/features/map/squiggles';
import { effectWords } from '../src/text/map';
import { FakeHost, later } from './fake_host';

const WORDS: MappingVocabulary = {
  azure_users: 200,
  targets: [],
  sources: [
    { name: 'mail', label: 'E-mail', filled: 199, held: true, required: false },
    { name: 'mailNickname', label: 'Alias', filled: 0, held: false, required: false },
    { name: 'jobTitle', label: 'Job title', filled: 50, held: true, required: false },
  ],
  functions: ['Append', 'Replace', 'ToLower'].map((name) => ({
    name,
    signature: `${name}(source)`,
    snippet: name === 'Replace' ? 'Replace(${1:source}, "${2:oldValue}", , )' : `${name}(\${1:source})`,
    help: 'Help.',
    example: '',
    parameters: [],
  })),
};

describe('completion', () => {
  /** The text with `|` where the caret stands, before and after accepting the first suggestion. */
  test.each<[string, string[], string]>([
    ['ToLower([ma|', ['mail', 'mailNickname'], 'ToLower([mail]|'],
    ['ToLower([ma|xx], )', ['mail', 'mailNickname'], 'ToLower([mail]|, )'],
    ['to|', ['ToLower'], 'ToLower(|)'],
    ['Join(" ", rep|', ['Replace'], 'Join(" ", Replace(|, "", , )'],
    ['Join("to|', [], ''],
    ['|', [], ''],
    ['[title|', ['jobTitle'], '[jobTitle]|'],
  ])('%s', (marked, names, expected) => {
    const caret = marked.indexOf('|');
    const text = marked.replace('|', '');
    const { start, end, list } = offered(text, caret, WORDS);
    expect(list.map(({ name }) => name)).toEqual(names);
    const first = list[0];
    if (first === undefined) return;
    const at = start + first.caret;
    const after = text.slice(0, start) + first.text + text.slice(end);
    expect(`${after.slice(0, at)}|${after.slice(at)}`).toBe(expected);
  });

  test('says how full an attribute is, and is given when asked for', () => {
    const details = offered('[', 1, WORDS).list.map(({ detail }) => detail);
    expect(details).toEqual(['100 % filled', 'not in the export', '25 % filled']);
    expect(offered('', 0, WORDS, true).list).toHaveLength(3);
  });
});

describe('what is wrong with an expression', () => {
  const wrong = (start: number, end: number, severity = 'blocker') => ({ severity, span: { start, end } });

  test('is underlined where it stands, counted in characters', () => {
    expect(stretches('😀Jion(x)', [wrong(1, 5)])).toEqual([
      { text: '😀', severity: undefined },
      { text: 'Jion', severity: 'blocker' },
      { text: '(x)', severity: undefined },
    ]);
    expect(stretches('abc', [wrong(0, 2, 'warning'), wrong(1, 2)]).map(({ severity }) => severity)).toEqual([
      'warning',
      'blocker',
      undefined,
    ]);
    expect(stretches('ab', [wrong(2, 2)])).toEqual([
      { text: 'a', severity: undefined },
      { text: 'b', severity: 'blocker' },
    ]);
    expect(stretches('', [wrong(0, 0)])).toEqual([]);
  });

  test('is mended where it stands', () => {
    expect(mended('😀Jion(x)', { start: 1, end: 5 }, 'Join')).toBe('😀Join(x)');
  });
});

const row = (target: string, precedence: number | null = null, source = 'mail'): MappingRowDraft => ({
  target,
  kind: 'direct',
  source,
  default: '',
  apply: 'always',
  precedence,
});

describe('rows', () => {
  test('match keys in the order in which they are tried', () => {
    const rows = [row('a', 2), row('b'), row('c', 1)];
    expect(matchKeys(rows)).toEqual([2, 0]);
    const next = withKeys(rows, moved(matchKeys(rows), 0, 1));
    expect(next.map(({ precedence }) => precedence)).toEqual([1, null, 2]);
    expect(moved([1, 2, 3], 2, 0)).toEqual([3, 1, 2]);
    expect(moved([1, 2], 0, 2)).toEqual([1, 2]);
  });

  test('differ by what they say, and by being there', () => {
    expect(differing([row('a')], [row('a')])).toBe(0);
    expect(differing([row('a', null, 'x')], [row('a')])).toBe(1);
    expect(differing([row('a'), row('b')], [row('a')])).toBe(1);
    expect(differing([], [row('a')])).toBe(1);
  });
});

test('an effect is told as people who move and changes that come and go', () => {
  const preview: MappingPreview = {
    line: '',
    outcomes: [],
    changes: [],
    changes_before: [],
    kinds: [
      { kind: 'overwrite', before: 1000, now: 1312 },
      { kind: 'fill', before: 5, now: 5 },
    ],
    moves: [
      { side: 'azure', from: 'linked', to: 'duplicate', count: 47, examples: [] },
      { side: 'legacy', from: 'linked', to: 'orphan', count: 47, examples: [] },
    ],
  };
  expect(effectWords(preview)).toEqual([
    '47 users move from Linked to Duplicate',
    '312 more overwritten (1,000 → 1,312)',
  ]);
});

test.each([
  [{ key: 'z', hasCommand: true }, 'undo'],
  [{ key: 'Z', hasCommand: true }, 'redo'],
  [{ key: 'z', hasCommand: true, isTyping: true }, undefined],
  [{ key: 's', hasCommand: true, isTyping: true }, 'save'],
  [{ key: 's' }, undefined],
])('%o asks for %s', (press, expected) => {
  expect(askOf({ hasCommand: false, hasAlt: false, isTyping: false, ...press })).toBe(expected);
});

describe('while somebody types', () => {
  beforeEach(() => void vi.useFakeTimers());

  const info = (rows: MappingRowDraft[]): MappingInfo => ({
    version: { number: 0, origin: 'recommended', name: '', saved_at: '' },
    can_undo: false,
    can_redo: false,
    is_planned: true,
    knows_recommendation: true,
    rows: rows.map((draft) => ({
      row: draft,
      label: '',
      required: false,
      allowed: [],
      changes: 0,
      remarks: [],
      is_recommended: true,
      recommended: null,
    })),
    left_out: [],
    edited: 0,
    remarks: [],
  });

  test('only the last question is answered, and those before are taken back', async () => {
    let wasStopped = false;
    const answers = ['first', 'second'].map((line) => ({ line, outcomes: [], changes: [], changes_before: [], kinds: [], moves: [] }));
    const first = later<MappingPreview>();
    const host: FakeHost = new FakeHost({}, {
      'mapping.preview': (_, stopped) => {
        void stopped.then(() => (wasStopped = true));
        return host.asked.length === 1 ? first.promise : Promise.resolve(answers[1]!);
      },
    });
    connect(host);
    const live = new Live('mapping.preview', 100);
    live.ask({ rows: [] });
    await vi.advanceTimersByTimeAsync(60);
    live.ask({ rows: [] });
    await vi.advanceTimersByTimeAsync(60);
    expect(host.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(60);
    expect([host.asked.length, live.isWorking, wasStopped]).toEqual([1, true, false]);
    live.ask({ rows: [] });
    await vi.advanceTimersByTimeAsync(120);
    expect([host.asked.length, wasStopped, live.data?.line]).toEqual([2, true, 'second']);
    first.resolve(answers[0]!);
    await vi.advanceTimersByTimeAsync(1);
    expect(live.data?.line).toBe('second');
    expect(live.isWorking).toBe(false);
  });

  test('unsaved rows stay when the mapping is asked for again; others follow', () => {
    const desk = new MapDesk();
    desk.take(info([row('a'), row('b')]));
    desk.change(0, { source: 'other' });
    expect(desk.unsaved).toBe(1);
    desk.take(info([row('a'), row('b', null, 'new')]));
    expect(desk.rows[0]?.source).toBe('other');
    desk.discard();
    expect(desk.rows.map(({ source }) => source)).toEqual(['mail', 'new']);
    expect(desk.unsaved).toBe(0);
    desk.stop();
  });
});
