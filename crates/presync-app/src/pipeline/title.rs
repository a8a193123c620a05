//! What an engagement is called in its report: the name a person gave it, else one made of the files.
//!
//! Never of the output folder or of the workspace's file, so that the same inputs give the same bytes.

use std::path::Path;

use presync_core::{Side, engagement::InputFile};

/// The given name, or one such as `Interact users and Azure users (3 files)`.
pub(super) fn of(given: Option<String>, inputs: &[InputFile]) -> String {
    match given {
        Some(title) if !title.trim().is_empty() => title,
        _ => of_files(inputs),
    }
}

fn of_files(inputs: &[InputFile]) -> String {
    let users = inputs.iter().filter(|input| input.side.is_some()).count();
    let firsts = [Side::Legacy, Side::Azure].map(|side| {
        let first = inputs.iter().find(|input| input.side == Some(side));
        first.map(|input| stem(&input.file)).unwrap_or_default()
    });
    let more = if users > firsts.len() {
        format!(" ({users} files)")
    } else {
        String::new()
    };
    format!("{}{more}", firsts.join(" and "))
}

/// The name without its ending.
fn stem(file: &str) -> String {
    let stem = Path::new(file).file_stem().unwrap_or_default();
    stem.to_string_lossy().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: Option<&str>, files: &[(Option<Side>, &str)], expect: &str) {
        let input = |&(side, file): &(Option<Side>, &str)| InputFile {
            side,
            role: String::new(),
            file: file.to_owned(),
            sha256: String::new(),
            bytes: 0,
            format: String::new(),
            records: 0,
            rejected: 0,
        };
        let inputs: Vec<InputFile> = files.iter().map(input).collect();
        assert_eq!(of(given.map(str::to_owned), &inputs), expect);
    }

    #[test]
    fn a_given_name_wins_and_the_files_are_named_otherwise() {
        let (legacy, azure) = (Some(Side::Legacy), Some(Side::Azure));
        let two = [
            (legacy, "Intranet März.2026.xlsx"),
            (azure, "users page 1.json"),
        ];
        check(Some("Müller & Söhne"), &two, "Müller & Söhne");
        check(None, &two, "Intranet März.2026 and users page 1");
        check(Some(" "), &two, "Intranet März.2026 and users page 1");
        let more = [
            (azure, "p1.json"),
            (azure, "p2.json"),
            (legacy, "old"),
            (None, "schema.json"),
        ];
        check(None, &more, "old and p1 (3 files)");
    }
}
