// The words of the Connect screen.

import { CONNECT_DE } from './german/connect';
import { worded } from './language.svelte';
import { plural } from './numbers';

export const CONNECT_EN = {
  title: 'Ask the systems',
  about: 'Where you may connect, Presync reads both sides itself. It only ever reads, and nothing goes out before you press a button that names the host.',
  intranet: 'The intranet, over SCIM',
  azure: 'Azure, over Graph',
  address: 'Tenant URL',
  addressHint: 'https://…/scim',
  token: 'Token',
  secretKept: 'Given for this session. Leave it empty to use it again.',
  secretAbout: 'Kept in memory until Presync closes, and sent to this host only.',
  forget: 'Forget all tokens',
  forgotten: 'Every token is forgotten.',
  noHost: 'the intranet',
  test: (host: string) => `Test ${host}`,
  testing: 'Testing the connection',
  good: 'Good',
  bad: 'Stops a sync',
  checks: (host: string) => `What ${host} answered`,
  pull: (host: string) => `Read from ${host}`,
  pulling: 'Reading from the intranet',
  users: 'Users',
  groups: 'Groups',
  schemas: 'Schemas',
  wanted: 'What to read',
  cloud: 'Cloud',
  clouds: { global: 'Global', 'us-gov': 'US Government', 'us-gov-dod': 'US Government (DoD)', china: 'China (21Vianet)' },
  tenant: 'Tenant',
  tenantHint: 'contoso.onmicrosoft.com or a GUID',
  client: 'Application (client) ID',
  signIn: 'How to sign in',
  ways: { device_code: 'With a code in a browser', client_secret: 'Client secret', token: 'Access token' },
  secret: { client_secret: 'Client secret', token: 'Access token' },
  appId: 'Application that will provision (ID)',
  appHint: 'Optional: adds assignments, group members and the schema',
  logs: 'Provisioning logs too',
  attributes: 'Extension attributes, with commas between',
  asks: (login: string, graph: string) => `Signs in at ${login} and reads from ${graph}.`,
  pullingAzure: 'Reading from Azure',
  prompt: 'Sign in to go on',
  promptDo: (address: string) => `Open ${address} in a browser and enter this code:`,
  promptWait: 'Presync goes on by itself once you have signed in.',
  pulled: 'What came',
  pulledTo: (folder: string) => `In the folder ${folder}. Each file is whole; nothing is imported yet.`,
  read: (file: string, count: number) => `${file}: ${plural(count, 'entry', 'entries')}`,
  toImport: 'Take the users to Import',
  toVerify: 'Take the logs to Verify',
  openFolder: 'Open the folder',
} as const;

export const CONNECT = worded(CONNECT_EN, CONNECT_DE);

/** The host of an address as it is typed; none while it is no address. */
export function hostOf(address: string): string | undefined {
  try {
    return new URL(address.trim()).host || undefined;
  } catch {
    return undefined;
  }
}
