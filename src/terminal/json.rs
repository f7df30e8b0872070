//! A reply for scripts. Unknown links are absent; texts are verbatim, without marks or cuts.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::{
    corpus::{Address, Passage},
    link::Targets,
    locale::Locale,
    reply::{Excerpt, Part, Reply, Standing},
    wording::UserError,
};

/// Describes the answer to a question.
pub fn answered(question: &str, reply: &Reply, took: Duration) -> Value {
    let of = |wanted: Standing| -> Vec<Value> {
        let excerpts = reply.parts.iter().filter_map(|part| match part {
            Part::Excerpt(excerpt) if excerpt.standing == wanted => Some(hit(excerpt)),
            _ => None,
        });
        excerpts.collect()
    };
    json!({
        "question": question,
        "hits": of(Standing::Answer),
        "related": of(Standing::Related),
        "took_us": micros(took),
    })
}

/// Describes why a question has no answer.
pub fn failed(question: &str, error: &UserError, locale: Locale, took: Duration) -> Value {
    json!({
        "question": question,
        "hits": [],
        "related": [],
        "error": super::show::error(error, locale),
        "took_us": micros(took),
    })
}

/// Describes any other reply: one object with a list for each kind of part.
pub fn described(reply: &Reply) -> Value {
    let mut described = Map::new();
    for part in &reply.parts {
        let (kind, value) = match part {
            Part::Excerpt(excerpt) => ("quotes", hit(excerpt)),
            Part::Reading(reading) => (
                "sections",
                json!({
                    "id": reading.address.to_string(),
                    "title": reading.section,
                    "page": reading.page.map_or(1, |(page, _)| page),
                    "pages": reading.page.map_or(1, |(_, pages)| pages),
                    "links": links(&reading.targets),
                    "turns": reading.turns.iter().map(|spoken| json!({
                        "id": spoken.passage.address().to_string(),
                        "label": spoken.label,
                        "text": spoken.passage.text(),
                        "links": links(&spoken.targets),
                    })).collect::<Vec<_>>(),
                }),
            ),
            Part::Contents(contents) => (
                "contents",
                json!({
                    "interview": contents.interview,
                    "sections": contents.sections.iter().map(|entry| json!({
                        "id": entry.address.to_string(),
                        "number": entry.number,
                        "title": entry.title,
                        "turns": entry.turns,
                        "links": links(&entry.targets),
                    })).collect::<Vec<_>>(),
                }),
            ),
            Part::Card(card) => (
                "interviews",
                json!({
                    "id": card.id,
                    "title": card.title,
                    "speakers": card.speakers,
                    "published": card.published,
                    "source": card.source.as_ref().map(|(name, _)| name),
                    "credit": card.credit,
                    "links": links(&card.targets),
                }),
            ),
            Part::Note(_) | Part::Commands(_) | Part::Links(_) => continue,
        };
        let list = described.entry(kind).or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(value);
        }
    }
    Value::Object(described)
}

fn hit(excerpt: &Excerpt) -> Value {
    let passage: &Passage = &excerpt.passage;
    let Address {
        interview, section, ..
    } = passage.address();
    let mut hit = json!({
        "id": passage.address().to_string(),
        "interview": interview.to_string(),
        "section": section.to_string(),
        "section_title": excerpt.section,
        "turn": excerpt.turn,
        "speaker": excerpt.speaker,
        "text": passage.turn(),
        "excerpt": passage.text(),
        "links": links(&excerpt.targets),
    });
    if let (Some(score), Value::Object(hit)) = (excerpt.score, &mut hit) {
        hit.insert("score".to_owned(), json!(score));
    }
    hit
}

fn links(targets: &Targets) -> Value {
    let known = [
        ("video", targets.video.as_ref().map(|(_, url)| url)),
        ("original", targets.original.as_ref().map(|(_, url)| url)),
        ("source", targets.source.as_ref()),
        ("reader", targets.reader.as_ref()),
    ];
    known
        .into_iter()
        .filter_map(|(kind, url)| Some((kind.to_owned(), json!(url?))))
        .collect()
}

fn micros(took: Duration) -> u64 {
    u64::try_from(took.as_micros()).unwrap_or(u64::MAX)
}
