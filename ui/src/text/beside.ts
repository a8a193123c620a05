// The words of the files beside the users, and of what makes a plan stale.

import type { CompanionInfo, CompanionRole, StalePart } from '../ipc/bindings';
import { plural } from './numbers';

export const ROLES: Record<CompanionRole, { label: string; about: string; accept: string }> = {
  schema: {
    label: 'App’s schema',
    about: 'The application’s own synchronization schema; the mapping is written into it.',
    accept: '.json',
  },
  site_schema: {
    label: 'Intranet’s /Schemas',
    about: 'What the site says it accepts: lists, types, required attributes.',
    accept: '.json',
  },
  budget: {
    label: 'Budget',
    about: 'The limits the plan is judged by (TOML).',
    accept: '.toml,.txt',
  },
  assignments: {
    label: 'Assignments',
    about: 'Users and groups assigned to the application (CSV, or Graph’s JSON).',
    accept: '.csv,.tsv,.xlsx,.json',
  },
  group_members: {
    label: 'Azure groups',
    about: 'Members of the assigned groups; several files stand side by side.',
    accept: '.csv,.tsv,.xlsx,.json',
  },
  intranet_groups: {
    label: 'Intranet groups',
    about: 'The groups the intranet has, with members where the file has them.',
    accept: '.csv,.tsv,.xlsx,.json',
  },
};

export const ROLE_ORDER = Object.keys(ROLES) as CompanionRole[];

export const BESIDE = {
  title: 'Beside the users',
  about: 'All optional. Drop them anywhere: each is recognised by what it holds, and kept in the workspace.',
  scope: 'Who is in scope',
  scopes: { '': 'Everybody (assumed)', all: 'Everybody', assigned: 'Assigned users and groups only' },
  scopeUnused: 'Everybody is in scope, so the assignments decide nothing about users.',
  scopeMissing: 'Nobody is in scope until the assignments are added.',
  group: 'Which group is it of?',
  groupAbout: 'The list names its members and not the group. Give the group’s display name or object id.',
  groupField: 'Group',
} as const;

/** `12 users assigned · 3 groups assigned`. */
export function saidWords({ said }: CompanionInfo): string {
  return said.counts.map(({ what, count }) => `${count.toLocaleString('en')} ${what}`).join(' · ');
}

export function oddWords({ said }: CompanionInfo): string {
  return plural(said.odd.length, 'remark', 'remarks');
}

const PARTS: Record<StalePart, string> = {
  sources: 'the imported files',
  decisions: 'decisions about who is who',
  mapping: 'the mapping',
  companions: 'the files beside the users',
  assumptions: 'what is assumed or who is in scope',
  suppressions: 'which findings are accepted',
};

/** `This plan is stale: the mapping and the imported files changed since it was made.` */
export function staleWords(because: readonly StalePart[]): string {
  const parts = because.map((part) => PARTS[part]);
  const last = parts.pop();
  const all = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  return `This plan is stale: ${all ?? 'something'} changed since it was made.`;
}
