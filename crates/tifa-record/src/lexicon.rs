//! The language tables, read once.
//!
//! Every table has the same three columns: forms, class, reason. Forms are levelled when they are read, so a table may be
//! written in either script. The engine sees classes only; to teach it a word is to add the word to a table.

use crate::script::{is_han, level};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tifa_text::{ByteRange, Characters, Words};

/// What a word does in a sentence that reports words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// 表示, 說: content follows.
    Say,
    /// 認為, 批評: a view follows.
    Stance,
    /// 要求, 承諾: a speech act with its content as object.
    Act,
    /// 寫道, 發文.
    Write,
    /// 歡迎, 支持: an attitude, content only of someone who is speaking.
    Mild,
    /// 報道: an outlet's verb.
    Report,
    /// 顯示: a document's verb.
    Show,
    /// 引述: the speaker follows.
    Relay,
    /// 問.
    Ask,
    /// 一致認為.
    Joint,
    /// 斥, 籲: cues of headlines only.
    Head,
    /// 談到: a topic before a subject, a cue behind one.
    Topic,
    /// 表示關注: an act without content.
    Emote,
    /// A word that only looks like another class.
    Plain,
    /// 外長, 議員.
    Office,
    /// 發言人, 教授.
    Role,
    /// 先生.
    Courtesy,
    /// 外交部.
    Body,
    /// …委員會: last part of a body's name.
    Tail,
    /// 新華社.
    Outlet,
    /// …日報, 傳媒.
    Press,
    /// 美國.
    Place,
    /// 美: a state in a headline.
    Abbr,
    /// 中方.
    Side,
    /// 雙方.
    Both,
    /// 學者.
    Group,
    /// 他.
    Pronoun,
    /// 我們.
    First,
    /// 該報.
    ThisPress,
    /// 該組織.
    ThisBody,
    /// 該發言人.
    ThisRole,
    /// 聲明.
    Paper,
    /// 資料: facts that speak for nobody.
    Fact,
    /// 一名.
    Quantity,
    /// 在, 就: an adjunct up to a closer or a comma.
    PrepLong,
    /// 據: a channel.
    According,
    /// 對, 與: takes the next noun phrase.
    PrepShort,
    /// 時, 後.
    Closer,
    /// 被.
    Passive,
    /// 並未.
    Negation,
    /// 的.
    Of,
    /// 但是.
    Link,
    /// 亦.
    Adverb,
    /// 周三.
    Time,
    /// 會見.
    Verb,
    /// 記者會.
    Occasion,
    /// A person's name; never in a table, found in the document.
    Name,
}

impl Class {
    /// The name the tables use.
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "say" => Self::Say,
            "stance" => Self::Stance,
            "act" => Self::Act,
            "write" => Self::Write,
            "mild" => Self::Mild,
            "report" => Self::Report,
            "show" => Self::Show,
            "relay" => Self::Relay,
            "ask" => Self::Ask,
            "joint" => Self::Joint,
            "head" => Self::Head,
            "topic" => Self::Topic,
            "emote" => Self::Emote,
            "plain" => Self::Plain,
            "office" => Self::Office,
            "role" => Self::Role,
            "courtesy" => Self::Courtesy,
            "body" => Self::Body,
            "tail" => Self::Tail,
            "outlet" => Self::Outlet,
            "press" => Self::Press,
            "place" => Self::Place,
            "abbr" => Self::Abbr,
            "side" => Self::Side,
            "both" => Self::Both,
            "group" => Self::Group,
            "pronoun" => Self::Pronoun,
            "self" => Self::First,
            "thispress" => Self::ThisPress,
            "thisbody" => Self::ThisBody,
            "thisrole" => Self::ThisRole,
            "paper" => Self::Paper,
            "fact" => Self::Fact,
            "quantity" => Self::Quantity,
            "preplong" => Self::PrepLong,
            "according" => Self::According,
            "prepshort" => Self::PrepShort,
            "closer" => Self::Closer,
            "passive" => Self::Passive,
            "negation" => Self::Negation,
            "of" => Self::Of,
            "link" => Self::Link,
            "adverb" => Self::Adverb,
            "time" => Self::Time,
            "verb" => Self::Verb,
            "occasion" => Self::Occasion,
            _ => return None,
        })
    }

    /// Whether the word opens reported content.
    pub(crate) fn is_cue(self) -> bool {
        matches!(
            self,
            Self::Say
                | Self::Stance
                | Self::Act
                | Self::Write
                | Self::Mild
                | Self::Report
                | Self::Show
                | Self::Relay
                | Self::Ask
                | Self::Joint
                | Self::Head
                | Self::Emote
                | Self::Topic
        )
    }

    /// Whether the word belongs to a noun phrase that may name a source.
    pub(crate) fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Office
                | Self::Role
                | Self::Courtesy
                | Self::Body
                | Self::Tail
                | Self::Outlet
                | Self::Press
                | Self::Place
                | Self::Abbr
                | Self::Side
                | Self::Both
                | Self::Group
                | Self::Pronoun
                | Self::First
                | Self::ThisPress
                | Self::ThisBody
                | Self::ThisRole
                | Self::Paper
                | Self::Fact
                | Self::Quantity
        )
    }

    /// Whether the word stands for an office or occupation.
    pub(crate) fn is_title(self) -> bool {
        matches!(self, Self::Office | Self::Role)
    }
}

/// A word of the tables, where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: ByteRange,
    /// What it is.
    pub class: Class,
    /// For a [`Class::Name`], which person of the document; names of one number are one person.
    pub name: u32,
}

/// Kinds of characters in names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The dot inside a foreign name.
    Dot,
    /// A character that ends a name.
    Stop,
}

/// What stands before, in or after a sentence that continues or leaves a speaker's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sign {
    /// Whether the form must open the sentence.
    pub(crate) opens: bool,
    /// Its class, a feature of the model of continuation.
    pub(crate) class: &'static str,
}

/// A set of words, of which most that are asked for are told by their first character not to be one.
#[derive(Debug, Default)]
struct Opened {
    words: FxHashSet<String>,
    first: Characters,
}

impl Opened {
    fn add(&mut self, word: String) {
        word.chars().next().into_iter().for_each(|c| self.first.add(c));
        self.words.insert(word);
    }

    fn contains(&self, word: &str) -> bool {
        word.chars().next().is_some_and(|c| self.first.has(c)) && self.words.contains(word)
    }
}

/// All tables.
pub(crate) struct Lexicon {
    words: Words,
    signs: Words,
    sign_rows: Vec<Sign>,
    stops: Characters,
    dots: Characters,
    long_surnames: Opened,
    /// What no Chinese name begins with, two characters each.
    begins: Opened,
    /// Words and places that are written like names.
    whole: FxHashSet<String>,
    aliases: BTreeMap<String, String>,
    /// Words before a quotation that make it a title or a name.
    pub(crate) naming: Vec<String>,
    /// Nouns that announce a list when a number stands before.
    pub(crate) counted: Vec<String>,
    /// Labels of questions whose asker is not named.
    pub(crate) asks: Vec<String>,
    /// Labels of answers.
    pub(crate) answers: Vec<String>,
    /// Words of a heading above somebody's own words.
    pub(crate) excerpts: Vec<String>,
    /// Kinds of words that stand in full below what announces them.
    pub(crate) utterances: Vec<String>,
    /// Words that open a line about other articles.
    pub(crate) related: Vec<String>,
    /// Titles of those who answer.
    pub(crate) presides: Vec<String>,
    /// Words that open the items of a list.
    pub(crate) ordinals: Vec<String>,
    /// Last words of institutions in Latin letters.
    pub(crate) latin_tails: Vec<String>,
}

/// Last characters of bodies and places whose head is called by them and 長.
const HEADED: [char; 12] = ['部', '局', '署', '院', '处', '司', '厅', '市', '州', '省', '县', '区'];

/// What makes a word with the 網 before it: 網民, 網友, 網上.
const NET: [char; 10] = ['民', '友', '上', '络', '媒', '站', '红', '购', '剧', '球'];

/// Marks a form that has no class outside headlines.
const NONE: u32 = 0xFF;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The tables, read on first use.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

const WORD_TABLES: [&str; 5] = [
    include_str!("../tables/cues.tsv"),
    include_str!("../tables/titles.tsv"),
    include_str!("../tables/bodies.tsv"),
    include_str!("../tables/grammar.tsv"),
    include_str!("../tables/words.tsv"),
];

/// Rows of a table: forms, class, reason.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| {
        let mut columns = l.split('\t');
        Some((columns.next()?, columns.next()?))
    })
}

/// The levelled forms of one class of the table of phrases.
fn phrases(class: &str) -> Vec<String> {
    let wanted = rows(include_str!("../tables/phrases.tsv")).filter(|(_, c)| *c == class);
    wanted.flat_map(|(forms, _)| forms.split(' ').map(level)).collect()
}

/// Classes in the order of the enumeration, to store them in the trie.
const CLASSES: [Class; 46] = [
    Class::Say,
    Class::Stance,
    Class::Act,
    Class::Write,
    Class::Mild,
    Class::Report,
    Class::Show,
    Class::Relay,
    Class::Ask,
    Class::Joint,
    Class::Head,
    Class::Topic,
    Class::Emote,
    Class::Plain,
    Class::Office,
    Class::Role,
    Class::Courtesy,
    Class::Body,
    Class::Tail,
    Class::Outlet,
    Class::Press,
    Class::Place,
    Class::Abbr,
    Class::Side,
    Class::Both,
    Class::Group,
    Class::Pronoun,
    Class::First,
    Class::ThisPress,
    Class::ThisBody,
    Class::ThisRole,
    Class::Paper,
    Class::Fact,
    Class::Quantity,
    Class::PrepLong,
    Class::According,
    Class::PrepShort,
    Class::Closer,
    Class::Passive,
    Class::Negation,
    Class::Of,
    Class::Link,
    Class::Adverb,
    Class::Time,
    Class::Verb,
    Class::Occasion,
];

impl Lexicon {
    fn load() -> Self {
        // A form may stand in several rows. The first row wins, except that a word which merely looks like a cue gives
        // way to any other row, and the headline class is kept beside the class for running text.
        let mut classes: BTreeMap<String, (Option<Class>, Option<Class>)> = BTreeMap::new();
        for (forms, class) in WORD_TABLES.into_iter().flat_map(rows) {
            let Some(class) = Class::parse(class) else { continue };
            for form in forms.split(' ').filter(|f| !f.is_empty()) {
                let entry = classes.entry(level(form)).or_default();
                match class {
                    Class::Head | Class::Abbr => entry.1 = entry.1.or(Some(class)),
                    _ if entry.0.is_none() || entry.0 == Some(Class::Plain) => entry.0 = Some(class),
                    _ => {}
                }
            }
        }
        let code = |c: Option<Class>| {
            c.and_then(|c| CLASSES.iter().position(|&k| k == c)).map_or(NONE, |i| i as u32)
        };
        let words = Words::new(
            classes.iter().map(|(form, &(body, head))| (form.clone(), code(body) | code(head.or(body)) << 8)),
        );
        let mut sign_rows = Vec::new();
        let mut sign_forms = BTreeMap::new();
        for line in include_str!("../tables/signs.tsv").lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(forms), Some(place), Some(class)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let sign = Sign { opens: place == "opens", class };
            for form in forms.split(' ').filter(|f| !f.is_empty()) {
                sign_forms.entry(level(form)).or_insert(sign_rows.len() as u32);
            }
            sign_rows.push(sign);
        }
        let mut lexicon = Self {
            words,
            signs: Words::new(sign_forms),
            sign_rows,
            stops: Characters::default(),
            dots: Characters::default(),
            long_surnames: Opened::default(),
            begins: Opened::default(),
            whole: FxHashSet::default(),
            aliases: BTreeMap::new(),
            naming: phrases("naming"),
            counted: phrases("counted"),
            asks: phrases("asks"),
            answers: phrases("answers"),
            excerpts: phrases("excerpt"),
            utterances: phrases("utterance"),
            related: phrases("related"),
            presides: phrases("presides"),
            ordinals: phrases("ordinal"),
            latin_tails: Vec::new(),
        };
        lexicon.read_names();
        lexicon.read_aliases();
        lexicon
    }

    fn read_names(&mut self) {
        let tables = [include_str!("../tables/names.tsv"), include_str!("../tables/common.tsv")];
        for (forms, class) in tables.into_iter().flat_map(rows) {
            let words = || forms.split(' ').filter(|f| !f.is_empty()).map(level);
            match class {
                "dot" => forms.chars().for_each(|c| self.dots.add(c)),
                "stop" => level(forms).chars().filter(|&c| is_han(c)).for_each(|c| self.stops.add(c)),
                "latintail" => self.latin_tails.extend(forms.split(' ').map(str::to_owned)),
                "surname" => words().for_each(|w| self.long_surnames.add(w)),
                "begins" => words().for_each(|w| self.begins.add(w)),
                "whole" => self.whole.extend(words()),
                "notname" => {
                    words().filter(|w| w.chars().count() == 2).for_each(|w| self.begins.add(w));
                    self.whole.extend(words());
                }
                _ => {}
            }
        }
    }

    fn read_aliases(&mut self) {
        for (forms, full) in rows(include_str!("../tables/aliases.tsv")) {
            for form in forms.split(' ').filter(|f| !f.is_empty()) {
                self.aliases.insert(level(form), full.to_owned());
            }
        }
    }

    /// The words of the tables in `levelled`, leftmost and longest first, none overlapping. `headline` reads the classes
    /// that hold in headlines only.
    pub(crate) fn tokens(&self, levelled: &str, headline: bool) -> Vec<Token> {
        let mut out: Vec<Token> = Vec::with_capacity(levelled.len() / 12);
        let mut from = 0;
        while let Some(rest) = levelled.get(from..) {
            match self.tokens_from(rest, from, headline, &mut out) {
                Some(end) => from = end,
                None => break,
            }
        }
        out
    }

    /// The words of `levelled`, which begins at byte `base` of a longer text, up to a word that takes too much: then the
    /// byte of the longer text where reading goes on.
    fn tokens_from(
        &self,
        levelled: &str,
        base: usize,
        headline: bool,
        out: &mut Vec<Token>,
    ) -> Option<usize> {
        for (start, end, codes) in self.words.find(levelled) {
            let code = if headline { codes >> 8 } else { codes & 0xFF };
            let Some(&class) = CLASSES.get(code as usize) else { continue };
            if inside_latin(levelled, start, end) {
                continue;
            }
            if class == Class::Outlet
                && levelled[start..end].ends_with('网')
                && levelled[end..].starts_with(NET)
                && self.words.find(&levelled[start..end - 3]).any(|(_, to, _)| to == end - 3 - start)
            {
                // 中國網民: a state and a word with 網, no outlet.
                let range = ByteRange::new(base + start, base + end - 3);
                out.push(Token { range, class: Class::Place, name: 0 });
                return Some(base + end - 3);
            }
            if &levelled[start..end] == "指南" && levelled[end..].starts_with(SOUTHERN) {
                // 指南海局勢緩和: the cue, and a place of the south.
                out.push(Token {
                    range: ByteRange::new(base + start, base + end - 3),
                    class: Class::Say,
                    name: 0,
                });
                return Some(base + end - 3);
            }
            let splits = matches!(class, Class::Body | Class::Tail | Class::Place)
                && end - start >= 9
                && levelled[end..].starts_with('长')
                && levelled[..end].ends_with(HEADED);
            if splits {
                // 經濟部長: the office takes the last character of the body.
                let (from, to) = (base + start, base + end);
                out.push(Token { range: ByteRange::new(from, to - 3), class, name: 0 });
                out.push(Token { range: ByteRange::new(to - 3, to + 3), class: Class::Office, name: 0 });
            } else {
                out.push(Token { range: ByteRange::new(base + start, base + end), class, name: 0 });
            }
        }
        None
    }

    /// The signs of continuing or leaving in `levelled`.
    pub(crate) fn signs<'t>(&'t self, levelled: &'t str) -> impl Iterator<Item = (usize, Sign)> + 't {
        self.signs.find(levelled).map(|(start, _, row)| (start, self.sign_rows[row as usize]))
    }

    /// Whether a levelled character is of a kind.
    pub(crate) fn is(&self, c: char, kind: Kind) -> bool {
        match kind {
            Kind::Dot => self.dots.has(c),
            Kind::Stop => self.stops.has(c),
        }
    }

    /// Whether two or three levelled characters are a surname.
    pub(crate) fn is_long_surname(&self, form: &str) -> bool {
        self.long_surnames.contains(form)
    }

    /// Whether a levelled text begins with a common word of two characters that looks like the beginning of a name.
    pub(crate) fn begins_common(&self, text: &str) -> bool {
        text.get(..6).is_some_and(|two| self.begins.contains(two))
    }

    /// Whether a levelled run is a common word or a place that is written like a name.
    pub(crate) fn is_whole_common(&self, run: &str) -> bool {
        self.whole.contains(run)
    }

    /// Whether a candidate is, or begins with, a common word.
    pub(crate) fn is_common(&self, candidate: &str) -> bool {
        self.begins_common(candidate) || self.is_whole_common(candidate)
    }

    /// The full name of an outlet or body that `levelled` abbreviates.
    pub(crate) fn full_name(&self, levelled: &str) -> Option<&str> {
        self.aliases.get(levelled).map(String::as_str)
    }
}

/// What follows 南 in names of places.
const SOUTHERN: [char; 9] = ['海', '韩', '北', '京', '非', '亚', '美', '欧', '沙'];

/// Whether a word in Latin letters is but a part of one (tv of tvbs).
fn inside_latin(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let latin = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    latin(start) && start > 0 && latin(start - 1) || latin(end - 1) && latin(end)
}

/// The first two characters of `text`.
pub(crate) fn pair(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}

/// Place of a levelled ideograph in the table of kinds.
pub(crate) fn slot(c: char) -> Option<usize> {
    (u32::from(c) as usize).checked_sub(0x4E00).filter(|&s| s < 0x5200)
}
