// Which host answers: chosen once, before the page is shown.

import { Client } from './client';
import type { Host } from './host';
import { HttpHost, takeToken } from './http_host';
import { isDesktopWindow, TauriHost } from './tauri_host';

let current: Client | undefined;

export function connect(host: Host = thisHost()): void {
  current = new Client(host);
}

export function client(): Client {
  if (current === undefined) throw new Error('BUG: the page is shown before it is connected');
  return current;
}

function thisHost(): Host {
  return isDesktopWindow() ? new TauriHost() : new HttpHost(takeToken());
}
