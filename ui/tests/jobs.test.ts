import { describe, expect, test, vi } from 'vitest';

import { CommandFailure, connect, describeProgress, jobs, type JobProgress } from '../src/ipc';
import { FakeHost, later, settle } from './fake_host';

const PROGRESS: JobProgress = {
  phase: 'Matching',
  done: 1_200,
  total: 10_000,
  per_second: 5_400,
  seconds_left: 75,
};

describe('progress in words', () => {
  test.each<[Partial<JobProgress>, Partial<ReturnType<typeof describeProgress>>]>([
    [{}, { share: 0.12, amount: '1,200 of 10,000', rate: '5,400 rows/s', eta: 'about 1 min 15 s left' }],
    [{ per_second: null, seconds_left: null }, { rate: '', eta: '' }],
    [{ total: 0 }, { share: undefined, amount: '1,200' }],
    [{ total: 0, done: 0 }, { amount: '' }],
    [{ done: 10_050 }, { share: 1 }],
  ])('%o', (change, expected) => {
    expect(describeProgress({ ...PROGRESS, ...change })).toMatchObject({ phase: 'Matching', ...expected });
  });
});

describe('the job under way', () => {
  test('is shown once it has taken a quarter of a second', async () => {
    vi.useFakeTimers();
    const end = later<never>();
    connect(new FakeHost({}, { 'plan.run': () => end.promise }));
    const run = jobs.run('plan.run', 'Running the plan', {});
    expect(jobs.isRunning('plan.run')).toBe(true);
    vi.advanceTimersByTime(249);
    expect(jobs.current?.isShown).toBe(false);
    vi.advanceTimersByTime(1);
    expect(jobs.current?.isShown).toBe(true);
    end.reject(new CommandFailure({ code: 'io', message: 'The disk is full.', hints: [] }));
    await expect(run).rejects.toMatchObject({ code: 'io' });
    expect(jobs.isBusy).toBe(false);
    vi.useRealTimers();
  });

  test('tells its progress, and stops when asked to', async () => {
    const host = new FakeHost(
      {},
      {
        'sample.open': async (tell, stopped) => {
          tell(PROGRESS);
          await stopped;
          throw { code: 'cancelled', message: 'Stopped.', hints: [] };
        },
      },
    );
    connect(host);
    const run = jobs.run('sample.open', 'Opening the sample', {});
    await settle();
    expect(jobs.current?.progress).toEqual(PROGRESS);
    jobs.cancel();
    expect(jobs.current?.isCancelling).toBe(true);
    await expect(run).rejects.toMatchObject({ wasCancelled: true });
    expect(jobs.current).toBeNull();
  });

  test('is alone: a second one is refused and names the first', async () => {
    const end = later<null>();
    connect(new FakeHost({}, { 'sample.open': () => end.promise }));
    const first = jobs.run('sample.open', 'Opening the sample', {});
    const second = jobs.run('plan.run', 'Running the plan', {});
    await expect(second).rejects.toMatchObject({
      code: 'job_running',
      message: 'Something else is under way: Opening the sample.',
    });
    end.resolve(null);
    await expect(first).resolves.toBeNull();
  });
});
