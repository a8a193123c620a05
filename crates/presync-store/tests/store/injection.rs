//! Headers, file names and cells that are statements elsewhere: case 88 of the catalogue of hostile
//! inputs. Here they are texts that come back as they went in.

use presync_core::{Side, progress::Unwatched};

use crate::support::{Folder, header, import};

const STATEMENTS: [&str; 5] = [
    "\"; drop table records; --",
    "'); DELETE FROM sources; --",
    "?1",
    "$cells",
    "` OR 1=1",
];

#[test]
fn statements_are_texts() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let header = header(Side::Legacy, "x'; drop table sources; --.csv", &STATEMENTS);
    import(&mut workspace, &header, &[&STATEMENTS, &STATEMENTS]);
    let sources = workspace.sources().unwrap();
    let [source] = sources.as_slice() else {
        panic!("one file is {} sources", sources.len());
    };
    assert_eq!(source.header, header);
    let population = workspace.population(Side::Legacy, &Unwatched).unwrap();
    assert_eq!(population.len(), 2);
    for user in population.users() {
        for statement in STATEMENTS {
            assert_eq!(population.first(user, statement), statement);
        }
    }
}
