// Writes the rows of a file that could not be used into a file of their own, before or after its import.

import { asFailure, jobs, rpc, type WriteRejected } from '../../ipc';
import { toasts } from '../../ui/messages.svelte';
import { plural } from '../../text/numbers';

/** The file, how it is read, and the source it was imported as. */
export type Rejecting = Pick<WriteRejected, 'handle' | 'side' | 'options' | 'source'>;

export async function saveRejected(what: Rejecting, name: string): Promise<void> {
  try {
    const folder = await rpc('files.choose_folder', { title: `Where shall the rejected rows of ${name} lie?` });
    if (folder === null) return;
    const params = { ...what, folder: folder.handle, faithful_csv: false };
    const written = await jobs.run('sources.write_rejected', `Reading ${name}`, params);
    toasts.done(
      written.count === 0
        ? `Every row of ${name} can be used; ${written.name} holds no row.`
        : `${plural(written.count, 'row', 'rows')} written to ${written.name} in ${folder.name}.`,
    );
  } catch (thrown) {
    toasts.failed(asFailure(thrown));
  }
}
