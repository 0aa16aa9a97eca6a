//! Cross-validation by document: what a model says of documents it has not seen.

/// Number of folds.
pub const FOLDS: u64 = 5;

/// The fold of a document, by a hash of its name (FNV-1a), so that a new document moves no other.
pub fn fold(document: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    for b in document.bytes() {
        hash = (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    (hash >> 32) % FOLDS
}

/// Answers for all `items`, each by a model learned from the documents of the other folds. `document` names the document
/// of an item, `learn` makes a model of items, `answer` asks it.
pub fn cross_validate<T, M, A>(
    items: &[T],
    document: impl Fn(&T) -> &str,
    mut learn: impl FnMut(&[&T]) -> M,
    mut answer: impl FnMut(&M, &T) -> A,
) -> Vec<A> {
    let mut answers: Vec<(usize, A)> = Vec::with_capacity(items.len());
    for k in 0..FOLDS {
        let (held, rest): (Vec<usize>, Vec<usize>) =
            (0..items.len()).partition(|&i| fold(document(&items[i])) == k);
        let rest: Vec<&T> = rest.into_iter().map(|i| &items[i]).collect();
        let model = learn(&rest);
        answers.extend(held.into_iter().map(|i| (i, answer(&model, &items[i]))));
    }
    answers.sort_by_key(|a| a.0);
    answers.into_iter().map(|a| a.1).collect()
}

/// Counts of a yes-or-no question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Binary {
    /// Answers of yes.
    pub found: usize,
    /// Where yes is right.
    pub gold: usize,
    /// Answers of yes that are right.
    pub right: usize,
    /// Questions.
    pub all: usize,
    /// Answers that are right, of both kinds.
    pub agreed: usize,
}

impl Binary {
    /// Counts one answer.
    pub fn count(&mut self, found: bool, gold: bool) {
        self.found += usize::from(found);
        self.gold += usize::from(gold);
        self.right += usize::from(found && gold);
        self.all += 1;
        self.agreed += usize::from(found == gold);
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.right, self.found + self.gold)
    }

    /// Precision, recall and their harmonic mean, and the share of right answers.
    pub fn line(&self) -> String {
        format!(
            "precision {:.4} recall {:.4} F1 {:.4} accuracy {:.4} ({} of {})",
            ratio(self.right, self.found),
            ratio(self.right, self.gold),
            self.f1(),
            ratio(self.agreed, self.all),
            self.gold,
            self.all
        )
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_never_asked_of_a_model_that_saw_it() {
        let own = |rest: &[&String]| rest.iter().map(|i| (*i).clone()).collect::<Vec<String>>();
        let items: Vec<String> = (0..100).map(|i| format!("doc{}", i / 4)).collect();
        let seen = cross_validate(&items, |i| i, own, |m, i| m.contains(i));
        assert_eq!(seen, vec![false; 100]);
        let sizes: Vec<usize> = (0..FOLDS).map(|k| items.iter().filter(|i| fold(i) == k).count()).collect();
        assert!(sizes.iter().all(|&n| n > 0), "{sizes:?}");
    }
}
