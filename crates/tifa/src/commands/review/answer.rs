//! What a person types about an entry.

use tifa_docket::Action;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing: the next entry.
    Skip,
    /// Stop.
    Quit,
    /// What can be typed.
    Help,
    /// Take back the last decision about this entry.
    Undo,
    /// It is one with the entry at this place.
    Merge(String),
    /// A decision.
    Say(Action),
}

impl Answer {
    /// Reads a line: a letter or the word it begins, with what belongs to it; or field=value.
    ///
    /// # Errors
    /// A sentence for a person.
    pub fn parse(line: &str) -> Result<Self, String> {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let alone = |answer| match rest {
            "" => Ok(answer),
            _ => Err(format!("nothing goes behind {word:?}; a remark is typed n TEXT")),
        };
        match word {
            "" => Ok(Self::Skip),
            "c" | "confirm" => alone(Self::Say(Action::Confirm)),
            "r" | "reject" => alone(Self::Say(Action::Reject)),
            "s" | "split" => alone(Self::Say(Action::Split)),
            "u" | "undo" => alone(Self::Undo),
            "q" | "quit" => alone(Self::Quit),
            "?" | "h" | "help" => Ok(Self::Help),
            "n" | "note" if !rest.is_empty() => Ok(Self::Say(Action::Note { note: rest.to_owned() })),
            "n" | "note" => Err("a remark is typed n TEXT".to_owned()),
            "m" | "merge" if !rest.is_empty() => Ok(Self::Merge(rest.to_owned())),
            "m" | "merge" => Err("the other entry is typed m PLACE, as listings print it".to_owned()),
            _ => match line.split_once('=') {
                Some((field, value)) if !field.trim().is_empty() => Ok(Self::Say(Action::Correct {
                    field: field.trim().to_owned(),
                    value: value.trim().to_owned(),
                })),
                _ => Err("this is no answer; ? says what can be typed".to_owned()),
            },
        }
    }

    /// Whether it goes into the log.
    pub fn decides(&self) -> bool {
        matches!(self, Self::Undo | Self::Merge(_) | Self::Say(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correct(field: &str, value: &str) -> Answer {
        Answer::Say(Action::Correct { field: field.to_owned(), value: value.to_owned() })
    }

    #[test]
    fn lines_and_what_they_mean() {
        let check = |line: &str, expect: Answer| assert_eq!(Answer::parse(line), Ok(expect), "{line}");
        check("", Answer::Skip);
        check(" c ", Answer::Say(Action::Confirm));
        check("reject", Answer::Say(Action::Reject));
        check("state=held", correct("state", "held"));
        check("who = 中方", correct("who", "中方"));
        check("to=", correct("to", ""));
        check("n 見 a=b 一文", Answer::Say(Action::Note { note: "見 a=b 一文".to_owned() }));
        check("m 3f2a:12", Answer::Merge("3f2a:12".to_owned()));
        check("m figure 3f2a:12", Answer::Merge("figure 3f2a:12".to_owned()));
        check("?", Answer::Help);
    }

    #[test]
    fn what_is_no_answer() {
        for line in ["x", "n", "m", "c yes", "=held", "確認"] {
            assert!(Answer::parse(line).is_err(), "{line}");
        }
    }
}
