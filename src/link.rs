//! Addresses on the web of what is quoted: only those that are known, none invented.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    corpus::{Address, Corpus, Interview, Place, Section},
    transcript::Seconds,
};

/// The longest link that a Discord button or a polite chat message takes, in characters.
/// (Discord developer docs, components reference: button `url` ≤ 512.)
const LONGEST: usize = 512;

/// What stays as it is in a text fragment; `-` is not among them, it parts prefix and suffix.
const FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'~');

/// Where the program was built from: `https://…`, if whoever built it said so.
const REPOSITORY: Option<&str> = option_env!("YULU_REPOSITORY");

/// Where its policy stands there, on the forges that say so in this way.
const PRIVACY: &str = "/blob/HEAD/docs/PRIVACY.md";

/// What links are made from.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// Base address of this library's own reader, without a slash at the end.
    pub public_url: Option<String>,
    /// Where the program's source code is.
    pub source_url: Option<String>,
    /// Where mistakes are reported.
    pub report_url: Option<String>,
    /// Where the privacy policy is.
    pub privacy_url: Option<String>,
}

/// The links of one turn or section; what is not known is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Targets {
    /// The place in the reader.
    pub reader: Option<String>,
    /// The page the text comes from, at the section where the browser can find it.
    pub source: Option<String>,
    /// The second of the video, with its time.
    pub video: Option<(Seconds, String)>,
    /// The interview in its own language, and that language (BCP 47) where it is known.
    pub original: Option<(Option<String>, String)>,
}

impl Links {
    /// Leads to the repository that the program was built from where the operator names nothing.
    #[must_use]
    pub fn or_as_built(self) -> Self {
        self.or_in(REPOSITORY.filter(|address| !address.is_empty()))
    }

    fn or_in(self, repository: Option<&str>) -> Self {
        let within = |path: &str| repository.map(|base| format!("{base}{path}"));
        Self {
            source_url: self.source_url.or_else(|| within("")),
            privacy_url: self.privacy_url.or_else(|| within(PRIVACY)),
            ..self
        }
    }

    /// Returns the links of a turn.
    pub fn turn(&self, corpus: &Corpus, place: Place) -> Targets {
        let (interview, section, turn) = corpus.at(place);
        self.targets(interview, section, &corpus.address(place), turn.time)
    }

    /// Returns the links of a section: its chapter's second, else its first turn's.
    pub fn section(&self, interview: &Interview, section: &Section) -> Targets {
        let time = section
            .time
            .or_else(|| section.turns.first().and_then(|turn| turn.time));
        let address = Address {
            interview: interview.id().clone(),
            section: section.id,
            turn: None,
        };
        self.targets(interview, section, &address, time)
    }

    fn targets(
        &self,
        interview: &Interview,
        section: &Section,
        address: &Address,
        time: Option<Seconds>,
    ) -> Targets {
        let header = interview.header();
        let youtube = header.media().and_then(|media| media.youtube.as_deref());
        Targets {
            reader: self
                .public_url
                .as_ref()
                .map(|base| format!("{base}/{address}")),
            source: header
                .source()
                .and_then(|source| source.url.as_deref())
                .map(|url| with_text_fragment(url, &section.title)),
            video: youtube.zip(time).map(|(video, time)| {
                (
                    time,
                    format!("https://www.youtube.com/watch?v={video}&t={}s", time.0),
                )
            }),
            original: header
                .original()
                .map(|original| (original.language.clone(), original.url.clone())),
        }
    }
}

impl Targets {
    /// Returns the one address that leads nearest: the reader, else the second of the video.
    pub fn nearest(&self) -> Option<&str> {
        self.reader
            .as_deref()
            .or_else(|| self.video.as_ref().map(|(_, url)| url.as_str()))
    }
}

/// Points a page's address at a text on it; the page itself where the result would be too long.
fn with_text_fragment(url: &str, text: &str) -> String {
    if url.contains('#') {
        return url.to_owned();
    }
    let pointed = format!("{url}#:~:text={}", utf8_percent_encode(text, FRAGMENT));
    if pointed.len() <= LONGEST {
        pointed
    } else {
        url.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Links, with_text_fragment};

    #[test]
    fn what_the_operator_names_goes_before_what_was_built() {
        let nothing = Links::default().or_in(None);
        assert_eq!((nothing.source_url, nothing.privacy_url), (None, None));
        let own = "https://example.org/privacy".to_owned();
        let named = Links {
            privacy_url: Some(own.clone()),
            ..Links::default()
        };
        let links = named.or_in(Some("https://code.example/yulu"));
        let source = "https://code.example/yulu".to_owned();
        assert_eq!(links.source_url, Some(source));
        assert_eq!(links.privacy_url, Some(own));
    }

    #[test]
    fn fragments_are_encoded_and_never_too_long() {
        assert_eq!(
            with_text_fragment("https://example.org/a", "新-想法"),
            "https://example.org/a#:~:text=%E6%96%B0%2D%E6%83%B3%E6%B3%95"
        );
        let long = "长".repeat(60);
        assert_eq!(
            with_text_fragment("https://example.org/a", &long),
            "https://example.org/a"
        );
    }
}
