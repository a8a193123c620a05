// Tour and help in German.

import type { HELP_EN } from '../help';
import type { Translation } from '../language.svelte';

export const HELP_DE: Translation<typeof HELP_EN> = {
  explain: (term) => `Was „${term}“ bedeutet`,
  title: 'Wörter von Presync',
  here: 'Auf diesem Bildschirm',
  all: 'Alle',
  search: 'In den Wörtern suchen',
  nothing: 'Kein Wort enthält das.',
  open: 'Wörter dieses Bildschirms',
  startTour: 'Rundgang machen',
  tour: 'Rundgang',
  at: (at, of) => `${at} von ${of}`,
  next: 'Weiter',
  back: 'Zurück',
  skip: 'Rundgang überspringen',
  done: 'Fertig',
  stops: {
    home: { title: 'Alles beginnt mit einem Arbeitsbereich', about: 'Öffnen Sie das Beispiel, um sich umzusehen, oder beginnen Sie einen Auftrag. Nichts hier ändert das Intranet oder Azure.' },
    import: { title: 'Beide Seiten hereinholen', about: 'Legen Sie die Exporte ab. Presync sagt, wie es jede Datei liest und was auffällt, bevor etwas zählt.' },
    match: { title: 'Sehen, wer wer ist', about: 'Konten einer Person werden über ID, E-Mail, Namen und weitere Hinweise verknüpft.' },
    review: { title: 'Unsicheres entscheiden', about: 'Eine Warteschlange für die Tastatur: annehmen, ablehnen oder neu. Alles lässt sich zurücknehmen.' },
    map: { title: 'Die Zuordnung machen', about: 'Jede Zeile wird mit Grund empfohlen; Änderungen zeigen sofort ihre Wirkung an echten Personen.' },
    simulate: { title: 'Den Plan lesen', about: 'Was der erste Abgleich täte, das Schlimmste zuerst. Jede Zahl öffnet die Personen dahinter.' },
    report: { title: 'Übergeben', about: 'Ein Ordner mit Bericht, Zuordnung und den Listen für alle Beteiligten.' },
    verify: { title: 'Nach dem Start: wurde das Versprechen gehalten?', about: 'Legen Sie die Bereitstellungsprotokolle ab; jeder Benutzer wird mit dem Plan verglichen.' },
    connect: { title: 'Oder die Systeme fragen', about: 'Wo Sie sich verbinden dürfen, liest Presync beide Seiten selbst, und nur auf den Knopf hin, der den Host nennt.' },
  },
};
