//! The texts that a person reads in a message, an answer or a list of suggestions.

use serde_json::Value;

const READABLE: [&str; 7] = [
    "content",
    "title",
    "description",
    "name",
    "text",
    "label",
    "placeholder",
];

/// Returns every readable text of a body, whatever it is wrapped in.
pub(crate) fn visible(body: &Value) -> Vec<String> {
    let mut texts = Vec::new();
    walk(body, "", &mut texts);
    texts
}

fn walk(part: &Value, within: &str, texts: &mut Vec<String>) {
    match part {
        Value::Array(items) => items.iter().for_each(|item| walk(item, within, texts)),
        Value::Object(fields) if within != "emoji" => {
            for (key, field) in fields {
                match field {
                    Value::String(text) if is_readable(key, within) => texts.push(text.clone()),
                    field => walk(field, key, texts),
                }
            }
        }
        _ => {}
    }
}

/// A `value` is shown in an embed's field, but is the machine's own in a choice or a menu.
fn is_readable(key: &str, within: &str) -> bool {
    READABLE.contains(&key) || (key == "value" && within == "fields")
}
