//! Which parts of the project are in this tree: they decide the stages and the packages.
//!
//! A part is present when its folder is, even if the folder is broken: then its stage fails
//! instead of being passed over.

use std::path::Path;

/// The parts that need more than a Rust compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// `ui/`: the web interface, built and tested with npm.
    Ui,
    /// `src-tauri/`: the desktop host, which links the system's web view.
    Desktop,
    /// `tests/judge/`: predictions that `presync plan` is held against.
    Judge,
    /// `tests/engagements/`: engagements that what `presync plan` recommends is scored on.
    Engagements,
    /// `tests/peers/`: services of other authors that the binary reads from.
    Peers,
    /// `tests/ui/`: journeys in a browser against `presync serve`.
    Browser,
    /// `tests/packages/`: what is packed, installed and started.
    Packages,
    /// `tests/desktop/`: the real window, driven over WebDriver.
    Window,
}

impl Part {
    /// Every part, in the order in which they are built and tested.
    pub(crate) const ALL: [Self; 8] = [
        Self::Ui,
        Self::Desktop,
        Self::Judge,
        Self::Engagements,
        Self::Peers,
        Self::Browser,
        Self::Packages,
        Self::Window,
    ];

    /// The folder that holds the part.
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Ui => "ui",
            Self::Desktop => "src-tauri",
            Self::Judge => "tests/judge",
            Self::Engagements => "tests/engagements",
            Self::Peers => "tests/peers",
            Self::Browser => "tests/ui",
            Self::Packages => "tests/packages",
            Self::Window => "tests/desktop",
        }
    }
}

/// The parts whose folder is in the tree.
pub(crate) fn present(root: &Path) -> Vec<Part> {
    Part::ALL
        .into_iter()
        .filter(|part| root.join(part.folder()).is_dir())
        .collect()
}
