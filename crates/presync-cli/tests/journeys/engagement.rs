//! Small engagements written by hand: two files in a folder, as few people as a journey needs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

const LEGACY_HEADER: &str = "Username,Email Address,User ID,Last Name,First Name,Active,Password,\
    Authentication Type,Profile Type,Forced Password Reset,Department,Location,Company,Title,\
    Start Date,End Date,Supervisor,Supervisor Employee ID";
const AZURE_HEADER: &str = "id,userPrincipalName,accountEnabled,displayName,givenName,surname,mail,\
    mailNickname,jobTitle,department,companyName,city,country,preferredLanguage,userType";

/// Somebody by number, the same on both sides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Somebody(pub(crate) usize);

/// Two files in a folder of their own.
#[derive(Debug)]
pub(crate) struct Engagement {
    folder: TempDir,
}

impl Somebody {
    /// The row of the intranet's export.
    pub(crate) fn legacy(self) -> String {
        let (id, login, given, family) = (self.id(), self.login(), self.given(), self.family());
        format!(
            "{login},{login},{id},{family},{given},TRUE,,SAML,Intranet User,FALSE,Finance,Leeds,\
             Acme,Analyst,01/02/2020,,,"
        )
    }

    /// The row of the tenant's export.
    pub(crate) fn azure(self) -> String {
        let (id, login, given, family) = (self.id(), self.login(), self.given(), self.family());
        format!(
            "{id},{login},True,{given} {family},{given},{family},{login},n{},Analyst,Finance,Acme,\
             Leeds,United Kingdom,en-GB,Member",
            self.0
        )
    }

    fn id(self) -> String {
        format!("{:08x}-5b1f-4c2a-9d3e-{:012x}", self.0 * 7_919 + 1, self.0)
    }

    fn login(self) -> String {
        format!("{}.{}@acme.example", self.given(), self.family()).to_lowercase()
    }

    fn given(self) -> String {
        const GIVEN: [&str; 12] = [
            "Ada", "Ben", "Chloe", "Dev", "Elif", "Femi", "Greta", "Hiro", "Ines", "Jonas", "Kofi",
            "Lena",
        ];
        GIVEN[self.0 % GIVEN.len()].to_owned()
    }

    /// A surname of their own, in letters.
    fn family(self) -> String {
        const SYLLABLES: [&str; 10] = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu"];
        let digits = format!("{:05}", self.0);
        let letters: String = digits
            .bytes()
            .map(|digit| SYLLABLES[usize::from(digit - b'0')])
            .collect();
        format!("{}{}", letters[..1].to_uppercase(), &letters[1..])
    }
}

impl Engagement {
    /// The same people on both sides.
    pub(crate) fn of(people: usize) -> Self {
        Self::with(people, people)
    }

    /// The first so many people on either side.
    pub(crate) fn with(legacy: usize, azure: usize) -> Self {
        let rows = |count: usize, row: fn(Somebody) -> String| {
            (0..count).map(Somebody).map(row).collect::<Vec<_>>()
        };
        Self::of_rows(
            &rows(legacy, Somebody::legacy),
            &rows(azure, Somebody::azure),
        )
    }

    /// These rows.
    pub(crate) fn of_rows(legacy: &[String], azure: &[String]) -> Self {
        let engagement = Self {
            folder: TempDir::new().expect("there is room"),
        };
        engagement.put("in/legacy.csv", text(LEGACY_HEADER, legacy).as_bytes());
        engagement.put("in/azure.csv", text(AZURE_HEADER, azure).as_bytes());
        engagement
    }

    /// A file of that name, with the folders it needs.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder().join(name);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("there is room");
        fs::write(&path, bytes).expect("there is room");
        path
    }

    /// The folder all of it lies in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The intranet's export.
    pub(crate) fn legacy(&self) -> PathBuf {
        self.folder().join("in/legacy.csv")
    }

    /// The tenant's export.
    pub(crate) fn azure(&self) -> PathBuf {
        self.folder().join("in/azure.csv")
    }

    /// Where a package goes.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder().join("out")
    }
}

fn text(header: &str, rows: &[String]) -> String {
    format!("{header}\r\n{}\r\n", rows.join("\r\n"))
}
