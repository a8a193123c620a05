// After go-live: logs with planted deviations, every number opening its rows.

import AxeBuilder from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { plantedLog, writePackage } from './after_go_live';
import { expect, number, test } from './presync';

test('a plan is held against the logs of its first sync', async ({ ui, page, server }) => {
  await ui.openSample();
  await ui.runPlan();
  const { path, planted } = plantedLog(server.home, await writePackage(ui));

  await page.keyboard.press('8');
  await expect(ui.heading('After the first sync')).toBeVisible();
  await expect(ui.button('Compare')).toBeDisabled();
  await page.locator('main input[type=file]').setInputFiles([path, join(server.home, 'handover/plan.json')]);
  await expect(page.getByLabel('What ProvisioningLogs.json is')).toHaveValue('log');
  await expect(page.getByLabel('What plan.json is')).toHaveValue('plan');
  await ui.button('Remove plan.json').click();
  await expect(page.getByText('The plan of this workspace')).toBeVisible();
  await page.getByLabel('The first cycle is over').check();
  await ui.button('Compare').click();

  const logs = page.getByRole('region', { name: 'Users in the logs' });
  await expect(logs).toBeVisible({ timeout: 120_000 });
  const counts: Record<string, number> = {};
  for (const tile of await logs.locator('.tiles').getByRole('button').all()) {
    const label = (await tile.locator('.label').innerText()).trim();
    counts[label] = number(await tile.locator('.count').textContent());
    await tile.click();
    const rows = page.getByRole('region', { name: `Users: ${label}` });
    await expect(rows).toBeFocused();
    const total = counts[label] ?? 0;
    await expect(rows.getByRole('rowheader')).toHaveCount(Math.min(total, 50));
    if (total > 50) await expect(rows.getByRole('status')).toContainText(`of ${total.toLocaleString('en-GB')}`);
  }
  expect(counts).toMatchObject({ 'Something else was done': 1, 'Not in the plan': 1, Failed: 1, 'Other values': 1, 'Missing from the log': 1 });

  await logs.getByRole('button', { name: /^Other values/ }).click();
  const values = page.getByRole('region', { name: 'Users: Other values' });
  await expect(values.getByRole('rowheader')).toContainText(planted['valued']?.name ?? '');
  await expect(values.getByRole('row', { name: /Somebody else’s title/ })).toContainText('title');
  await logs.getByRole('button', { name: /EntryConflict/ }).click();
  await expect(page.getByRole('region', { name: /EntryConflict/ }).getByRole('rowheader')).toContainText(planted['failed']?.name ?? '');
  await expect(page.getByRole('region', { name: 'What was assumed, and what was seen' })).toBeVisible();
  for (const file of ['verification.html', 'verification.xlsx']) expect(existsSync(join(server.home, 'verified', file)), file).toBe(true);
  await expect(ui.step('Verify')).toContainText('Not as planned');

  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`), scheme).toEqual([]);
    if (process.env['PRESYNC_LOOK']) await page.screenshot({ path: `${process.env['PRESYNC_LOOK']}/verify-${scheme}.png` });
  }
});
