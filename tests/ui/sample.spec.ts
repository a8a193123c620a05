// The main way through: sample, plan, verdict, rows, package.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, number, test } from './presync';

test('from the sample to the package', async ({ ui, page, server }) => {
  await test.step('the token is gone from the address', async () => {
    expect(page.url()).not.toContain('token');
  });

  await test.step('the sample is imported, and the rail says what is next', async () => {
    await ui.openSample();
    await expect(ui.step('Simulate')).toContainText('No plan yet');
    await expect(ui.step('Report')).toContainText('locked');
  });

  await test.step('the plan has a verdict, and it stays in sight', async () => {
    await ui.runPlan();
    await expect(ui.verdict().getByRole('heading')).toContainText('would');
    const bar = page.getByRole('banner');
    await expect(bar).toContainText(/Link [\d,]+ \(Update [\d,]+ · Disable [\d,]+\) · Create/);
    await expect(bar).toContainText('Not ready');
  });

  await test.step('a tile opens exactly its people', async () => {
    const tile = page.getByRole('group', { name: /Azure users/ }).getByRole('button', { name: /^Takeover/ });
    const count = number(await tile.locator('.count').textContent());
    expect(count).toBeGreaterThan(0);
    await tile.click();
    expect(await ui.rowCount()).toBe(count);
    await expect(ui.grid().getByRole('row').nth(1)).toContainText('Takeover');
    expect(new Set(await ui.cells('Outcome'))).toEqual(new Set(['Takeover']));
    expect(new Set(await ui.cells('Side'))).toEqual(new Set(['Azure']));
  });

  await test.step('a person tells why', async () => {
    await ui.grid().getByRole('gridcell').first().click();
    const details = page.getByRole('complementary', { name: 'Details of the row' });
    await expect(details.getByText('Why', { exact: true })).toBeVisible();
    await expect(details).toContainText('nobody has decided yet whether the two are one person');
    await ui.button('Close the details').click();
  });

  await test.step('every cell of the matrix opens as many people as it counts', async () => {
    await ui.tab('Overview').click();
    const matrix = page.getByRole('region', { name: 'Identity against rule' });
    const cells = await matrix.getByRole('button').all();
    expect(cells.length).toBeGreaterThan(3);
    for (let at = 0; at < cells.length; at += 1) {
      await ui.tab('Overview').click();
      const cell = matrix.getByRole('button').nth(at);
      const count = number(await cell.locator('.count').textContent());
      await cell.click();
      expect(await ui.rowCount(), `cell ${at}`).toBe(count);
    }
  });

  await test.step('a limit of the budget opens as many rows as it counts', async () => {
    await ui.tab('Overview').click();
    const lines = page.getByRole('region', { name: 'Budget' }).getByRole('listitem');
    const line = lines.filter({ has: page.getByRole('button') }).first();
    const count = number(await line.locator('strong').innerText());
    await line.getByRole('button').click();
    expect(await ui.rowCount()).toBe(count);
    await ui.button('Show everything').click();
  });

  await test.step('changes are sorted and searched', async () => {
    await ui.tab('Changes').click();
    const all = await ui.rowCount();
    const head = page.getByRole('columnheader', { name: 'Would be' });
    await head.click();
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await head.click();
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await page.getByRole('searchbox').fill('harbourvale');
    await expect.poll(() => ui.rowCount()).toBeLessThan(all);
    expect(await ui.rowCount()).toBeGreaterThan(0);
    await ui.button('Show everything').click();
    await expect.poll(() => ui.rowCount()).toBe(all);
  });

  await test.step('the package is written where the server says', async () => {
    await ui.step('Report').click();
    await ui.button('Write the package').click();
    const written = page.getByRole('region', { name: /^Written/ });
    await expect(written).toBeVisible();
    const listed = await written.getByRole('listitem').locator('code').allInnerTexts();
    for (const name of ['report.html', 'people.csv', 'changes.csv', 'plan.json', 'mapping.csv']) {
      expect(listed).toContain(name);
    }
    const folder = await written.locator('header p').innerText();
    const files = readdirSync(join(server.home, folder));
    expect(files.sort()).toEqual([...listed].sort());
    for (const file of files) expect(statSync(join(server.home, folder, file)).size).toBeGreaterThan(0);
    await expect(ui.step('Report')).toContainText('Package written');
  });
});
