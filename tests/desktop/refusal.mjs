// A binary as it is released refuses to start while another program could drive it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

import { AUTOMATION, binary, within } from './desktop.mjs';

await within((_, environment) => {
  const ended = spawnSync(binary(), [], { env: environment, encoding: 'utf8', timeout: 60_000 });
  assert.equal(ended.error, undefined, 'it ends by itself');
  assert.equal(ended.status, 1, ended.stderr);
  assert.match(ended.stderr, new RegExp(`does not start while ${AUTOMATION} is set`));
});
console.log('the released binary refuses to be driven');
