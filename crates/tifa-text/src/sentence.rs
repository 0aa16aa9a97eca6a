//! Sentences of Chinese text.
//!
//! A sentence ends at 。！？ and their half-width forms, together with every closing mark that follows at once; a line
//! break left in the text ends one too. Semicolons do not. Sentences inside a quotation are sentences of their own:
//! 「甲。乙。」丙 gives three. A Latin full stop ends a sentence only where Latin usage makes it one.

use crate::characters::ideographs;
use crate::range::ByteRange;

/// The sentences of `text`, in order, covering everything but the white space around them.
///
/// Ranges are bytes of `text`, never empty, and never overlap.
pub fn sentences(text: &str) -> Vec<ByteRange> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut scan = Scan { text, line: 0, straight: 0 };
    let mut at = 0;
    loop {
        at += ideographs(&text.as_bytes()[at..]);
        let Some(c) = char_at(text, at) else { break };
        let next = at + c.len_utf8();
        let end = match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                scan.line = next;
                scan.straight = 0;
                Some(next)
            }
            '"' => {
                scan.straight += 1;
                None
            }
            '…' | '⋯' => scan.end_of_ellipsis(at),
            '.' => scan.end_of_full_stop(start, at),
            c if ends_sentence(c) => scan.end_of_mark(at),
            _ => None,
        };
        match end {
            Some(end) => {
                push_trimmed(&mut out, text, start, end);
                scan.straight += text[next.min(end)..end].bytes().filter(|&b| b == b'"').count();
                start = end;
                at = end;
            }
            None => at = next,
        }
    }
    push_trimmed(&mut out, text, start, text.len());
    out
}

/// The marks that end a sentence by themselves.
fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡' | '︒' | '︕' | '︖' | '‼' | '⁇' | '⁈' | '⁉')
}

/// Closing marks that stay with the sentence whose end they follow.
fn closes(c: char) -> bool {
    matches!(c, '」' | '』' | '”' | '’' | '）' | ')' | '】' | '〕' | '﹂' | '﹄' | '］' | ']' | '｣')
}

/// A closing mark after which the clause plainly goes on: 「好嗎？」，他問 is one sentence up to the comma.
fn goes_on(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '：' | ',' | ';' | ':' | '》' | '〉')
}

/// The text and what has been seen of the line at hand.
struct Scan<'a> {
    text: &'a str,
    /// Where the line starts.
    line: usize,
    /// Straight double quotes seen in the line; an odd number means that the next one closes.
    straight: usize,
}

impl Scan<'_> {
    /// Where the sentence ends whose end mark stands at `at`, if it does end one.
    fn end_of_mark(&self, at: usize) -> Option<usize> {
        let mark = char_at(self.text, at)?;
        let mut end = at + mark.len_utf8();
        if mark == '?' || mark == '!' {
            // A query string in an address: not the end of anything.
            let next = char_at(self.text, end);
            if next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '=' | '&' | '/' | '#' | '%')) {
                return None;
            }
        }
        end = self.over_closers(end);
        match char_at(self.text, end) {
            Some(c) if goes_on(c) => None,
            _ => Some(end),
        }
    }

    /// An ellipsis ends a sentence when nothing follows it in the line but closing marks, or when the quotation it
    /// closes is followed by another; elsewhere it is a pause.
    fn end_of_ellipsis(&self, at: usize) -> Option<usize> {
        let run = self.text[at..].find(|c| !matches!(c, '…' | '⋯')).map_or(self.text.len(), |n| at + n);
        let end = self.over_closers(run);
        let rest = self.text[end..].trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']);
        let closed = end > run;
        match rest.chars().next() {
            None | Some('\n' | '\r' | '\u{2028}' | '\u{2029}') => Some(end),
            Some('「' | '『' | '“' | '﹁' | '﹃') if closed => Some(end),
            _ => None,
        }
    }

    /// A full stop ends a sentence after a Latin word, before white space and a capital or a Chinese character, or
    /// before the end of the line.
    fn end_of_full_stop(&self, start: usize, at: usize) -> Option<usize> {
        let word = self.text[start..at]
            .rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’')))
            .next()
            .unwrap_or_default();
        if self.text[at + 1..].starts_with('.') || self.text[..at].ends_with('.') {
            return None;
        }
        let last = self.text[start..at].chars().next_back()?;
        let latin = last.is_ascii_alphanumeric() || matches!(last, '\u{c0}'..='\u{24f}' | '%');
        let closed = closes(last) || last == '"';
        if !latin && !closed {
            return None;
        }
        // An initial or an abbreviation (U.S., J. Smith, Mr.), the number of an item (1.).
        let letters = word.rsplit('.').next().unwrap_or_default();
        let initial = letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic);
        let item = word.chars().all(|c| c.is_ascii_digit()) && self.text[start..at].trim() == word;
        let end = self.over_closers(at + 1);
        let rest = &self.text[end..];
        let after = rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
        match after.chars().next() {
            None | Some('\n' | '\r') if !item => Some(end),
            Some(c) if rest.len() > after.len() => {
                let begins =
                    c.is_uppercase() || crate::is_han(c) || matches!(c, '「' | '“' | '"' | '‘' | '『');
                (begins && !initial && !item && !ABBREVIATIONS.contains(&letters)).then_some(end)
            }
            _ => None,
        }
    }

    /// Past every end mark and closing mark from `at` on: ？！ 。」 ！』」 。”） ？」。
    fn over_closers(&self, mut at: usize) -> usize {
        let mut straight = self.straight;
        while let Some(c) = char_at(self.text, at) {
            let belongs = match c {
                '"' if straight % 2 == 1 => {
                    straight += 1;
                    true
                }
                // 甚麼？…… trails off; after a full stop an ellipsis marks words left out before the next sentence.
                '…' => !self.text[..at].ends_with('。'),
                c => closes(c) || ends_sentence(c),
            };
            if !belongs {
                break;
            }
            at += c.len_utf8();
        }
        at
    }
}

/// Latin abbreviations before a name or a number, where a full stop and a capital are no boundary. Titles and a few
/// words that Chinese reports leave in English.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Capt", "Sgt", "Rev",
    "Hon", "Mons", "Msgr", "Fr", "No", "Vol", "vs", "Jr", "Sr", "Mt", "Ft", "Jan", "Feb", "Mar", "Apr",
    "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "cf", "eg", "ie", "al",
];

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Adds `start..end` without the white space around it, unless nothing remains.
fn push_trimmed(out: &mut Vec<ByteRange>, text: &str, start: usize, end: usize) {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let piece = &text[start..end];
    let trimmed = piece.trim_start_matches(blank);
    let from = end - trimmed.len();
    let len = trimmed.trim_end_matches(blank).len();
    if len > 0 {
        out.push(ByteRange::new(from, from + len));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expect` is the text with `|` between sentences.
    #[track_caller]
    fn check(expect: &str) {
        let text = expect.replace('|', "");
        let found: Vec<&str> = sentences(&text).iter().map(|r| r.of(&text)).collect();
        let wanted: Vec<&str> = expect.split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn ends_at_full_stops_and_not_at_semicolons() {
        check("會議昨天開始。|代表都到了！|誰主持？|不知道");
        check("甲方同意；乙方反對；丙方沒有表態。");
        check("真的嗎？！|真的。");
        check("");
        check("  \n ");
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check("他說：「雨停了。」|眾人離開。");
        check("他说：“雨停了。路也干了。”".replace("。路", "。|路").as_str());
        check("「他問：『去不去？』」|沒人答。");
        check("（完。）|下一篇");
        check("他喊（對着門外！）。|門開了。");
        check("她問：\"為甚麼？\"|\"不為甚麼。\"|他答。");
    }

    #[test]
    fn a_question_inside_a_clause_does_not_end_it() {
        check("「去嗎？」，他問。");
        check("他寫了《誰的海？》一書。");
        check("口號是「加油！」、「再來」等。");
    }

    #[test]
    fn ellipsis_is_a_pause_unless_final() {
        check("他想……還是算了。");
        check("「這個……」他沒有說完。");
        check("他說：「這個……」|「那個呢？」");
        check("沒有下文……");
    }

    #[test]
    fn latin_full_stops() {
        check("The talks went on. |They end today. |會後發表聲明。");
        check("增長2.5%，U.S. Steel 的 J. Smith 說 No. 3 最好。");
        check("見 www.example.org。|完");
        check("He met Mr. Brown. |Then he left.");
        check("1. Trade");
        check("地址 https://example.org/a?b=c 已失效。");
    }

    #[test]
    fn line_breaks_end_sentences() {
        check("標題\n|第一句。|\n第二句");
    }

    proptest::proptest! {
        #[test]
        fn covers_all_but_white_space(text in "[。！？」』”\"'a.A 1…\n；（）甲乙\u{200b}]{0,40}|\\PC{0,40}") {
            let mut rest = String::new();
            let mut at = 0;
            for r in sentences(&text) {
                assert!(r.start as usize >= at && !r.is_empty());
                rest.push_str(&text[at..r.start as usize]);
                at = r.end as usize;
            }
            rest.push_str(&text[at..]);
            let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
            assert!(rest.chars().all(blank), "{rest:?}");
        }
    }
}
