// How each grid's columns are shown. Names are the host's; one it adds later still has a place.

import type { WireTable } from '../ipc';
import { sentenceCase, shortAttribute, wordOf } from '../text/words';

/** How a cell is drawn. */
export type CellKind =
  | 'text'
  | 'code'
  /** An attribute name: what tells it apart stands at its end. */
  | 'attribute'
  /** A word of the plan in its colour. */
  | 'word'
  /** A word of the plan, spelt for reading. */
  | 'label'
  | 'number'
  | 'share'
  | 'now'
  | 'would_be';

export interface ColumnView {
  name: string;
  label: string;
  /** Pixels; the grid stretches the widest ones when there is room. */
  width: number;
  kind: CellKind;
}

export interface TableView {
  /** Columns shown, in order. The rest is in the side panel. */
  columns: ColumnView[];
  /** Columns with a list of values beside the grid. */
  facets: string[];
  /** What a row is called. */
  noun: [one: string, many: string];
}

const column = (name: string, label: string, width: number, kind: CellKind = 'text') => ({
  name,
  label,
  width,
  kind,
});

const TABLES: Record<WireTable, TableView> = {
  people: {
    columns: [
      column('side', 'Side', 92, 'word'),
      column('name', 'Name', 180),
      column('outcome', 'Outcome', 122, 'word'),
      column('action', 'Action', 96, 'word'),
      column('changes', 'Changes', 86, 'number'),
      column('why', 'Why', 380),
      column('azure_upn', 'Azure user', 240),
      column('legacy_username', 'Intranet user', 220),
      column('rule_key', 'Match key', 130, 'attribute'),
      column('rule_finds_username', 'Rule finds', 220),
      column('identity_status', 'Identity', 104, 'word'),
      column('department', 'Department', 150),
      column('findings', 'Findings', 150, 'code'),
    ],
    facets: ['side', 'outcome', 'action', 'identity_status', 'rule_key', 'rule_finds', 'department'],
    noun: ['person', 'people'],
  },
  changes: {
    columns: [
      column('name', 'Name', 150),
      column('target_attribute', 'Attribute', 156, 'attribute'),
      column('now', 'Now', 230, 'now'),
      column('would_be', 'Would be', 230, 'would_be'),
      column('kind', 'Kind', 112, 'word'),
      column('class', 'Difference', 110, 'label'),
      column('mapping', 'Mapping', 190, 'code'),
      column('legacy_username', 'Intranet user', 220),
      column('azure_upn', 'Azure user', 240),
    ],
    facets: ['target_attribute', 'kind', 'class', 'action', 'mapping'],
    noun: ['change', 'changes'],
  },
  findings: {
    columns: [
      column('severity', 'Severity', 104, 'word'),
      column('code', 'Code', 130, 'code'),
      column('subject_name', 'Who', 170),
      column('message', 'Finding', 360),
      column('subject_side', 'Side', 92, 'word'),
      column('subject_login', 'Account', 230),
      column('attribute', 'Attribute', 140, 'attribute'),
      column('evidence', 'Evidence', 260),
    ],
    facets: ['severity', 'code', 'subject_side', 'attribute'],
    noun: ['finding', 'findings'],
  },
  links: {
    columns: [
      column('status', 'Status', 104, 'word'),
      column('rule', 'Rule', 150, 'label'),
      column('score', 'Probability', 104, 'share'),
      column('legacy_name', 'Intranet person', 180),
      column('legacy_username', 'Intranet user', 220),
      column('azure_name', 'Azure person', 180),
      column('azure_upn', 'Azure user', 240),
      column('evidence', 'Evidence', 300, 'code'),
    ],
    facets: ['status', 'rule'],
    noun: ['pair', 'pairs'],
  },
};

/** Kinds of columns that only the facets and the side panel show. */
const KINDS: Record<string, CellKind> = {
  action: 'word',
  basis: 'code',
  rule_finds: 'label',
};

const LABELS: Record<string, string> = {
  azure_id: 'Azure object ID',
  azure_mail: 'Azure mail',
  azure_name: 'Azure person',
  azure_row: 'Row in the Azure files',
  azure_upn: 'Azure user',
  basis: 'Basis',
  code: 'Code',
  found_by_id: 'Found by (object ID)',
  found_by_upn: 'Found by',
  identity_status: 'Identity',
  legacy_email: 'Intranet e-mail',
  legacy_row: 'Row in the intranet files',
  legacy_uid: 'Intranet unique ID',
  position: 'Position',
  rule_finds: 'Rule finds',
  rule_finds_row: 'Rows the rule finds',
  subject_key: 'Key of the subject',
};

export function tableView(table: WireTable): TableView {
  return TABLES[table];
}

/** The columns to show, of those a result has. */
export function shownColumns(table: WireTable, present: readonly string[]): ColumnView[] {
  return TABLES[table].columns.filter((view) => present.includes(view.name));
}

export function columnLabel(table: WireTable, name: string): string {
  const view = TABLES[table].columns.find((candidate) => candidate.name === name);
  return view?.label ?? LABELS[name] ?? sentenceCase(name);
}

export function cellKind(table: WireTable, name: string): CellKind {
  return TABLES[table].columns.find((candidate) => candidate.name === name)?.kind ?? KINDS[name] ?? 'text';
}

/** A value as a list of values shows it. */
export function shownValue(table: WireTable, column: string, value: string): string {
  if (value === '') return '(none)';
  switch (cellKind(table, column)) {
    case 'word':
    case 'label':
      return wordOf(value).label;
    case 'attribute':
      return shortAttribute(value);
    default:
      return value;
  }
}
