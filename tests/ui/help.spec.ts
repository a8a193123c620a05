// The words explained, the tour, and the languages: every converted screen in the pseudo-locale holds no
// word that is not put into a text file.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test } from './presync';

test('a word is explained by mouse and by keyboard', async ({ ui, page }) => {
  await expect(ui.heading(/first Azure sync/)).toBeVisible();
  const term = page.getByRole('button', { name: 'Takeover' });
  await term.click();
  const about = page.getByText('that person’s profile would be overwritten');
  await expect(about).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(about).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(about).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(about).toBeHidden();
  await ui.button('Words of this screen').click();
  const words = page.getByRole('dialog', { name: 'Words of Presync' });
  await words.getByRole('searchbox').fill('rights over');
  await expect(words.getByText('No word holds that.')).toBeVisible();
  await words.getByRole('searchbox').fill('manages it');
  await expect(words.getByRole('term')).toHaveText(['Orphan']);
});

test('the tour is skipped, and begun again from the palette', async ({ ui, page }) => {
  await ui.button('Take the tour').click();
  const card = page.getByRole('dialog', { name: 'Everything begins with a workspace' });
  await expect(card).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: 'Bring in both sides' })).toBeFocused();
  await ui.button('Skip the tour').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('New here?')).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('tour');
  await page.keyboard.press('Enter');
  await expect(card).toBeFocused();
  for (let stop = 1; stop < 9; stop += 1) await ui.button('Next').click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await ui.button('Done').click();
  await ui.openSample();
});

test('German is chosen in the frame and stays', async ({ ui, page }) => {
  await page.getByRole('button', { name: /^EN: the language is English/ }).click();
  await expect(ui.heading('Sehen, was der erste Azure-Abgleich täte')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: 'Prüfen' }).click();
  await expect(ui.heading('Nach dem ersten Abgleich')).toBeVisible();
});

/** Words on the page that are in no text file: what is no text of ours is marked `translate="no"`. */
async function strangers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const look = (text: string | null) => {
      const rest = (text ?? '').replace(/⟦[^⟧]*⟧/g, '');
      if (/[A-Za-z]{3,}/.test(rest)) found.push(rest.trim());
    };
    for (const element of document.querySelectorAll('body *')) {
      if (element.closest('[translate=no], script, style, svg')) continue;
      for (const name of ['aria-label', 'title', 'placeholder']) look(element.getAttribute(name));
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.textContent);
    }
    return found;
  });
}

test('no word of a converted screen is outside the text files', async ({ page, server }) => {
  await page.addInitScript(() => localStorage.setItem('presync-language', 'pseudo'));
  await page.goto(server.url);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('⟦');
  expect(await strangers(page), 'home').toEqual([]);
  for (const [key, screen] of [['8', 'verify'], ['9', 'connect']] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('⟦');
    expect(await strangers(page), screen).toEqual([]);
  }
  await page.keyboard.press('Control+k');
  expect(await strangers(page), 'palette').toEqual([]);
  await page.keyboard.press('Escape');
});
