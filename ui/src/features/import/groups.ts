// Diagnostics put together by what they say, worst first.

import type { WireDiagnostic } from '../../ipc';

export interface DiagnosticGroup {
  code: string;
  severity: string;
  hint: string;
  items: WireDiagnostic[];
}

const ORDER = ['blocker', 'warning', 'note'];

export function grouped(list: readonly WireDiagnostic[]): DiagnosticGroup[] {
  const groups = new Map<string, DiagnosticGroup>();
  for (const item of list) {
    const key = `${item.severity} ${item.code} ${item.hint}`;
    const { code, severity, hint } = item;
    const group = groups.get(key) ?? { code, severity, hint, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  const rank = ({ severity }: DiagnosticGroup) => ORDER.indexOf(severity);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.items.length - a.items.length);
}

/** `Azure users.csv, row 12, column Mail`. */
export function place({ file, row, column }: WireDiagnostic): string {
  const parts = [file];
  if (row !== null) parts.push(`row ${row}`);
  if (column !== null) parts.push(`column ${column}`);
  return parts.join(', ');
}
