import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { connect } from '../src/ipc';
import { FakeHost } from './fake_host';

beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
});

const load = async () => (await import('../src/features/verify/evidence.svelte')).evidence;
const file = (name: string) => ({ handle: name, name, bytes: 1 });

beforeEach(async () => {
  (await load()).clear();
  connect(
    new FakeHost({
      'verify.look': ({ handle }) => {
        if (handle === 'broken.csv') throw { code: 'unreadable', message: 'It is no table.', hints: [] };
        const roles = { 'plan.json': 'plan', 'log.csv': 'log', 'after.xlsx': 'after' } as const;
        return { role: roles[handle as keyof typeof roles] ?? null, words: 'something else' };
      },
    }),
  );
});

describe('files of a verification', () => {
  test('go where they seem to belong, and are compared as that', async () => {
    const evidence = await load();
    await evidence.add(['plan.json', 'log.csv', 'after.xlsx'].map(file));
    expect([evidence.isReady, evidence.hasPlan]).toEqual([true, true]);
    expect(evidence.request('f')).toEqual({
      plan: 'plan.json',
      logs: ['log.csv'],
      after: ['after.xlsx'],
      before: [],
      is_over: false,
      folder: 'f',
    });
  });

  test('are what a person says they are', async () => {
    const evidence = await load();
    await evidence.add([file('after.xlsx')]);
    const [entry] = evidence.list;
    if (entry) entry.role = 'before';
    expect([evidence.of('before'), evidence.isReady]).toEqual([['after.xlsx'], false]);
  });

  test('that have no use or cannot be read are kept in sight and not compared', async () => {
    const evidence = await load();
    await evidence.add(['picture.png', 'broken.csv'].map(file));
    expect(evidence.list.map(({ role, words, failure }) => [role, words, failure?.message])).toEqual([
      [undefined, 'something else', undefined],
      [undefined, '', 'It is no table.'],
    ]);
    expect(evidence.isReady).toBe(false);
  });
});

test('the host of an address is known as soon as it is one', async () => {
  const { hostOf } = await import('../src/text/connect');
  expect(['', 'people', 'https://people.example/scim', ' http://127.0.0.1:99/x '].map(hostOf)).toEqual([
    undefined,
    undefined,
    'people.example',
    '127.0.0.1:99',
  ]);
});
