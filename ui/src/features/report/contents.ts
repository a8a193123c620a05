// What the hand-over package holds and whom each file is for.

export interface PackagePart {
  name: string;
  reader: string;
  purpose: string;
}

export const CONTENTS: readonly PackagePart[] = [
  {
    name: 'report.html',
    reader: 'Client lead',
    purpose: 'The whole story in one file that prints well: verdict, risks, mapping, decisions needed.',
  },
  {
    name: 'report.xlsx',
    reader: 'App owner, HR',
    purpose: 'The plan to filter and work through: people, changes, pairs to review, fixes, risks.',
  },
  {
    name: 'report-redacted.html',
    reader: 'Steering group',
    purpose: 'The same figures with pseudonyms and without anybody’s data.',
  },
  {
    name: 'people.csv',
    reader: 'Anyone',
    purpose: 'Every user of both sides with outcome, action and the reason in one sentence.',
  },
  {
    name: 'changes.csv',
    reader: 'App owner',
    purpose: 'Every attribute that would change: now and would be.',
  },
  { name: 'links.csv', reader: 'App owner', purpose: 'Who is who, with score and evidence.' },
  {
    name: 'findings.csv',
    reader: 'App owner',
    purpose: 'What to decide or mend, with the place in the files.',
  },
  {
    name: 'mapping.json',
    reader: 'Entra admin',
    purpose: 'The mapping for the portal’s schema editor; a draft without the app’s own schema.',
  },
  { name: 'mapping.csv', reader: 'Entra admin', purpose: 'Every mapping row with its reason.' },
  { name: 'plan.json', reader: 'Tools', purpose: 'The plan for later checks against the logs.' },
  {
    name: 'MANIFEST.json',
    reader: 'Auditor',
    purpose: 'Digests of every input and output, and the version that made them.',
  },
];

/** Files that are there only when there is something to put in them. */
const SOMETIMES: Record<string, string> = {
  'groups.csv': 'What would become of each group.',
  'mapping-draft.json': 'The mapping as a draft, not for upload: the app’s own schema was not given.',
};

/** The purpose of a file that was written. */
export function purposeOf(name: string): string {
  return CONTENTS.find((part) => part.name === name)?.purpose ?? SOMETIMES[name] ?? '';
}
