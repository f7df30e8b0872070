//! All that commands read: corpus, index and links, built once and never changed.

use std::collections::BTreeSet;

use crate::{
    corpus::{Corpus, Interview, Section},
    deck::{self, Card},
    fold::fold,
    index::Index,
    link::Links,
    segment,
    transcript::Speaker,
};

/// Interviews with their index and links. Immutable; shared by `Arc`, replaced whole.
pub struct Library {
    /// The texts.
    pub corpus: Corpus,
    /// Their index.
    pub index: Index,
    /// All quotes that `/quote` draws from, in the order of the texts.
    pub cards: Vec<Card>,
    /// Words of the speakers' names, folded: everything in an interview is by them.
    pub names: BTreeSet<String>,
    /// What their addresses on the web are made from.
    pub links: Links,
}

impl Library {
    /// Indexes a corpus.
    pub fn new(corpus: Corpus, links: Links) -> anyhow::Result<Self> {
        let index = Index::build(&corpus)?;
        let names = corpus.interviews().iter().flat_map(Interview::speakers);
        let names = names.flat_map(|speaker| segment::words(&speaker.name));
        Ok(Self {
            index,
            cards: deck::cards(&corpus),
            names: names.map(|word| word.text).collect(),
            corpus,
            links,
        })
    }

    /// Names what is quoted from: changes when a word or an address of it does.
    pub fn version(&self) -> String {
        let places: Vec<_> = self.corpus.places().collect();
        let addresses: Vec<String> = places
            .iter()
            .map(|place| self.corpus.address(*place).to_string())
            .collect();
        let texts = places.iter().map(|place| self.corpus.at(*place).2.text());
        let pieces = addresses.iter().zip(texts);
        let key = deck::key_of(pieces.flat_map(|(address, text)| [address.as_str(), text]));
        format!("{key:08x}")
    }

    /// Finds an interview by what people write: its id or its title, folded.
    pub fn interview(&self, text: &str) -> Option<(usize, &Interview)> {
        let wanted = fold(text);
        self.corpus
            .interviews()
            .iter()
            .enumerate()
            .find(|(_, interview)| {
                interview.id().as_str() == wanted.text()
                    || fold(interview.title()).text() == wanted.text()
            })
    }

    /// Finds a section of an interview by what people write: `s4`, `4`, its title or an alias.
    pub fn section<'l>(
        &self,
        interview: &'l Interview,
        text: &str,
    ) -> Option<(usize, &'l Section)> {
        let wanted = fold(text.trim());
        let number = wanted.text().parse::<usize>().ok();
        let mut sections = interview.sections.iter().enumerate();
        sections.find(|(position, section)| {
            section.id.to_string() == wanted.text()
                || number == Some(position + 1)
                || std::iter::once(&section.title)
                    .chain(&section.aliases)
                    .any(|title| fold(title).text() == wanted.text())
        })
    }

    /// Finds the full name of a speaker by what people write, the name or label, folded; or by
    /// the [`speaker_key`] that controls hold.
    pub fn speaker(&self, text: &str) -> Option<&str> {
        let wanted = fold(text);
        self.speakers()
            .find(|speaker| {
                speaker_key(&speaker.name) == text
                    || [&speaker.name, &speaker.label]
                        .iter()
                        .any(|known| fold(known).text() == wanted.text())
            })
            .map(|speaker| speaker.name.as_str())
    }

    /// Yields the speakers of all interviews, once per interview they are in.
    pub fn speakers(&self) -> impl Iterator<Item = &Speaker> {
        self.corpus
            .interviews()
            .iter()
            .flat_map(Interview::speakers)
    }
}

/// Names a speaker within a control: always nine ASCII characters, whatever the name.
pub fn speaker_key(name: &str) -> String {
    format!("~{:08x}", deck::key(fold(name).text()))
}
