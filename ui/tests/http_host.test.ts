import { afterEach, describe, expect, test, vi } from 'vitest';

import type { JobProgress } from '../src/ipc';
import { EventSplitter } from '../src/ipc/event_stream';
import { HttpHost } from '../src/ipc/http_host';

afterEach(() => vi.unstubAllGlobals());

function answering(answer: () => Response) {
  const calls: [path: string, token: string | null][] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    calls.push([path, new Headers(init.headers).get('x-presync-token')]);
    return answer();
  });
  return calls;
}

const json = (value: unknown) => new Response(JSON.stringify(value));

/** A streamed answer in pieces that end anywhere. */
function streamed(text: string, size: number): Response {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  return new Response(body);
}

describe('the host over HTTP', () => {
  test('sends the token and unwraps the answer', async () => {
    const calls = answering(() => json({ ok: [] }));
    await expect(new HttpHost('secret').rpc('sources.list', {})).resolves.toEqual([]);
    expect(calls).toEqual([['/rpc/sources.list', 'secret']]);
  });

  test('throws a failure with its hints', async () => {
    const failure = { code: 'workspace_newer', message: 'It is newer.', hints: ['Update.'] };
    answering(() => json({ failure }));
    await expect(new HttpHost('').rpc('workspace.open', {})).rejects.toMatchObject(failure);
  });

  test('says what to do when the token is refused or nobody answers', async () => {
    answering(() => new Response('', { status: 401 }));
    await expect(new HttpHost('').rpc('app.info', {})).rejects.toMatchObject({ code: 'token_refused' });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('connection refused')));
    await expect(new HttpHost('').rpc('app.info', {})).rejects.toMatchObject({ code: 'host_unreachable' });
  });

  test.each([1, 7, 4096])('reads a job in pieces of %i bytes', async (size) => {
    const progress = { phase: 'Importing “é”', done: 1, total: 2, per_second: null, seconds_left: null };
    const text = [{ progress }, { progress: { ...progress, done: 2 } }, { ok: null }]
      .map((event) => `data: ${JSON.stringify(event)}\n\n`)
      .join('');
    const calls = answering(() => streamed(`: hello\n\n${text}`, size));
    const seen: JobProgress[] = [];
    const host = new HttpHost('t');
    await expect(host.job('7', 'sample.open', {}, (step) => seen.push(step))).resolves.toBeNull();
    expect(seen.map(({ done, phase }) => [done, phase])).toEqual([
      [1, 'Importing “é”'],
      [2, 'Importing “é”'],
    ]);
    expect(calls[0]?.[0]).toBe('/job/sample.open?id=7');
  });

  test('a job whose connection breaks off is a failure, not an end', async () => {
    answering(() => streamed('data: {"progress":{}}\n\ndata: {"ok"', 64));
    await expect(new HttpHost('').job('1', 'plan.run', {}, () => {})).rejects.toMatchObject({
      code: 'host_unreachable',
    });
  });

  test('file names are carried in the address', async () => {
    const handle = { handle: 'u1', name: 'Ä&B.csv', bytes: 1 };
    const calls = answering(() => json({ ok: handle }));
    await expect(new HttpHost('').upload(new File(['x'], 'Ä&B.csv'))).resolves.toEqual(handle);
    expect(calls[0]?.[0]).toBe('/upload?name=%C3%84%26B.csv');
  });
});

test('events may have several data lines and either line end', () => {
  const splitter = new EventSplitter();
  expect(splitter.push('data: a\r\ndata: b\r\n\r\ndata: c\n')).toEqual(['a\nb']);
  expect(splitter.push('\n')).toEqual(['c']);
});
