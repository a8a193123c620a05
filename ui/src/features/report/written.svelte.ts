// The package that was written last, while the page is open.

import type { PackageInfo } from '../../ipc';

class WrittenPlan {
  /** When the plan in it was made; what tells one plan from another. */
  madeAt = $state<string | undefined>(undefined);
  written = $state.raw<PackageInfo | undefined>(undefined);

  set(madeAt: string, written: PackageInfo): void {
    this.madeAt = madeAt;
    this.written = written;
  }
}

export const writtenPlan = new WrittenPlan();
