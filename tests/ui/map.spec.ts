// The mapping: a row edited with its effect in sight, saved, planned with, taken back; keys reordered; versions compared.

import AxeBuilder from '@axe-core/playwright';

import { expect, test, type Ui } from './presync';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function check(ui: Ui, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: ui.page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`);
  expect(found, screen).toEqual([]);
}

test('a row is edited, saved, planned with and taken back, by keyboard alone', async ({ ui, page }) => {
  await ui.openSample();
  await page.keyboard.press('5');
  await expect(ui.heading('No mapping yet')).toBeVisible();
  await ui.runPlanFrom('Map');
  const table = page.getByRole('grid', { name: 'Rows of the mapping' });
  const current = page.locator('tr[aria-selected=true]');
  const effect = page.getByRole('region', { name: 'Effect of the unsaved rows' });
  const editor = page.getByRole('dialog', { name: /^Edit/ });

  await test.step('rows say how they stand against the intranet', async () => {
    await expect(table.getByRole('row', { name: /Job title/ })).toContainText('%');
    await expect(ui.step('Map')).toContainText('done');
  });

  await test.step('arrows go through the rows, Enter edits, the effect follows', async () => {
    await current.focus();
    await page.keyboard.press('Home');
    await expect(current).toContainText('User name');
    for (let at = 0; at < 30; at += 1) {
      if ((await current.innerText()).includes('Job title')) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await expect(editor).toContainText('Job title');
    await expect(editor.getByRole('combobox', { name: 'Kind' })).toBeFocused();
    await page.keyboard.press('c');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Employee');
    await expect(effect).toContainText('overwritten');
    await expect(editor.getByRole('region', { name: 'Telling rows' })).toContainText('Most frequent');
  });

  await test.step('Escape leaves and loses nothing; saving makes the plan stale', async () => {
    await page.keyboard.press('Escape');
    await expect(editor).toBeHidden();
    await expect(current).toBeFocused();
    await expect(page.getByText('1 unsaved row')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('The plan was made with another mapping.')).toBeVisible();
    await expect(ui.step('Map')).toContainText('1 edited');
    await expect(ui.step('Map')).toContainText('stale');
    await expect(effect).toBeHidden();
  });

  await test.step('the next plan is made with it', async () => {
    await ui.button('Run again').press('Enter');
    await expect(ui.step('Map')).not.toContainText('stale', { timeout: 120_000 });
    await expect(ui.button('Run again')).toBeHidden();
    await expect(table.getByRole('row', { name: /Job title/ })).toContainText('Employee');
    await expect(ui.step('Map')).toContainText('1 edited');
  });

  await test.step('undo takes it back, redo does it again', async () => {
    await current.focus();
    await page.keyboard.press('Control+z');
    await expect(table.getByRole('row', { name: /Job title/ })).not.toContainText('Constant');
    await expect(ui.step('Map')).toContainText('stale');
    await page.keyboard.press('Control+Shift+Z');
    await expect(table.getByRole('row', { name: /Job title/ })).toContainText('Constant');
    await expect(ui.step('Map')).not.toContainText('stale');
  });
});

test('expressions are completed, mistakes are underlined and mended', async ({ ui, page }) => {
  await ui.openSample();
  await ui.runPlan();
  await ui.step('Map').click();
  await page.getByRole('row', { name: /Job title/ }).getByRole('button').first().click();
  const editor = page.getByRole('dialog', { name: /^Edit/ });
  await editor.getByRole('combobox', { name: 'Kind' }).selectOption('expression');
  const field = editor.getByRole('textbox', { name: 'Expression' });
  await field.fill('');
  await field.pressSequentially('tolow');
  await expect(page.getByRole('option', { name: /ToLower/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('[jobti');
  await expect(page.getByRole('option', { name: /jobTitle.*%/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('ToLower([jobTitle])');
  await expect(editor.getByRole('region', { name: 'Telling rows' })).toContainText('Longest');

  await field.fill('Jion(" ", [jobTitle], [city])');
  await expect(editor.locator('.blocker')).toHaveText('Jion');
  await expect(ui.button('Save').first()).toBeDisabled();
  await editor.getByRole('button', { name: 'Write Join' }).click();
  await expect(field).toHaveValue('Join(" ", [jobTitle], [city])');
  await expect(editor.locator('.blocker')).toHaveCount(0);
});

test('match keys are reordered, and two versions are compared by effect', async ({ ui, page }) => {
  await ui.openSample();
  await ui.runPlan();
  await ui.step('Map').click();
  await ui.tab('Match keys').click();
  const key = (at: number) => page.locator(`#map-key-${at}`);
  const first = await key(0).locator('code').innerText();
  await expect(page.locator('dl').getByText('Takeover')).toBeVisible();
  const own = page.locator('li:has(#map-key-0) dd').first();
  await expect(page.getByText('find their own').first()).toBeVisible();
  const before = await own.innerText();
  await key(0).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(key(1)).toBeFocused();
  await expect(key(1).locator('code')).toHaveText(first);
  await expect(own).not.toHaveText(before);
  await ui.button('Save').click();
  await expect(page.getByText('The plan was made with another mapping.')).toBeVisible();

  await ui.tab('Compare').click();
  await page.getByRole('combobox', { name: 'Now' }).selectOption({ index: 0 });
  const differ = page.getByRole('region', { name: 'Rows that differ' });
  await expect(differ.getByRole('listitem')).not.toHaveCount(0);
  const moves = page.getByRole('region', { name: 'Who moves' });
  const numbers = moves.getByRole('button');
  if ((await numbers.count()) > 0) {
    const count = await numbers.first().innerText();
    await numbers.first().click();
    await expect(page.getByRole('heading', { name: new RegExp(`: ${count}$`) })).toBeVisible();
  }
  await check(ui, 'Map, compared');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test('every view of the mapping is accessible, at 200 % too', async ({ ui, page }) => {
      await ui.openSample();
      await ui.runPlan();
      await ui.step('Map').click();
      await expect(page.getByRole('row', { name: /Job title/ })).toContainText('%');
      await check(ui, 'Map');
      await page.screenshot({ path: `test-results/map-${theme}.png` });
      await page.getByRole('row', { name: /Job title/ }).getByRole('button').first().click();
      const editor = page.getByRole('dialog', { name: /^Edit/ });
      await editor.getByRole('combobox', { name: 'Kind' }).selectOption('expression');
      await editor.getByRole('textbox', { name: 'Expression' }).fill('Jion([jobTitle])');
      await expect(editor.locator('.blocker')).toHaveText('Jion');
      await check(ui, 'Map, a row with a mistake');
      await page.screenshot({ path: `test-results/map-editor-${theme}.png` });
      await editor.getByRole('textbox', { name: 'Expression' }).fill('ToUpper([jobTitle], )');
      await expect(page.getByRole('region', { name: 'Effect of the unsaved rows' })).toContainText(/overwritten|Nobody/);
      await page.screenshot({ path: `test-results/map-effect-${theme}.png` });
      await ui.tab('Match keys').click();
      await expect(page.locator('dl').getByText('Takeover')).toBeVisible();
      await check(ui, 'Map, match keys');
      await page.screenshot({ path: `test-results/map-keys-${theme}.png` });
      // 200 % zoom of 1280 × 800.
      await page.setViewportSize({ width: 640, height: 400 });
      await ui.tab('Rows').click();
      await check(ui, 'Map at 200 %');
      await page.screenshot({ path: `test-results/map-zoom-${theme}.png` });
    });
  });
}
