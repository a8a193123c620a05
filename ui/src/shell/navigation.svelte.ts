// Which step is on screen.

import type { StepId } from './steps';

class Navigation {
  step = $state<StepId>('home');

  /** Shows a step and puts the focus at its start, so that what comes next is read. */
  go(step: StepId): void {
    if (this.step === step) return;
    this.step = step;
    queueMicrotask(() => document.getElementById('screen')?.focus());
  }
}

export const navigation = new Navigation();
