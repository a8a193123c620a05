//! German for the texts of the page.

use super::german_table::TEXTS;

/// The German of an English text; none where there is none yet.
pub(super) fn of(english: &str) -> Option<&'static str> {
    let at = TEXTS.binary_search_by(|(known, _)| (*known).cmp(english));
    at.ok().map(|at| TEXTS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where texts of the report stand: templates and the words of both crates.
    const SOURCES: [&str; 7] = [
        "templates",
        "src/formats/html",
        "src/formats/html/words.rs",
        "../presync-core/src/summary/tiles.rs",
        "../presync-core/src/summary/verdict.rs",
        "../presync-core/src/summary/register.rs",
        "../presync-core/src/diagnostic.rs",
    ];

    fn read(path: &std::path::Path, texts: &mut String) {
        if path.is_dir() {
            for entry in std::fs::read_dir(path).expect("a folder") {
                read(&entry.expect("an entry").path(), texts);
            }
        } else {
            texts.push_str(&std::fs::read_to_string(path).expect("UTF-8"));
        }
    }

    #[test]
    fn every_german_text_belongs_to_an_english_one_that_is_used() {
        let mut texts = String::new();
        for source in SOURCES {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
            read(&path, &mut texts);
        }
        for (english, german) in TEXTS {
            assert!(texts.contains(&format!("\"{english}\"")), "{english}");
            assert!(!german.is_empty(), "{english}");
        }
        assert!(TEXTS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
