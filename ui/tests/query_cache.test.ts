import { describe, expect, test } from 'vitest';

import type { WorkspaceInfo } from '../src/ipc';
import { Client } from '../src/ipc/client';
import { CommandFailure } from '../src/ipc/failure';
import type { Snapshot } from '../src/ipc/query_cache';
import { FakeHost, later, settle } from './fake_host';

const INFO: WorkspaceInfo = {
  title: 'Harbour & Vale',
  file: 'harbour.presync',
  legacy_sources: 1,
  azure_sources: 0,
  legacy_records: 10,
  azure_records: 0,
  has_plan: false,
  plan_is_stale: false,
  stale_because: [],
};

function watch(client: Client) {
  const seen: Snapshot<WorkspaceInfo | null>[] = [];
  const stop = client.cache.subscribe('workspace.info', {}, (snapshot) => seen.push(snapshot));
  return { seen, stop, last: () => seen.at(-1) };
}

describe('the query cache', () => {
  test('asks once for all who look', async () => {
    const host = new FakeHost({ 'workspace.info': () => INFO });
    const client = new Client(host);
    const [first, second] = [watch(client), watch(client)];
    await settle();
    expect(host.asked).toEqual(['workspace.info']);
    expect(first.last()).toEqual({ data: INFO, failure: undefined, loading: false });
    expect(second.last()?.data).toEqual(INFO);
  });

  test('asks again after a command that writes a tag it reads, and for nothing else', async () => {
    const host = new FakeHost({
      'workspace.info': () => INFO,
      'app.info': () => ({ version: '1', native_dialogs: false, recent: [] }),
      'sources.remove': () => ({}),
    });
    const client = new Client(host);
    const { seen } = watch(client);
    client.cache.subscribe('app.info', {}, () => {});
    await settle();
    host.asked.length = seen.length = 0;
    await client.rpc('sources.remove', { id: 1 });
    await settle();
    expect(seen.map(({ data, loading }) => [data, loading])).toEqual([
      [INFO, true],
      [INFO, false],
    ]);
    expect(host.asked).toEqual(['sources.remove', 'workspace.info']);
  });

  test('forgets what nobody looks at, and asks for it when somebody does again', async () => {
    const host = new FakeHost({ 'workspace.info': () => INFO, 'workspace.close': () => ({}) });
    const client = new Client(host);
    watch(client).stop();
    await settle();
    await client.rpc('workspace.close', {});
    expect(host.asked).toEqual(['workspace.info', 'workspace.close']);
    watch(client);
    expect(host.asked.at(-1)).toBe('workspace.info');
  });

  test('drops an answer that a later question has overtaken', async () => {
    const answers = [later<WorkspaceInfo | null>(), later<WorkspaceInfo | null>()];
    let at = 0;
    const host = new FakeHost({
      'workspace.info': () => answers[at++]?.promise ?? null,
      'workspace.close': () => ({}),
    });
    const client = new Client(host);
    const { seen } = watch(client);
    await client.rpc('workspace.close', {});
    answers[1]?.resolve(null);
    answers[0]?.resolve(INFO);
    await settle();
    expect(seen.map(({ data }) => data)).not.toContain(INFO);
    expect(seen.at(-1)).toEqual({ data: null, failure: undefined, loading: false });
  });

  test('keeps the last answer beside a failure, and tries again for the next who looks', async () => {
    let fails = false;
    const failure = new CommandFailure({ code: 'io', message: 'The disk is gone.', hints: [] });
    const host = new FakeHost({
      'workspace.info': () => {
        if (fails) throw failure;
        return INFO;
      },
      'sources.remove': () => ({}),
    });
    const client = new Client(host);
    const { last, stop } = watch(client);
    await settle();
    fails = true;
    await client.rpc('sources.remove', { id: 1 });
    await settle();
    expect(last()).toEqual({ data: INFO, failure, loading: false });
    stop();
    fails = false;
    const again = watch(client);
    await settle();
    expect(again.last()).toEqual({ data: INFO, failure: undefined, loading: false });
  });

  test('tells whoever watches a command that its tags were written', async () => {
    const host = new FakeHost({ 'sources.remove': () => ({}), 'app.info': () => later<never>().promise });
    const client = new Client(host);
    let [plan, app] = [0, 0];
    client.cache.watch(['plan'], () => (plan += 1));
    client.cache.watch(['app'], () => (app += 1));
    await client.rpc('sources.remove', { id: 1 });
    expect([plan, app]).toEqual([1, 0]);
  });
});
