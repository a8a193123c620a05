// Accepting findings and taking that back: what is asked, what is said, what the plan then needs.

import { asFailure, rpc, type CommandFailure, type SuppressionInfo } from '../../ipc';
import { reviewer } from '../../ui/reviewer.svelte';
import { toasts } from '../../ui/messages.svelte';
import type { Acceptable } from './acceptable';

class Accepting {
  wanted = $state.raw<Acceptable | undefined>(undefined);
  busy = $state(false);
  failure = $state.raw<CommandFailure | undefined>(undefined);

  ask(wanted: Acceptable | undefined): void {
    this.failure = undefined;
    this.wanted = wanted;
  }

  async accept(reason: string, by: string): Promise<void> {
    if (this.wanted === undefined) return;
    const { title, ...about } = this.wanted;
    this.busy = true;
    this.failure = undefined;
    reviewer.set(by);
    try {
      await rpc('findings.suppress', { ...about, reason, by: by.trim() });
      this.wanted = undefined;
      toasts.done(`Accepted: ${title} Run the plan again to leave it out.`);
    } catch (thrown) {
      this.failure = asFailure(thrown);
    } finally {
      this.busy = false;
    }
  }

  async takeBack({ id, by, title }: SuppressionInfo): Promise<void> {
    try {
      await rpc('findings.unsuppress', { id, reason: '', by: reviewer.isKnown ? reviewer.name.trim() : by });
      toasts.done(`Taken back: ${title}`);
    } catch (thrown) {
      toasts.failed(asFailure(thrown));
    }
  }
}

export const accepting = new Accepting();
