// The files a plan is to be held against, and what each of them is.

import { asFailure, files, rpc, type CommandFailure, type FileHandle, type VerifyFiles, type VerifyRole } from '../../ipc';

export interface Evidence {
  file: FileHandle;
  /** None while it is looked into, and where it has no use. */
  role: VerifyRole | undefined;
  /** What it looks like, in the host's words. */
  words: string;
  isLooking: boolean;
  failure: CommandFailure | undefined;
}

class EvidenceList {
  list = $state<Evidence[]>([]);
  isOver = $state(false);

  async add(added: readonly FileHandle[]): Promise<void> {
    for (const file of added) {
      this.list.push({ file, role: undefined, words: '', isLooking: true, failure: undefined });
      const at = this.list.length - 1;
      const entry = this.list[at];
      if (entry) await look(entry);
    }
  }

  async upload(list: Iterable<File>): Promise<void> {
    await this.add(await files.upload(list));
  }

  remove(handle: string): void {
    this.list = this.list.filter(({ file }) => file.handle !== handle);
  }

  of(role: VerifyRole): string[] {
    return this.list.filter((entry) => entry.role === role).map(({ file }) => file.handle);
  }

  get hasPlan(): boolean {
    return this.of('plan').length > 0;
  }

  /** Whether there is something to hold the plan against, and all of it is known. */
  get isReady(): boolean {
    return this.of('log').length + this.of('after').length > 0 && this.list.every((entry) => !entry.isLooking);
  }

  request(folder: string): VerifyFiles {
    return {
      plan: this.of('plan').at(-1) ?? null,
      logs: this.of('log'),
      after: this.of('after'),
      before: this.of('before'),
      is_over: this.isOver,
      folder,
    };
  }

  clear(): void {
    this.list = [];
    this.isOver = false;
  }
}

async function look(entry: Evidence): Promise<void> {
  try {
    const looked = await rpc('verify.look', { handle: entry.file.handle });
    entry.role = looked.role ?? undefined;
    entry.words = looked.words;
  } catch (thrown) {
    entry.failure = asFailure(thrown);
  } finally {
    entry.isLooking = false;
  }
}

export const evidence = new EvidenceList();
