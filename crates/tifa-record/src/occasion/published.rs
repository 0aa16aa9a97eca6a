//! Namings of what is published: declarations, papers, articles, and what a body announces.

use super::OccasionKind;
use super::naming::{Before, Found, LONGEST_TITLE, Scan};
use super::table::Role;
use crate::lexicon::Class;
use crate::script::is_han;
use tifa_text::ByteRange;

/// What follows a paper that speaks.
const SPEAKS: [&str; 8] = ["称", "指", "说", "表示", "批评", "强调", "亦指", "又称"];

/// Before a paper that is named for the first time.
const ONE: [&str; 6] = ["一份", "一项", "一篇", "一份书面", "一份电子邮件", "电子邮件"];

/// What a paper does besides.
const ISSUED: [&str; 4] = ["发出", "发表", "公布", "亦"];

/// Bytes of a note in brackets behind a name.
pub(super) const LONGEST_NOTE: usize = 60;

/// Characters of days between one who announces and the verb.
pub(super) const DAYS: &str =
    "0123456789０１２３４５６７８９一二三四五六七天日月年号星期礼拜周本上下昨今前早晚晨午夜（）() ";

impl Scan<'_, '_> {
    /// 發表《…聯合聲明》: the paper at the end of a title between `at` and `end` that somebody publishes.
    pub(super) fn titled(&self, at: usize, end: usize) -> Option<Found> {
        self.verb_before(at, self.clause(at), Role::Publish, 0)?;
        let inner = self.text[at..end].strip_suffix('》')?;
        let close = at + inner.len();
        let len = self.table.role_before(inner, Role::Paper)?;
        let kind = self.table.role_at(&self.text[close - len..], Role::Paper)?.0?;
        let range = ByteRange::new(close - len, close);
        Some(Found { range, kind, mark: String::new(), specific: true })
    }

    /// The end of what is signed behind byte `at`: a title in 《》, or 的 with a paper.
    pub(super) fn object_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with('《')
            && let Some(end) = self.work_end(at)
        {
            return end;
        }
        let words = rest.trim_start_matches(['的', ' ']);
        let skipped = rest.len() - words.len();
        match self.table.role_at(words, Role::Paper) {
            Some((_, len)) => at + skipped + len,
            None => at,
        }
    }

    /// What stands before a paper: 發表聲明, 聯合聲明, 某方的聲明. One nobody publishes here is none.
    pub(super) fn paper(
        &self,
        kind: OccasionKind,
        start: usize,
        end: usize,
        clause: usize,
    ) -> Option<Before> {
        let mut out = self.extend(start, clause);
        let (at, clause) = self.before_title(out.from, clause);
        let verb = self.verb_before(at, clause, Role::Publish, 12);
        let rest = &self.text[end..];
        let said = rest.strip_prefix('中').unwrap_or(rest);
        let speaks = SPEAKS.iter().any(|w| said.starts_with(w));
        let bare = matches!(&self.text[start..end], "声明" | "撰文" | "社评" | "评论" | "公报") && speaks;
        let joint =
            self.text[out.from..end].contains("联合声明") || self.text[out.from..end].contains("联合公报");
        let issuer = self.text[..out.from].ends_with('的').then(|| self.token_ending(out.from - 3)).flatten();
        let issuer = issuer.filter(|t| t.1.is_nominal() && kind == OccasionKind::Statement);
        // Of a name that ends in 聯盟 the table knows the end alone.
        let whole = issuer.filter(|t| t.1 != Class::Tail).map(|t| t.0 as usize);
        let issuer =
            whole.or_else(|| self.owner(out.from, clause, rest)).or_else(|| issuer.map(|t| t.0 as usize));
        if let Some(verb) = verb {
            let near = self.text[verb..out.from].chars().count() <= 6;
            if near && !joint {
                out.from = verb;
                // Of a bare 發表聲明 only its issuer tells which.
                let words = &self.text[verb..end];
                let plain = kind == OccasionKind::Statement
                    && (words.chars().count() == 4
                        || words.contains('的')
                            && self.text[end..].starts_with(['中', '说', '称', '指', '表']));
                out.from = self.issuer(verb, clause).filter(|_| plain).unwrap_or(verb);
            }
            out.specific = true;
        } else if let Some(from) = issuer {
            out.from = from;
            out.specific = true;
        } else if let Some(day) = self.issued_in(out.from, clause).filter(|_| speaks) {
            out.from = day;
            out.specific = true;
        } else if !(joint || bare) {
            return None;
        } else {
            out.specific = false;
        }
        Some(out)
    }

    /// Before the title of a work that goes with what opens at byte `at`, and where that clause begins: 發表題為《…》的演講.
    pub(super) fn before_title(&self, at: usize, clause: usize) -> (usize, usize) {
        let before = self.text[..at].trim_end_matches('的');
        let before = before.strip_suffix("为题").unwrap_or(before);
        let open = before.ends_with('》').then(|| before.rfind('《')).flatten();
        match open.filter(|open| before.len() - open <= LONGEST_TITLE) {
            Some(open) => (open, self.clause(open)),
            None => (at, clause),
        }
    }

    /// From the words on that stand between one who issues and the paper at byte `at`, of a day or an article: 外交部在周二的聲明,
    /// 國務院在一份聲明中說.
    fn issued_in(&self, at: usize, clause: usize) -> Option<usize> {
        let before = &self.text[clause.min(at)..at];
        let head = before.strip_suffix('的').map_or(before, |b| b.trim_end_matches(|c| DAYS.contains(c)));
        let one = ONE.iter().find_map(|w| head.strip_suffix(w)).unwrap_or(head);
        let owner = one.strip_suffix(['在', '于']).unwrap_or(one);
        let (_, class) = self.token_ending(clause + owner.len())?;
        (one.len() < before.len() && class.is_nominal()).then_some(clause + one.len())
    }

    /// From the one named right before byte `at`, in the clause.
    pub(super) fn issuer(&self, at: usize, clause: usize) -> Option<usize> {
        let (mut from, mut found) = (at, None);
        while let Some((start, class)) =
            self.token_ending(from).filter(|t| t.0 as usize >= clause && t.1.is_nominal())
        {
            if matches!(class, Class::Pronoun | Class::Quantity) || at - start as usize > 30 {
                break;
            }
            from = start as usize;
            found = Some(from);
        }
        found
    }

    /// From one that no table knows who opens the clause and owns the paper: 五島聯盟的聲明說.
    fn owner(&self, at: usize, clause: usize, rest: &str) -> Option<usize> {
        let name = self.text[clause.min(at)..at].strip_suffix('的')?;
        let plain = (2..=8).contains(&name.chars().count()) && name.chars().all(is_han);
        let tokens = self.page.tokens_in(ByteRange::new(clause, clause + name.len()));
        let speaks = SPEAKS.iter().chain(&ISSUED).any(|w| rest.starts_with(w));
        (plain && speaks && tokens.iter().all(|t| t.class.is_nominal() && t.class != Class::Pronoun))
            .then_some(clause)
    }

    /// 出席電台節目《…》時, 在「…」節目上: somebody speaks there. What stands before it, and where it ends.
    pub(super) fn show(&self, start: usize, end: usize, clause: usize) -> Option<(Before, usize)> {
        let to = if self.text[end..].starts_with('《') { self.work_end(end)? } else { end };
        if !self.text[to..].starts_with(['时', '中', '上', '说', '指', '称', '表']) {
            return None;
        }
        // The name may have a note: 「…」（…）節目.
        let before = &self.text[..start];
        let note = before.ends_with('）').then(|| before.rfind('（')).flatten();
        let note = note.filter(|i| start - i <= LONGEST_NOTE);
        let (head, clause) = note.map_or((start, clause), |i| (i, self.clause(i)));
        let mut out = self.extend(head, clause);
        let (at, clause) = self.before_title(out.from, clause);
        let held = self.verb_before(at, clause, Role::Hold, 16);
        let held = held.filter(|&v| !["观看", "主持"].iter().any(|w| self.text[v..].starts_with(w)));
        let inside = self.text[clause.min(at)..at].rfind('在');
        let named = at < start;
        let from = held.or(inside.map(|i| clause + i))?;
        let near = self.text[from..at].chars().count() <= 8;
        out.from = if near && !named { from } else { at };
        out.specific = true;
        Some((out, to))
    }

    /// The kind of a programme whose name is in the words between two bytes: 「與市民對談」節目 is a forum.
    pub(super) fn kind_of_show(&self, from: usize, to: usize, kind: OccasionKind) -> OccasionKind {
        let forum = |(i, _)| {
            self.table.at(&self.text[from + i..]).any(|((_, kind), _)| kind == Some(OccasionKind::Forum))
        };
        if self.text[from..to].char_indices().any(forum) { OccasionKind::Forum } else { kind }
    }

    /// 外交部周二（8日）公布, 大使館隨後回應: a body, a day or a word of time, and the verb that ends at byte `end`. From
    /// the body on.
    pub(super) fn announcement(&self, start: usize, end: usize, clause: usize) -> Option<usize> {
        let rest = &self.text[end..];
        if self.page.is_headline() || rest.starts_with(['的', '后', '前', '时', '之', '、']) {
            return None;
        }
        let mut at = start;
        let mut is_timed = false;
        loop {
            let before = &self.text[clause.min(at)..at];
            if let Some(len) = self.table.role_before(before, Role::Then) {
                (at, is_timed) = (at - len, true);
            } else if before.ends_with(['已', '亦', '也', '则', '正', '式', '就']) {
                at -= 3;
            } else {
                let day: usize =
                    before.chars().rev().take_while(|&c| DAYS.contains(c)).map(char::len_utf8).sum();
                if day == 0 {
                    break;
                }
                is_timed |= before[before.len() - day..].contains(['日', '周', '期', '昨', '今', '晚', '晨']);
                at -= day;
            }
        }
        let (from, class) = self.token_ending(at)?;
        // Of a person 周二宣布 is what he says, and no paper.
        let announces = is_timed
            && matches!(class, Class::Body | Class::Tail | Class::Side | Class::Place | Class::Group);
        // What is said to have been announced is none; 甲方同意後，乙方隨即宣布: that was before.
        let sentence = self.sentence(ByteRange::new(start, end)).start as usize;
        let before = &self.text[sentence.min(from as usize)..from as usize];
        let passed = ["；", "后，", "时，"].iter().filter_map(|m| before.rfind(m)).max().unwrap_or(0);
        let told = ByteRange::new(sentence + passed, from as usize);
        if !announces || self.page.tokens_in(told).iter().any(|t| t.class.is_cue()) {
            return None;
        }
        let from = self.issuer(at, clause)?;
        // Of several who answer one after the other, the last is not all.
        let list = self.text[..from].ends_with(['、', '及', '和', '与']);
        Some(if list { at } else { from })
    }
}
