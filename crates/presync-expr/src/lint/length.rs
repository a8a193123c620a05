//! How long a result can be, from constants and functions alone: attributes have no known bound.

use super::{FindingCode, Findings, Severity, constant};
use crate::lex;
use crate::syntax::{Node, NodeKind};

/// The longest text form of a number, a date or a truth value.
const NUMBER_LENGTH_MAX: usize = 20;
const DATE_LENGTH_MAX: usize = 22;
const TRUTH_LENGTH_MAX: usize = 5;
const GUID_LENGTH: usize = 36;

impl Findings<'_> {
    pub(super) fn result_length(&mut self, root: &Node) {
        let Some(max) = self.around.target_length_max else {
            return;
        };
        let (severity, message) = match longest(root) {
            Some(length) if length <= max => return,
            Some(length) => (
                Severity::Warning,
                format!(
                    "The result can be {length} characters long, and the target takes {max}; cut it \
                     with Mid(…, 1, {max})."
                ),
            ),
            None => (
                Severity::Note,
                format!(
                    "Nothing bounds the length of the result, and the target takes {max} characters; \
                     cut it with Mid(…, 1, {max}) if values may be longer."
                ),
            ),
        };
        self.add(
            FindingCode::ResultMayExceedLength,
            severity,
            root.span,
            message,
        );
    }
}

/// The most UTF-16 units that the node's text can have; `None` if nothing bounds them.
fn longest(node: &Node) -> Option<usize> {
    match &node.kind {
        NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::Word(_) => Some(units(node)),
        NodeKind::Attribute(_) => None,
        NodeKind::Call {
            name, arguments, ..
        } => of_call(name, arguments),
        NodeKind::Comparison { .. } => Some(TRUTH_LENGTH_MAX),
        NodeKind::Empty | NodeKind::Broken => Some(0),
    }
}

fn units(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Word(word) if word.starts_with("Ignore") => 0,
        _ => constant(node).map_or(0, |text| text.encode_utf16().count()),
    }
}

fn of_call(name: &str, arguments: &[Node]) -> Option<usize> {
    let of = |position: usize| arguments.get(position).map_or(Some(0), longest);
    let number = |position: usize| {
        let text = arguments.get(position).and_then(constant)?;
        usize::try_from(lex::whole_number(text.trim())?).ok()
    };
    match name {
        "Append" | "Prepend" => Some(of(0)?.saturating_add(of(1)?)),
        "Join" => joined(arguments),
        "Left" => least(of(0), number(1)),
        "Mid" => least(of(0), number(2)),
        "ToLower"
        | "ToUpper"
        | "PCase"
        | "StripSpaces"
        | "Redact"
        | "CStr"
        | "Word"
        | "IgnoreFlowIfNullOrEmpty" => of(0),
        // One letter becomes two at most.
        "NormalizeDiacritics" => times(of(0), 2),
        "ConvertToBase64" => times(times(of(0), 2).map(|bytes| bytes.div_ceil(3)), 4),
        "ConvertToUTF8Hex" => times(of(0), 6),
        "IIF" => most(arguments.iter().skip(1)),
        "Switch" => most(arguments.iter().skip(1).step_by(2)),
        "Coalesce" | "SelectUniqueValue" => most(arguments.iter()),
        "Replace" => replaced(arguments),
        "Guid" => Some(GUID_LENGTH),
        "RandomString" => number(0),
        "CDate" | "DateAdd" | "DateFromNum" | "Now" => Some(DATE_LENGTH_MAX),
        "BitAnd" | "Count" | "DateDiff" | "InStr" | "NumFromDate" => Some(NUMBER_LENGTH_MAX),
        "CBool" | "Not" | "IsNull" | "IsNothing" | "IsNullOrEmpty" | "IsNullorEmpty"
        | "IsPresent" | "IsString" => Some(TRUTH_LENGTH_MAX),
        "FormatDateTime" => formatted(arguments),
        _ => None,
    }
}

fn times(length: Option<usize>, factor: usize) -> Option<usize> {
    Some(length?.saturating_mul(factor))
}

fn least(inner: Option<usize>, cut: Option<usize>) -> Option<usize> {
    match (inner, cut) {
        (Some(inner), Some(cut)) => Some(inner.min(cut)),
        (inner, cut) => inner.or(cut),
    }
}

fn most<'n>(nodes: impl Iterator<Item = &'n Node>) -> Option<usize> {
    nodes
        .map(longest)
        .try_fold(0, |most, length| Some(most.max(length?)))
}

fn joined(arguments: &[Node]) -> Option<usize> {
    let (separator, sources) = arguments.split_first()?;
    let mut texts = sources.iter().map(longest);
    let texts = texts.try_fold(0, |sum: usize, length| Some(sum.saturating_add(length?)))?;
    let separators = times(longest(separator), sources.len().saturating_sub(1))?;
    Some(texts.saturating_add(separators))
}

/// A replacement that is no longer than what it replaces bounds the result by the source.
fn replaced(arguments: &[Node]) -> Option<usize> {
    let new = arguments.get(4).and_then(constant)?;
    let old = arguments.get(1).and_then(constant);
    let shrinks = match old {
        Some(old) => new.encode_utf16().count() <= old.encode_utf16().count(),
        None => new.is_empty(),
    };
    shrinks.then(|| longest(arguments.first()?)).flatten()
}

/// No specifier of a date format gives more than six characters a letter (`K`), no standard format
/// more than 33.
fn formatted(arguments: &[Node]) -> Option<usize> {
    const STANDARD_LENGTH_MAX: usize = 33;
    let format = arguments.last().and_then(constant)?;
    Some((6 * format.encode_utf16().count()).max(STANDARD_LENGTH_MAX))
}
