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
];

/** The purpose of a file that was written. */
export function purposeOf(name: string): string {
  const known = name === 'mapping-draft.json' ? 'mapping.json' : name;
  return CONTENTS.find((part) => part.name === known)?.purpose ?? '';
}
