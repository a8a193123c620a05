// What must hold whatever the services do: who was asked what, who was told the secrets, and what was left behind.

import assert from "node:assert/strict";
import { texts } from "./presync.mjs";

/**
 * `logs` are those of services that are read, `signIn` that of the token endpoint; `secrets` must be in no output, file or
 * address, and each of them in requests to its own service only.
 */
export function readOnly({ logs, signIn = [], run, folder, secrets }) {
  for (const asked of logs.flat()) {
    assert.equal(asked.method, "GET", `${asked.method} ${asked.path}`);
    assert.equal(asked.body, "", `a body was sent to ${asked.path}`);
  }
  for (const asked of signIn) {
    assert.equal(asked.method, "POST");
    assert.match(asked.path, /\/oauth2\/v2\.0\/(token|devicecode)$/);
    assert.equal(asked.headers.authorization, undefined, "a token went to the token endpoint");
  }
  for (const secret of secrets) {
    for (const asked of [...logs.flat(), ...signIn]) assert.ok(!asked.url.includes(encodeURIComponent(secret)), `a secret is in ${asked.url}`);
    assert.ok(!run.out.includes(secret) && !run.err.includes(secret), "a secret is in the output");
    for (const [name, text] of texts(folder)) assert.ok(!text.includes(secret), `a secret is in ${name}`);
  }
}

/** The secret of one service was sent to no other. */
export function toItsOwn(secret, others) {
  for (const asked of others.flat()) assert.ok(!JSON.stringify(asked).includes(secret), `a secret went to ${asked.headers.host}${asked.path}`);
}
