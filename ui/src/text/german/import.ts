// The Import screen in German.

import type { IMPORT_EN } from '../import';
import type { Translation } from '../language.svelte';
import { counted, plural } from '../numbers';

export const IMPORT_DE: Translation<typeof IMPORT_EN> = {
  title: 'Importieren',
  about: 'Exporte beider Seiten: XLSX, CSV oder JSON, wie Graph es gibt. Presync liest sie nur.',
  needsWorkspace: 'Der Import braucht einen Arbeitsbereich',
  needsWorkspaceWhy: 'Die Exporte beider Seiten werden in einen Arbeitsbereich gelesen. Noch ist keiner offen.',
  openOne: 'Anlegen oder öffnen',
  run: 'Plan berechnen',
  importing: 'Wird importiert',
  imported: (count) => `${plural(count, 'Benutzer', 'Benutzer')} importiert.`,
  lanes: { legacy: 'Intranet jetzt', azure: 'Azure künftig' },
  users: (count) => `${counted(count)} Benutzer`,
  dropHere: 'Dateien hier ablegen, oder',
  choose: { legacy: 'Intranet-Dateien wählen…', azure: 'Azure-Dateien wählen…' },
  filesOf: { legacy: 'Dateien der Intranet-Seite', azure: 'Dateien der Azure-Seite' },
  wanted: {
    legacy: 'Der Benutzerexport des Intranets (XLSX oder CSV).',
    azure: 'Benutzer aus Graph als JSON, oder die CSV „Benutzer herunterladen“ des Portals.',
  },
  sideOf: (name) => `Seite von ${name}`,
  source: {
    records: (count) => plural(count, 'Datensatz', 'Datensätze'),
    known: (known, all) => `${counted(known)} von ${counted(all)} Spalten erkannt`,
    importedAt: (moment) => `importiert ${moment}`,
    notUsable: (count) => `${counted(count)} unbrauchbar`,
    saveRejected: (file) => `Abgelehnte Zeilen von ${file} sichern`,
    addAgain: 'Datei noch einmal hinzufügen, um die unbrauchbaren Zeilen zu sichern',
    writeRejected: 'Die unbrauchbaren Zeilen in eine eigene Datei schreiben',
    remove: (file) => `${file} aus dem Arbeitsbereich entfernen`,
    removeAbout: 'Aus dem Arbeitsbereich entfernen; die Datei selbst bleibt',
  },
  profile: {
    where: 'Wohin mit dem Importprofil?',
    save: 'Importprofil sichern…',
    about: 'Wie die Dateien oben gelesen werden und was früher gesagt wurde: für presync plan --profile oder für Kollegen.',
    written: (name, count, folder) => `${name} mit ${plural(count, 'Eintrag', 'Einträgen')} nach ${folder} geschrieben.`,
  },
};
