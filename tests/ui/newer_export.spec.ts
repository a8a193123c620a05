// A newer export of the same tenant: offered in place of the older one, and what it changed shown.

import { writeFileSync } from 'node:fs';

import { expect, test } from './presync';

const HEADER = 'id,userPrincipalName,displayName,mail,department';

function put(path: string, rows: readonly string[]): string {
  writeFileSync(path, `${[HEADER, ...rows].join('\r\n')}\r\n`);
  return path;
}

const user = (at: number, department: string) =>
  `id-${at},u${at}@acme.example,User ${at},u${at}@acme.example,${department}`;

test('a newer export goes in place of the older one and says what it changed', async ({ ui, page }, info) => {
  await page.getByRole('textbox', { name: 'Engagement' }).fill('Acme');
  await ui.button('Create workspace').click();
  const numbers = [1, 2, 3, 4, 5, 6];
  const first = put(info.outputPath('Azure users.csv'), numbers.map((at) => user(at, 'Sales')));
  await ui.choose('Azure to come', [first]);
  await ui.button('Import 1 file').click();
  await expect(ui.step('Import')).toContainText('Intranet files missing');

  const moved = numbers.slice(1).map((at) => user(at, at === 3 ? 'Sales and Service' : 'Sales'));
  const second = put(info.outputPath('Azure users newer.csv'), [user(7, 'Legal'), ...moved]);
  await ui.choose('Azure to come', [second]);
  const card = page.getByRole('article', { name: 'Azure users newer.csv' });
  await expect(card).toContainText('Taken for a newer export of Azure users.csv: 83.3 % of the people');
  await expect(card.getByRole('radio', { name: 'Replace the older one' })).toBeChecked();
  await ui.button('Import 1 file').click();

  const lane = ui.lane('Azure to come');
  await expect(lane.getByText('Azure users newer.csv')).toBeVisible();
  await expect(lane.getByText('Azure users.csv', { exact: true })).toBeHidden();
  const since = page.getByRole('region', { name: /^Azure: since the export of/ });
  await expect(since.getByRole('button', { name: 'New 1' })).toBeVisible();
  const row = since.getByRole('row', { name: /^Department/ });
  await expect(row).toContainText('Sales');
  await expect(row.locator('mark')).toHaveText([' and Service']);

  await since.getByRole('button', { name: 'Gone 1' }).click();
  await expect(since.getByRole('region', { name: 'Rows of Gone' })).toContainText('User 1 u1@acme.example');
});

test('a further page of the list stays beside the first', async ({ ui, page }, info) => {
  await page.getByRole('textbox', { name: 'Engagement' }).fill('Pages');
  await ui.button('Create workspace').click();
  const pages = [1, 11].map((from) => {
    const rows = [0, 1, 2, 3].map((at) => user(from + at, 'Sales'));
    return put(info.outputPath(`Azure page ${from}.csv`), rows);
  });
  for (const file of pages) {
    await ui.choose('Azure to come', [file]);
    await expect(page.getByRole('radio', { name: 'Replace the older one' })).toBeHidden();
    await ui.button('Import 1 file').click();
    await expect(page.getByRole('article')).toBeHidden();
  }
  await expect(ui.lane('Azure to come').getByText('8 users')).toBeVisible();
});
