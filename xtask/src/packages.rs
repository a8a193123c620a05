//! Debian packages: which the parts need, which are missing, and how they are installed.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::command::{CommandLine, succeeds};
use crate::parts::Part;

/// Installs what the parts need and the machine lacks, or names the command that would.
///
/// # Errors
/// When packages are missing and cannot be installed without asking for a password, or when the
/// machine has no Debian package database to ask.
pub(crate) fn install_missing(parts: &[Part], root: &Path) -> Result<()> {
    let needed = needed(parts);
    if needed.is_empty() {
        return Ok(());
    }
    if !succeeds("dpkg-query", &["--version"]) {
        bail!(
            "this needs Debian or a system with dpkg; the packages are: {}",
            needed.join(" ")
        );
    }
    let missing: Vec<&str> = needed
        .into_iter()
        .filter(|&package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        println!("nothing is missing");
        return Ok(());
    }
    let Some(prefix) = privilege() else {
        bail!(
            "Debian packages are missing and neither root nor `sudo -n` is at hand. Run\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}\n\
             and start again.",
            missing.join(" ")
        );
    };
    install_commands(prefix, &missing)
        .iter()
        .try_for_each(|command| command.run(root))
}

/// The packages of the given parts, each once, in a stable order.
fn needed(parts: &[Part]) -> Vec<&'static str> {
    let mut packages: Vec<&str> = parts
        .iter()
        .flat_map(|&part| packages_of(part))
        .copied()
        .collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

const fn packages_of(part: Part) -> &'static [&'static str] {
    match part {
        Part::Ui | Part::Judge | Part::Engagements | Part::Peers => &[],
        Part::Desktop => &["libwebkit2gtk-4.1-dev", "pkg-config"],
        Part::Browser => &["chromium", "poppler-utils"],
        // xvfb-run calls xauth, which is only a recommendation of xvfb.
        Part::Packages => &["fakeroot", "rpm", "xauth", "xvfb"],
        Part::Window => &["webkit2gtk-driver", "xauth", "xvfb"],
    }
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .output()
        .is_ok_and(|output| output.stdout == b"installed")
}

/// What to put before a command that needs root: nothing, or sudo without a question.
fn privilege() -> Option<&'static [&'static str]> {
    let user = Command::new("id").arg("-u").output();
    if user.is_ok_and(|output| output.stdout == b"0\n") {
        return Some(&[]);
    }
    succeeds("sudo", &["-n", "true"]).then_some(&["sudo", "-n"])
}

fn install_commands(prefix: &[&str], packages: &[&str]) -> [CommandLine; 2] {
    let apt = |arguments: &[&str]| {
        let words = [
            prefix,
            &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"],
            arguments,
        ];
        let words = words.concat();
        CommandLine::new(words[0], &words[1..])
    };
    let install = [&["install", "-y", "--no-install-recommends"], packages].concat();
    [apt(&["update"]), apt(&install)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_present_parts_need_packages() {
        assert_eq!(needed(&[]), Vec::<&str>::new());
        assert_eq!(
            needed(&[Part::Ui, Part::Browser]),
            ["chromium", "poppler-utils"]
        );
        assert_eq!(
            needed(&Part::ALL),
            [
                "chromium",
                "fakeroot",
                "libwebkit2gtk-4.1-dev",
                "pkg-config",
                "poppler-utils",
                "rpm",
                "webkit2gtk-driver",
                "xauth",
                "xvfb"
            ]
        );
    }

    #[test]
    fn sudo_is_put_before_the_whole_command() {
        let [update, install] = install_commands(&["sudo", "-n"], &["xvfb"]);
        let apt = "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get";
        assert_eq!(update.to_string(), format!("{apt} update"));
        assert_eq!(
            install.to_string(),
            format!("{apt} install -y --no-install-recommends xvfb")
        );
    }

    #[test]
    fn a_package_that_does_not_exist_is_not_installed() {
        assert!(!is_installed("presync-no-such-package"));
    }
}
