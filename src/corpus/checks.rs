//! Rules that transcripts must satisfy together; what one file can say alone is its grammar's.

use crate::{mistake::Mistake, transcript::Transcript};

/// A rule over all transcripts: the mistakes, each with the position of the file it is in.
type Check = fn(&[&Transcript]) -> Vec<(usize, Mistake)>;

/// All rules. To add one, write a function and list it here.
const CHECKS: &[Check] = &[ids_are_unique];

/// Applies all rules; positions refer to the given slice.
pub(super) fn check(transcripts: &[&Transcript]) -> Vec<(usize, Mistake)> {
    CHECKS.iter().flat_map(|check| check(transcripts)).collect()
}

fn ids_are_unique(transcripts: &[&Transcript]) -> Vec<(usize, Mistake)> {
    transcripts
        .iter()
        .enumerate()
        .filter(|(position, transcript)| {
            transcripts[..*position]
                .iter()
                .any(|earlier| earlier.header.id() == transcript.header.id())
        })
        .map(|(position, transcript)| {
            let id = transcript.header.id();
            let mistake = Mistake {
                line: 1,
                column: 1,
                problem: format!("an earlier file has the id `{id}` too"),
                hint: Some("give each interview an id of its own".to_owned()),
            };
            (position, mistake)
        })
        .collect()
}
