// From a row of one grid to the rows of another that are about the same user.

import type { WireTable } from '../../ipc';
import type { RowLink } from '../../grid/links';
import { plural } from '../../text/numbers';
import type { OpenRows } from './view.svelte';

export function linksOfRow(
  table: WireTable,
  value: (column: string) => string,
  open: OpenRows,
): RowLink[] {
  switch (table) {
    case 'people':
      return ofPerson(value, open);
    case 'changes':
      return value('azure_id') === ''
        ? []
        : [{ label: 'The person', open: () => open('people', { azure_id: value('azure_id') }) }];
    case 'findings':
      return ofFinding(value, open);
    case 'links':
      return [{ label: 'Both people', open: () => open('people', pairOf(value)) }];
  }
}

function ofPerson(value: (column: string) => string, open: OpenRows): RowLink[] {
  const links: RowLink[] = [];
  const changes = Number(value('changes'));
  const key = value('side') === 'azure' ? 'azure_id' : 'legacy_uid';
  if (changes > 0 && value(key) !== '') {
    const label = plural(changes, 'change', 'changes');
    links.push({ label, open: () => open('changes', { [key]: value(key) }) });
  }
  const codes = value('findings').split(';').filter(Boolean);
  if (codes.length > 0 && value(key) !== '') {
    const label = plural(codes.length, 'finding', 'findings');
    links.push({ label, open: () => open('findings', { subject_key: value(key) }) });
  }
  return links;
}

function ofFinding(value: (column: string) => string, open: OpenRows): RowLink[] {
  const isAzure = value('subject_side') === 'azure';
  const key = value('subject_key');
  if (key === '' || value('subject_login') === '') return [];
  const column = isAzure ? 'azure_id' : 'legacy_uid';
  return [{ label: 'The person', open: () => open('people', { [column]: key }) }];
}

function pairOf(value: (column: string) => string): Record<string, string> {
  return value('azure_id') === ''
    ? { legacy_uid: value('legacy_uid') }
    : { azure_id: value('azure_id') };
}

