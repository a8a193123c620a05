// Who is who: the figures of Match, and the queue of Review cleared from the keyboard.

import { expect, number, test } from './presync';

test('the funnel adds up, and the threshold says what it divides', async ({ ui, page }) => {
  await ui.openSample();
  await ui.step('Match').click();
  await expect(ui.heading('Nobody has been matched yet')).toBeVisible();
  await ui.runPlanFrom('Match');
  await expect(ui.heading('Who is who')).toBeVisible();

  await test.step('the parts of each side are its users', async () => {
    const table = page.getByRole('table', { name: /Users of each side/ });
    for (const side of ['Intranet users', 'Azure users']) {
      const cells = await table.getByRole('row', { name: side }).getByRole('cell').allInnerTexts();
      const sum = cells.reduce((all, cell) => all + number(cell.split(/\s/)[0] ?? ''), 0);
      const bar = page.locator('.side').filter({ hasText: side });
      expect(sum, side).toBe(number(await bar.locator('.total').textContent()));
    }
  });

  await test.step('moving the threshold counts anew, by mouse, key and number', async () => {
    const status = page.locator('.threshold').getByRole('status');
    await page.getByRole('textbox', { name: 'Threshold' }).fill('0');
    await page.keyboard.press('Enter');
    await page.getByRole('slider', { name: 'Threshold' }).focus();
    const all = number((await status.locator('strong').innerText()).split(' ')[0] ?? '');
    expect(all).toBeGreaterThan(0);
    await page.keyboard.press('End');
    await expect(status).toContainText(/^(\d+) open pairs? at or above/);
    expect(number((await status.locator('strong').innerText()).split(' ')[0] ?? '')).toBeLessThanOrEqual(all);
    await page.getByRole('textbox', { name: 'Threshold' }).fill('0.3');
    await page.keyboard.press('Enter');
    const above = number((await status.locator('strong').innerText()).split(' ')[0] ?? '');
    await page.getByRole('button', { name: 'Review those above' }).click();
    await expect(page.getByRole('listbox', { name: 'Pairs to review' })).toBeVisible();
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-setsize', String(above));
  });
});

test('the queue is cleared from the keyboard, and everything can be taken back', async ({ ui, page }) => {
  await ui.openSample();
  await ui.runPlan();
  await page.keyboard.press('4');
  const list = page.getByRole('listbox', { name: 'Pairs to review' });
  await expect(list).toHaveAttribute('aria-busy', 'false');
  const open = async () =>
    Number((await page.locator('.count[role=status]').innerText()).match(/(\d+) open/)?.[1]);
  const before = await open();
  expect(before).toBeGreaterThan(3);

  await test.step('nothing is decided without a name', async () => {
    await page.keyboard.press('a');
    await expect(page.getByRole('alert')).toContainText('Give your name first');
    await page.keyboard.type('Rita Review');
    await page.keyboard.press('Enter');
    expect(await open()).toBe(before);
  });

  await test.step('the reasons are there, as a waterfall and as a sentence', async () => {
    const pair = page.getByRole('region', { name: 'The pair at hand' });
    await expect(pair.getByRole('table').nth(1).getByRole('row')).not.toHaveCount(0);
    await expect(pair.getByRole('row', { name: /Together/ })).toContainText('%');
    await page.screenshot({ path: 'test-results/review.png' });
  });

  await test.step('accept, reject, new: each goes on to the next open pair', async () => {
    const at = () => list.getAttribute('aria-activedescendant');
    const first = await at();
    await page.keyboard.press('r');
    await expect(page.locator('.count[role=status]')).toContainText('Rejected:');
    expect(await at()).not.toBe(first);
    await page.keyboard.press('a');
    await expect(page.locator('.count[role=status]')).toContainText('Accepted:');
    await page.keyboard.press('n');
    await expect(page.locator('.count[role=status]')).toContainText('Marked as new:');
    expect(await open()).toBeLessThanOrEqual(before - 3);
  });

  await test.step('undo takes all three back, redo makes one again', async () => {
    for (let left = 3; left > 0; left -= 1) {
      await page.keyboard.press('u');
      await expect(page.locator('.count[role=status]')).toContainText('taken back');
      await expect(list).toHaveAttribute('aria-busy', 'false');
    }
    await expect.poll(open).toBe(before);
    await page.keyboard.press('Shift+U');
    await expect.poll(open).toBeLessThan(before);
    await page.keyboard.press('u');
    await expect.poll(open).toBe(before);
  });

  await test.step('candidates stand side by side', async () => {
    await page.keyboard.press('f');
    await expect(page.getByRole('region', { name: 'Candidates side by side' })).toBeVisible();
    await expect(page.getByRole('button', { name: /Take 1/ })).toBeVisible();
    await page.keyboard.press('f');
    await expect(list).toBeVisible();
  });

  await test.step('many at once only after showing how many and two of them', async () => {
    const section = page.getByRole('checkbox', { name: /Little evidence|Second account|Same name twice/ }).first();
    await section.check();
    await expect(list).toHaveAttribute('aria-busy', 'false');
    const shown = Number(await page.getByRole('option').first().getAttribute('aria-setsize'));
    await ui.button('Reject all shown…').click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('listitem')).toHaveCount(Math.min(2, shown));
    await dialog.getByRole('textbox', { name: 'Why' }).fill('Asked in HR');
    await dialog.getByRole('button', { name: /^Reject \d/ }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(open).toBeLessThanOrEqual(before - shown);
    await ui.button('History').click();
    await expect(page.getByRole('dialog')).toContainText('Asked in HR');
    await page.keyboard.press('Escape');
  });

  await test.step('the plan is stale, and a new one knows the decisions', async () => {
    await ui.button('Show everything').click();
    const left = await open();
    await ui.button('Run again').click();
    await expect(ui.button('Run again')).toBeHidden({ timeout: 120_000 });
    await expect(list).toHaveAttribute('aria-busy', 'false');
    expect(await open()).toBeLessThanOrEqual(left);
  });
});
