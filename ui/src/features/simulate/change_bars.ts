// Changes put together by attribute and kind, for the bar list.

import type { ChangeGroup, NamedChange } from '../../ipc';

export interface AttributeChanges {
  target: string;
  label: string;
  kind: string;
  count: number;
  /** By class, the most destructive first, as the host gives them. */
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
  return list.sort((a, b) => b.count - a.count);
}

/** What nearly all overwrites of an attribute have in common, on the bar they belong to. */
export function nameOf(group: AttributeChanges, named: readonly NamedChange[]): string | undefined {
  const replaces = group.kind === 'overwrite' || group.kind === 'clear';
  return replaces ? named.find(({ target }) => target === group.target)?.sentence : undefined;
}
