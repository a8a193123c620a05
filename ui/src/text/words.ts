// What the plan's words are called on screen, and which colour each has. The words come from the host.

import type { Badge, WireSide } from '../ipc/bindings';
import { WORDS_DE } from './german/words';
import { language, pseudo } from './language.svelte';

/** The name of a colour family in `tokens.css`. */
export type Tone = 'red' | 'orange' | 'violet' | 'green' | 'blue' | 'grey' | 'slate' | 'brown';

interface Word {
  label: string;
  tone: Tone;
  /** One sentence for whoever meets it first. */
  about: string;
}

const OUTCOMES: Record<string, Word> = {
  takeover: {
    label: 'Takeover',
    tone: 'red',
    about: 'The rule finds somebody else’s account: it would be overwritten.',
  },
  duplicate: {
    label: 'Duplicate',
    tone: 'orange',
    about: 'The rule misses the person’s account: a second one would be created.',
  },
  ambiguous: {
    label: 'Ambiguous',
    tone: 'violet',
    about: 'The rule finds several accounts: the user would fail.',
  },
  linked: {
    label: 'Linked',
    tone: 'green',
    about: 'The rule finds the right account.',
  },
  created: {
    label: 'Created',
    tone: 'blue',
    about: 'A new person: an account would be created, as intended.',
  },
  skipped: { label: 'Skipped', tone: 'grey', about: 'Nothing would be sent for this user.' },
  out_of_scope: {
    label: 'Out of scope',
    tone: 'slate',
    about: 'Outside the assignment or the scoping filter.',
  },
  orphan: {
    label: 'Orphan',
    tone: 'brown',
    about: 'An intranet account that no Azure user finds: it stays, unmanaged.',
  },
};

const OTHERS: Record<string, Omit<Word, 'about'>> = {
  blocker: { label: 'Blocker', tone: 'red' },
  warning: { label: 'Warning', tone: 'orange' },
  note: { label: 'Note', tone: 'blue' },
  overwrite: { label: 'Overwrite', tone: 'orange' },
  clear: { label: 'Clear', tone: 'red' },
  disable: { label: 'Disable', tone: 'violet' },
  reactivate: { label: 'Reactivate', tone: 'violet' },
  fill: { label: 'Fill', tone: 'green' },
  reference: { label: 'Reference', tone: 'slate' },
  create: { label: 'Create', tone: 'blue' },
  update: { label: 'Update', tone: 'green' },
  none: { label: 'None', tone: 'grey' },
  skip: { label: 'Skip', tone: 'grey' },
  fail: { label: 'Fail', tone: 'red' },
  certain: { label: 'Certain', tone: 'green' },
  likely: { label: 'Likely', tone: 'blue' },
  review: { label: 'To review', tone: 'orange' },
  rejected: { label: 'Rejected', tone: 'grey' },
  confirmed: { label: 'Confirmed', tone: 'green' },
  denied: { label: 'Denied', tone: 'grey' },
  uid: { label: 'Unique ID', tone: 'slate' },
  'uid-normalised': { label: 'Unique ID, tidied', tone: 'slate' },
  email: { label: 'E-mail', tone: 'slate' },
  'email-domain': { label: 'E-mail, moved domain', tone: 'slate' },
  legacy: { label: 'Intranet', tone: 'slate' },
  azure: { label: 'Azure', tone: 'blue' },
};

const BADGES: Record<Badge, Omit<Word, 'about'>> = {
  ready: { label: 'Ready', tone: 'green' },
  ready_with_exceptions: { label: 'Ready with exceptions', tone: 'orange' },
  not_ready: { label: 'Not ready', tone: 'red' },
};

export const SIDES: Record<WireSide, { name: string; lane: string }> = {
  legacy: { name: 'intranet', lane: 'Intranet now' },
  azure: { name: 'Azure', lane: 'Azure to come' },
};

/** What stands on the why-card. */
export const WHY = {
  title: 'Why',
  loading: 'Looking at what the sync would do…',
  keys: 'Where the match keys look',
  stepsOf: 'The steps of the Azure user',
  scope: '1. Scope',
  or: 'or',
  match: '2. Match',
  noMatch: 'Out of scope: nothing is looked up.',
  action: '3. Action',
  values: '4. Values',
  nothingWritten: 'Nothing would be written.',
  kept: 'not written, and why',
  smallest: 'What would change it',
  assumed: 'What this rests on that no document states',
  requests: 'The requests that would be sent',
  withFlag: 'With aadOptscim062020 in the tenant URL',
} as const;

/** A word in the language of the page. */
function spoken<W extends { label: string; about?: string }>(name: string, word: W): W {
  if (language.current === 'en') return word;
  if (language.current === 'de') return { ...word, ...WORDS_DE[name] };
  const about = word.about === undefined ? {} : { about: pseudo(word.about) };
  return { ...word, label: pseudo(word.label), ...about };
}

export function outcomeWord(outcome: string): Word {
  return spoken(outcome, OUTCOMES[outcome] ?? { label: sentenceCase(outcome), tone: 'grey', about: '' });
}

/** Any word of a grid cell: an outcome, a kind, a severity, a status… */
export function wordOf(word: string): { label: string; tone: Tone } {
  return spoken(word, OUTCOMES[word] ?? OTHERS[word] ?? { label: sentenceCase(word), tone: 'grey' });
}

export function badgeWord(badge: Badge): { label: string; tone: Tone } {
  return spoken(badge, BADGES[badge]);
}

/** `user-name` → `User name`. */
export function sentenceCase(word: string): string {
  const spaced = word.replace(/[_-]/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** `urn:…:User:department` → `department`, `emails[type eq "work"].value` → `emails[work]`. */
export function shortAttribute(name: string): string {
  const path = name.startsWith('urn:') ? name.slice(name.lastIndexOf(':') + 1) : name;
  return path.replace(/\[type eq "([^"]*)"\](\.value)?/, '[$1]');
}
