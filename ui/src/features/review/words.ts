// What decisions and reasons for doubt are called on screen.

import type { ReviewRow, WireVerdict } from '../../ipc';
import type { Tone } from '../../text/words';

const DECISIONS: Record<string, { label: string; tone: Tone }> = {
  confirm: { label: 'Accepted', tone: 'green' },
  deny: { label: 'Rejected', tone: 'grey' },
  new: { label: 'New person', tone: 'blue' },
  leave_out: { label: 'Left out', tone: 'slate' },
  other: { label: 'Somebody else', tone: 'violet' },
};

const SECTIONS: Record<string, string> = {
  decision_in_doubt: 'Decision in doubt',
  two_candidates: 'Two candidates',
  key_contradicts_name: 'Key contradicts name',
  shared_mailbox: 'Shared mailbox',
  guest_or_admin: 'Guest or administrator',
  same_name_twice: 'Same name twice',
  inactive_on_one_side: 'Inactive on one side',
  left_before: 'Left before',
  second_account: 'Second account',
  little_evidence: 'Little evidence',
};

export const VERDICTS: Record<Exclude<WireVerdict, 'other'>, { verb: string; done: string }> = {
  confirm: { verb: 'Accept', done: 'Accepted' },
  deny: { verb: 'Reject', done: 'Rejected' },
  new: { verb: 'New person', done: 'Marked as new' },
  leave_out: { verb: 'Leave out', done: 'Left out' },
};

export function decisionWord(decision: string): { label: string; tone: Tone } | undefined {
  return DECISIONS[decision];
}

export function sectionName(section: string): string {
  return SECTIONS[section] ?? section;
}

/** The two people of a row as they are called, for messages. */
export function pairName({ legacy, azure }: Pick<ReviewRow, 'legacy' | 'azure'>): string {
  return `${legacy.name || legacy.login} – ${azure.name || azure.login}`;
}
