// How the page is built and its parts are tested.

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  build: {
    // The oldest WebKit the desktop window meets.
    target: 'safari16',
    // The page's security policy allows fonts and images from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
  },
});
