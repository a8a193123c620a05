//! Each finding code as a risk in German: what would come of it, and because of what. A table and the
//! sentence that is made of it.

use presync_core::finding::FindingCode;

/// The statement of a risk; `people` is how many it concerns, in words.
pub(super) fn risk(code: FindingCode, count: u32, people: &str) -> String {
    let (_, is_about_people, effect, because) = RISKS[code as usize];
    let (effect, comma) = match effect.strip_suffix(',') {
        Some(effect) => (effect, ","),
        None => (effect, ""),
    };
    match (is_about_people, count) {
        (false, _) => format!("{effect}, weil {because}."),
        (true, 0) => format!("{effect}{comma} für die Betroffenen, weil {because}."),
        (true, _) => format!("{effect}{comma} für {people}, weil {because}."),
    }
}

use FindingCode as Code;

/// By position of the code; a test holds the two equal.
const RISKS: [(FindingCode, bool, &str, &str); 75] = [
    (
        Code::NoMatch,
        true,
        "Ein zweites Konto",
        "kein Match-Schlüssel ihr Konto findet",
    ),
    (
        Code::ConflictingHits,
        true,
        "Das Konto, das der erste Schlüssel zufällig findet,",
        "die Match-Schlüssel auf verschiedene Konten zeigen",
    ),
    (
        Code::UniqueIdOverwritten,
        true,
        "Eine Unique ID mit einem Wert anderer Art",
        "sie aus einem anderen Attribut gespeist wird als die IDs des Intranets",
    ),
    (
        Code::PowerUser,
        true,
        "Vielleicht der Verlust der Rechte",
        "der Sync Konten von Power Usern berührt",
    ),
    (
        Code::RequiredEmpty,
        true,
        "Ein Fehler oder ein fehlender Wert",
        "ein Pflichtattribut keinen Wert hat",
    ),
    (
        Code::DefaultOnCreateOnly,
        true,
        "Keine Vorgabe",
        "Vorgaben nur beim Anlegen eines Kontos gelten",
    ),
    (
        Code::StaleValue,
        true,
        "Der jetzige Wert des Intranets bleibt",
        "Azure keinen Wert hat und ein leerer nicht gesendet wird",
    ),
    (
        Code::ConstantOverwrites,
        true,
        "Verlust des selbst Eingetragenen",
        "bei jeder Aktualisierung eine Konstante geschrieben wird",
    ),
    (
        Code::CreateOnlyLeavesEmpty,
        true,
        "Weiter kein Wert",
        "die Zeile nur beim Anlegen gilt",
    ),
    (
        Code::DateFormat,
        true,
        "Ein Fehler oder ein falsches Datum",
        "ein Datum nicht im Format des Intranets steht oder zwei Lesarten hat",
    ),
    (
        Code::PreferredName,
        true,
        "Ein anderer Vorname",
        "er aus dem amtlichen Vornamen gespeist wird",
    ),
    (
        Code::ManagerMissing,
        true,
        "Keine Vorgesetzten",
        "diese außerhalb des Umfangs, nicht zugeordnet oder unbekannt sind",
    ),
    (
        Code::NestedGroup,
        true,
        "Kein Platz im Umfang",
        "Gruppen in einer zugewiesenen Gruppe nicht aufgelöst werden",
    ),
    (
        Code::DynamicGroup,
        true,
        "Deaktivierung, sobald die Gruppenregel nicht mehr gilt,",
        "sie nur über eine dynamische Gruppe im Umfang sind",
    ),
    (
        Code::GroupNotSecurity,
        true,
        "Kein Platz im Umfang",
        "eine zugewiesene Gruppe keine Sicherheitsgruppe ist",
    ),
    (
        Code::GroupTypeMissing,
        false,
        "Jede Gruppe würde abgewiesen",
        "dem Gruppen-Mapping der Gruppentyp fehlt",
    ),
    (
        Code::GroupDelete,
        false,
        "In Azure gelöschte Gruppen würden im Intranet gelöscht",
        "Löschen für Gruppen angehakt ist",
    ),
    (
        Code::DisabledInAzure,
        true,
        "Ein Konto, das der Sync nicht wie erwartet betreut,",
        "sie im Intranet aktiv und in Azure deaktiviert oder gelöscht sind",
    ),
    (
        Code::Orphan,
        true,
        "Ein Konto, das niemand betreut,",
        "kein Azure-Benutzer es findet",
    ),
    (
        Code::FieldNameQuestionMark,
        false,
        "Jede Anfrage des Syncs schlüge fehl",
        "der Name eines Zusatzfelds ein Fragezeichen enthält",
    ),
    (
        Code::UnsupportedTarget,
        false,
        "Anfragen damit schlügen fehl",
        "das Mapping ein Attribut schreibt, das das Intranet nicht kennt",
    ),
    (
        Code::RequiredNotMapped,
        false,
        "Kein Konto könnte angelegt werden",
        "ein Pflichtattribut nicht im Mapping steht",
    ),
    (
        Code::LoginType,
        true,
        "Eine andere Art der Anmeldung",
        "die Anmeldeart anders gespeist wird, als man sich heute anmeldet",
    ),
    (
        Code::Guest,
        true,
        "Eine Suche unter einem Namen, den das Intranet nicht kennt,",
        "Gäste im Umfang sind und ihr Anmeldename verkürzt gesendet wird",
    ),
    (
        Code::SpecialCharacters,
        true,
        "Vielleicht kein Treffer",
        "ein Vergleichswert Zeichen enthält, die Abfragen nicht unterstützen",
    ),
    (
        Code::ManyDisables,
        true,
        "Aussperrung auf einmal",
        "viele Konten in einem Zyklus inaktiv werden",
    ),
    (
        Code::ManyFailures,
        false,
        "Der Auftrag könnte in Quarantäne kommen",
        "sehr viele Benutzer im ersten Zyklus fehlschlagen",
    ),
    (
        Code::UnitNameVariant,
        true,
        "Eine neue Einheit",
        "Abteilung, Firma oder Standort fast so heißt wie eine andere",
    ),
    (
        Code::AlternateEmailType,
        false,
        "Anfragen damit könnten fehlschlagen",
        "das Mapping eine E-Mail einer Art schreibt, die das Intranet nicht hat",
    ),
    (
        Code::LocalLogin,
        true,
        "Eine lokale Anmeldung, die niemand betreut,",
        "Azure keine Kennwörter bereitstellt",
    ),
    (
        Code::SignInRenamed,
        true,
        "Ein neuer Anmeldename",
        "der Benutzername aus einem anderen Wert gespeist wird als dem der Anmeldung",
    ),
    (
        Code::Takeover,
        true,
        "Ein fremdes, überschriebenes Profil",
        "die Regel das Konto eines anderen findet",
    ),
    (
        Code::TakeoverUnknown,
        true,
        "Vielleicht ein fremdes, überschriebenes Profil",
        "die Regel ein Konto findet, das kein Beleg mit ihnen verbindet",
    ),
    (
        Code::SeveralHits,
        true,
        "Ein Fehler",
        "ein Match-Schlüssel mehrere Konten findet",
    ),
    (
        Code::TwoOnOne,
        true,
        "Gegenseitiges Überschreiben",
        "zwei Azure-Benutzer dasselbe Konto finden",
    ),
    (
        Code::Reactivation,
        true,
        "Ein wieder aktives Konto",
        "ihr inaktives Konto gefunden wird",
    ),
    (
        Code::ReusedAddress,
        true,
        "Vielleicht ein fremdes Konto",
        "ihre Adresse früher jemand anderem gehörte",
    ),
    (
        Code::Diverted,
        true,
        "Ein Konto, das niemand betreut,",
        "ihr eigener Azure-Benutzer auf einem anderen landet",
    ),
    (
        Code::SecondAccount,
        true,
        "Ein Konto, das niemand betreut,",
        "sie zwei Konten haben",
    ),
    (
        Code::IdentityOpen,
        true,
        "Vielleicht ein Zweitkonto oder eine Übernahme",
        "niemand entschieden hat, ob sie eine Person sind",
    ),
    (
        Code::KeyContradicted,
        true,
        "Vielleicht ein fremdes Konto",
        "ein Schlüssel die eine Person nennt, Name und alles Übrige eine andere",
    ),
    (
        Code::DuplicateKey,
        true,
        "Vielleicht eine Verwechslung",
        "zwei Datensätze einer Seite einen Schlüssel teilen",
    ),
    (
        Code::MergedRecords,
        true,
        "Eine Beurteilung nach dem ersten von zwei Datensätzen",
        "diese sich widersprechen",
    ),
    (
        Code::NoMatchValue,
        true,
        "Kein Sync",
        "kein Match-Schlüssel einen Wert hat",
    ),
    (
        Code::UserNameTaken,
        true,
        "Eine Abweisung",
        "der Benutzername des neuen Kontos vergeben ist",
    ),
    (
        Code::NotAllowed,
        true,
        "Ein Fehler",
        "das Intranet einen Wert nicht annimmt",
    ),
    (
        Code::ExpressionError,
        true,
        "Ein Fehler oder ein fehlender Wert",
        "ein Ausdruck für sie nichts ergibt",
    ),
    (
        Code::UnknownSource,
        false,
        "Die Wirkung einer Zeile könnte von diesem Plan abweichen",
        "der Export ein Attribut nicht enthält, das das Mapping liest",
    ),
    (
        Code::WiderScope,
        false,
        "Weniger Personen als gerechnet könnten im Umfang sein",
        "über Zuweisungen nichts gesagt wurde",
    ),
    (
        Code::ScopeFilterUnusable,
        false,
        "Die falschen Personen könnten im Umfang sein",
        "ein Teil des Bereichsfilters nicht auswertbar ist",
    ),
    (
        Code::StatedReading,
        false,
        "Die Wirkung könnte von diesem Plan abweichen",
        "das Mapping etwas sagt, das kein Dokument erklärt",
    ),
    (
        Code::UnknownTarget,
        false,
        "Nie angesehene Werte könnten überschrieben werden",
        "der Intranet-Export ein Attribut nicht enthält, das das Mapping schreibt",
    ),
    (
        Code::ActiveSource,
        false,
        "In Azure deaktivierte Personen blieben aktiv",
        "active nicht aus IsSoftDeleted gespeist wird",
    ),
    (
        Code::StrayBlank,
        false,
        "Etwas würde mit etwas anderem verwechselt",
        "ein Name oder eine Konstante im Mapping mit einem Leerzeichen beginnt oder endet",
    ),
    (
        Code::UserTypeSource,
        false,
        "Die Zeile ließe sich nicht speichern",
        "das Mapping ein Attribut liest, das Entra nicht anbietet",
    ),
    (
        Code::ScopeAttribute,
        false,
        "Die falschen Personen könnten im Umfang sein",
        "der Bereichsfilter ein nicht unterstütztes Attribut liest",
    ),
    (
        Code::TitleConfusion,
        false,
        "Stellenbezeichnungen stünden vor den Namen",
        "die Stellenbezeichnung auf die Anrede zeigt",
    ),
    (
        Code::ExpressionCaution,
        false,
        "Manche bekämen einen ungewollten Wert",
        "ein Ausdruck sich unerwartet verhält",
    ),
    (
        Code::NoMatchKey,
        false,
        "Alle bekämen ein zweites Konto",
        "keine Zeile des Mappings ein Match-Schlüssel ist",
    ),
    (
        Code::DuplicateTarget,
        false,
        "Welche gewinnt, bliebe dem Zufall überlassen",
        "zwei Zeilen dasselbe Attribut schreiben",
    ),
    (
        Code::DecisionUnplaced,
        false,
        "Eine Entscheidung würde nicht befolgt",
        "sie jemanden nennt, den die Exporte nicht oder doppelt enthalten",
    ),
    (
        Code::DecisionStale,
        true,
        "Eine vielleicht überholte Entscheidung",
        "sich geändert hat, worauf sie beruhte",
    ),
    (
        Code::EarlierInCycle,
        true,
        "Ein Konto, das von der Reihenfolge abhängt,",
        "der Zyklus selbst den gesuchten Wert vergibt oder nimmt",
    ),
    (
        Code::SeveralValues,
        true,
        "Ein Fehler",
        "mehrere Werte in ein Attribut gehen, das einen nimmt",
    ),
    (
        Code::ReadOnlyTarget,
        false,
        "Die Zeile bliebe ohne Wirkung",
        "das Mapping ein Attribut schreibt, das nur das Intranet schreiben darf",
    ),
    (
        Code::DefaultFills,
        true,
        "Die Vorgabe",
        "das Mapping damit ein leeres Attribut füllt",
    ),
    (
        Code::GroupRemoval,
        true,
        "Deaktivierung und keine Betreuung mehr beim Verlassen der Gruppe",
        "sie nur über Gruppen im Umfang sind",
    ),
    (
        Code::OldSourceActs,
        false,
        "Die alte Profilquelle machte rückgängig, was der Sync tut,",
        "sie noch auf Konten wirkt",
    ),
    (
        Code::TimezoneList,
        false,
        "Andere Werte würden abgewiesen",
        "das Intranet Zeitzonen nur aus einer Liste nimmt",
    ),
    (
        Code::ManagerCircle,
        true,
        "Ein Kreis von Vorgesetzten",
        "ihre Kette zum Anfang zurückführt",
    ),
    (
        Code::DeletionThreshold,
        false,
        "Der Auftrag könnte auf halbem Weg anhalten",
        "die Deaktivierungen des ersten Zyklus zum Löschschutz zählen",
    ),
    (
        Code::DeleteTicked,
        false,
        "In Azure endgültig gelöschte Personen würden im Intranet gelöscht",
        "Löschen für Benutzer angehakt ist",
    ),
    (
        Code::UntouchedAccounts,
        false,
        "Manche Konten blieben, wie sie sind, und niemand deaktivierte sie später,",
        "keine Anfrage sie erreicht",
    ),
    (
        Code::ValueTooLong,
        true,
        "Ein Fehler",
        "ein Wert länger ist, als die Site nimmt",
    ),
    (
        Code::UnknownToSite,
        false,
        "Anfragen damit könnten abgewiesen werden",
        "das Schema der Site ein Attribut nicht kennt, das das Mapping schreibt",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_at_its_place_and_makes_a_sentence() {
        for (at, code) in FindingCode::ALL.into_iter().enumerate() {
            assert_eq!(RISKS[at].0, code, "{}", code.as_str());
        }
        let check = |code, count, expect: &str| {
            assert_eq!(risk(code, count, "12 Personen"), expect);
        };
        check(
            Code::NoMatch,
            12,
            "Ein zweites Konto für 12 Personen, weil kein Match-Schlüssel ihr Konto findet.",
        );
        check(
            Code::Orphan,
            12,
            "Ein Konto, das niemand betreut, für 12 Personen, weil kein Azure-Benutzer es findet.",
        );
        check(
            Code::SeveralHits,
            0,
            "Ein Fehler für die Betroffenen, weil ein Match-Schlüssel mehrere Konten findet.",
        );
    }
}
