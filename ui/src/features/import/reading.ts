// How a file is read: what it shows itself to be, what else it could be, and what a person says instead.
// Pure; the drafts keep what was said and ask the host.

import type { ColumnPreview, FirstRowPreview, ReadingChoices, SourcePreview, WireDiagnostic, WireSide } from '../../ipc';
import { counted, plural } from '../../text/numbers';

export type ReadingField = 'encoding' | 'delimiter' | 'quotes' | 'sheet' | 'header_row' | 'ragged';

/** What the file shows where nobody has said anything; it stays while a person tries other readings. */
export interface Detected {
  options: ReadingChoices;
  columns: Record<string, ColumnPreview>;
}

export interface Alternative {
  value: string;
  label: string;
  /** What speaks for it, or against it. */
  evidence: string;
  disabled: boolean;
}

export interface Reading {
  field: ReadingField;
  label: string;
  value: string;
  detected: string;
  /** The detected one first. */
  alternatives: Alternative[];
}

export const NOTHING_DETECTED: Detected = { options: {}, columns: {} };

/** What was detected, brought up to date by a preview that was asked for with `said`. */
export function withDetected(before: Detected, said: ReadingChoices, preview: SourcePreview): Detected {
  const options: ReadingChoices = { ...preview.options, ...pick(before.options, Object.keys(said)) };
  const columns = preview.columns.map((column) => {
    const earlier = isSaid(said, column.name) ? before.columns[column.name] : undefined;
    return [column.name, earlier ?? column] as const;
  });
  return { options, columns: Object.fromEntries(columns) };
}

function pick(options: ReadingChoices, keys: readonly string[]): ReadingChoices {
  return Object.fromEntries(Object.entries(options).filter(([key]) => keys.includes(key)));
}

/** What a column is read as, as it is said; empty for an additional field. */
export function fieldOf(column: ColumnPreview | undefined): string | undefined {
  return column?.known === false ? '' : column?.attribute;
}

/** Whether somebody has said what a column holds. */
export function isSaid(said: ReadingChoices, column: string): boolean {
  return said.columns?.[column] !== undefined;
}

/** The choices with one field said; `undefined` leaves it to be detected again. */
export function withField(said: ReadingChoices, field: ReadingField, value: string | undefined): ReadingChoices {
  const others = Object.entries(said).filter(([key]) => !isOverruled(key, field));
  const next: ReadingChoices = Object.fromEntries(others);
  if (value === undefined) return next;
  return { ...next, [field]: field === 'header_row' ? Number(value) : value };
}

/** Another table has its header elsewhere: what was said of the old one's is not carried over. */
function isOverruled(key: string, field: ReadingField): boolean {
  const isHeader = key === 'header_row' || key === 'header_rows';
  const isOtherTable = field === 'delimiter' || field === 'sheet' || field === 'header_row';
  return key === field || (isHeader && isOtherTable);
}

/** The choices with what one column holds; empty keeps it as an additional field, `undefined` detects it. */
export function withColumn(said: ReadingChoices, column: string, attribute: string | undefined): ReadingChoices {
  const others = Object.entries(said.columns ?? {}).filter(([name]) => name !== column);
  const columns = Object.fromEntries(attribute === undefined ? others : [...others, [column, attribute]]);
  return withColumns(said, columns);
}

export function withColumns(said: ReadingChoices, columns: Record<string, string>): ReadingChoices {
  const { columns: _, ...rest } = said;
  return Object.keys(columns).length === 0 ? rest : { ...rest, columns };
}

/** What is left when a file goes to a side: other fields are meant there. */
export function forSide(said: ReadingChoices, isSure: boolean): ReadingChoices {
  const { columns: _, side_is_sure: __, ...rest } = said;
  return isSure ? { ...rest, side_is_sure: true } : rest;
}

/** Whether anything was said that can be taken back; the side has its own switch. */
export function isChanged({ side_is_sure: _, ...said }: ReadingChoices): boolean {
  return Object.keys(said).length > 0;
}

/** Everything about the file as a whole that can be said, each with its alternatives. */
export function readings(preview: SourcePreview, detected: Detected): Reading[] {
  const { options } = preview;
  const all: [ReadingField, string, Alternative[]][] = [
    ['encoding', 'Encoding', preview.encodings.map(({ encoding, name, loses }) =>
      alternative(encoding, name, loses ? 'some bytes are no letters' : ''))],
    ['delimiter', 'Delimiter', preview.delimiters.map(({ delimiter, name, columns, known_headers, even_percent }) =>
      alternative(delimiter, name, `${plural(columns, 'column', 'columns')} in ${even_percent} % of rows, ${known(known_headers)}`))],
    ['quotes', 'Quotation marks inside a field', QUOTES],
    ['sheet', 'Sheet', preview.sheets.map((sheet) => ({
      ...alternative(sheet.name, sheet.name, aboutSheet(sheet)),
      disabled: !sheet.holds_cells,
    }))],
    ['header_row', 'Header row', headerRows(preview.first_rows, options.header_row)],
    ['ragged', 'Rows with too few cells', ragged(preview)],
  ];
  return all.flatMap(([field, label, alternatives]) => {
    const value = options[field];
    if (value === undefined) return [];
    const found = String(detected.options[field] ?? value);
    return [{ field, label, value: String(value), detected: found, alternatives: ordered(alternatives, found, String(value)) }];
  });
}

const QUOTES: Alternative[] = [
  alternative('doubled', 'Doubled ("")', 'as CSV has it'),
  alternative('backslash', 'After a backslash (\\")', 'as some databases and scripts write them'),
];

function ragged({ short_rows, is_whole }: SourcePreview): Alternative[] {
  const where = is_whole ? 'rows' : 'rows looked at';
  const evidence = short_rows === null || short_rows === 0 ? `none among the ${where}` : `${counted(short_rows)} among the ${where}`;
  return [
    alternative('pad', 'Filled up with empty cells', evidence),
    alternative('reject', 'Rejected', evidence),
  ];
}

function alternative(value: string, label: string, evidence: string): Alternative {
  return { value, label, evidence, disabled: false };
}

/** The detected one first; what is read now is among them even where the host offers it no longer. */
function ordered(all: Alternative[], detected: string, value: string): Alternative[] {
  const missing = [...new Set([detected, value])].filter((wanted) => all.every((one) => one.value !== wanted));
  const whole = [...all, ...missing.map((wanted) => alternative(wanted, wanted, ''))];
  const isFirst = (one: Alternative) => one.value === detected;
  return [...whole.filter(isFirst), ...whole.filter((one) => !isFirst(one))];
}

function known(headers: number): string {
  return headers === 0 ? 'no known header' : plural(headers, 'known header', 'known headers');
}

function aboutSheet({ visible, holds_cells, known_headers, records_estimate }: SourcePreview['sheets'][number]): string {
  if (!holds_cells) return 'no table';
  const parts = visible ? [] : ['hidden'];
  if (known_headers !== null) parts.push(known(known_headers));
  if (records_estimate !== null) parts.push(`about ${plural(records_estimate, 'record', 'records')}`);
  return parts.join(', ');
}

const CELLS_SHOWN = 4;

function headerRows(rows: readonly FirstRowPreview[], current: number | undefined): Alternative[] {
  if (rows.length === 0 && current === undefined) return [];
  const listed = rows.map(({ row, cells, known_headers }) => {
    const shown = cells.filter((cell) => cell.trim() !== '').slice(0, CELLS_SHOWN);
    return alternative(String(row), `Row ${counted(row)}: ${shown.join(' · ')}`, known(known_headers));
  });
  return [...listed, alternative('0', 'None', 'the columns are numbered')];
}

/** `Comma (detected) – 12 columns in 100 % of rows, 9 known headers`. */
export function described({ label, evidence }: Alternative, how?: string): string {
  const named = how === undefined ? label : `${label} (${how})`;
  return evidence === '' ? named : `${named} – ${evidence}`;
}

/** What a side is called in a sentence about its fields. */
export const OWNER: Record<WireSide, string> = { legacy: 'the intranet', azure: 'Azure' };

/** Where a choice of the column that tells people apart begins: the one in doubt, and the key it may be. */
export function contenders(
  columns: readonly ColumnPreview[],
  keys: readonly { attribute: string }[],
  { code, column: header }: WireDiagnostic,
): { column: string; key: string } {
  const isKey = (attribute: string) => keys.some((key) => key.attribute === attribute);
  const doubted = columns.find((column) => code === 'KEY_AMBIGUOUS' && column.header === header);
  const likely = doubted ?? columns.find(({ candidates }) => candidates.some((one) => isKey(one.attribute)));
  const key = likely?.candidates.find((one) => isKey(one.attribute))?.attribute;
  return { column: (likely ?? columns[0])?.name ?? '', key: key ?? keys[0]?.attribute ?? '' };
}
