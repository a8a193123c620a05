// The words of Presync in German.

import type { GLOSSARY_EN } from '../glossary';
import type { Translation } from '../language.svelte';

export const GLOSSARY_DE: Translation<typeof GLOSSARY_EN> = {
  'intranet-user': { term: 'Intranet-Benutzer', about: 'Das Konto einer Person im Intranet, wie es jetzt ist: von der alten Profilquelle oder von Hand gemacht.' },
  'azure-user': { term: 'Azure-Benutzer', about: 'Das Konto einer Person in Entra ID (Azure AD), der Seite, die ab dem ersten Abgleich ins Intranet schreiben würde.' },
  workspace: { term: 'Arbeitsbereich', about: 'Eine Datei mit allem zu einem Auftrag: Importe, Verknüpfungen, Entscheidungen, Zuordnungen und Pläne.' },
  import: { term: 'Import', about: 'Eine Datei oder eine Lesung über das Netz, mit Prüfsumme, erkanntem Format, Zeilen und dem, was daran auffällt.' },
  link: { term: 'Verknüpfung', about: 'Zwei Konten, eines je Seite, die für dieselbe Person gehalten werden; mit der Regel, die sie fand, und wie sicher das ist.' },
  mapping: { term: 'Zuordnung', about: 'Welches Attribut des Intranets woraus gefüllt wird, und an welchen Attributen Konten gefunden werden.' },
  plan: { term: 'Plan', about: 'Der erste Abgleich, simuliert unter einer Zuordnung: was mit jedem Benutzer geschähe und welche Werte sich änderten.' },
  finding: { term: 'Befund', about: 'Etwas, das schiefginge oder ein Wort verdient, mit festem Code, wen es betrifft und wie man es behebt.' },
  verdict: { term: 'Urteil', about: 'Bereit, bereit mit Ausnahmen oder nicht bereit, nach dem Budget; mit einem Satz, der die schlimmste Folge zuerst nennt.' },
  stale: { term: 'Veraltet', about: 'Etwas, worauf es beruht, hat sich seither geändert. Neu berechnen macht es aktuell.' },
  assumption: { term: 'Annahme', about: 'Verhalten, das kein Dokument beschreibt. Sie wird genannt, wo immer sie etwas entschied, und lässt sich anders wählen.' },
  observation: { term: 'Beobachtung', about: 'Was die Protokolle des ersten Abgleichs von einer Annahme zeigen: ob sie zutraf und welche Wahl passt.' },
  linked: { term: 'Verknüpft', about: 'Die Regel findet das eigene Konto der Person. Seine Werte können sich ändern.' },
  duplicate: { term: 'Doppelt', about: 'Die Person hat ein Konto, und die Regel verfehlt es: ein zweites würde angelegt.' },
  takeover: { term: 'Übernahme', about: 'Die Regel findet das Konto einer anderen Person: deren Profil würde überschrieben.' },
  created: { term: 'Angelegt', about: 'Eine neue Person ohne Konto: eines würde angelegt, wie gewollt.' },
  ambiguous: { term: 'Mehrdeutig', about: 'Die Regel findet mehrere Konten: der Benutzer schlüge fehl.' },
  skipped: { term: 'Übersprungen', about: 'Es würde nichts gesendet: kein Wert zum Suchen, deaktiviert, oder Anlegen ist abgeschaltet.' },
  'out-of-scope': { term: 'Außerhalb', about: 'Nicht zugewiesen oder nicht im Filter: der Abgleich betrifft diesen Benutzer nicht.' },
  orphan: { term: 'Verwaist', about: 'Ein Intranet-Konto, das kein Azure-Benutzer findet: es bleibt und wird von niemandem verwaltet.' },
};
