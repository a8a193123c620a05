// Diagnostics put together by what would mend them, and then by what they say, worst first.

import type { WireDiagnostic } from '../../ipc';

/** One cell or row of those that a diagnostic stands for. */
export interface OddSample {
  row: number;
  original: string;
  /** What it was read as; null where it stayed as it is. */
  reading: string | null;
}

/** A diagnostic, which may stand for many cells or rows. */
export type Oddity = WireDiagnostic & {
  repair?: string | null;
  /** Cells or rows it stands for; 0 where it is about one thing. */
  count?: number;
  samples?: readonly OddSample[];
};

export interface DiagnosticGroup {
  code: string;
  severity: string;
  hint: string;
  items: Oddity[];
  /** Cells, rows or things it is about. */
  count: number;
}

export interface RemedyGroup {
  remedy: string;
  label: string;
  count: number;
  groups: DiagnosticGroup[];
}

const ORDER = ['blocker', 'warning', 'note'];
/** The most urgent first. */
const REMEDIES = ['give_another_file', 'state_the_reading', 'export_again', 'correct_the_source', 'look'];
const SAMPLES_SHOWN = 3;

const countOf = ({ count }: Oddity): number => Math.max(1, count ?? 1);

/** Words that are not listed come last. */
function rankIn(order: readonly string[], word: string): number {
  const at = order.indexOf(word);
  return at < 0 ? order.length : at;
}

export function grouped(list: readonly Oddity[]): DiagnosticGroup[] {
  const groups = new Map<string, DiagnosticGroup>();
  for (const item of list) {
    const key = `${item.severity} ${item.code} ${item.hint}`;
    const { code, severity, hint } = item;
    const group = groups.get(key) ?? { code, severity, hint, items: [], count: 0 };
    group.items.push(item);
    group.count += countOf(item);
    groups.set(key, group);
  }
  const rank = ({ severity }: DiagnosticGroup) => rankIn(ORDER, severity);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
}

/** What would put them right, each once, with what it is about. */
export function byRemedy(list: readonly Oddity[]): RemedyGroup[] {
  const labels = new Map(list.map(({ remedy, remedy_label }) => [remedy, remedy_label]));
  const remedies = [...labels].sort(([a], [b]) => rankIn(REMEDIES, a) - rankIn(REMEDIES, b));
  return remedies.map(([remedy, label]) => {
    const groups = grouped(list.filter((item) => item.remedy === remedy));
    return { remedy, label, groups, count: groups.reduce((sum, { count }) => sum + count, 0) };
  });
}

/** A few of the cells or rows a group is about, before and after. */
export function samplesOf({ items }: DiagnosticGroup): OddSample[] {
  return items.flatMap(({ samples }) => samples ?? []).slice(0, SAMPLES_SHOWN);
}

/** `trimmed` → `Trimmed`; empty where nothing was done. */
export function repairOf({ items }: DiagnosticGroup): string {
  return items.find(({ repair }) => repair)?.repair ?? '';
}

/** `Azure users.csv, row 12, column Mail`. */
export function place({ file, row, column }: WireDiagnostic): string {
  const parts = [file];
  if (row !== null) parts.push(`row ${row}`);
  if (column !== null) parts.push(`column ${column}`);
  return parts.join(', ');
}
