// What came of the sample's first sync, with deviations planted in it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Entry } from './provisioning_log';
import { asPlanned, graphList } from './provisioning_log';
import { expect, type Ui } from './presync';

/** Writes the package of the plan that was run; answers with its folder's name. */
export async function writePackage(ui: Ui): Promise<string> {
  await ui.step('Report').click();
  await ui.button('Write the package').click();
  const written = ui.page.getByRole('region', { name: /^Written/ });
  await expect(written).toBeVisible();
  return written.locator('header p').innerText();
}

/** A log with one of each deviation; answers with its path and who deviates how. */
export function plantedLog(home: string, folder: string): { path: string; planted: Record<string, Entry> } {
  const entries = asPlanned(JSON.parse(readFileSync(join(home, folder, 'plan.json'), 'utf8')));
  const updates = entries.filter(({ action, modified }) => action === 'update' && modified.some(({ displayName }) => displayName === 'title'));
  const [other, failed, valued, missing] = updates as [Entry, Entry, Entry, Entry];
  Object.assign(other, { action: 'create' });
  Object.assign(failed, { action: 'create', status: 'failure', code: 'EntryConflict', modified: [] });
  for (const change of valued.modified) if (change.displayName === 'title') change.newValue = 'Somebody else’s title';
  const kept = entries.filter((entry) => entry !== missing);
  kept.push({ ...failed, name: 'stranger@unplanned.example', id: 'nobody-planned-this', status: 'success', code: '' });
  const path = join(home, 'ProvisioningLogs.json');
  writeFileSync(path, graphList(kept));
  return { path, planted: { other, failed, valued, missing } };
}
