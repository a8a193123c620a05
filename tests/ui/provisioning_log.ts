// Provisioning logs as Graph lists them, made from a plan by the documented facts alone.

interface Plan {
  people: { rows: Person[] };
  changes: { rows: Change[] };
}
interface Person {
  side: string;
  action: string;
  changes: number;
  azure: { id: string; upn: string };
}
interface Change {
  target_attribute: string;
  now: string;
  would_be: string;
}
export interface Entry {
  name: string;
  action: string;
  status: string;
  code: string;
  id: string;
  modified: { displayName: string; oldValue: string; newValue: string }[];
}

const DONE: Record<string, [action: string, status: string, code: string]> = {
  create: ['create', 'success', ''],
  update: ['update', 'success', ''],
  disable: ['disable', 'success', ''],
  none: ['other', 'skipped', 'RedundantExport'],
  skip: ['other', 'skipped', 'EntrySynchronizationSkipped'],
};

/** One entry for every Azure user, as planned. */
export function asPlanned(plan: Plan): Entry[] {
  const changes = plan.changes.rows.values();
  return plan.people.rows
    .filter(({ side }) => side === 'azure')
    .map((person) => {
      const own = Array.from({ length: person.changes }, () => changes.next().value as Change);
      const [action, status, code] = DONE[person.action] ?? ['create', 'failure', 'EntryConflict'];
      const modified = own.map(({ target_attribute: displayName, now: oldValue, would_be: newValue }) => ({ displayName, oldValue, newValue }));
      return { name: person.azure.upn, id: person.azure.id, action, status, code, modified: status === 'success' ? modified : [] };
    });
}

export function graphList(entries: readonly Entry[]): string {
  const value = entries.map((entry, at) => ({
    id: `e${at}`,
    changeId: `c${at}`,
    activityDateTime: new Date(Date.UTC(2026, 10, 24, 9, 0, at)).toISOString(),
    provisioningAction: entry.action,
    provisioningStatusInfo: { status: entry.status, errorInformation: { errorCode: entry.code, reason: '' } },
    sourceIdentity: { id: entry.id, displayName: '', identityType: 'User', details: { UserPrincipalName: entry.name } },
    targetIdentity: { id: `t${at}`, displayName: '', identityType: 'User' },
    modifiedProperties: entry.modified,
  }));
  return JSON.stringify({ value });
}
