// The words of Presync, each in a sentence or two. The one place they are explained in.

import { GLOSSARY_DE } from './german/glossary';
import { worded } from './language.svelte';

export const GLOSSARY_EN = {
  'intranet-user': { term: 'Intranet user', about: 'A person’s account in the intranet as it is now, made by the legacy profile source or by hand.' },
  'azure-user': { term: 'Azure user', about: 'A person’s account in Entra ID (Azure AD), the side that would write to the intranet from the first sync on.' },
  workspace: { term: 'Workspace', about: 'One file that holds everything about an engagement: imports, links, decisions, mappings and plans.' },
  import: { term: 'Import', about: 'One file, or one reading over the network, with its digest, its detected format, its rows and what is odd about them.' },
  link: { term: 'Link', about: 'Two accounts, one on each side, held to be the same person; with the rule that found them and how sure it is.' },
  'identity-truth': { term: 'Who is who', about: 'Which accounts belong to one person, found by unique ID, e-mail, name and other evidence. What is uncertain, a person decides.' },
  'sync-behaviour': { term: 'What the rule finds', about: 'Entra looks for an account by one attribute at a time, in order, and stops at the first hit. It never combines attributes.' },
  mapping: { term: 'Mapping', about: 'Which intranet attribute is filled from what: an Azure attribute, an expression or a constant; and by which attributes accounts are found.' },
  'match-key': { term: 'Match key', about: 'An attribute that Entra finds accounts by. Several are asked in order of precedence.' },
  scope: { term: 'Scope', about: 'Whom the sync is about at all: those assigned to the application who pass the scoping filter.' },
  plan: { term: 'Plan', about: 'The first sync simulated under one mapping: an action for every Azure user, an outcome for every intranet user, and every value that would differ.' },
  finding: { term: 'Finding', about: 'Something that would go wrong or needs a word, with a stable code, whom it concerns, and how to mend it.' },
  budget: { term: 'Budget', about: 'How much change is acceptable. A plan is inside or outside it; outside means not ready.' },
  fix: { term: 'Fix', about: 'A smallest edit of the data, on one side, that mends a finding.' },
  verdict: { term: 'Verdict', about: 'Ready, ready with exceptions, or not ready, by the budget; with one sentence that names the worst consequence first.' },
  stale: { term: 'Stale', about: 'Something it depends on has changed since: files, decisions or the mapping. Running it again makes it current.' },
  package: { term: 'Hand-over package', about: 'A folder of files for the client, the app owner and the Entra admin: the report, the mapping, the lists to work through.' },
  rehearsal: { term: 'Rehearsal', about: 'About a dozen real people to try first by on-demand provisioning, which really writes; each with what should happen.' },
  'hold-back': { term: 'Hold back', about: 'People to keep out of scope until their data is mended.' },
  assumption: { term: 'Assumption', about: 'Behaviour that no document states. It is named wherever it decided something, and can be chosen otherwise.' },
  observation: { term: 'Observation', about: 'What the logs of the first sync show of an assumption: whether it held, and which choice fits.' },
  linked: { term: 'Linked', about: 'The rule finds the person’s own account. Its values may change.' },
  duplicate: { term: 'Duplicate', about: 'The person has an account and the rule misses it: a second one would be created.' },
  takeover: { term: 'Takeover', about: 'The rule finds somebody else’s account: that person’s profile would be overwritten.' },
  created: { term: 'Created', about: 'A new person without an account: one would be created, as intended.' },
  ambiguous: { term: 'Ambiguous', about: 'The rule finds several accounts: the user would fail.' },
  skipped: { term: 'Skipped', about: 'Nothing would be sent: no value to look for, disabled, or creating is switched off.' },
  'out-of-scope': { term: 'Out of scope', about: 'Outside the assignment or the scoping filter: the sync does not concern this user.' },
  orphan: { term: 'Orphan', about: 'An intranet account that no Azure user finds: it stays, and nobody manages it.' },
  certain: { term: 'Certain', about: 'A link that a key of both sides proves and nothing contradicts.' },
  likely: { term: 'Likely', about: 'A link that the evidence speaks for clearly, though no key proves it.' },
  review: { term: 'To review', about: 'A pair that a person has to decide. Until then the plan counts the two as different people.' },
  rejected: { term: 'Rejected', about: 'A pair that was looked at and held to be two people.' },
  confirmed: { term: 'Confirmed', about: 'A person said that the two are one.' },
  denied: { term: 'Denied', about: 'A person said that the two are not one.' },
  scim: { term: 'SCIM', about: 'The protocol that Entra writes to the intranet with. Presync only reads over it.' },
  graph: { term: 'Graph', about: 'Microsoft’s interface to Entra ID. Presync only reads over it.' },
} as const;

export type TermId = keyof typeof GLOSSARY_EN;

export const GLOSSARY = worded(GLOSSARY_EN, GLOSSARY_DE);

export const TERM_IDS = Object.keys(GLOSSARY_EN) as TermId[];

/** The words that each step of the rail speaks of. */
export const TERMS_OF_STEP: Record<string, readonly TermId[]> = {
  home: ['workspace', 'intranet-user', 'azure-user', 'plan', 'verdict'],
  import: ['import', 'intranet-user', 'azure-user', 'scope', 'stale'],
  match: ['link', 'identity-truth', 'certain', 'likely', 'review'],
  review: ['review', 'confirmed', 'denied', 'rejected', 'link'],
  map: ['mapping', 'match-key', 'sync-behaviour', 'scope', 'assumption'],
  simulate: ['plan', 'linked', 'duplicate', 'takeover', 'created', 'ambiguous', 'skipped', 'out-of-scope', 'orphan', 'finding', 'budget', 'verdict', 'stale'],
  report: ['package', 'fix', 'rehearsal', 'hold-back', 'verdict'],
  verify: ['plan', 'assumption', 'observation'],
  connect: ['scim', 'graph', 'import'],
};
