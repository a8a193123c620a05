// Everything by keyboard: steps, palette, sheet, tabs, grid.

import { expect, test } from './presync';

test('steps, palette and sheet', async ({ ui, page }) => {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();

  await page.keyboard.press('2');
  await expect(ui.heading('Import needs a workspace')).toBeVisible();
  await page.keyboard.press('1');
  await expect(ui.heading(/first Azure sync/)).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('report');
  await page.keyboard.press('Enter');
  await expect(ui.heading('The report needs a plan')).toBeVisible();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('1');
  await expect(ui.heading('The report needs a plan')).toBeVisible();
});

test('a number typed into a field is no shortcut', async ({ ui, page }) => {
  await page.getByRole('textbox', { name: 'Engagement' }).pressSequentially('Phase 2');
  await expect(page.getByRole('textbox', { name: 'Engagement' })).toHaveValue('Phase 2');
  await expect(ui.button('Create workspace')).toBeEnabled();
});

test('the grid from its first row to its last', async ({ ui, page }) => {
  await ui.openSample();
  await ui.runPlan();
  await ui.tab('Overview').focus();
  await page.keyboard.press('ArrowRight');
  await expect(ui.tab('People')).toBeFocused();
  const total = await ui.rowCount();
  expect(total).toBeGreaterThan(2_000);

  const focused = page.locator('[role=gridcell]:focus');
  await ui.grid().locator('[role=columnheader][tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAttribute('data-cell', '0:0');
  await page.keyboard.press('Control+End');
  await expect(focused).toHaveAttribute('data-cell', new RegExp(`^${total - 1}:`));
  await expect(focused).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('PageDown');
  await expect(focused).toBeInViewport();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(ui.button('Copy 2 rows')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Details of the row' })).toBeVisible();

  await page.getByRole('spinbutton', { name: 'Go to row' }).fill('1500');
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAttribute('data-cell', /^1499:/);
  expect(await ui.grid().getByRole('row').count()).toBeLessThan(80);
});
