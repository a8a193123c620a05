//! Tokens to a tree, with recovery: after a mistake it goes on at the next argument, so that
//! several mistakes are reported at once. Names are not looked up here.

use crate::lex::{Token, TokenKind, lex};
use crate::problem::ProblemCode;
use crate::syntax::{Node, NodeKind, Operator};
use crate::{Problem, Span};

/// Longest text, in characters, that Entra takes as an expression (its documented limit).
pub const TEXT_CHARACTERS_MAX: usize = 10_000;

/// Deepest nesting of calls. Ours, not Entra's: it bounds the stack whatever the text.
pub const DEPTH_MAX: usize = 128;

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    problems: Vec<Problem>,
}

/// Reads `text` into a tree and the list of what is wrong with it, in the order of places.
pub(crate) fn parse(text: &str) -> (Node, Vec<Problem>) {
    let whole = Span::new(0..text.len());
    let broken = Node {
        kind: NodeKind::Broken,
        span: whole,
    };
    if text.chars().nth(TEXT_CHARACTERS_MAX).is_some() {
        let message = format!(
            "The expression has more than {TEXT_CHARACTERS_MAX} characters, which Entra refuses; \
             shorten it, for instance by a look-up attribute in the source."
        );
        return (
            broken,
            vec![Problem::new(ProblemCode::TooLong, whole, message)],
        );
    }
    let (tokens, problems) = lex(text);
    if tokens.len() == 1 {
        let message = "There is no expression; write a function such as Join(\" \", [givenName], \
                       [surname]).";
        return (
            broken,
            vec![Problem::new(ProblemCode::Empty, whole, message)],
        );
    }
    let mut parser = Parser {
        text,
        tokens,
        at: 0,
        depth: 0,
        problems,
    };
    let root = parser.expression();
    parser.expect_end();
    parser
        .problems
        .sort_by_key(|problem| (problem.span, problem.code));
    (root, parser.problems)
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn report(&mut self, code: ProblemCode, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(code, span, message));
    }

    fn expect_end(&mut self) {
        let rest = self.peek().clone();
        if rest.kind == TokenKind::End {
            return;
        }
        self.refuse_part(&rest);
    }

    /// An operand, or two with an operator between them.
    fn expression(&mut self) -> Node {
        let left = self.operand();
        let Some(operator) = self.operator() else {
            return left;
        };
        let right = self.operand();
        if self.peek_is_operator() {
            let span = self.peek().span;
            let message = "Only one comparison fits here; nest another IIF for a second one.";
            self.report(ProblemCode::UnexpectedPart, span, message);
            self.skip_argument();
        }
        let span = left.span.to(right.span);
        Node {
            kind: NodeKind::Comparison {
                operator,
                sides: Box::new([left, right]),
            },
            span,
        }
    }

    fn peek_is_operator(&self) -> bool {
        matches!(self.peek().kind, TokenKind::Operator(_))
    }

    fn operator(&mut self) -> Option<Operator> {
        let TokenKind::Operator(operator) = self.peek().kind else {
            return None;
        };
        self.at += 1;
        Some(operator)
    }

    fn operand(&mut self) -> Node {
        let token = self.peek().clone();
        let span = token.span;
        let kind = match token.kind {
            TokenKind::Attribute(name) => NodeKind::Attribute(name),
            TokenKind::Text(text) => NodeKind::Text(text),
            TokenKind::Number => NodeKind::Number(span.of(self.text).to_owned()),
            TokenKind::Name => return self.name(),
            _ => return self.missing_operand(&token),
        };
        self.at += 1;
        Node { kind, span }
    }

    fn missing_operand(&mut self, token: &Token) -> Node {
        match token.kind {
            TokenKind::Stray => {}
            TokenKind::Open => {
                let message = "Parentheses need a function name before them.";
                self.report(ProblemCode::UnexpectedPart, token.span, message);
                self.skip_argument();
            }
            _ => {
                let message = "A value is missing here: an [attribute], a \"text\", a number or a \
                               function.";
                self.report(ProblemCode::MissingOperand, token.span, message);
            }
        }
        Node {
            kind: NodeKind::Broken,
            span: token.span,
        }
    }

    fn name(&mut self) -> Node {
        let token = self.next();
        let name = token.span.of(self.text).to_owned();
        if self.peek().kind != TokenKind::Open {
            return Node {
                kind: NodeKind::Word(name),
                span: token.span,
            };
        }
        let open = self.next().span;
        if self.depth == DEPTH_MAX {
            return self.too_deep(token.span);
        }
        self.depth += 1;
        let arguments = self.arguments(open);
        self.depth -= 1;
        let span = token.span.to(self.tokens[self.at - 1].span);
        Node {
            kind: NodeKind::Call {
                name,
                name_span: token.span,
                arguments,
            },
            span,
        }
    }

    fn too_deep(&mut self, span: Span) -> Node {
        let message = format!(
            "Functions are nested more than {DEPTH_MAX} deep here; flatten them, for instance with \
             Switch instead of a chain of IIF."
        );
        self.report(ProblemCode::TooDeep, span, message);
        self.skip_group();
        Node {
            kind: NodeKind::Broken,
            span,
        }
    }

    /// Arguments up to and including the closing parenthesis.
    fn arguments(&mut self, open: Span) -> Vec<Node> {
        let mut arguments = Vec::new();
        if self.peek().kind == TokenKind::Close {
            self.at += 1;
            return arguments;
        }
        loop {
            arguments.push(self.argument());
            match self.peek().kind {
                TokenKind::Comma => self.at += 1,
                TokenKind::Close => {
                    self.at += 1;
                    return arguments;
                }
                TokenKind::Attribute(_)
                | TokenKind::Text(_)
                | TokenKind::Number
                | TokenKind::Name => self.miss_comma(),
                _ => {
                    let message = "This parenthesis is never closed; write ) after the last \
                                   argument.";
                    self.report(ProblemCode::UnclosedCall, open, message);
                    return arguments;
                }
            }
        }
    }

    /// One argument, possibly empty; ends before a comma, a closing parenthesis or the end.
    fn argument(&mut self) -> Node {
        if self.at_separator() {
            let start = self.tokens[self.at - 1].span.end as usize;
            return Node {
                kind: NodeKind::Empty,
                span: Span::new(start..start),
            };
        }
        let node = self.expression();
        if !self.at_separator() && !self.at_next_argument() {
            let part = self.peek().clone();
            self.refuse_part(&part);
            self.skip_argument();
        }
        node
    }

    /// Whether what follows reads like an argument with only the comma before it forgotten.
    fn at_next_argument(&self) -> bool {
        let token = self.peek();
        match token.kind {
            TokenKind::Attribute(_) | TokenKind::Text(_) | TokenKind::Number => true,
            TokenKind::Name => !is_logical(token.span.of(self.text)),
            _ => false,
        }
    }

    fn miss_comma(&mut self) {
        let span = self.peek().span;
        let mended = format!(", {}", span.of(self.text));
        let message = "A comma is missing before this argument.";
        let problem = Problem::new(ProblemCode::UnexpectedPart, span, message);
        self.problems.push(problem.mended_by(mended));
    }

    fn at_separator(&self) -> bool {
        matches!(
            self.peek().kind,
            TokenKind::Comma | TokenKind::Close | TokenKind::End
        )
    }

    /// Says why `part` cannot follow what stands before it.
    fn refuse_part(&mut self, part: &Token) {
        match part.kind {
            TokenKind::Stray => {}
            TokenKind::Name if is_logical(part.span.of(self.text)) => {
                let message = "There is no AND or OR; nest one IIF in the branch of another.";
                self.report(ProblemCode::LogicalOperator, part.span, message);
            }
            _ if self.depth == 0 => {
                let message = "The expression ends before this; one function must hold everything.";
                self.report(ProblemCode::UnexpectedPart, part.span, message);
            }
            _ => {
                let message = "This does not fit here; end the argument before it with a comma.";
                self.report(ProblemCode::UnexpectedPart, part.span, message);
            }
        }
    }

    /// Goes on to the comma or parenthesis that ends the current argument.
    fn skip_argument(&mut self) {
        while !self.at_separator() {
            if self.next().kind == TokenKind::Open {
                self.skip_group();
            }
        }
    }

    /// Goes past the parenthesis that closes the group just entered.
    fn skip_group(&mut self) {
        let mut open = 1usize;
        while open > 0 && self.peek().kind != TokenKind::End {
            match self.next().kind {
                TokenKind::Open => open += 1,
                TokenKind::Close => open -= 1,
                _ => {}
            }
        }
    }
}

fn is_logical(word: &str) -> bool {
    ["and", "or", "xor"]
        .iter()
        .any(|logical| word.eq_ignore_ascii_case(logical))
}
