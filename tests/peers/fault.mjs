// A proxy that passes requests on and spoils chosen answers. It keeps the log that every case is held against.

import { createServer, request } from "node:http";

/**
 * Stands before `upstream` (`http://127.0.0.1:port`). `spoil(ask)` gives the fault for a request, or nothing; `ask` has the
 * method, the path with its query, and how many requests of that path (without query) came before.
 */
export async function proxy(upstream, spoil = () => undefined) {
  const log = [];
  const seen = new Map();
  const server = createServer((ask, answer) => {
    const path = ask.url.split("?")[0];
    const before = seen.get(path) ?? 0;
    seen.set(path, before + 1);
    const bytes = [];
    ask.on("data", (chunk) => bytes.push(chunk));
    ask.on("end", () => {
      const body = Buffer.concat(bytes);
      log.push({ method: ask.method, path, url: ask.url, headers: ask.headers, body: body.toString() });
      const fault = spoil({ method: ask.method, path, url: ask.url, before });
      if (fault?.instead) return fault.instead(answer, ask);
      if (fault?.url) ask.url = fault.url;
      forward(upstream, ask, body, (status, headers, text) => (fault?.after ?? plain)(answer, status, headers, text));
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}`;
  return { address, log, host: address.slice(7), close: () => closeAll(server) };
}

export function closeAll(server) {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
}

function forward(upstream, ask, body, then) {
  const to = new URL(ask.url, upstream);
  // The service sees the proxy's own address, so that the links it gives lead through the proxy.
  const headers = { ...ask.headers, "accept-encoding": "identity", "x-forwarded-host": ask.headers.host };
  const sent = request(to, { method: ask.method, headers, agent: false }, (got) => {
    const bytes = [];
    got.on("data", (chunk) => bytes.push(chunk));
    got.on("end", () => then(got.statusCode, got.headers, Buffer.concat(bytes)));
  });
  sent.on("error", () => then(502, {}, Buffer.from("upstream failed")));
  sent.end(body);
}

function plain(answer, status, headers, text) {
  const { "transfer-encoding": _, connection: __, ...rest } = headers;
  answer.writeHead(status, { ...rest, "content-length": text.length });
  answer.end(text);
}

/** Faults, each a value for `spoil` to give. */
export const fault = {
  /** A status with headers and a body, without asking the service. */
  status: (status, headers = {}, body = "") => ({ instead: (answer) => answer.writeHead(status, headers).end(body) }),
  /** The connection is cut before a byte. */
  reset: { instead: (answer) => answer.socket.resetAndDestroy() },
  /** Nothing is ever answered. */
  silence: { instead: () => {} },
  /** A page to sign in on, as gateways give it. */
  signIn: fixed(200, { "content-type": "text/html" }, "<!doctype html><title>Sign in</title><form></form>"),
  redirect: (to) => fixed(302, { location: to }, ""),
  /** The service is asked something else than it was. */
  asked: (url) => ({ url }),
  /** The right answer, late. */
  delay: (ms) => ({ after: (answer, ...got) => setTimeout(() => plain(answer, ...got), ms) }),
  /** The right answer, a few bytes at a time. */
  drip: { after: drip },
  /** The right answer's head and length, half of its body, and the end of the connection. */
  truncate: {
    after: (answer, status, headers, text) => {
      const { "transfer-encoding": _, ...rest } = headers;
      answer.writeHead(status, { ...rest, "content-length": text.length });
      answer.write(text.subarray(0, text.length >> 1), () => answer.socket.destroy());
    },
  },
  /** Half of the JSON as if it were all. */
  badJson: { after: (answer, status, headers, text) => plain(answer, status, headers, text.subarray(0, text.length >> 1)) },
  /** A byte order mark before the JSON. */
  mark: { after: (answer, status, headers, text) => plain(answer, status, headers, Buffer.concat([Buffer.from("\ufeff"), text])) },
  /** The right answer, its JSON changed. */
  change: (edit) => ({
    after: (answer, status, headers, text) => {
      const json = JSON.parse(text.toString());
      plain(answer, status, headers, Buffer.from(JSON.stringify(edit(json) ?? json)));
    },
  }),
};

function fixed(status, headers, body) {
  return { instead: (answer) => answer.writeHead(status, headers).end(body) };
}

function drip(answer, status, headers, text) {
  const { "transfer-encoding": _, ...rest } = headers;
  answer.writeHead(status, rest);
  const size = Math.ceil(text.length / 20);
  let at = 0;
  const next = () => {
    if (at >= text.length) return answer.end();
    answer.write(text.subarray(at, (at += size)));
    setImmediate(next);
  };
  next();
}
