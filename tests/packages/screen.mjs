// A screen nobody sees, and what an app paints on it. Xvfb keeps the picture in a file in the form of `xwd`.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 100;
/** The rail on the left, as ui/src/tokens.css has it in the light and in the dark theme. */
const RAIL = ['0f1c28', '0b1118'];
const RAIL_PIXELS_MIN = 20_000;
/** Letters have smooth edges: a page with text has many colours, a blank or broken one a few. */
const COLOURS_MIN = 60;

/** Starts a program and waits until it has painted the app's page; fails if it ends before. */
export async function painted(program, folder) {
  // `xvfb-run` splits the server's arguments at blanks, which the folder's name may have.
  const picture = mkdtempSync(join(tmpdir(), 'presync-screen-'));
  const environment = { ...process.env };
  delete environment['TAURI_WEBVIEW_AUTOMATION'];
  for (const name of ['CACHE', 'CONFIG', 'DATA']) environment[`XDG_${name}_HOME`] = join(folder, name);
  const screen = ['--auto-servernum', `--server-args=-screen 0 1280x900x24 -fbdir ${picture}`];
  const app = spawn('xvfb-run', [...screen, program], { env: environment, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  app.stderr.on('data', (text) => (said += text));
  try {
    await until(() => {
      assert.equal(app.exitCode, null, `the app ended: ${said}`);
      return isPage(join(picture, 'Xvfb_screen0'));
    });
  } finally {
    if (app.exitCode === null) {
      process.kill(-app.pid, 'SIGTERM');
      await once(app, 'close');
    }
    rmSync(picture, { recursive: true, force: true });
  }
}

async function until(isSo) {
  const end = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    assert.ok(Date.now() < end, 'the page is painted in time');
    await pause(LOOK_EVERY_MS);
  }
}

function isPage(file) {
  if (!existsSync(file)) return false;
  const colours = counted(readFileSync(file));
  return colours.size >= COLOURS_MIN && RAIL.some((rail) => (colours.get(rail) ?? 0) >= RAIL_PIXELS_MIN);
}

/** How many pixels have each colour, read by the header of XWDFile.h: words of 32 bits, the highest byte first. */
function counted(xwd) {
  const counts = new Map();
  if (xwd.length < 100) return counts;
  const word = (at) => xwd.readUInt32BE(at * 4);
  const [head, width, height, isHighFirst, bits, bytesPerLine, colours] = [0, 4, 5, 7, 11, 12, 19].map(word);
  assert.equal(bits, 32, 'a pixel is a word');
  const start = head + colours * 12;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = start + y * bytesPerLine + x * 4;
      const pixel = isHighFirst ? xwd.readUInt32BE(at) : xwd.readUInt32LE(at);
      const colour = (pixel & 0xffffff).toString(16).padStart(6, '0');
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  return counts;
}
