//! Text to tokens. Reports what is wrong with single tokens and always gets to the end; knows
//! nothing of how tokens fit together.

use crate::problem::ProblemCode;
use crate::syntax::Operator;
use crate::{Problem, Span};

/// One token and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
}

/// What a token can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Name,
    Attribute(String),
    Text(String),
    Number,
    Comma,
    Open,
    Close,
    Operator(Operator),
    /// Characters without a meaning, already reported.
    Stray,
    End,
}

/// Operators of other languages, each with what it is here.
const FOREIGN_OPERATORS: [(&str, &str); 4] =
    [("==", "="), ("!=", "<>"), ("=>", ">="), ("=<", "<=")];

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    problems: Vec<Problem>,
}

/// Splits `text` into tokens, ending with [`TokenKind::End`].
pub(crate) fn lex(text: &str) -> (Vec<Token>, Vec<Problem>) {
    let mut lexer = Lexer {
        text,
        at: 0,
        problems: Vec::new(),
    };
    let mut tokens = Vec::new();
    loop {
        lexer.take_while(|c| c.is_whitespace() || c == '\u{feff}');
        let start = lexer.at;
        let Some(first) = lexer.peek() else { break };
        let kind = lexer.token(first);
        tokens.push(Token {
            kind,
            span: Span::new(start..lexer.at),
        });
    }
    tokens.push(Token {
        kind: TokenKind::End,
        span: Span::new(text.len()..text.len()),
    });
    (tokens, lexer.problems)
}

impl Lexer<'_> {
    fn token(&mut self, first: char) -> TokenKind {
        match first {
            '(' => self.single(TokenKind::Open),
            ')' => self.single(TokenKind::Close),
            ',' => self.single(TokenKind::Comma),
            '[' => self.attribute(),
            '"' => self.quoted('"'),
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{201e}' => {
                self.misquoted(first)
            }
            '<' | '>' | '=' => self.operator(),
            '!' if self.text[self.at..].starts_with("!=") => self.operator(),
            ';' => self.semicolon(),
            '0'..='9' | '&' | '-' => self.number(),
            _ if first.is_alphabetic() || first == '_' => {
                self.take_while(|c| c.is_alphanumeric() || c == '_');
                TokenKind::Name
            }
            _ => self.stray(),
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.bump();
        }
    }

    fn single(&mut self, kind: TokenKind) -> TokenKind {
        self.bump();
        kind
    }

    fn report(&mut self, code: ProblemCode, start: usize, message: &str) {
        self.problems
            .push(Problem::new(code, Span::new(start..self.at), message));
    }

    /// `[name]`. Inner brackets are balanced and may hold quoted text, as in
    /// `[emails[type eq "work"].value]`.
    fn attribute(&mut self) -> TokenKind {
        let start = self.at;
        let Some(length) = attribute_length(&self.text[start..]) else {
            return self.unclosed_attribute();
        };
        self.at = start + length;
        let name = self.text[start + 1..self.at - 1].trim().to_owned();
        if name.is_empty() {
            let message = "There is no attribute name between the brackets; write [name].";
            self.report(ProblemCode::EmptyAttribute, start, message);
        }
        TokenKind::Attribute(name)
    }

    /// Takes the name up to where the argument most likely ends.
    fn unclosed_attribute(&mut self) -> TokenKind {
        let start = self.at;
        self.bump();
        self.take_while(|c| !matches!(c, ',' | ')' | '(' | '"'));
        let name = self.text[start + 1..self.at].trim().to_owned();
        let message = "The attribute has no closing bracket; write ] after its name.";
        self.report(ProblemCode::UnclosedAttribute, start, message);
        TokenKind::Attribute(name)
    }

    /// `"text"`: a backslash escapes a backslash or the closing quote and stays before anything
    /// else, which is how documented expressions such as `"\+(?<code>.*)"` are meant.
    fn quoted(&mut self, close: char) -> TokenKind {
        let start = self.at;
        self.bump();
        let mut text = String::new();
        while let Some(next) = self.bump() {
            match next {
                '\\' if self.peek().is_some_and(|c| c == '\\' || c == close) => {
                    text.extend(self.bump());
                }
                _ if next == close => return TokenKind::Text(text),
                _ => text.push(next),
            }
        }
        let message = "The quoted text never ends; write \" after it.";
        self.report(ProblemCode::UnclosedText, start, message);
        TokenKind::Text(text)
    }

    fn misquoted(&mut self, open: char) -> TokenKind {
        let start = self.at;
        let close = match open {
            '\u{2018}' => '\u{2019}',
            '\u{201c}' | '\u{201e}' => '\u{201d}',
            other => other,
        };
        let closed = self.text[start + open.len_utf8()..].contains(close);
        let kind = if closed {
            self.quoted(close)
        } else {
            self.quoted('"')
        };
        if let (TokenKind::Text(text), true) = (&kind, closed) {
            let problem = Problem::new(
                ProblemCode::WrongQuotes,
                Span::new(start..self.at),
                "Text must stand in straight double quotes (\").",
            );
            self.problems
                .push(problem.mended_by(crate::syntax::quoted(text)));
        }
        kind
    }

    fn operator(&mut self) -> TokenKind {
        let start = self.at;
        let rest = &self.text[start..];
        if let Some((foreign, ours)) = FOREIGN_OPERATORS
            .iter()
            .find(|(foreign, _)| rest.starts_with(foreign))
        {
            self.at += foreign.len();
            let problem = Problem::new(
                ProblemCode::WrongOperator,
                Span::new(start..self.at),
                format!("The language has no operator {foreign}; write {ours}."),
            );
            self.problems.push(problem.mended_by(*ours));
            return Operator::from_spelling(ours).map_or(TokenKind::Stray, TokenKind::Operator);
        }
        let length = if ["<>", "<=", ">="].iter().any(|two| rest.starts_with(two)) {
            2
        } else {
            1
        };
        self.at += length;
        Operator::from_spelling(&rest[..length]).map_or(TokenKind::Stray, TokenKind::Operator)
    }

    fn semicolon(&mut self) -> TokenKind {
        let start = self.at;
        self.bump();
        let problem = Problem::new(
            ProblemCode::WrongSeparator,
            Span::new(start..self.at),
            "Arguments are separated by commas, not semicolons.",
        );
        self.problems.push(problem.mended_by(","));
        TokenKind::Comma
    }

    /// `-10`, `1000`, `1.5`, `&HF7`.
    fn number(&mut self) -> TokenKind {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        let hexadecimal = rest.len() > 1 && rest[0] == b'&' && rest[1].eq_ignore_ascii_case(&b'h');
        let signed = rest[0] == b'-' && rest.get(1).is_some_and(u8::is_ascii_digit);
        if !hexadecimal && !signed && !rest[0].is_ascii_digit() {
            return self.stray();
        }
        self.at += if hexadecimal { 2 } else { 1 };
        self.take_while(|c| c.is_alphanumeric() || c == '.');
        if number_is_readable(&self.text[start..self.at]) {
            return TokenKind::Number;
        }
        let message = "This is not a number the language knows: write digits, or &H before \
                       hexadecimal ones; put text in double quotes.";
        self.report(ProblemCode::BadNumber, start, message);
        TokenKind::Number
    }

    fn stray(&mut self) -> TokenKind {
        let start = self.at;
        let first = self.bump().unwrap_or_default();
        self.take_while(|c| c == first);
        let (code, message) = match first {
            '&' if self.at - start == 1 => (
                ProblemCode::UnexpectedCharacter,
                "The language has no & operator; put texts together with Join or Append.",
            ),
            '+' => (
                ProblemCode::UnexpectedCharacter,
                "The language has no + operator; put texts together with Join or Append.",
            ),
            '&' | '|' => (
                ProblemCode::LogicalOperator,
                "There is no AND or OR; nest one IIF in the branch of another.",
            ),
            '!' => (
                ProblemCode::UnexpectedCharacter,
                "Write <> for “not equal”, or use Not(…).",
            ),
            _ => (
                ProblemCode::UnexpectedCharacter,
                "This character has no meaning here; text must stand in double quotes.",
            ),
        };
        self.report(code, start, message);
        TokenKind::Stray
    }
}

/// The value of a whole number as spelt, if it fits.
pub(crate) fn whole_number(spelling: &str) -> Option<i64> {
    match spelling.get(..2) {
        Some("&H" | "&h") => i64::from_str_radix(&spelling[2..], 16).ok(),
        _ => spelling.parse().ok(),
    }
}

fn number_is_readable(spelling: &str) -> bool {
    let decimal = || {
        let digits = spelling.trim_start_matches('-');
        digits.split('.').count() <= 2
            && digits
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
            && digits.contains('.')
    };
    whole_number(spelling).is_some() || decimal()
}

/// Bytes up to and including the bracket that closes the first one.
fn attribute_length(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quoted = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' if depth > 1 => quoted = !quoted,
            '"' => return None,
            '[' if !quoted => depth += 1,
            ']' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
