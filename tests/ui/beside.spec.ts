// What stands beside the users: files taken in, who is in scope, what is assumed, findings accepted; and the versions of the mapping.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import AxeBuilder from '@axe-core/playwright';

import { EXAMPLE, expect, test, type Ui } from './presync';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const MEMBERS = 'id,userPrincipalName,displayName,isUser,isGroup,isGuest\nx,nobody@x.example,Nobody,True,False,False\n';

async function check(ui: Ui, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: ui.page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`);
  expect(found, screen).toEqual([]);
}

/** Files of an engagement, written where the browser can choose them. */
function put(home: string, name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, text);
  return path;
}

const LEGACY_HEAD = 'Username,Unique ID,First Name,Last Name,Email Address,Job Title';
const AZURE_HEAD = 'id,userPrincipalName,displayName,givenName,surname,mail,employeeId,jobTitle,accountEnabled';
const NUMBERS = Array.from({ length: 30 }, (_, at) => at);

/** Thirty people: one who left is still in the intranet, one is disabled in Azure, every third has another title there. */
async function openSmall(ui: Ui, home: string): Promise<void> {
  const legacy = NUMBERS.map((at) => `u${at}@x.example,10${at},Given${at},Family${at},u${at}@x.example,Cook`);
  const azure = NUMBERS.slice(1).map((at) => {
    const title = at % 3 === 0 ? 'Baker' : 'Cook';
    return `o${at},u${at}@x.example,Given${at} Family${at},Given${at},Family${at},u${at}@x.example,10${at},${title},${at !== 5}`;
  });
  await ui.page.getByRole('textbox', { name: 'Engagement' }).fill('Acme');
  await ui.button('Create workspace').click();
  await ui.choose('Intranet now', [put(home, 'intranet.csv', [LEGACY_HEAD, ...legacy].join('\n'))]);
  await ui.choose('Azure to come', [put(home, 'azure.csv', [AZURE_HEAD, ...azure].join('\n'))]);
  await ui.button('Import 2 files').click();
  await expect(ui.step('Import')).toContainText('2 files');
}

const kind = (ui: Ui, name: string) =>
  ui.page.getByRole('region', { name: 'Beside the users' }).getByRole('region', { name });

async function rerun(ui: Ui): Promise<void> {
  await ui.button('Run again').click();
  await expect(ui.page.getByText('This plan is stale')).toBeHidden({ timeout: 300_000 });
}

test('files beside the users are recognised, planned with and removed', async ({ ui, page, server }) => {
  await openSmall(ui, server.home);
  await ui.runPlan();
  await ui.step('Import').click();

  await test.step('the schema of the application is known wherever it is dropped', async () => {
    await ui.lane('Intranet now').locator('input[type=file]').setInputFiles([join(EXAMPLE, 'app schema.json')]);
    await expect(kind(ui, 'App’s schema')).toContainText('app schema.json');
    await expect(kind(ui, 'App’s schema')).toContainText('mapping rows');
  });

  await test.step('a budget put on the wrong lane goes where it belongs', async () => {
    const budget = put(server.home, 'limits.toml', 'updates = 1\n');
    await ui.lane('Azure to come').locator('input[type=file]').setInputFiles([budget]);
    await expect(kind(ui, 'Budget')).toContainText('5 limits');
    await expect(page.getByText('This plan is stale: the files beside the users changed')).toBeVisible();
    await expect(ui.step('Simulate')).toContainText('stale');
  });

  await test.step('a file of another kind says what it is', async () => {
    const wrong = put(server.home, 'wrong.toml', 'creates = 1\n');
    await kind(ui, 'Assignments').locator('input[type=file]').setInputFiles([wrong]);
    await expect(page.getByText('wrong.toml is a budget, not a list of assignments to the application.')).toBeVisible();
  });

  await test.step('a list of members asks for its group', async () => {
    const members = put(server.home, 'members.csv', MEMBERS);
    await kind(ui, 'Azure groups').locator('input[type=file]').setInputFiles([members]);
    await page.getByRole('dialog').getByRole('textbox', { name: 'Group' }).fill('Cooks');
    await page.keyboard.press('Enter');
    await expect(kind(ui, 'Azure groups')).toContainText('members.csv · Cooks');
    await ui.button('Remove members.csv from the workspace').press('Enter');
    await expect(kind(ui, 'Azure groups')).not.toContainText('members.csv');
  });

  await test.step('who is in scope is said, and warned about while nobody is assigned', async () => {
    const scope = page.getByRole('combobox', { name: 'Who is in scope' });
    await scope.selectOption('assigned');
    await expect(page.getByText('Nobody is in scope until the assignments are added.')).toBeVisible();
    await scope.selectOption('');
    await expect(page.getByText('Nobody is in scope until')).toBeHidden();
  });

  await test.step('the plan is judged by the limits, and each opens its rows', async () => {
    await ui.step('Simulate').click();
    await rerun(ui);
    await ui.tab('Overview').click();
    const budget = page.getByRole('region', { name: 'Budget' });
    await expect(budget).toContainText('Outside the budget');
    const line = budget.getByRole('listitem').filter({ hasText: 'Updates' });
    const count = Number(await line.locator('strong').innerText());
    expect(count).toBeGreaterThan(0);
    await line.getByRole('button').click();
    expect(await ui.rowCount()).toBe(count);
  });
});

test('another assumption makes the plan anew, and what it touches is shown', async ({ ui, page, server }) => {
  await openSmall(ui, server.home);
  await ui.runPlan();
  const panel = page.getByRole('region', { name: 'Assumptions' });
  const line = await ui.verdict().locator('.line').innerText();
  const disabled = panel.getByRole('combobox', { name: 'disabled-matched' });
  await expect(disabled).toHaveValue('disable');
  await disabled.selectOption('skip');
  await expect(ui.verdict().locator('.line')).not.toHaveText(line, { timeout: 300_000 });
  await expect(ui.verdict()).toContainText('Disable 0');
  await expect(panel).toContainText('is left alone');
  await expect(page.getByText('This plan is stale')).toBeHidden();
  const row = panel.getByRole('listitem').filter({ has: page.getByRole('combobox', { name: 'disabled-matched' }) });
  const number = row.getByRole('button', { name: /touches/ });
  const count = Number((await number.innerText()).replace(/\D/g, ''));
  await number.press('Enter');
  expect(await ui.rowCount()).toBe(count);

  await ui.tab('Overview').click();
  const second = page.getByRole('region', { name: 'Second cycle' });
  await second.getByRole('button', { name: 'Work it out' }).click();
  await expect(second.getByRole('status')).toContainText(/\d|settles everything/);
});

test('a finding is accepted with a reason and taken back, by keyboard', async ({ ui, page, server }) => {
  await openSmall(ui, server.home);
  await ui.runPlan();
  await ui.tab('Findings').click();
  const kinds = page.getByRole('region', { name: 'Findings by kind' });
  const first = kinds.getByRole('button', { expanded: false }).first();
  const code = await first.locator('code').innerText();
  const all = await ui.rowCount();
  await first.press('Enter');
  await expect(kinds.getByText('How to fix').first()).toBeVisible();
  expect(await ui.rowCount()).toBeLessThan(all);
  await ui.button('Accept all of this kind…').press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Accept a finding' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Known since spring.');
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(kinds).toContainText('“Known since spring.”');
  await expect(page.getByText('This plan is stale: which findings are accepted changed')).toBeVisible();
  await rerun(ui);
  await ui.tab('Findings').click();
  await expect(kinds.getByRole('button').filter({ has: page.locator('code', { hasText: new RegExp(`^${code}$`) }) })).toHaveCount(0);
  await kinds.getByRole('button', { name: /Take back/ }).press('Enter');
  await expect(kinds).toContainText('Nothing was accepted.');
  await expect(page.getByText('This plan is stale')).toBeVisible();
});

test('a version of the mapping is restored', async ({ ui, page, server }) => {
  await openSmall(ui, server.home);
  await ui.runPlan();
  await ui.step('Map').click();
  await page.getByRole('row', { name: /Job title/ }).getByRole('button').first().click();
  const editor = page.getByRole('dialog', { name: /^Edit/ });
  await editor.getByRole('combobox', { name: 'Kind' }).selectOption('constant');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Employee');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  await expect(ui.step('Map')).toContainText('1 edited');
  await ui.button('Take the recommended').click();
  await expect(ui.step('Map')).not.toContainText('1 edited');
  await ui.button('Versions…').press('Enter');
  const versions = page.getByRole('dialog', { name: 'Versions of the mapping' });
  await check(ui, 'Map, versions');
  await versions.getByRole('button', { name: /^Restore .*Edited/ }).first().press('Enter');
  await expect(versions).toBeHidden();
  await expect(ui.step('Map')).toContainText('1 edited');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test('what stands beside the users is accessible, at 200 % too', async ({ ui, page, server }) => {
          await openSmall(ui, server.home);
      const budget = put(server.home, 'limits.toml', 'updates = 1\n');
      await kind(ui, 'Budget').locator('input[type=file]').setInputFiles([budget]);
      await expect(kind(ui, 'Budget')).toContainText('5 limits');
      await check(ui, 'Import');
      await page.screenshot({ path: `test-results/beside-${theme}.png`, fullPage: true });
      await ui.runPlan();
      await expect(page.getByRole('region', { name: 'Assumptions' }).getByRole('combobox').first()).toBeVisible();
      await check(ui, 'Simulate');
      await page.getByRole('region', { name: 'Assumptions' }).scrollIntoViewIfNeeded();
      await page.screenshot({ path: `test-results/assumptions-${theme}.png` });
      await ui.tab('Findings').click();
      await ui.rowCount();
      const kinds = page.getByRole('region', { name: 'Findings by kind' });
      await kinds.getByRole('button', { expanded: false }).first().click();
      await ui.rowCount();
      await check(ui, 'Findings');
      await page.screenshot({ path: `test-results/findings-${theme}.png` });
      await ui.grid().getByRole('gridcell').first().click();
      await ui.button('Accept…').click();
      await check(ui, 'Accept a finding');
      await page.screenshot({ path: `test-results/accept-${theme}.png` });
      await page.keyboard.press('Escape');
      // 200 % zoom of 1280 × 800.
      await page.setViewportSize({ width: 640, height: 400 });
      await check(ui, 'Findings at 200 %');
      await page.screenshot({ path: `test-results/findings-zoom-${theme}.png` });
    });
  });
}
