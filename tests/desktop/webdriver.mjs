// As much of the W3C WebDriver protocol as the journeys need, spoken to Debian's WebKitWebDriver.
// No package is needed for it: the protocol is JSON over HTTP.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** One look at the page, or one answer of the driver. */
const CALL_MS = 60_000;
/** The binary is a debug build, and the machine may be busy. */
const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 100;

/** Starts the driver and the window, calls `use` with the window, and ends both. */
export async function drive(binary, environment, use) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env: environment, stdio: 'inherit' });
  const failed = new Promise((_, reject) => {
    driver.once('error', (error) => reject(new Error(`WebKitWebDriver: ${error.message}`)));
    driver.once('exit', (code) => reject(new Error(`WebKitWebDriver ended with ${code}.`)));
  });
  failed.catch(() => {});
  try {
    return await Promise.race([failed, session(`http://127.0.0.1:${port}`, binary, use)]);
  } finally {
    driver.removeAllListeners('exit');
    driver.kill();
  }
}

async function session(url, binary, use) {
  await until('the driver answers', () => call('GET', `${url}/status`).catch(() => undefined));
  const options = { 'webkitgtk:browserOptions': { binary, args: [] } };
  const opened = await call('POST', `${url}/session`, { capabilities: { alwaysMatch: options } });
  const window = new Window(`${url}/session/${opened.sessionId}`);
  try {
    return await use(window);
  } finally {
    // A window that is gone needs no closing.
    await call('DELETE', window.url).catch(() => {});
  }
}

/** The window, in the words of whoever looks at it. */
class Window {
  constructor(url) {
    this.url = url;
  }

  /** The first element of an XPath that is shown, once there is one. */
  async element(path) {
    return until(`the window shows ${path}`, async () => {
      for (const element of await this.#elements(path)) {
        // The driver's own test of visibility and text fails on cells that cut their text off.
        if (await this.#run('return arguments[0].checkVisibility()', element)) return element;
      }
      return undefined;
    });
  }

  /** The text of an element. */
  async text(path) {
    return this.#run('return arguments[0].innerText', await this.element(path));
  }

  /** The texts of all elements, once the first is shown. */
  async texts(path) {
    await this.element(path);
    const texts = (await this.#elements(path)).map((each) => this.#run('return arguments[0].innerText', each));
    return Promise.all(texts);
  }

  /** Presses a button of that name once it can be pressed. */
  async press(name) {
    await this.click(`//button[normalize-space(.)='${name}' and not(@disabled)]`);
  }

  /** Clicks an element. */
  async click(path) {
    const element = await this.element(path);
    await call('POST', `${this.url}/element/${element[ELEMENT]}/click`, {});
  }

  /** A picture of the page, base64; the frame after a change is drawn two ticks later. */
  async picture() {
    const script = 'const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));';
    await call('POST', `${this.url}/execute/async`, { script, args: [] });
    return call('GET', `${this.url}/screenshot`);
  }

  async #elements(path) {
    return call('POST', `${this.url}/elements`, { using: 'xpath', value: path });
  }

  async #run(script, element) {
    return call('POST', `${this.url}/execute/sync`, { script, args: [element] });
  }
}

async function call(method, url, body) {
  const answer = await fetch(url, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(CALL_MS),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}

/** Looks again and again until something is there; what became stale meanwhile is looked for anew. */
async function until(what, look) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const found = await look().catch((error) => {
      if (!/stale element|no such element/.test(error.message)) throw error;
    });
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`Waited ${PATIENCE_MS / 1000} s in vain until ${what}.`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
