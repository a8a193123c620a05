// The binary under test, and a folder of its own that stands for everything it may write to.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
/** The web view lets itself be driven while this is set. */
export const AUTOMATION = 'TAURI_WEBVIEW_AUTOMATION';

/** Where the binary lies. */
export function binary() {
  const path = process.env['PRESYNC_DESKTOP_BIN'];
  if (!path) throw new Error('PRESYNC_DESKTOP_BIN names no binary.');
  return path;
}

/** Calls `use` with a new folder and with an environment that keeps the window inside it. */
export async function within(use) {
  const folder = mkdtempSync(join(tmpdir(), 'presync-window-'));
  const below = (name) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const picked = below('picked');
  const environment = {
    ...process.env,
    [AUTOMATION]: 'true',
    PRESYNC_PICK_FOLDER: picked,
    XDG_CACHE_HOME: below('cache'),
    XDG_CONFIG_HOME: below('config'),
    XDG_DATA_HOME: below('data'),
  };
  try {
    return await use(picked, environment);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
