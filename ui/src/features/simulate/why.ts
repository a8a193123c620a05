// Whose card a row of the people grid opens.

import type { WireSide } from '../../ipc';

/** The side a cell names; nothing for any other word. */
export function sideOf(word: string): WireSide | undefined {
  return word === 'azure' || word === 'legacy' ? word : undefined;
}
