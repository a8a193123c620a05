// Files on their way beside the users, and the one question that may come back: whose members a list holds.

import { asFailure, jobs, type CompanionRole, type FileHandle } from '../../ipc';
import { ROLES, saidWords } from '../../text/beside';
import { plural } from '../../text/numbers';
import { toasts } from '../../ui/messages.svelte';

interface Said {
  role?: CompanionRole;
  label?: string;
  replaces?: number;
}

class Companions {
  /** A list of members that does not say which group it is of. */
  unnamed = $state.raw<{ file: FileHandle; said: Said } | undefined>(undefined);

  async add(file: FileHandle, said: Said = {}): Promise<void> {
    try {
      const added = await jobs.run('companions.add', `Reading ${file.name}`, { handle: file.handle, ...said });
      if (added.file) toasts.done(`${ROLES[added.file.role].label}: ${saidWords(added.file)}.`);
      else toasts.done(`${plural(added.suppressions, 'accepted finding was', 'accepted findings were')} taken in.`);
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code === 'group_unnamed') this.unnamed = { file, said };
      else toasts.failed(failure);
    }
  }

  async addAll(files: readonly FileHandle[], said: Said = {}): Promise<void> {
    for (const file of files) await this.add(file, said);
  }

  async name(label: string): Promise<void> {
    const asked = this.unnamed;
    this.unnamed = undefined;
    if (asked) await this.add(asked.file, { ...asked.said, role: 'group_members', label });
  }
}

export const companions = new Companions();
