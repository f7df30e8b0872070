//! The canonical form: reading and writing undo each other, and every mistake has a place.

use proptest::prelude::*;
use yulu::mistake::Mistake;
use yulu::transcript::{self, Header, Role, Seconds, Section, SectionId, Transcript, Turn, TurnId};

const HEADER: &str = r#"+++
id = "small-talk"
title = "闲谈"
language = "zh-Hans"
[[speakers]]
name = "Ada Lovelace"
label = "Ada"
role = "host"
[[speakers]]
name = "Charles Babbage"
label = "Charles"
+++
"#;

/// A file with everything the grammar knows.
const CLEAN: &str = r#"+++
# Comments survive.
id = "small-talk"
title = "闲谈"
language = "zh-Hans"
published = 1843-09-01

[[speakers]]
name = "Ada Lovelace"
label = "Ada"
role = "host"
[[speakers]]
name = "Charles Babbage"
label = "Charles"
role = "guest"
[source]
name = "Notes"   # by the translator
credit = "Taylor's Scientific Memoirs"
url = "https://example.org/notes"
[original]
name = "Bibliothèque universelle"
title = "Notions"
url = "http://example.org/notions"
language = "fr"
[media]
youtube = "abcDEF_-123"
+++

## 机器 {#s3 t=0:00 aliases="engine", "分析机"}

**Ada** [0:43] 它能作曲吗?

**Charles** [0:43 t1a] 问得好。

\# 一

\**二**

\\三

+ 四 [五] 　六

**Ada** [t7] \[笑] 是的

## {#s1} t=0:00 {#s2}

**Charles** # ** +++

**Charles** [1:05:03] \\
"#;

/// Returns the mistakes of a file as they are shown.
fn mistakes(file: &str) -> String {
    let mistakes = transcript::parse(file).expect_err("a file with mistakes");
    let mut shown = String::new();
    for mistake in mistakes {
        shown.push_str(&mistake.to_string());
        shown.push('\n');
    }
    shown
}

/// Checks the mistakes of a file whose header has none.
#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(mistakes(&format!("{HEADER}{body}")), expected);
}

#[test]
fn a_clean_file_is_read_and_written_back() {
    let talk = transcript::parse(CLEAN).unwrap();
    assert_eq!(transcript::write(&talk), CLEAN);

    let header = &talk.header;
    assert!(header.toml().starts_with("# Comments survive.\nid ="));
    assert_eq!(header.id().as_str(), "small-talk");
    assert_eq!((header.title(), header.language()), ("闲谈", "zh-Hans"));
    assert_eq!(header.published(), Some("1843-09-01"));
    let [ada, charles] = header.speakers() else {
        panic!("two speakers")
    };
    assert_eq!(
        (&*ada.name, &*ada.label, ada.role),
        ("Ada Lovelace", "Ada", Some(Role::Host))
    );
    assert_eq!(
        (&*charles.label, charles.role),
        ("Charles", Some(Role::Guest))
    );
    assert_eq!(header.source().unwrap().name, "Notes");
    assert_eq!(header.original().unwrap().language.as_deref(), Some("fr"));
    assert_eq!(
        header.media().unwrap().youtube.as_deref(),
        Some("abcDEF_-123")
    );

    let [machine, second] = talk.sections.as_slice() else {
        panic!("two sections")
    };
    assert_eq!(
        (machine.id, machine.time),
        (SectionId::new(3).unwrap(), Some(Seconds(0)))
    );
    assert_eq!(machine.aliases, ["engine", "分析机"]);
    let [ask, answer, laugh] = machine.turns.as_slice() else {
        panic!("three turns")
    };
    assert_eq!((ask.id, ask.pinned, ask.speaker), (TurnId::FIRST, false, 0));
    assert_eq!(
        (answer.id.to_string(), answer.pinned, answer.speaker),
        ("t1a".into(), true, 1)
    );
    assert_eq!(
        answer.paragraphs,
        ["问得好。", "# 一", "**二**", "\\三", "+ 四 [五] 　六"]
    );
    assert_eq!((laugh.id.number(), laugh.time), (7, None));
    assert_eq!(laugh.paragraphs, ["[笑] 是的"]);
    assert_eq!(second.title, "{#s1} t=0:00");
    let [signs, backslash] = second.turns.as_slice() else {
        panic!("two turns")
    };
    assert_eq!(signs.paragraphs, ["# ** +++"]);
    assert_eq!(
        (backslash.id.number(), backslash.time),
        (2, Some(Seconds(3903)))
    );
    assert_eq!(backslash.paragraphs, ["\\"]);
}

#[test]
fn every_mistake_of_a_header_is_told() {
    let file = r#"+++
id = "Small Talk"
titel = "闲谈"
language = "Chinese"
published = "2023-03-27"
[[speakers]]
name = "Ada"
label = "A*"
role = "hots"
[[speakers]]
label = "B"
name = ""
[[speakers]]
name = "Bob"
label = "B"
[source]
url = "ftp://example.org"
[original]
url = 7
[media]
youtube = "https://youtu.be/abcDEF_-123"
[medium]
+++

## 一 {#s1}

**B** 二

**C** 三
"#;
    assert_eq!(
        mistakes(file),
        "\
2:1: `title` is missing
2:6: `Small Talk` is no interview id; write 1 to 40 of a-z, 0-9 and `-`, such as \
`ilya-sutskever-2023`, beginning with a letter or digit
3:1: unknown key `titel`; did you mean `title`?
4:12: `Chinese` is no language tag; write one such as zh-Hans, zh-Hant or en
5:13: `published` is no date; write it without quotes: 2023-03-27
8:9: `*` in a label; labels are written between `**`
9:8: `hots` is no role; write host or guest, or leave it out
12:8: empty text; write something, or leave the key out
15:9: two speakers have the label `B`; give each their own
16:1: `name` is missing
17:7: `ftp://example.org` is no web address; write one that begins with https:// or http://
19:7: `url` is of type integer; write a text in quotes
21:11: `https://youtu.be/abcDEF_-123` is no id of a YouTube video; write the 11 characters after \
`watch?v=`
22:2: unknown key `medium`; did you mean `media`?
29:3: `C` is no declared speaker; declare the label under [[speakers]] in the header
"
    );
}

#[test]
fn every_breach_of_toml_is_told_and_nothing_is_called_missing() {
    let file = "+++\nid = \"a\ntitle = 7 7\nlanguage = 8\npublished = 2023-02-30\nx\n+++\n\n## 一 {#s1}\n\n**A** 二\n";
    assert_eq!(
        mistakes(file),
        "\
2:8: invalid basic string, expected `\"`
3:9: string values must be quoted, expected literal string
4:12: `language` is of type integer; write a text in quotes
5:13: invalid date, expected day between 01 and 28
6:2: key with no value, expected `=`
"
    );
}

#[test]
fn what_is_missing_is_told() {
    assert_eq!(
        mistakes(""),
        "\
1:1: no header; begin the file with a line `+++`
1:1: no section; begin one with `## title {#s1}`
"
    );
    assert_eq!(
        mistakes("+++\nspeakers = []\n[source]\n[original]\n+++\n"),
        "\
2:1: `id` is missing
2:1: `title` is missing
2:1: `language` is missing
2:12: `speakers` is empty
3:1: `name` is missing
4:1: `url` is missing
5:1: no section; begin one with `## title {#s1}`
"
    );
    assert_eq!(
        mistakes("## 一 {#s1}\n\n**A** 二\n"),
        "1:1: no header; begin the file with a line `+++`\n"
    );
    let unclosed = CLEAN.replacen("\n+++\n", "\n", 1);
    assert_eq!(
        mistakes(&unclosed),
        "1:1: header without end; end it with a line `+++`\n"
    );
}

#[test]
fn the_ends_of_other_systems_are_told_once() {
    let windows = format!("\u{feff}{}", CLEAN.replace('\n', "\r\n"));
    assert_eq!(
        mistakes(&windows),
        "\
1:1: byte order mark; save the file without it
1:4: line that ends with a carriage return; save the file with the line ends of Unix
"
    );
    assert_eq!(
        mistakes(&format!("{CLEAN}\n")),
        "50:1: empty line at the end of the file; remove it\n"
    );
    let endless = CLEAN.trim_end();
    assert_eq!(
        mistakes(endless),
        "49:25: no line feed at the end of the file; add one\n"
    );
}

#[test]
fn blocks_are_lines_parted_by_one_empty_line() {
    check(
        "
早

## 一 {#s1}

早

## 二 {#s2}


**Ada** 早
**Ada** 早
安

 前

后\u{3000}

前\t后
",
        "\
14:1: text before the first section; write `## title {#s1}` above it
18:1: text before the first turn of a section; begin it with a label
22:1: more than one empty line; leave one
24:1: no empty line above; part blocks by one, and write each in one line
25:1: no empty line above; part blocks by one, and write each in one line
27:1: white space around a text; remove it
29:2: white space around a text; remove it
31:2: control character \\u{9}; remove it
",
    );
}

#[test]
fn headings_have_one_spelling() {
    check(
        "
## 一

**Ada** 早

## 二 {#2 t=05:03 aliases=\"a\", \"b\", \"c\", \"d\", \"e\"}

**Ada** 早

##  {#s3 aliases=\"a\" t=1:00}

**Ada** 早

## 四 {#s3 x=1}

## 五 {#s7 aliases=\"a \",\"b\"}

**Ada** 早
",
        "\
14:4: section without id; write `## title {#s4 t=15:27 aliases=\"a\", \"b\"}`; all but `#s4` may be \
left out
18:8: `2` is no section id; write `s1` to `s9999`
18:12: `05:03` is not the spelling of a time; write `5:03`
18:47: more than four aliases; keep the four that people would search for
22:4: section without title; write `## title {#s4 t=15:27 aliases=\"a\", \"b\"}`; all but `#s4` may be \
left out
22:18: aliases without quotes, or not at the end; write `## title {#s4 t=15:27 \
aliases=\"a\", \"b\"}`; all but `#s4` may be left out
26:1: section without turns; remove it, or add its turns
26:8: second section with the id `s3`; write `s4`, which is free
26:11: unknown attribute `x=1`; write `## title {#s4 t=15:27 aliases=\"a\", \"b\"}`; all but `#s4` \
may be left out
28:20: quote in an alias; part aliases by `\", \"`
",
    );
}

#[test]
fn turns_have_one_spelling() {
    check(
        "
## 一 {#s1}

**Adda** [75:10] 早

**Nobody** [0:43 t2] 早

**Ada** [0:42 t2] 早

**Ada** [t1a] 早

**Ada** [笑] 早

**Ada** [0:43 x] 早

**Ada** [0:43] [早

**Ada** []

**Ada** [0:43]早

**Ada**早

**Ada**  早

**Ada**

**Ada

**Ada** [t9999] 早

**Ada** 早
",
        "\
16:3: `Adda` is no declared speaker; did you mean `Ada`?
16:11: `75:10` is not the spelling of a time; write `1:15:10`
18:3: `Nobody` is no declared speaker; declare the label under [[speakers]] in the header
20:10: time 0:42 is before 0:43, when a turn above begins
20:15: second turn with the id `t2` in this section; ids rise; a turn that was moved needs a new one
22:10: turn `t1a` stands below turn `t2`; ids rise; a turn that was moved needs a new one
24:9: a text may not begin with `[`; write `\\[`
26:15: `x` is no turn id; write `t1` to `t9999`, or such as `t12a` for a turn inserted after `t12`
28:16: a text may not begin with `[`; write `\\[`
30:9: a text may not begin with `[`; write `\\[`
32:15: no space and text after `]`; write `**Label** text` or `**Label** [15:23 t12] text`
34:8: no space after a label; write `**Label** text` or `**Label** [15:23 t12] text`
36:9: more than one space before a text; write `**Label** text` or `**Label** [15:23 t12] text`
38:8: turn without text; write `**Label** text` or `**Label** [15:23 t12] text`
40:3: label without end; write `**Label** text` or `**Label** [15:23 t12] text`; `\\**` for a text
44:3: more turns than a section may have; divide the section; the last id is `t9999`
",
    );
}

#[test]
fn a_sign_is_escaped_where_it_must_be_and_nowhere_else() {
    check(
        "
## 一 {#s1}

**Ada** \\# 早

# 早

+++

\\早

\\
",
        "\
16:9: needless `\\`; remove it
18:1: a text may not begin with `#`; write `\\#`
20:1: a text may not begin with `+++`; write `\\+++`
22:1: needless `\\`; remove it
24:1: needless `\\`; remove it
",
    );
}

/// Returns a line of hostile text: what begins blocks, other scripts, signs of double width.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "\\",
            "#",
            "## ",
            "**",
            "+++",
            "[",
            "]",
            "[0:43] ",
            "[t1] ",
            "**Ada** ",
            " {#s1}",
            "}",
            "Ada:",
            "：",
            "？",
            "，",
            "　",
            " ",
            "\"",
            "\", \"",
            "\u{feff}",
            "\u{200f}",
            "שלום",
            "🦀",
            "👩‍👩‍👧",
            "e\u{301}",
            "对齐",
            "AIignment",
            "……",
            "━━",
            "\u{2028}",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..8).prop_filter_map("no text", |pieces| {
        let line = pieces.concat().replace(char::is_control, "");
        let line = line.trim();
        (!line.is_empty()).then(|| line.to_owned())
    })
}

/// Returns a header of one to three speakers with labels of any text that has no `*`.
fn header() -> impl Strategy<Value = Header> {
    let labels = prop::collection::btree_set(text(), 1..4).prop_filter_map("no label", |labels| {
        labels
            .iter()
            .all(|label| !label.contains('*'))
            .then_some(labels)
    });
    (text(), labels, any::<bool>()).prop_map(|(title, labels, comment)| {
        let quoted = |text: String| toml::Value::String(text).to_string();
        let mut lines = vec![
            "id = 'a-1' # id".to_owned(),
            format!("title = {}", quoted(title)),
            "language = 'zh'".to_owned(),
        ];
        if comment {
            lines.insert(0, "# +++ \n\n  ".to_owned());
        }
        for label in labels.into_iter().map(quoted) {
            lines.push(format!("[[speakers]]\nname = {label}\nlabel = {label}"));
        }
        Header::parse(&lines.join("\n")).unwrap()
    })
}

/// How a turn follows the one above.
#[derive(Debug, Clone)]
struct Step {
    skipped: u16,
    suffix: Option<char>,
    pinned: bool,
    speaker: prop::sample::Index,
    pause: Option<u32>,
    paragraphs: Vec<String>,
}

prop_compose! {
    fn step()(
        skipped in prop_oneof![4 => Just(0), 1 => 1..500_u16],
        suffix in prop::option::weighted(0.2, prop::char::range('a', 'z')),
        pinned in prop::bool::weighted(0.2),
        speaker in any::<prop::sample::Index>(),
        pause in prop::option::of(0..4000_u32),
        paragraphs in prop::collection::vec(text(), 1..4),
    ) -> Step {
        Step { skipped, suffix, pinned, speaker, pause, paragraphs }
    }
}

prop_compose! {
    fn section()(
        title in text(),
        time in prop::option::of(any::<u32>().prop_map(Seconds)),
        aliases in prop::collection::vec(text(), 0..=Section::MAX_ALIASES),
        steps in prop::collection::vec(step(), 1..6),
    ) -> (Section, Vec<Step>) {
        let aliases = aliases.into_iter().filter(|a| !a.contains('"') && !a.contains(" {#"));
        let aliases = aliases.collect();
        (Section { id: SectionId::FIRST, title, time, aliases, turns: Vec::new() }, steps)
    }
}

prop_compose! {
    /// Returns a transcript in which everything happens that may happen.
    fn talk()(
        header in header(),
        sections in prop::collection::vec(section(), 1..4),
    ) -> Transcript {
        let mut clock = 0;
        // Ids fall, because nothing says that those of sections rise.
        let ids = (1..=3).rev().filter_map(SectionId::new);
        let sections = sections.into_iter().zip(ids).map(|((mut section, steps), id)| {
            section.id = id;
            for step in steps {
                section.turns.push(turn(step, &section.turns, header.speakers().len(), &mut clock));
            }
            section
        });
        Transcript { sections: sections.collect(), header }
    }
}

fn turn(step: Step, above: &[Turn], speakers: usize, clock: &mut u32) -> Turn {
    let last = above.last().map(|turn| turn.id);
    let counted = last.map_or(TurnId::FIRST, |last| last.following().unwrap());
    let inserted = last
        .zip(step.suffix)
        .and_then(|(last, suffix)| last.with_suffix(suffix));
    let id = match inserted {
        Some(inserted) if last < Some(inserted) => inserted,
        _ => TurnId::new(counted.number() + step.skipped).unwrap(),
    };
    let time = step.pause.map(|pause| {
        *clock += pause;
        Seconds(*clock)
    });
    Turn {
        id,
        pinned: step.pinned || id != counted,
        speaker: step.speaker.index(speakers),
        time,
        paragraphs: step.paragraphs,
    }
}

/// Says that every mistake stands in the file, in order, and is a sentence.
fn are_placed(mistakes: &[Mistake], file: &str) -> bool {
    let lines: Vec<&str> = file.split('\n').collect();
    let placed = mistakes.iter().all(|mistake| {
        let line = mistake
            .line
            .checked_sub(1)
            .and_then(|index| lines.get(index));
        line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&mistake.column))
            && !mistake.problem.is_empty()
            && !mistake.problem.ends_with('.')
    });
    placed && !mistakes.is_empty() && mistakes.is_sorted_by_key(|m| (m.line, m.column))
}

/// Reads any text at all: it is clean and written back as it is, or its mistakes have places.
fn read_anything(file: &str) -> Result<(), TestCaseError> {
    match transcript::parse(file) {
        Ok(talk) => prop_assert_eq!(transcript::write(&talk), file),
        Err(mistakes) => prop_assert!(are_placed(&mistakes, file), "{:?}", mistakes),
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_is_written_is_read(talk in talk()) {
        let file = transcript::write(&talk);
        prop_assert_eq!(transcript::parse(&file), Ok(talk), "{}", file);
    }

    #[test]
    fn any_text_is_read_or_refused(file in any::<String>(), rows in prop::collection::vec(text(), 0..6)) {
        read_anything(&file)?;
        read_anything(&format!("{HEADER}{}", rows.join("\n\n")))?;
        read_anything(&format!("+++\n{}\n+++\n\n{}\n", rows.join("\n"), rows.join("\n")))?;
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(
        damages in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, text()), 1..4),
        inserts in any::<bool>(),
    ) {
        let mut file: Vec<char> = CLEAN.chars().collect();
        for (at, removed, text) in damages {
            let at = at.index(file.len());
            let end = (at + removed).min(file.len());
            file.splice(at..end, text.chars().take(if inserts { text.len() } else { 0 }));
        }
        read_anything(&file.into_iter().collect::<String>())?;
    }
}
