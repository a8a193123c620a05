// Every screen in both themes, held against WCAG 2.2 AA.

import AxeBuilder from '@axe-core/playwright';

import { expect, test, type Ui } from './presync';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NO_GRID = ['Overview'];
const TABS = ['Overview', 'People', 'Changes', 'Findings', 'Who is who'];

async function check(ui: Ui, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: ui.page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`);
  expect(found, screen).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test('every screen', async ({ ui, page }) => {
      test.slow();
      await expect(ui.heading(/first Azure sync/)).toBeVisible();
      await check(ui, 'Home');
      await ui.step('Import').click();
      await check(ui, 'Import, locked');
      await ui.step('Home').click();
      await ui.openSample();
      await check(ui, 'Import');
      await ui.step('Simulate').click();
      await check(ui, 'Simulate, empty');
      await ui.runPlan();
      for (const tab of TABS) {
        await ui.tab(tab).click();
        if (!NO_GRID.includes(tab)) await ui.rowCount();
        await check(ui, tab);
      }
      await ui.tab('People').click();
      await ui.grid().getByRole('gridcell').first().click();
      await check(ui, 'details of a person');
      await ui.step('Match').click();
      await expect(page.getByRole('slider', { name: 'Threshold' })).toBeVisible();
      await check(ui, 'Match');
      await ui.step('Review').click();
      const pair = page.getByRole('region', { name: 'The pair at hand' });
      await expect(pair.getByRole('row', { name: /Together/ })).toBeVisible();
      await check(ui, 'Review');
      await page.keyboard.press('f');
      await check(ui, 'Review, candidates side by side');
      await page.keyboard.press('f');
      await ui.button('Accept all shown…').click();
      await expect(page.getByRole('dialog').getByText('Two of them')).toBeVisible();
      await check(ui, 'Review, many at once');
      await page.keyboard.press('Escape');
      await ui.step('Report').click();
      await check(ui, 'Report');
      await page.keyboard.press('?');
      await check(ui, 'shortcuts');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await check(ui, 'palette');
    });
  });
}
