// Files on their way to the host: through its own dialog, an upload, or a drop.

import type { FileHandle } from './bindings';
import { client } from './connection';

export const files = {
  /** Opens the system's dialog where the host has one. */
  choose(title: string): Promise<FileHandle[]> {
    return client().rpc('files.choose', { title });
  },

  /** Hands files of the page over, in order. */
  async upload(list: Iterable<File>): Promise<FileHandle[]> {
    const handles: FileHandle[] = [];
    for (const file of list) handles.push(await client().host.upload(file));
    return handles;
  },

  /** Files dropped on the desktop window. */
  onDropped(listener: (dropped: FileHandle[]) => void): () => void {
    return client().host.onFilesDropped(listener);
  },
};
