//! The one test binary: what people see, through the faces they see it through.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod config;
mod import;
mod transcript;
