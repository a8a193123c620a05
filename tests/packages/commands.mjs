// Other programs, run to their end.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** What a program prints; it has to succeed. */
export function capture(program, args) {
  const ended = spawnSync(program, args, { encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 26 });
  assert.equal(ended.error, undefined, `${program} starts`);
  assert.equal(ended.status, 0, `${program} ${args.join(' ')}\n${ended.stderr}`);
  return ended.stdout;
}
