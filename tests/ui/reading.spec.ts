// A file that says too little of itself: a person corrects how it is read, and that is remembered.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import AxeBuilder from '@axe-core/playwright';

import { expect, test } from './presync';

/** Code page 850, as old tools write it: the letter ü is the byte 81. */
function dosFile(path: string, rows: string[]): string {
  const text = ['Login name;Mail;Ordnungsbegriff;Vorname;Nachname', ...rows].join('\r\n');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.from(text.replaceAll('ü', '\x81'), 'latin1'));
  return path;
}

test('an encoding and a column are corrected, and remembered for the next file', async ({
  ui,
  page,
}, info) => {
  const first = dosFile(info.outputPath('Personal März.csv'), [
    'jmueller;j.mueller@contoso.example;4711;Jürgen;Müller',
    'aschulz;a.schulz@contoso.example;4712;Anna;Schulz',
  ]);
  await page.getByRole('textbox', { name: 'Engagement' }).fill('Altdaten');
  await ui.button('Create workspace').click();
  await ui.choose('Intranet now', [first]);

  const card = page.getByRole('article', { name: 'Personal März.csv' });
  await card.getByRole('combobox', { name: /^Encoding/ }).selectOption('ibm850');
  await expect(card).toHaveAttribute('aria-busy', 'false');
  await card.getByText(/^First \d+ rows$/).click();
  await expect(card.getByRole('region', { name: /First rows/ })).toContainText('Jürgen');

  await card.getByRole('combobox', { name: 'What “Ordnungsbegriff” holds' }).selectOption('externalId');
  await expect(card.getByText('1 column was chosen by a person.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('corrected.png'), fullPage: true });
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map(({ id }) => id)).toEqual([]);

  await ui.button('Import 1 file').click();
  await expect(ui.lane('Intranet now').getByText('Personal März.csv')).toBeVisible();

  const second = dosFile(info.outputPath('Personal April.csv'), [
    'bfürst;b.fuerst@contoso.example;4713;Bernd;Fürst',
  ]);
  await ui.choose('Intranet now', [second]);
  const next = page.getByRole('article', { name: 'Personal April.csv' });
  await expect(next.getByRole('combobox', { name: /^Encoding/ })).toHaveValue('ibm850');
  await expect(next.getByRole('combobox', { name: 'What “Ordnungsbegriff” holds' })).toHaveValue('externalId');
  await next.getByText(/^First \d+ row/).click();
  await expect(next.getByRole('region', { name: /First rows/ })).toContainText('Fürst');
});
