// Home in German.

import type { HOME_EN } from '../home';
import type { Translation } from '../language.svelte';
import { plural } from '../numbers';

export const HOME_DE: Translation<typeof HOME_EN> = {
  title: 'Sehen, was der erste Azure-Abgleich täte, bevor ihn jemand einschaltet.',
  lead: 'Presync vergleicht die Menschen eines Intranets mit denen in Entra ID (Azure AD), simuliert den ersten Bereitstellungszyklus für jeden von ihnen und schreibt die Zuordnung, die ihn harmlos macht.',
  promise: 'Es ändert nichts in den Systemen und geht nur ins Netz, wenn Sie es verlangen. Ihre Dateien bleiben auf diesem Rechner.',
  newHere: 'Neu hier? Neun Halte, eine Minute.',
  notNow: 'Jetzt nicht',
  words: 'Die Wörter, in denen es spricht:',
  look: 'Erst umsehen',
  sample: 'Eine erfundene Firma mit 1.200 Menschen und allem, was eine echte Migration plagt: alte Domänen, wiederverwendete Adressen, zweite Konten.',
  openSample: 'Beispiel öffnen',
  openingSample: 'Das Beispiel wird geöffnet',
  begin: 'Einen Auftrag beginnen',
  beginAbout: 'Alles dazu liegt in einer Datei: Importe, Verknüpfungen, Zuordnung und Plan.',
  engagement: 'Auftrag',
  engagementHint: 'Kunde und Projekt',
  create: 'Arbeitsbereich anlegen',
  now: 'Offener Arbeitsbereich',
  legacyUsers: (count) => plural(count, 'Intranet-Benutzer', 'Intranet-Benutzer'),
  azureUsers: (count) => plural(count, 'Azure-Benutzer', 'Azure-Benutzer'),
  noPlan: 'noch kein Plan',
  stalePlan: 'ein veralteter Plan',
  plan: 'ein Plan',
  continue: 'Weiter',
  recent: 'Zuletzt geöffnet',
  noRecent: 'Hier stehen Arbeitsbereiche, die Sie geöffnet haben. Jeder ist eine Datei, die auf .presync endet.',
  open: 'Arbeitsbereich öffnen…',
};
