//! One key at a time from the environment, the operator's file and the built-in one.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Environment, Problem};
use crate::mistake::Flaw;
use crate::toml_table::{Document, Report, Table};

/// The sources of settings, and what is wrong in them.
pub(super) struct Layers<'a> {
    environment: Environment<'a>,
    tables: BTreeMap<&'a str, Sources<'a>>,
    report: Report<'a>,
    problems: Vec<Problem>,
}

/// Where the keys of one table come from.
struct Sources<'a> {
    file: Option<Table<'a>>,
    built_in: Table<'a>,
}

impl<'a> Layers<'a> {
    /// Lays a file over the built-in one, and notes keys that the built-in one does not have.
    pub(super) fn new(
        environment: Environment<'a>,
        file: &'a Document<'_>,
        built_in: &'a Document<'_>,
    ) -> Self {
        let mut report = file.report();
        let mut tables = BTreeMap::new();
        let (file, built_in) = (file.root(), built_in.root());
        file.allow(&built_in.keys().collect::<Vec<_>>(), &mut report);
        for (name, built_in) in built_in.all_tables() {
            let file = file.table(name, &mut report);
            if let Some(file) = &file {
                file.allow(&built_in.keys().collect::<Vec<_>>(), &mut report);
            }
            tables.insert(name, Sources { file, built_in });
        }
        Self {
            environment,
            tables,
            report,
            problems: Vec::new(),
        }
    }

    /// Returns what a key means to `read` in its strongest source, or notes why it means nothing.
    pub(super) fn get<T>(
        &mut self,
        table: &str,
        key: &str,
        read: impl Fn(&str) -> Result<T, Flaw>,
    ) -> Option<T> {
        let sources = self.tables.get(table)?;
        let written = sources.file.as_ref().filter(|file| file.has(key));
        // The file is read even where a variable goes over it: a mistake should not lie in wait.
        let value = written
            .unwrap_or(&sources.built_in)
            .text(key, &read, &mut self.report);
        let variable = format!("YULU_{table}_{key}").to_uppercase();
        match (self.environment)(&variable).filter(|text| !text.is_empty()) {
            Some(text) => {
                let value = read(&text);
                value
                    .map_err(|flaw| self.problems.push(Problem::Environment { variable, flaw }))
                    .ok()
            }
            None => value,
        }
    }

    /// Returns what is wrong: in the file at a path first, then in the environment.
    pub(super) fn finish(self, path: &Path) -> Vec<Problem> {
        let mistakes = self.report.finish().into_iter();
        let in_file = mistakes.map(|mistake| Problem::File {
            path: path.to_owned(),
            mistake,
        });
        in_file.chain(self.problems).collect()
    }
}
