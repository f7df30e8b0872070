//! Libraries to test with.

use std::sync::{Arc, LazyLock};

use yulu::corpus::{self, Corpus};
use yulu::library::Library;
use yulu::link::Links;

static SHIPPED: LazyLock<Arc<Library>> =
    LazyLock::new(|| library(Corpus::load(corpus::embedded()).unwrap(), Links::default()));

/// The library that comes with the program.
pub(crate) fn shipped() -> &'static Arc<Library> {
    &SHIPPED
}

/// A library of transcripts as text.
pub(crate) fn of(transcripts: &[&str]) -> Arc<Library> {
    library(corpus_of(transcripts), Links::default())
}

/// A library with a reader, so that every kind of link is there.
pub(crate) fn with_links(transcripts: &[&str]) -> Arc<Library> {
    let links = Links {
        public_url: Some("https://reader.example".to_owned()),
        source_url: Some("https://code.example".to_owned()),
        report_url: Some("https://code.example/issues".to_owned()),
        privacy_url: Some("https://code.example/privacy".to_owned()),
    };
    library(corpus_of(transcripts), links)
}

fn corpus_of(transcripts: &[&str]) -> Corpus {
    let files = transcripts.iter().enumerate();
    let files = files.map(|(number, text)| (format!("{number}.md"), Ok((*text).to_owned())));
    Corpus::load(files.collect()).unwrap()
}

fn library(corpus: Corpus, links: Links) -> Arc<Library> {
    Arc::new(Library::new(corpus, links).unwrap())
}

/// An English interview about something else, with every kind of link in its source.
pub(crate) const TEA: &str = r#"+++
id = "tea-2024"
title = "On tea, * and _ and ||secrets||"
language = "en"
[[speakers]]
name = "Ada Brown"
label = "Ada"
[[speakers]]
name = "Bo Chen"
label = "Bo"
[source]
name = "Tea Weekly"
credit = "Tea Weekly, with thanks"
url = "https://tea.example/on-tea"
+++

## Water & leaves {#s1}

**Ada** What water do you use for oolong?

**Bo** Spring water, never boiled twice. The leaves open slowly, and *slowly* is the point. @everyone should try it once.

**Ada** And the pot?

**Bo** A small clay pot. Clay remembers every brew, so keep one pot for one kind of tea.

## Cups {#s2}

**Ada** Which cups are best?

**Bo** Thin white porcelain shows the colour of the brew as it is.
"#;
