// The words of Home.

import { HOME_DE } from './german/home';
import { worded } from './language.svelte';
import { plural } from './numbers';

export const HOME_EN = {
  title: 'See what the first Azure sync would do, before anyone switches it on.',
  lead: 'Presync compares the people of an intranet with those of Entra ID (Azure AD), simulates the first provisioning cycle for every one of them, and writes the mapping that makes it harmless.',
  promise: 'It changes nothing in either system and makes no network call unless you ask for one. Your files stay on this computer.',
  newHere: 'New here? Nine stops, one minute.',
  notNow: 'Not now',
  words: 'The words it speaks in:',
  look: 'Look around first',
  sample: 'An invented company with 1,200 people and every trouble a real migration has: old domains, reused addresses, second accounts.',
  openSample: 'Open the sample migration',
  openingSample: 'Opening the sample migration',
  begin: 'Start an engagement',
  beginAbout: 'Everything about it is kept in one workspace file: imports, links, mapping and plan.',
  engagement: 'Engagement',
  engagementHint: 'Customer and project',
  create: 'Create workspace',
  now: 'Open workspace',
  legacyUsers: (count: number) => plural(count, 'intranet user', 'intranet users'),
  azureUsers: (count: number) => plural(count, 'Azure user', 'Azure users'),
  noPlan: 'no plan yet',
  stalePlan: 'a stale plan',
  plan: 'a plan',
  continue: 'Continue',
  recent: 'Recent workspaces',
  noRecent: 'Workspaces you have opened are listed here. Each is a file that ends in .presync.',
  open: 'Open a workspace…',
} as const;

export const HOME = worded(HOME_EN, HOME_DE);
