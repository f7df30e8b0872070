//! Yulu answers with what was actually said: verbatim quotes from interviews, found by question.
//!
//! ```text
//! data/*.md → transcript → corpus → index → answer → reply → discord
//!                 ↑           └──────── link ──────────┘     terminal
//!              import           commands: (Library, Call) → Reply
//! ```
//!
//! The modules stand in the order of dependency: each uses only those above it, and a test sees
//! to it. (The empty lines keep the formatter from sorting them.) Up to `commands` all are pure
//! functions of their arguments: no clock, no environment, no network, and files only in `config`
//! and `corpus::read`.

pub mod mistake;

pub(crate) mod toml_table;

pub mod locale;

pub mod config;

pub mod telemetry;

pub mod transcript;

pub mod import;

pub mod fold;

pub mod segment;

pub mod corpus;

pub mod deck;

pub mod link;

pub mod index;

pub mod library;

pub mod answer;

pub mod wording;

pub mod reply;

pub mod commands;

pub mod metrics;

pub mod discord;

pub mod terminal;

pub mod web;

pub mod cli;
