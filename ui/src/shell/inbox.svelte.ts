// Files dropped on the window, until Import has taken them.

import type { FileHandle } from '../ipc';

class Inbox {
  files = $state.raw<FileHandle[]>([]);

  add(files: readonly FileHandle[]): void {
    this.files = [...this.files, ...files];
  }

  /** Hands them over; they are here no more. */
  take(): FileHandle[] {
    const files = this.files;
    this.files = [];
    return files;
  }
}

export const inbox = new Inbox();
