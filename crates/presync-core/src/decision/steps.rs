//! What can be undone and what can be done again, as the log of batches says: as in an editor, the last
//! step first, and a new step ends doing again.

/// What one batch of the log was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<B> {
    /// Something was decided.
    Decided(B),
    /// Something that was decided in this batch was taken back.
    Undone(B),
    /// It was put in force again.
    Redone(B),
}

/// The batches that undoing and doing again would take next, the last one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps<B> {
    undo: Vec<B>,
    redo: Vec<B>,
}

impl<B: Copy + PartialEq> Steps<B> {
    /// Goes through a log from its beginning.
    pub fn of(log: impl IntoIterator<Item = Step<B>>) -> Self {
        let mut steps = Self {
            undo: Vec::new(),
            redo: Vec::new(),
        };
        log.into_iter().for_each(|step| steps.take(step));
        steps
    }

    /// What undoing takes back.
    #[must_use]
    pub fn undo(&self) -> Option<B> {
        self.undo.last().copied()
    }

    /// What doing again puts in force.
    #[must_use]
    pub fn redo(&self) -> Option<B> {
        self.redo.last().copied()
    }

    fn take(&mut self, step: Step<B>) {
        match step {
            Step::Decided(batch) => {
                self.undo.push(batch);
                self.redo.clear();
            }
            Step::Undone(batch) => {
                self.undo.retain(|one| *one != batch);
                self.redo.push(batch);
            }
            Step::Redone(batch) => {
                self.redo.retain(|one| *one != batch);
                self.undo.push(batch);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `3` decides in batch 3, `-3` undoes it, `+3` does it again.
    fn check(log: &[&str], undo: Option<i64>, redo: Option<i64>) {
        let steps = log.iter().map(|step| {
            let batch = step.trim_start_matches(['+', '-']).parse().unwrap();
            match &step[..1] {
                "-" => Step::Undone(batch),
                "+" => Step::Redone(batch),
                _ => Step::Decided(batch),
            }
        });
        let steps = Steps::<i64>::of(steps);
        assert_eq!((steps.undo(), steps.redo()), (undo, redo), "{log:?}");
    }

    #[test]
    fn steps_go_back_and_forth_in_order() {
        check(&[], None, None);
        check(&["1", "2"], Some(2), None);
        check(&["1", "2", "-2"], Some(1), Some(2));
        check(&["1", "2", "-2", "-1"], None, Some(1));
        check(&["1", "2", "-2", "-1", "+1"], Some(1), Some(2));
        check(&["1", "2", "-2", "-1", "+1", "+2"], Some(2), None);
        check(&["1", "2", "-2", "3"], Some(3), None);
    }
}
