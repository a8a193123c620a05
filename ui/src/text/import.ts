// The words of the Import screen: so far those of its lanes and of the files that are in.

import { IMPORT_DE } from './german/import';
import { worded } from './language.svelte';
import { counted, plural } from './numbers';

export const IMPORT_EN = {
  title: 'Import',
  about: 'Exports of both sides: XLSX, CSV, or JSON as Graph gives it. Presync only reads them.',
  needsWorkspace: 'Import needs a workspace',
  needsWorkspaceWhy: 'The exports of both sides are read into a workspace file. None is open yet.',
  openOne: 'Create or open one',
  run: 'Run the plan',
  importing: 'Importing',
  imported: (count: number) => `Imported ${plural(count, 'user', 'users')}.`,
  lanes: { legacy: 'Intranet now', azure: 'Azure to come' },
  users: (count: number) => `${counted(count)} ${count === 1 ? 'user' : 'users'}`,
  dropHere: 'Drop files here, or',
  choose: { legacy: 'Choose intranet files…', azure: 'Choose Azure files…' },
  filesOf: { legacy: 'Files of the intranet side', azure: 'Files of the Azure side' },
  wanted: {
    legacy: 'The intranet’s user export (XLSX or CSV).',
    azure: 'Graph’s users as JSON, or the portal’s “Download users” CSV.',
  },
  sideOf: (name: string) => `Side of ${name}`,
  source: {
    records: (count: number) => plural(count, 'record', 'records'),
    known: (known: number, all: number) => `${counted(known)} of ${counted(all)} columns recognised`,
    importedAt: (moment: string) => `imported ${moment}`,
    notUsable: (count: number) => `${counted(count)} not usable`,
    saveRejected: (file: string) => `Save rejected rows of ${file}`,
    addAgain: 'Add the file again to save the rows that could not be used',
    writeRejected: 'Write the rows that could not be used into a file of their own',
    remove: (file: string) => `Remove ${file} from the workspace`,
    removeAbout: 'Remove from the workspace; the file itself stays',
  },
  profile: {
    where: 'Where shall the import profile lie?',
    save: 'Save import profile…',
    about: 'How the files above are read, and what was said of files before: for presync plan --profile, or for a colleague.',
    written: (name: string, count: number, folder: string) => `${name} with ${plural(count, 'entry', 'entries')} written to ${folder}.`,
  },
} as const;

export const IMPORT = worded(IMPORT_EN, IMPORT_DE);
