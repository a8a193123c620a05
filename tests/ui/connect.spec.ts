// Asking the intranet: tested, read, and taken to Import; the token never stays in the page.

import AxeBuilder from '@axe-core/playwright';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test } from './presync';

const TOKEN = 't0ken-of-the-site';
const PEOPLE = [
  { id: '1', userName: 'ada@x.test', name: { givenName: 'Ada', familyName: 'Hale' }, emails: [{ value: 'ada@x.test' }] },
  { id: '2', userName: 'ben@x.test', name: { givenName: 'Ben', familyName: 'Orr' }, emails: [{ value: 'ben@x.test' }] },
];

/** A SCIM service on this machine; it notes the method and path of what it was asked. */
function intranet(asked: string[]): Promise<Server> {
  const server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`);
    const list = (rows: unknown[]) => JSON.stringify({ totalResults: rows.length, itemsPerPage: rows.length, startIndex: 1, Resources: rows });
    const url = request.url ?? '';
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return void answer.writeHead(401).end();
    answer.setHeader('Content-Type', 'application/scim+json');
    if (url.includes('/Users')) return void answer.end(list(url.includes('filter=') ? [] : PEOPLE));
    if (url.includes('/Groups')) return void answer.end(list([]));
    if (url.includes('/Schemas')) return void answer.end(list([{ id: 'urn:site', attributes: [{ name: 'Shoe size?' }] }]));
    return void answer.writeHead(404).end();
  });
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)));
}

test('the intranet is asked only when a button that names it is pressed', async ({ ui, page }) => {
  const asked: string[] = [];
  const service = await intranet(asked);
  const { port } = service.address() as AddressInfo;
  try {
    await page.getByRole('textbox', { name: 'Engagement' }).fill('Acme');
    await ui.button('Create workspace').click();
    await expect(ui.heading('Import')).toBeVisible();
    await page.keyboard.press('9');
    await expect(ui.heading('Ask the systems')).toBeVisible();

    const side = page.getByRole('region', { name: 'The intranet, over SCIM' });
    await side.getByLabel('Tenant URL').fill(`http://127.0.0.1:${port}/scim`);
    await side.getByLabel('Token').fill(TOKEN);
    expect(asked).toEqual([]);
    await side.getByRole('button', { name: `Test 127.0.0.1:${port}` }).click();
    await expect(side.getByText('Stops a sync')).toBeVisible();
    await expect(side.getByText(/The field Shoe size\? has a question mark/)).toBeVisible();
    await expect(side.getByLabel('Token')).toHaveValue('');
    expect(await page.content()).not.toContain(TOKEN);
    expect(asked.every((line) => line.startsWith('GET '))).toBe(true);

    await side.getByRole('button', { name: `Read from 127.0.0.1:${port}` }).click();
    const came = page.getByRole('region', { name: 'What came' });
    await expect(came).toContainText('intranet-users.json: 2 entries');
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`), scheme).toEqual([]);
      if (process.env['PRESYNC_LOOK']) await page.screenshot({ path: `${process.env['PRESYNC_LOOK']}/connect-${scheme}.png` });
    }
    await ui.button('Forget all tokens').click();
    await expect(side.getByRole('button', { name: /^Test/ })).toBeDisabled();
    await ui.button('Take the users to Import').click();
    await expect(page.getByRole('article', { name: 'intranet-users.json' })).toBeVisible();

    await page.keyboard.press('9');
    const azure = page.getByRole('region', { name: 'Azure, over Graph' });
    await expect(azure).toContainText('Signs in at login.microsoftonline.com and reads from graph.microsoft.com.');
    await azure.getByLabel('Cloud').selectOption('us-gov');
    await expect(azure.getByRole('button', { name: 'Read from graph.microsoft.us' })).toBeDisabled();
    await azure.getByLabel('Client secret').check();
    await expect(azure.getByRole('textbox', { name: 'Client secret' })).toHaveAttribute('type', 'password');
  } finally {
    service.close();
  }
});
