//! Every sentence the program says itself: the only door to `config/locales`.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::locale::Locale;

/// Languages whose names the locales know; any other is shown by its code.
const LANGUAGES: &[(&str, &str)] = &[
    ("en", "language-en"),
    ("zh", "language-zh"),
    ("ja", "language-ja"),
    ("ko", "language-ko"),
    ("de", "language-de"),
    ("fr", "language-fr"),
    ("es", "language-es"),
];

/// A sentence by its key, with what goes into it; a renderer turns it into a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    key: &'static str,
    args: Vec<(&'static str, Value)>,
}

/// What goes into a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words of others: escaped by the renderer.
    Text(String),
    /// A count.
    Number(usize),
    /// Another sentence of ours.
    Message(Message),
}

impl Message {
    /// Makes a sentence without gaps.
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// Fills a gap.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Names a language by its BCP 47 code, if the locales know it.
    pub fn language(code: &str) -> Option<Self> {
        let primary = code.split('-').next().unwrap_or_default();
        LANGUAGES
            .iter()
            .find(|(known, _)| *known == primary)
            .map(|(_, key)| Self::new(key))
    }

    /// Names a link to the original by its language.
    pub fn original(language: Option<&str>) -> Self {
        match language.and_then(Self::language) {
            Some(language) => Self::new("link-original-in").with("language", language),
            None => Self::new("link-original"),
        }
    }

    /// Says it in a language; `escape` is applied to the words of others in it.
    pub fn say(&self, locale: Locale, escape: &dyn Fn(&str) -> String) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &self.args {
            match value {
                Value::Text(text) => args.set(*name, escape(text)),
                Value::Number(number) => args.set(*name, *number),
                Value::Message(message) => args.set(*name, message.say(locale, escape)),
            }
        }
        format(locale, self.key, Some(&args)).unwrap_or_else(|| self.key.to_owned())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

/// Returns the sentence for a key put together at run time, such as `ask-about`; none if the
/// locale lacks it.
pub fn lookup(locale: Locale, key: &str) -> Option<String> {
    // Gaps of descriptions are filled with the one example every description uses.
    let mut args = FluentArgs::new();
    args.set("example", EXAMPLE_ADDRESS);
    format(locale, key, Some(&args))
}

/// An address as examples show it.
pub const EXAMPLE_ADDRESS: &str = "ilya-sutskever-2023#s4-t2";

/// Returns the source of a locale: the Fluent file as shipped.
pub fn source(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("../config/locales/en.ftl"),
        Locale::ZhCn => include_str!("../config/locales/zh-CN.ftl"),
        Locale::ZhTw => include_str!("../config/locales/zh-TW.ftl"),
    }
}

/// What the asker can mend: said to them, with the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.say(Locale::En, &str::to_owned))]
pub struct UserError(pub Message);

impl UserError {
    /// Makes an error that quotes what was tried, cut to a length that fits any reply.
    pub fn tried(key: &'static str, tried: &str) -> Self {
        Self(Message::new(key).with("tried", shortened(tried, 60)))
    }

    /// Fills a gap of its message.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Value>) -> Self {
        Self(self.0.with(name, value))
    }
}

/// Cuts a text to so many characters; the cut shows.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars()
        .take(most.saturating_sub(1))
        .chain(['…'])
        .collect()
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[(Locale, Bundle); 3]> =
    LazyLock::new(|| Locale::ALL.map(|locale| (locale, bundle(locale))));

fn bundle(locale: Locale) -> Bundle {
    let id: LanguageIdentifier = locale.to_string().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Isolation marks are invisible characters: they would end up in what people copy.
    bundle.set_use_isolating(false);
    // A resource with a mistake still holds its other sentences; a test sees that none has one.
    let resource = match FluentResource::try_new(source(locale).to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

fn format(locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let (_, bundle) = BUNDLES.iter().find(|(known, _)| *known == locale)?;
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned(),
    )
}
