//! The page `docs/findings.md`, made of the tables of codes, of where they come from, and of the checklist.

use std::fmt::Write;

use super::CHECKLIST;
use crate::finding::FindingCode;

const HEAD: &str = "# Findings

What Presync says about a plan, code by code: how it is found, what to do, and where the rule comes from. This
page is made of the tables in `presync-core`; a test holds the two equal.

Codes P01 to P48 are the known pitfalls of moving an intranet from its old profile source to provisioning by SCIM;
words are outcomes of this plan. Severities: a *blocker* would damage data or fail, a *warning* would be other
than one expects, a *note* is good to know. A single finding may be milder or graver than its code where its figures
say so. Whether a plan is ready follows its budget, not the number of blockers.

A finding is made for each person on whom somebody must act. What one edit of the mapping mends is counted by
mapping row, with a few examples; the people concerned are in `changes.csv`.

A finding that was looked at and accepted can be suppressed, with a reason: `presync plan --suppressions FILE.csv`
(columns `code,subject_side,subject_key,attribute,reason,by,at`; `*` as key or attribute stands for any). The report
lists what is suppressed with its reason, and says when a suppression matches nothing any more. In the window, Simulate,
Findings accepts one finding or all of a kind, and takes that back; such a file can be dropped on Import.

## Codes
";

const TICKED: &str = "
## What no plan can see

Pitfalls that neither export nor mapping shows. The report lists them to be ticked.
";

/// The page.
#[must_use]
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for code in FindingCode::ALL {
        let origin = code.origin();
        let _ = write!(
            page,
            "\n### {}: {}\n\n- **Severity:** {}\n- **How it is found:** {}\n- **What to do:** {}\n- **Source:** {}\n",
            code.as_str(),
            code.title(),
            code.severity().as_str(),
            origin.how,
            code.remedy(),
            origin.mark.words()
        );
    }
    page.push_str(TICKED);
    for line in CHECKLIST {
        let _ = write!(
            page,
            "\n### {}\n\n- **When:** {}\n- **What to do:** {}\n- **Source:** {}\n",
            line.pitfall, line.when, line.advice, line.source
        );
    }
    page
}
