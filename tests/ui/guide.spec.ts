// The pictures of the user guide, taken on the way through the sample. They are compared with what is in
// `docs/guide/img`; `PRESYNC_GUIDE=write` renews them.

import type { Page } from '@playwright/test';

import { plantedLog, writePackage } from './after_go_live';
import { expect, test } from './presync';

test.use({ colorScheme: 'light', locale: 'en-GB', timezoneId: 'UTC' });

/** Moments differ from run to run; in the pictures it is always the same morning. */
async function stopClocks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const told = (node.nodeValue ?? '').replace(/\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d/g, '23 Nov 2026, 09:00');
      if (told !== node.nodeValue) node.nodeValue = told;
    }
  });
}

async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await stopClocks(page);
  await expect(page).toHaveScreenshot(`${name}.png`);
}

test('the guide shows what is on screen', async ({ ui, page, server }) => {
  test.slow();
  const gone = async () => expect(page.locator('.toast')).toHaveCount(0);
  await expect(ui.heading(/first Azure sync/)).toBeVisible();
  await picture(page, 'home');

  await ui.openSample();
  await picture(page, 'import');
  await ui.button('Run the plan').click();
  await expect(ui.verdict()).toBeVisible({ timeout: 300_000 });
  await gone();
  await picture(page, 'simulate');

  await ui.step('Match').click();
  await expect(page.getByRole('slider', { name: 'Threshold' })).toBeVisible();
  await picture(page, 'match');

  await ui.step('Review').click();
  const pair = page.getByRole('region', { name: 'The pair at hand' });
  await expect(pair.getByRole('row', { name: /Together/ })).toBeVisible();
  await picture(page, 'review');

  await ui.step('Map').click();
  await expect(ui.grid().getByRole('row', { name: /Job title/ })).toContainText('%', { timeout: 180_000 });
  await picture(page, 'map');

  await ui.step('Report').click();
  await expect(ui.heading('Hand-over package')).toBeVisible();
  await picture(page, 'report');

  const { path } = plantedLog(server.home, await writePackage(ui));
  await ui.step('Verify').click();
  await page.locator('main input[type=file]').setInputFiles([path]);
  await page.getByLabel('The first cycle is over').check();
  await ui.button('Compare').click();
  await expect(page.getByRole('region', { name: 'Users in the logs' })).toBeVisible({ timeout: 120_000 });
  await gone();
  await page.locator('#verified').scrollIntoViewIfNeeded();
  await picture(page, 'verify');
});
