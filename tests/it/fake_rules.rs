//! The fake Discord's rules: each refuses what it is there to refuse, and nothing else.
//!
//! A case is a line: Discord's code, the rule, and the bad part of an otherwise good body.
//! `字×3` stands for `字字字`, and a list of one thing and `×3` for that thing three times.

use serde_json::{Value, json};

use crate::fake::rules::{Asked, Verdict, callback, choices, commands, message};

const MESSAGES: &str = r#"
    PINGS                    nobody is pinged, said aloud  {"allowed_mentions": null}
    PINGS                    not everyone                  {"allowed_mentions": {"parse": ["everyone"]}}
    PINGS                    not one person                {"allowed_mentions": {"parse": [], "users": ["5"]}}
    PINGS                    not by replying               {"allowed_mentions": {"parse": [], "replied_user": true}}
    UNKNOWN_FIELD            known fields only             {"embed": {"title": "x"}}
    FLAGS                    flags that bots can set       {"flags": 128}
    BASE_TYPE_BAD_LENGTH     content of 2,000              {"content": "字×2001"}
    MESSAGE_TOO_MANY_BYTES   9,000 bytes                   {"content": "字×2000", "embeds": [{"description": "字×1001"}]}
    EMPTY_MESSAGE            something to see              {"content": " ", "embeds": [], "components": []}
    BASE_TYPE_BAD_LENGTH     ten embeds                    {"embeds": [{"title": "x"}, "×11"]}
    BASE_TYPE_BAD_LENGTH     6,000 in all embeds           {"embeds": [{"description": "x×3001"}, "×2"]}
    EMBED_URL_DUPLICATE      embeds of different urls      {"embeds": [{"title": "x", "url": "https://a.b"}, "×2"]}
    BASE_TYPE_BAD_LENGTH     five rows                     {"components": [{"type": 1, "components": []}, "×6"]}
"#;

const EMBEDS: &str = r#"
    BASE_TYPE_BAD_LENGTH     title of 256                  {"title": "字×257"}
    BASE_TYPE_BAD_LENGTH     description of 4,096          {"description": "x×4097"}
    BASE_TYPE_BAD_LENGTH     author of 256                 {"author": {"name": "x×257"}}
    BASE_TYPE_BAD_LENGTH     footer of 2,048               {"footer": {"text": "x×2049"}}
    BASE_TYPE_BAD_LENGTH     field of 1,024                {"fields": [{"name": "x", "value": "x×1025"}]}
    BASE_TYPE_BAD_LENGTH     25 fields                     {"fields": [{"name": "x", "value": "x"}, "×26"]}
    BASE_TYPE_REQUIRED       no blank field                {"fields": [{"name": " ", "value": "x"}]}
    BASE_TYPE_REQUIRED       no blank title                {"title": " "}
    URL_TYPE_INVALID_URL     a web address                 {"title": "x", "url": "reader/s4"}
    MODEL_TYPE_CONVERT       the right types               {"title": 5}
"#;

const ROWS: &str = r#"
    BASE_TYPE_BAD_LENGTH            five buttons           [{"type": 2, "style": 5, "label": "x", "url": "https://a.b"}, "×6"]
    BASE_TYPE_BAD_LENGTH            not empty              []
    COMPONENT_CUSTOM_ID_DUPLICATED  unique custom ids      [{"type": 2, "style": 2, "label": "x", "custom_id": "a"}, "×2"]
    BASE_TYPE_BAD_LENGTH            custom id of 100       [{"type": 2, "style": 2, "label": "x", "custom_id": "字×101"}]
    BASE_TYPE_REQUIRED              no empty custom id     [{"type": 2, "style": 2, "label": "x", "custom_id": ""}]
    BASE_TYPE_BAD_LENGTH            label of 80            [{"type": 2, "style": 2, "label": "字×81", "custom_id": "a"}]
    BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED  no blank label  [{"type": 2, "style": 2, "label": " ", "custom_id": "a"}]
    BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE  a link has a url  [{"type": 2, "style": 5, "label": "x", "custom_id": "a"}]
    BASE_TYPE_BAD_LENGTH            url or custom id       [{"type": 2, "style": 5, "label": "x", "custom_id": "a", "url": "https://a.b"}]
    BASE_TYPE_MAX_LENGTH            link of 512            [{"type": 2, "style": 5, "label": "x", "url": "https://x×505"}]
    URL_TYPE_INVALID_URL            link to the web        [{"type": 2, "style": 5, "label": "x", "url": "ftp://a.b"}]
    COMPONENT_LAYOUT_WIDTH_EXCEEDED  a menu alone          [{"type": 3, "custom_id": "a", "options": [{"label": "x", "value": "x"}]}, "×2"]
    BASE_TYPE_REQUIRED              an option at least     [{"type": 3, "custom_id": "a", "options": []}]
    BASE_TYPE_BAD_LENGTH            25 options             [{"type": 3, "custom_id": "a", "options": [{"label": "x", "value": "x"}, "×26"]}]
    SELECT_COMPONENT_OPTION_VALUE_DUPLICATED  unique values  [{"type": 3, "custom_id": "a", "options": [{"label": "x", "value": "x"}, "×2"]}]
    BASE_TYPE_BAD_LENGTH            option of 100          [{"type": 3, "custom_id": "a", "options": [{"label": "字×101", "value": "x"}]}]
    UNION_TYPE_CHOICES              no text inputs         [{"type": 4, "custom_id": "a", "style": 1, "label": "x"}]
"#;

const COMMANDS: &str = r#"
    BASE_TYPE_BAD_LENGTH   lower case                      {"name": "Ask"}
    BASE_TYPE_BAD_LENGTH   no spaces in translations       {"name_localizations": {"zh-CN": "提 问"}}
    BASE_TYPE_CHOICES      locales of Discord              {"name_localizations": {"zh": "提问"}}
    BASE_TYPE_BAD_LENGTH   description of 100              {"description": "x×101"}
    BASE_TYPE_BAD_LENGTH   translated description          {"description_localizations": {"ko": ""}}
    CONTEXT_MENU_INVALID   message commands are bare       {"type": 3, "name": "核对出处"}
    MODEL_TYPE_CONVERT     a name                          {"name": null}
"#;

const OPTIONS: &str = r#"
    BASE_TYPE_BAD_LENGTH   25 options                      [{"type": 3, "name": "a", "description": "x"}, "×26"]
    NAME_ALREADY_EXISTS    unique names                    [{"type": 3, "name": "a", "description": "x"}, "×2"]
    NAME_ALREADY_EXISTS    unique translations             [{"type": 3, "name": "a", "description": "x", "name_localizations": {"ko": "x"}}, {"type": 3, "name": "b", "description": "x", "name_localizations": {"ko": "x"}}]
    BASE_TYPE_BAD_LENGTH   required first                  [{"type": 3, "name": "a", "description": "x"}, {"type": 3, "name": "b", "description": "x", "required": true}]
    BASE_TYPE_BAD_LENGTH   names in sub-commands           [{"type": 1, "name": "set", "description": "x", "options": [{"type": 3, "name": "Zone", "description": "x"}]}]
    APPLICATION_COMMAND_OPTIONS_TYPE_INVALID  sub-commands alone  [{"type": 1, "name": "set", "description": "x"}, {"type": 3, "name": "a", "description": "x"}]
    CHOICES_AUTOCOMPLETE   choices or autocomplete         [{"type": 3, "name": "a", "description": "x", "autocomplete": true, "choices": [{"name": "x", "value": "x"}]}]
    OPTIONS_TYPE_INVALID   no choices of channels          [{"type": 7, "name": "a", "description": "x", "autocomplete": true}]
    NUMBER_TYPE_MAX        texts of 6,000                  [{"type": 3, "name": "a", "description": "x", "max_length": 6001}]
    APPLICATION_COMMAND_TOO_LARGE  8,000 characters        [{"type": 3, "name": "a", "description": "x", "choices": [{"name": "x×100", "value": "x×100"}, "×25"]}, "×2"]
"#;

const CHOICES: &str = r#"
    BASE_TYPE_MAX_LENGTH   25 choices                      {"choices": [{"name": "x", "value": "x"}, "×26"]}
    CHOICE_NAME_DUPLICATE  unique names                    {"choices": [{"name": "x", "value": "x"}, "×2"]}
    BASE_TYPE_BAD_LENGTH   name of 100                     {"choices": [{"name": "字×101", "value": "x"}]}
    BASE_TYPE_BAD_LENGTH   no empty name                   {"choices": [{"name": "", "value": "x"}]}
    BASE_TYPE_BAD_LENGTH   value of 100                    {"choices": [{"name": "x", "value": "字×101"}]}
    CHOICE_VALUE_TYPE      value of the option's type      {"choices": [{"name": "x", "value": 5}]}
"#;

/// A message that nobody can object to, with some fields replaced.
fn body(fields: &Value) -> Value {
    let good = json!({
        "content": "问：信任", "allowed_mentions": { "parse": [] },
        "embeds": [{
            "title": "信任", "url": "https://example.org/a#s4-t12", "description": "引文", "author": { "name": "Ilya" },
            "fields": [{ "name": "来源", "value": "访谈" }], "footer": { "text": "ilya-sutskever-2023#s4-t12" },
        }],
        "components": [
            { "type": 1, "components": [
                { "type": 2, "style": 2, "label": "更多", "custom_id": "more" },
                { "type": 2, "style": 5, "label": "原文", "url": "https://example.org" },
            ] },
            { "type": 1, "components": [
                { "type": 3, "custom_id": "section", "options": [{ "label": "第一节", "value": "s1" }] },
            ] },
        ],
    });
    with(good, fields)
}

/// A list of one command that nobody can object to, with some fields replaced.
fn command(fields: &Value) -> Value {
    let good = json!({
        "name": "ask", "name_localizations": { "zh-CN": "提问" }, "description": "Ask",
        "options": [
            { "type": 3, "name": "question", "description": "x", "required": true, "max_length": 300 },
            { "type": 3, "name": "speaker", "description": "x", "autocomplete": true },
        ],
    });
    json!([with(good, fields)])
}

fn with(mut good: Value, fields: &Value) -> Value {
    good.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    good
}

/// Writes out what `×` abbreviates.
fn expand(value: &Value) -> Value {
    let times = |text: &str| {
        text.rsplit_once('×')
            .and_then(|(what, count)| Some((what.to_owned(), count.parse().ok()?)))
    };
    match value {
        Value::String(text) => times(text).map_or_else(
            || value.clone(),
            |(what, count)| {
                let (start, unit) = what.split_at(what.char_indices().next_back().unwrap().0);
                json!(format!("{start}{}", unit.repeat(count)))
            },
        ),
        Value::Array(items) => match items.as_slice() {
            [one, Value::String(count)] if count.starts_with('×') => {
                vec![expand(one); times(count).unwrap().1].into()
            }
            _ => items.iter().map(expand).collect(),
        },
        Value::Object(fields) => fields
            .iter()
            .map(|(key, field)| (key.clone(), expand(field)))
            .collect(),
        _ => value.clone(),
    }
}

/// Fails unless each body is refused with its code.
fn refuses(cases: &str, judge: impl Fn(&Value) -> Verdict) {
    for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
        let (head, bad) = case.split_at(case.find(['{', '[']).unwrap());
        let (code, rule) = head.split_once(' ').unwrap();
        let verdict = judge(&expand(&serde_json::from_str(bad).unwrap()));
        let found = verdict.0.iter().any(|breach| breach.code == code);
        assert!(found, "{}: {code} expected, not {verdict:?}", rule.trim());
    }
}

#[test]
fn bad_messages_are_refused() {
    refuses(MESSAGES, |fields| message(&body(fields), None));
    refuses(EMBEDS, |embed| {
        message(&body(&json!({ "embeds": [embed] })), None)
    });
    refuses(ROWS, |row| {
        let rows = json!([{ "type": 1, "components": row }]);
        message(&body(&json!({ "components": rows })), None)
    });
}

#[test]
fn bad_commands_are_refused() {
    refuses(COMMANDS, |fields| commands(&command(fields)));
    refuses(OPTIONS, |options| {
        commands(&command(&json!({ "options": options })))
    });
    let one = &command(&json!({}))[0];
    assert_eq!(
        commands(&json!([one, one])).0[0].code,
        "NAME_ALREADY_EXISTS"
    );
}

#[test]
fn bad_suggestions_are_refused() {
    refuses(CHOICES, |data| choices(data, 3));
}

#[test]
fn bad_callbacks_are_refused() {
    let source = || Asked::Component(body(&json!({})));
    let code = |kind: u64, data: Value, asked: &Asked| {
        let verdict = callback(&json!({ "type": kind, "data": data }), asked);
        verdict.0.first().map(|breach| breach.code)
    };
    let kinds = [1, 6, 7, 8, 9].map(|kind| (kind, Asked::Command));
    let others = [
        (8, source()),
        (9, source()),
        (4, Asked::Autocomplete(3)),
        (5, Asked::Autocomplete(3)),
    ];
    for (kind, asked) in kinds.into_iter().chain(others) {
        let found = code(kind, body(&json!({})), &asked);
        assert_eq!(
            found,
            Some("INTERACTION_CALLBACK_TYPE_INVALID"),
            "{kind} to {asked:?}"
        );
    }
    assert_eq!(
        code(5, json!({ "flags": 4 }), &Asked::Command),
        Some("FLAGS")
    );
    let nothing = body(&json!({ "content": "", "embeds": [], "components": [] }));
    assert_eq!(code(7, nothing, &source()), Some("EMPTY_MESSAGE"));
}

#[test]
fn good_bodies_pass() {
    let kept = body(&json!({}));
    let edit = json!({ "components": [], "allowed_mentions": { "parse": [] } });
    let full = expand(&json!([{ "description": "x×4096" }, { "description": "x×1904" }]));
    let suggestions = json!({ "choices": [{ "name": "信任", "value": "s4" }] });
    for verdict in [
        message(&kept, None),
        message(&edit, Some(&kept)),
        message(&body(&json!({ "embeds": full })), None),
        callback(&json!({ "type": 4, "data": kept }), &Asked::Command),
        callback(
            &json!({ "type": 5, "data": { "flags": 64 } }),
            &Asked::Command,
        ),
        callback(&json!({ "type": 6 }), &Asked::Component(body(&json!({})))),
        callback(
            &json!({ "type": 7, "data": edit }),
            &Asked::Component(body(&json!({}))),
        ),
        callback(
            &json!({ "type": 8, "data": suggestions }),
            &Asked::Autocomplete(3),
        ),
        commands(&command(&json!({}))),
    ] {
        assert!(verdict.is_clean(), "{verdict:?}");
    }
}

#[test]
fn errors_take_discords_form() {
    let verdict = message(&body(&json!({ "embeds": [{ "title": " " }] })), None);
    let error = json!([{ "code": "BASE_TYPE_REQUIRED", "message": "blank text" }]);
    let errors = json!({ "embeds": { "0": { "title": { "_errors": error } } } });
    let form = json!({ "code": 50035, "message": "Invalid Form Body", "errors": errors });
    assert_eq!(verdict.body(), form);
    let empty = message(
        &body(&json!({ "content": "", "embeds": [], "components": [] })),
        None,
    );
    assert_eq!(empty.body()["code"], 50006);
}
