//! The one test binary: what people see, through the faces they see it through.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
#![expect(clippy::string_slice, reason = "a panic is how a test fails")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests read files and run the program"
)]

mod bot;
mod config;
mod deck;
mod discord;
mod docs;
mod fake;
mod fake_rules;
mod image;
mod import;
mod library;
mod passages;
mod process;
mod questions;
mod segment;
mod terminal;
mod tidy;
mod transcript;
mod verbatim;
mod web;
mod wording;
