// A job's progress in the words of the status bar.

import { counted, duration, perSecond } from '../text/numbers';
import type { JobProgress } from './bindings';

export interface ProgressWords {
  phase: string;
  /** 0 to 1; absent when the amount is unknown. */
  share: number | undefined;
  /** `1,200 of 10,000`, or what is done so far. */
  amount: string;
  /** `5,400 rows/s`; empty in a stage's first seconds. */
  rate: string;
  /** `about 12 s left`; empty when unknown. */
  eta: string;
}

export function describeProgress(progress: JobProgress): ProgressWords {
  const { done, total } = progress;
  const isKnown = total > 0;
  return {
    phase: progress.phase,
    share: isKnown ? Math.min(1, done / total) : undefined,
    amount: isKnown ? `${counted(done)} of ${counted(total)}` : done > 0 ? counted(done) : '',
    rate: progress.per_second === null ? '' : perSecond(progress.per_second),
    eta: progress.seconds_left === null ? '' : `about ${duration(progress.seconds_left)} left`,
  };
}
