// The browser the journeys run in: the system's own Chromium, which is downloaded by nobody.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: '*.spec.ts',
  // The server under test is a debug build, and the machine may be busy.
  timeout: 180_000,
  expect: {
    timeout: 60_000,
    // The pictures of the user guide: the journey fails when one no longer shows what is on screen.
    toHaveScreenshot: { pathTemplate: '../../docs/guide/img/{arg}{ext}', maxDiffPixelRatio: 0.01 },
  },
  updateSnapshots: process.env['PRESYNC_GUIDE'] === 'write' ? 'all' : 'none',
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['PRESYNC_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
