//! Everything the program says itself, in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;
use yulu::commands::{ALL, Kind};
use yulu::locale::Locale;
use yulu::wording::{lookup, source};

/// Words of the mainland, and what they are called in Taiwan.
const MAINLAND: &[&str] = &[
    "视频",
    "視頻",
    "信息",
    "默认",
    "默認",
    "链接",
    "鏈接",
    "服务器",
    "服務器",
    "私信",
    "消息",
    "程序",
    "网络",
    "網絡",
    "搜索",
    "用户",
    "用戶",
    "文件",
    "设置",
    "設置",
    "打印",
    "屏幕",
    "软件",
    "軟件",
    "源代码",
    "源代碼",
    "上下文",
    "日志",
    "日誌",
    "质量",
    "内存",
    "內存",
    "重启",
    "重啟",
    "管理员",
    "命令",
    "帮助",
    "幫助",
    "回复",
    "回復",
    "金句",
    "发言人",
    "發言人",
];

/// Common characters that are written otherwise in Taiwan.
const SIMPLIFIED: &str = "问题访谈话词几页编号发报错误帮说现显录导换阅读条边请让对应缩个这们来为么样过还没会时间谁别听见写给从选择";

/// Keys and values of a locale, in order.
fn messages(locale: Locale) -> Vec<(&'static str, String)> {
    let mut messages: Vec<(&str, String)> = Vec::new();
    for line in source(locale).lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" = ") {
            Some((key, value)) if !line.starts_with(' ') => messages.push((key, value.to_owned())),
            _ => {
                if let Some((_, value)) = messages.last_mut() {
                    value.push_str(line);
                }
            }
        }
    }
    messages
}

fn gaps(value: &str) -> BTreeSet<String> {
    value
        .split('$')
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|char| char.is_alphanumeric())
                .collect()
        })
        .collect()
}

#[test]
fn every_locale_says_everything_in_the_same_order() {
    let english = messages(Locale::En);
    assert!(english.len() > 80);
    for locale in [Locale::ZhCn, Locale::ZhTw] {
        assert!(FluentResource::try_new(source(locale).to_owned()).is_ok());
        let own = messages(locale);
        let keys = |messages: &[(&'static str, String)]| -> Vec<&str> {
            messages.iter().map(|(key, _)| *key).collect()
        };
        assert_eq!(keys(&own), keys(&english), "{locale}");
        for ((key, english), (_, own)) in english.iter().zip(&own) {
            assert_ne!(own, english, "{locale}: {key} is not translated");
            assert!(
                own.chars().any(yulu::fold::is_han),
                "{locale}: {key} = {own}"
            );
            assert!(
                gaps(own).is_subset(&gaps(english)),
                "{locale}: {key} has other gaps"
            );
        }
    }
    assert!(FluentResource::try_new(source(Locale::En).to_owned()).is_ok());
}

#[test]
fn taiwan_is_spoken_to_in_its_own_words() {
    for (key, value) in messages(Locale::ZhTw) {
        for word in MAINLAND {
            assert!(!value.contains(word), "{key} says {word}: {value}");
        }
        let simplified: String = value.chars().filter(|c| SIMPLIFIED.contains(*c)).collect();
        assert!(
            simplified.is_empty(),
            "{key} has the simplified {simplified}: {value}"
        );
    }
}

#[test]
fn every_sentence_is_used_and_every_used_one_exists() {
    let known: BTreeSet<&str> = messages(Locale::En)
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                used.extend(text.split('"').skip(1).map(str::to_owned));
                for opening in ["Message::new(\"", "Wording::new(\"", "say(\"", "tried(\""] {
                    for key in text.split(opening).skip(1) {
                        let key = key.split('"').next().unwrap();
                        assert!(known.contains(key), "{}: no sentence {key}", path.display());
                    }
                }
            }
        }
    }
    for command in ALL {
        used.extend(["name", "about"].map(|what| format!("{}-{what}", command.name)));
        for option in command.shown() {
            used.extend(["option", "option-about"].map(|what| format!("{}-{what}", option.name)));
        }
    }
    let unused: Vec<&&str> = known.iter().filter(|key| !used.contains(**key)).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

#[test]
fn names_and_descriptions_are_as_discord_takes_them() {
    for locale in Locale::ALL {
        let mut names = BTreeMap::new();
        for command in ALL {
            let name = lookup(locale, &format!("{}-name", command.name)).unwrap();
            assert!(is_name(&name), "{name}");
            assert!(names.insert(name, command.name).is_none());
            about(locale, &format!("{}-about", command.name));
            let mut options = BTreeSet::new();
            for option in command.shown() {
                let name = lookup(locale, &format!("{}-option", option.name)).unwrap();
                assert!(is_name(&name) && options.insert(name));
                about(locale, &format!("{}-option-about", option.name));
                assert!(option.kind == Kind::Flag || matches!(option.kind, Kind::Text(1..=6000)));
            }
        }
    }
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (1..=32).contains(&length)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() && !c.is_uppercase())
}

fn about(locale: Locale, key: &str) {
    let about = lookup(locale, key).unwrap();
    assert!((1..=100).contains(&about.chars().count()), "{about}");
}
