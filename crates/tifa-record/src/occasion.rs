//! Occasions: events at which something reported was said or done.

use crate::statement::Place;
use serde::{Deserialize, Serialize};
use tifa_text::calendar::Days;

/// What an occasion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OccasionKind {
    /// 記者會.
    PressConference,
    /// 專訪, 對記者說.
    Interview,
    /// 會談, 會見, 峰會.
    Meeting,
    /// 通話.
    PhoneCall,
    /// 演講, 致辭.
    Speech,
    /// 論壇.
    Forum,
    /// 社評, 署名文章.
    Article,
    /// 聲明, 公報.
    Statement,
    /// 儀式, 宴會.
    Ceremony,
    /// A visit, a hearing, anything else.
    Other,
}

impl OccasionKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::PressConference,
        Self::Interview,
        Self::Meeting,
        Self::PhoneCall,
        Self::Speech,
        Self::Forum,
        Self::Article,
        Self::Statement,
        Self::Ceremony,
        Self::Other,
    ];

    /// As written in exports and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::PressConference => "press_conference",
            Self::Interview => "interview",
            Self::Meeting => "meeting",
            Self::PhoneCall => "phone_call",
            Self::Speech => "speech",
            Self::Forum => "forum",
            Self::Article => "article",
            Self::Statement => "statement",
            Self::Ceremony => "ceremony",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// An event at which something reported was said or done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// Its shortest clear naming, at its first mention.
    pub place: Place,
    /// What it is.
    pub kind: OccasionKind,
    /// Its day or days, when the text says so.
    pub days: Option<Days>,
    /// The calendar expression that says so; none when the day is that of the text.
    pub dated: Option<Place>,
    /// Who took part, by name or as printed.
    pub participants: Vec<String>,
    /// Where, as printed.
    pub venue: Option<String>,
}
