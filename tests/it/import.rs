//! Import: nothing spoken is lost or changed, and nothing else comes in.

use std::collections::BTreeMap;

use proptest::prelude::*;
use yulu::import::{self, ImportError, Imported};
use yulu::transcript::{self, Seconds, Transcript};

const SEED: &str = include_str!("../import/ilya-sutskever-2023.txt");
const SEED_HEADER: &str = include_str!("../import/ilya-sutskever-2023.header.toml");
const SHIPPED: &str = include_str!("../../data/transcripts/ilya-sutskever-2023.md");

/// Two speakers, one section with times.
const HEADER: &str = r#"id = "small-talk"
title = "闲谈"
language = "zh-Hans"
[[speakers]]
name = "Ada Lovelace"
label = "Ada"
[[speakers]]
name = "查尔斯"
label = "查尔斯"
"#;

fn import(text: &str, header: Option<&str>) -> Result<Imported, ImportError> {
    import::import(text, header, "Small Talk (1843)")
}

/// Returns what follows the header of what becomes of a text, and the notes.
#[track_caller]
fn check(text: &str, body: &str, notes: &[&str]) {
    let imported = import(text, Some(HEADER)).unwrap();
    let file = transcript::write(&imported.transcript);
    assert_eq!(
        file.strip_prefix(&format!("+++\n{HEADER}+++\n\n")),
        Some(body)
    );
    assert_eq!(imported.notes, notes);
    assert_eq!(transcript::parse(&file), Ok(imported.transcript));
}

fn paragraphs(talk: &Transcript) -> impl Iterator<Item = &str> {
    let turns = talk.sections.iter().flat_map(|section| &section.turns);
    turns.flat_map(|turn| &turn.paragraphs).map(String::as_str)
}

#[test]
fn the_shipped_interview_is_what_the_importer_makes_of_its_source() {
    let imported = import(SEED, Some(SEED_HEADER)).unwrap();
    assert_eq!(transcript::write(&imported.transcript), SHIPPED);
    assert_eq!(
        imported.notes,
        [
            "lines 1 to 6: left out, above the talk",
            "line 68: taken for a turn of `Patel`, though there is no colon",
            "lines 396 to 399: left out, below the talk",
        ]
    );
}

#[test]
fn the_shipped_interview_is_complete() {
    let talk = transcript::parse(SHIPPED).unwrap();
    let turns: Vec<_> = talk
        .sections
        .iter()
        .flat_map(|section| &section.turns)
        .collect();
    let per_section: Vec<_> = talk
        .sections
        .iter()
        .map(|section| section.turns.len())
        .collect();
    assert_eq!(per_section, [22, 14, 26, 25, 20, 10, 26, 14, 14]);
    assert_eq!(turns.len(), 171);
    assert!(turns.iter().all(|turn| turn.time.is_some() && !turn.pinned));
    let mut per_speaker = BTreeMap::<_, usize>::new();
    for turn in &turns {
        *per_speaker
            .entry(talk.header.speakers()[turn.speaker].label.as_str())
            .or_default() += 1;
    }
    assert_eq!(per_speaker, BTreeMap::from([("Ilya", 85), ("Patel", 86)]));
    assert_eq!(paragraphs(&talk).count(), 185);
    assert_eq!(
        paragraphs(&talk)
            .map(|text| text.chars().count())
            .sum::<usize>(),
        13_127
    );
    assert_eq!(talk.header.source().unwrap().url, None);
}

#[test]
fn labels_have_many_spellings() {
    let text = "\
━━ 一 ━━

Ada Lovelace (以下简称“A”):半角
查尔斯：全角

A : 空格
　查尔斯 ：　全角空格
Ada:
下一行
";
    let body = "\
## 一 {#s1}

**Ada** 半角

**查尔斯** 全角

**Ada** 空格

**查尔斯** 全角空格

**Ada** 下一行
";
    check(text, body, &[]);
}

#[test]
fn turns_of_one_speaker_are_not_joined() {
    let body = "## 一 {#s1}\n\n**Ada** 甲\n\n**Ada** 乙\n\n丙\n";
    check("━━━━一━━━━\nAda:甲\n\nAda:乙\n\n  丙\t", body, &[]);
}

#[test]
fn a_missing_colon_is_seen_where_a_turn_fits() {
    let text = "\
━━一━━

Ada:甲

查尔斯 你说得对。

Ada 说过乙。

查尔斯:丙

Ada 说过丁。

查尔斯:戊

Ada and I.

Babbage 说过己。

Ada 说过庚。
";
    let body = "\
## 一 {#s1}

**Ada** 甲

查尔斯 你说得对。

Ada 说过乙。

**查尔斯** 丙

**Ada** 说过丁。

**查尔斯** 戊

Ada and I.

Babbage 说过己。

Ada 说过庚。
";
    let notes = [
        "line 5: begins with `查尔斯`, taken for text of the turn above",
        "line 7: begins with `Ada`, taken for text of the turn above",
        "line 11: taken for a turn of `Ada`, though there is no colon",
        "line 19: begins with `Ada`, taken for text of the turn above",
    ];
    check(text, body, &notes);
}

#[test]
fn only_speakers_speak() {
    let text = "\
闲谈
Ada 的照片
编者按:很长。
12:30

━━一━━

Ada:甲
有一点:它不是标签。
时间是12:30。
见 https://example.org 。

观众:乙

查尔斯:丙

丁

相关文章里说过。

相关文章
Ada 的其他访谈
";
    let body = "\
## 一 {#s1}

**Ada** 甲有一点:它不是标签。时间是12:30。见 https://example.org 。

观众:乙

**查尔斯** 丙

丁

相关文章里说过。
";
    let notes = [
        "lines 1 to 4: left out, above the talk",
        "line 9: `有一点` is no known speaker, kept as text of the turn above",
        "line 13: `观众` is no known speaker, kept as text of the turn above",
        "lines 21 to 22: left out, below the talk",
        "lines 9, 10, 11: joined with the line above, for only empty lines part paragraphs here",
    ];
    check(text, body, &notes);
}

#[test]
fn only_empty_lines_part_paragraphs_unless_turns_stand_line_under_line() {
    let wrapped = "━━一━━\n\nAda:甲乙\n丙 one\ntwo\n\n丁\n\n查尔斯:戊\n";
    let body = "## 一 {#s1}\n\n**Ada** 甲乙丙 one two\n\n丁\n\n**查尔斯** 戊\n";
    let note = "lines 4, 5: joined with the line above, for only empty lines part paragraphs here";
    check(wrapped, body, &[note]);
    let lines = "━━一━━\nAda:甲乙\n丙\n查尔斯:戊\n";
    check(
        lines,
        "## 一 {#s1}\n\n**Ada** 甲乙\n\n丙\n\n**查尔斯** 戊\n",
        &[],
    );
}

#[test]
fn a_text_without_marks_is_one_section() {
    let note = "line 1: left out, above the talk";
    check("闲谈\n\nAda:甲", "## 闲谈 {#s1}\n\n**Ada** 甲\n", &[note]);
    check("Ada:甲", "## Small Talk (1843) {#s1}\n\n**Ada** 甲\n", &[]);
}

#[test]
fn signs_of_the_canonical_form_are_only_text() {
    let text = "━━# {#s9}━━\r\n\r\nAda:[笑] \\\r\n\r\n**Ada** [0:43] 甲\r\n\r\n+++\r\n";
    let body = "## # {#s9} {#s1}\n\n**Ada** \\[笑] \\\n\n\\**Ada** [0:43] 甲\n\n\\+++\n";
    check(text, body, &[]);
}

#[test]
fn a_header_is_made_where_none_is_given() {
    let text = "\
\u{feff}“闲谈”

━━一━━

Ada Lovelace (以下称Ada):你好吗?

查尔斯:我很好。

查尔斯:你呢?

Ada:也好。

来源:报纸
";
    let imported = import(text, None).unwrap();
    assert_eq!(
        transcript::write(&imported.transcript),
        "\
+++
id = \"small-talk-1843\"
title = \"“闲谈”\"
language = \"zh-Hans\"

[[speakers]]
name = \"Ada Lovelace\"
label = \"Ada\"

[[speakers]]
name = \"查尔斯\"
label = \"查尔斯\"
+++

## 一 {#s1}

**Ada** 你好吗?

**查尔斯** 我很好。

**查尔斯** 你呢?

**Ada** 也好。
"
    );
    assert_eq!(
        imported.notes,
        [
            "speakers found in the text: Ada, 查尔斯",
            "line 1: left out, above the talk",
            "line 13: left out, below the talk",
        ]
    );

    let traditional = import("甲:我們說過的話\n乙:還沒有\n甲:對\n乙:好", None).unwrap();
    assert_eq!(traditional.transcript.header.language(), "zh-Hant");
}

#[test]
fn what_cannot_be_guessed_is_asked_for() {
    let shown = |text, name| import::import(text, None, name).unwrap_err().to_string();
    assert_eq!(
        shown("A:one\nA:two\n", "talk"),
        "text:1:1: the language of the text is not clear; give a header"
    );
    assert_eq!(
        shown("A:一\nA:二\n", "闲谈"),
        "text:1:1: no id can be made of the name `闲谈`; give a header"
    );
    assert_eq!(
        shown("A:一\n\nB:二\n", "talk"),
        "text:1:1: no line begins with the name of a speaker and a colon; \
         write such as `Name: text`, or name the speakers in a header"
    );
}

#[test]
fn mistakes_of_a_text_have_places() {
    let shown = |text| import(text, Some(HEADER)).unwrap_err().to_string();
    assert_eq!(
        shown("Ada:甲\n\n━━一━━\n\nAda:乙\n"),
        "text:1:1: turn above the first section; write a mark such as `━━title━━` above it"
    );
    assert_eq!(
        shown("━━一━━\n\nAda:甲\n\nBob (以下称B):丁"),
        "text:5:1: `Bob` is no speaker of the header; add them under [[speakers]]"
    );
    assert_eq!(
        shown("━━一━━\n\n甲\n\n━━二━━\n\n━━━━\n\nAda:\n\n  Ada: 乙\u{7}丙\n"),
        "\
text:3:1: text before the first turn of a section; begin it with a label
text:5:1: section without turns; remove the mark
text:7:1: section without title; write a mark such as `━━title━━`
text:9:1: turn without text; write what was said, or remove the label
text:11:9: control character \\u{7}; remove it"
    );
}

#[test]
fn mistakes_of_a_header_have_places() {
    let text = "━━一━━\nAda:甲\nAda:乙\n━━二━━\nAda:丙\n";
    let shown = |sections: &str| {
        let error = import(text, Some(&format!("{HEADER}{sections}"))).unwrap_err();
        error.to_string()
    };
    assert_eq!(
        shown("role = \"hots\"\n[[sections]]\ntime = 5\n"),
        "\
header:10:8: `hots` is no role; write host or guest, or leave it out
header:12:8: `time` is of type integer; write a text in quotes"
    );
    assert_eq!(
        shown("[[sections]]\n"),
        "header:10:1: 1 [[sections]] for 2 sections of the text"
    );
    assert_eq!(
        shown("[[sections]]\nturns = [\"0:05\"]\n[[sections]]\nturns = [\"0:05\", \"0:06\"]\n"),
        "\
header:10:1: 1 times for 2 turns of `一`
header:12:1: 2 times for 1 turns of `二`"
    );
    let sections = "
[[sections]]
time = \"00:00\"
turns = [\"0:05\", \"0:04\", 7]
[[sections]]
aliases = [\"a\", \"b\", \"c\", \"d\", \"e\"]
tune = 1
";
    assert_eq!(
        shown(sections),
        "\
header:12:8: `00:00` is not the spelling of a time; write `0:00`
header:13:18: time 0:04 is before 0:05, when a turn above begins
header:13:26: `turns` is of type integer; write a text in quotes
header:15:32: more than four aliases; keep the four that people would search for
header:16:1: unknown key `tune`; did you mean `time`?"
    );
}

#[test]
fn sections_may_get_times_and_aliases_without_times_of_turns() {
    let header = format!("{HEADER}# last\n\n[[sections]]\ntime = \"0:05\"\naliases = [\"one\"]\n");
    let header = header.replace('\n', "\r\n");
    let talk = import("━━一━━\nAda:甲\n", Some(&header))
        .unwrap()
        .transcript;
    assert_eq!(talk.header.toml(), format!("{HEADER}# last\n"));
    assert_eq!(talk.sections[0].time, Some(Seconds(5)));
    assert_eq!(talk.sections[0].aliases, ["one"]);
    assert_eq!(talk.sections[0].turns[0].time, None);
}

/// Returns a text of lines that look like all that a text may hold.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        prop::sample::select(vec![
            "",
            "",
            "━━一━━",
            "━━━━",
            "Ada:",
            "Ada: 甲",
            "Ada 甲",
            "查尔斯：**乙",
            "查尔斯 :[0:43] 丙",
            "B:丁",
            "Ada Lovelace（以下称A）：\\戊",
            "A:己",
            "# {#s1}",
            "+++",
            "12:30",
            "https://example.org",
            "版权声明:庚",
            "相关文章",
            "\u{3000}辛\r",
            "a\tb",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ];
    prop::collection::vec(line, 0..16).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn whatever_is_imported_is_canonical(text in text(), known in any::<bool>()) {
        if let Ok(imported) = import(&text, known.then_some(HEADER)) {
            let file = transcript::write(&imported.transcript);
            prop_assert_eq!(transcript::parse(&file), Ok(imported.transcript), "{}", file);
        }
    }

    #[test]
    fn whatever_is_imported_was_there(text in text()) {
        if let Ok(imported) = import(&text, Some(HEADER)) {
            let mut rest = text.chars().filter(|c| !c.is_whitespace());
            for c in paragraphs(&imported.transcript).flat_map(str::chars).filter(|c| !c.is_whitespace()) {
                prop_assert!(rest.any(|other| other == c), "{} is new or out of order", c);
            }
        }
    }
}
