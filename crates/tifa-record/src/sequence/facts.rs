//! Facts: small whole numbers about a choice.

/// Defines the facts with their names.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What may be known of a choice.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Fact { $($(#[$doc])* $name,)* }

        impl Fact {
            /// All facts, in order.
            pub(crate) const ALL: &'static [Fact] = &[$(Fact::$name,)*];
            /// Their names, as written in the file of weights.
            pub(crate) const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];
        }
    };
}

facts! {
    /// Kind of block: title, heading, body, item, quotation.
    Kind,
    /// Place in the paragraph: alone, first, middle, last.
    Place,
    /// How far down the document.
    Pages,
    /// Share of the sentence in quotation marks.
    Quoted,
    /// Whether it begins (1) or ends (2) inside a quotation.
    Inside,
    /// Whether a quotation opens it.
    QuoteFirst,
    /// Whether it ends with a colon.
    Colon,
    /// Whether it ends with a question mark.
    Asks,
    /// Whether the number of an item opens it.
    Marker,
    /// Whether the sentence before announced it (1), whether a list is open (2).
    Announced,
    /// Length.
    Length,
    /// Number of cues.
    Hits,
    /// Class of the first cue.
    FirstHit,
    /// Whether a cue is denied.
    Denied,
    /// Whether it says what its subject is.
    Defines,
    /// Whether it counts its source instead of naming it.
    Unnamed,
    /// Whether an outlet relays (1), whether a channel is named (2).
    Channel,
    /// Kind of the subject.
    SubjectKind,
    /// Class of the word that opens it.
    Opens,
    /// Signs of continuing and leaving, added up.
    Points,
    /// How many sentences of the narrator's stand before.
    Narrated,
    /// How many sentences ago the running speaker's last cue stood.
    Uncued,
    /// Whether the sentence before was a quotation.
    WasDirect,
    /// Kind of voice that spoke before.
    CurrentKind,
    /// Which rule answered.
    Rule,
    /// Number of choices.
    Choices,
    /// Whether the rules would take this choice.
    Ruled,
    /// Whether a cue proposes it: the first (1), a later one (2).
    Hit,
    /// Class of that cue.
    Class,
    /// Whether enough content follows it.
    Content,
    /// Kind of its source.
    Source,
    /// Whether the source is missing, carried over, or the clause's own.
    Own,
    /// Whether the source is counted.
    Counted,
    /// Whether it has several parties.
    Joint,
    /// Characters before the cue.
    CueAt,
    /// Characters behind the cue.
    Behind,
    /// Share of the sentence behind the cue.
    Share,
    /// Share of the sentence from the cue to the next one with a source of its own.
    Part,
    /// Characters between the source and the cue.
    Distance,
    /// Breaks between the source and the cue.
    Breaks,
    /// What stands right behind the cue.
    Mark,
    /// Class of the word right behind the cue.
    NextWord,
    /// Class of the word right before the cue.
    WordBefore,
    /// Whether a later cue has a source of its own, by the kind of the source.
    LaterKind,
    /// Class of the later cue.
    LaterClass,
    /// Whether a person speaks in a later clause.
    Later,
    /// Whether it is the subject, by kind.
    Subject,
    /// Whether it relays, by kind.
    Relay,
    /// Whether it is the channel, by kind.
    Via,
    /// Whether it is the first person named, by kind.
    Named,
    /// Whether the next sentence names it behind a quotation.
    After,
    /// Whether it speaks in the sentence before.
    Current,
    /// Whether it last spoke in this paragraph.
    Paragraph,
    /// Whether it announced a list.
    List,
    /// Whether its quotation is open.
    Open,
    /// Whether it is the person last spoken of.
    Person,
    /// Whether the title reports it.
    Title,
    /// Kind of voice.
    Voice,
    /// How often it spoke.
    Spoken,
    /// How long ago.
    Ago,
    /// How many sentences it has run on without a cue.
    Run,
    /// Whether the next cue is its own (1) or another's (2).
    Next,
    /// Whether it is named in the sentence.
    Mentioned,
    /// How many voices spoke so far.
    Voices,
    /// Its share of the sentences spoken so far.
    Portion,
    /// Whether a date in figures opens the sentence.
    DateLed,
    /// Dates in figures inside the sentence.
    Dates,
    /// Whether the paragraph before breaks off.
    RunsOn,
    /// Whether it is the subject of the sentence before, by kind.
    Before,
    /// Class of the cue that introduced the running words.
    RunClass,
}

/// The facts of one choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts {
    values: [u8; Fact::ALL.len()],
    /// Rows of the table of signs that stand in the sentence, a bit each.
    pub(crate) signs: u32,
}

impl Default for Facts {
    fn default() -> Self {
        Self { values: [0; Fact::ALL.len()], signs: 0 }
    }
}

impl Facts {
    pub(crate) fn get(&self, fact: Fact) -> u8 {
        self.values[fact as usize]
    }

    pub(crate) fn set(&mut self, fact: Fact, value: u8) {
        self.values[fact as usize] = value;
    }

    /// All values, in the order of [`Fact::ALL`].
    pub(crate) fn values(&self) -> &[u8] {
        &self.values
    }
}

/// How many of the `edges` a value reaches.
pub(crate) fn bucket(value: usize, edges: &[usize]) -> u8 {
    edges.iter().take_while(|&&e| value >= e).count() as u8
}
