// Files into the workspace: the side they belong to, taking one out, stopping half-way.

import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

import { EXAMPLE, expect, test } from './presync';

async function createWorkspace(ui: import('./presync').Ui, title: string): Promise<void> {
  await ui.page.getByRole('textbox', { name: 'Engagement' }).fill(title);
  await ui.button('Create workspace').click();
  await expect(ui.heading('Import')).toBeVisible();
}

test('a file on the wrong side is noticed, moved, and imported', async ({ ui, page }) => {
  await createWorkspace(ui, 'Harbour pilot');
  await expect(page.getByRole('banner')).toContainText('Harbour pilot');

  await ui.choose('Intranet now', [
    join(EXAMPLE, 'Interact users.xlsx'),
    join(EXAMPLE, 'Azure users portal.csv'),
  ]);
  const wrong = page.getByRole('article', { name: 'Azure users portal.csv' });
  await expect(wrong).toContainText('looks like a file of the other side');
  await wrong.getByRole('button', { name: 'Move to Azure' }).click();
  await expect(wrong.getByRole('radio', { name: 'Azure to come' })).toBeChecked();
  await expect(wrong.getByText('looks like a file of the other side')).toBeHidden();
  await expect(wrong.getByRole('rowheader', { name: /userPrincipalName/i })).toBeVisible();

  const right = page.getByRole('article', { name: 'Interact users.xlsx' });
  await expect(right.getByRole('radio', { name: 'Intranet now' })).toBeChecked();
  await right.getByText(/^First \d+ rows$/).click();
  await expect(right.getByRole('region', { name: /First rows/ })).toBeVisible();

  await ui.button('Import 2 files').click();
  await expect(ui.lane('Intranet now').getByText('Interact users.xlsx')).toBeVisible();
  await expect(ui.lane('Azure to come').getByText('Azure users portal.csv')).toBeVisible();
  await expect(ui.step('Import')).toContainText('2 files');

  await ui.button('Remove Azure users portal.csv from the workspace').click();
  await expect(ui.step('Import')).toContainText('Azure files missing');
  await expect(ui.button('Run the plan')).toBeDisabled();
});

test('a file that is none says so and keeps the others', async ({ ui, page }, info) => {
  await createWorkspace(ui, 'Odd files');
  const odd = info.outputPath('picture.xlsx');
  await writeLines(odd, ['This is no spreadsheet.']);
  await ui.choose('Intranet now', [odd, join(EXAMPLE, 'Interact users.xlsx')]);
  await expect(page.getByRole('article', { name: 'picture.xlsx' }).getByRole('alert')).toBeVisible();
  await expect(ui.button('Import 1 file')).toBeEnabled();
});

test('an import that is cancelled leaves nothing behind', async ({ ui, page }, info) => {
  await createWorkspace(ui, 'Large');
  const large = info.outputPath('Interact users large.csv');
  await writeUsers(large, 400_000);
  await ui.choose('Intranet now', [large]);
  await ui.button('Import 1 file').click();
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText(/Importing/);
  await status.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Stopped. Nothing was left half-done.')).toBeVisible();
  await expect(status).toContainText('Ready');
  await expect(ui.step('Import')).toContainText('No files yet');
  await expect(page.getByRole('article', { name: 'Interact users large.csv' })).toBeVisible();
});

test('what a file says is shown and never run', async ({ ui, page }, info) => {
  await createWorkspace(ui, 'Hostile');
  const attack = '<img src=x onerror="document.title=\'run\'">';
  const intranet = info.outputPath('Interact users.csv');
  const azure = info.outputPath('Azure users.csv');
  const quoted = `"${attack.replaceAll('"', '""')}"`;
  await writeLines(intranet, [
    'Username,Email,First Name,Last Name,Job Title,Unique ID,Notes,Notes',
    `ann@a.example,ann@a.example,Ann,${quoted},${quoted},11111111-1111-4111-8111-111111111111,a,b`,
  ]);
  await writeLines(azure, [
    'userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,accountEnabled',
    `ann@a.example,${quoted},${quoted},ann@a.example,Ann,11111111-1111-4111-8111-111111111111,Member,=1+1,True`,
  ]);
  await ui.choose('Intranet now', [intranet]);
  await ui.choose('Azure to come', [azure]);
  await ui.button('Import 2 files').click();
  await expect(ui.step('Import')).toContainText('2 files');
  await ui.runPlan();
  for (const tab of ['People', 'Changes', 'Findings', 'Who is who']) {
    await ui.tab(tab).click();
    await ui.rowCount();
  }
  await ui.tab('People').click();
  await expect(ui.grid().getByText(attack).first()).toBeVisible();
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).toBe('Presync');
});

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(path);
  for (const line of lines) {
    if (!file.write(`${line}\r\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

async function writeUsers(path: string, count: number): Promise<void> {
  const users = function* () {
    yield 'Username,Email,First Name,Last Name,Job Title,Department,Unique ID';
    for (let at = 0; at < count; at += 1) {
      yield `user${at}@large.example,user${at}@large.example,Given${at % 997},Family${at % 991},Clerk,Dept ${at % 50},u-${at}`;
    }
  };
  await writeLines(path, users());
}
