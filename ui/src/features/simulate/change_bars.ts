// Changes put together by attribute and kind, for the bar list.

import type { ChangeGroup } from '../../ipc';

export interface AttributeChanges {
  target: string;
  label: string;
  kind: string;
  count: number;
  /** By class, largest first. */
  classes: ChangeGroup[];
}

/** Values of created accounts are kept apart: they overwrite nothing. */
export function byAttribute(changes: readonly ChangeGroup[], ofCreated: boolean): AttributeChanges[] {
  const groups = new Map<string, AttributeChanges>();
  for (const change of changes) {
    if ((change.kind === 'create') !== ofCreated) continue;
    const { target, label, kind } = change;
    const key = `${target}\n${kind}`;
    const group = groups.get(key) ?? { target, label, kind, count: 0, classes: [] };
    group.count += change.count;
    group.classes.push(change);
    groups.set(key, group);
  }
  const list = [...groups.values()];
  for (const group of list) group.classes.sort((a, b) => b.count - a.count);
  return list.sort((a, b) => b.count - a.count);
}
