//! `/ask`: a question, and the turns that answer it.

use super::{By, Call, Command, Failure, INTERVIEW, Kind, LONGEST_QUESTION, Opt, PRIVATE, SPEAKER};
use super::{args, internal, parts, say};
use crate::{
    answer::{Answer, Hit, answer, beside_best},
    index::Filter,
    library::{Library, speaker_key},
    reply::{Args, Audience, Control, Excerpt, Part, Reply, Standing},
};

/// How many excerpts a reply shows, and how many a page of more.
const SHOWN: usize = 3;
const PER_PAGE: usize = 4;

/// How many excerpts there are at most, all pages together.
const MOST: usize = 25;

/// The widest context, in turns on either side.
const WIDEST: usize = 9;

pub(super) const COMMAND: Command = Command {
    name: "ask",
    example: "/ask question=AGI 来了之后你会做什么？",
    options: &[
        Opt {
            name: "question",
            key: 'q',
            #[expect(clippy::cast_possible_truncation, reason = "300 fits")]
            kind: Kind::Text(LONGEST_QUESTION as u16),
            by: By::PeopleAlways,
            suggest: None,
        },
        INTERVIEW,
        SPEAKER,
        PRIVATE,
        // One hit among the turns around it: which hit, and how many turns on either side.
        internal("hit", 'h'),
        internal("context", 'c'),
        // The private list of further hits.
        internal("page", 'm'),
        // How many hits a script wants.
        internal("limit", 'l'),
    ],
    run,
};

fn run(library: &Library, call: &Call) -> Result<Reply, Failure> {
    let question = args::question(call)?;
    let asked = Asked {
        filter: args::filter(library, &call.args)?,
        library,
        call,
    };
    let mut reply = if let Some(page) = call.args.number("page") {
        more(
            &asked,
            &answer(library, question, &asked.filter, MOST)?,
            page,
        )
    } else if let Some(limit) = call.args.number("limit") {
        let found = answer(library, question, &asked.filter, limit.clamp(1, MOST))?;
        all(&asked, question, &found, limit)
    } else {
        let found = answer(library, question, &asked.filter, SHOWN)?;
        let most = beside_best(shown(&found)).min(SHOWN);
        match (call.args.number("context"), shown(&found).get(asked.hit())) {
            (Some(wider @ 1..), Some(hit)) => context(&asked, hit, wider.min(WIDEST)),
            _ => all(&asked, question, &found, most),
        }
    };
    if call.args.flag("private") || call.args.number("page").is_some() {
        reply.audience = Audience::Private;
    }
    reply.question = Some(question.to_owned());
    Ok(reply)
}

/// A call with what it means.
struct Asked<'c> {
    library: &'c Library,
    call: &'c Call,
    filter: Filter,
}

impl Asked<'_> {
    /// Position of the hit whose context is wanted.
    fn hit(&self) -> usize {
        self.call
            .args
            .number("hit")
            .map_or(0, |number| number.saturating_sub(1))
    }

    /// What the next call needs of this one. The question stays in the message.
    fn kept(&self) -> Args {
        let interviews = self.library.corpus.interviews();
        Args::new()
            .with_some(
                "interview",
                self.filter.interview.map(|at| interviews[at].id()),
            )
            .with_some("speaker", self.filter.speaker.as_deref().map(speaker_key))
    }

    fn excerpts<'a>(&'a self, found: &'a Answer) -> impl Iterator<Item = Excerpt> + 'a {
        let standing = if found.hits.is_empty() {
            Standing::Related
        } else {
            Standing::Answer
        };
        shown(found).iter().map(move |hit| Excerpt {
            marks: hit.marks.clone(),
            prompt: hit
                .prompt
                .map(|asked| parts::prompt_of(self.library, asked)),
            score: Some(hit.score),
            ..parts::excerpt(self.library, hit.place, hit.passage.clone(), standing)
        })
    }

    /// Buttons below every answer.
    fn leading_on(&self, hit: &Hit) -> Vec<Control> {
        let mut row = vec![parts::read(&self.library.corpus.address(hit.place))];
        row.extend(parts::source(self.library, hit.place));
        row.push(Control::Remove);
        row
    }
}

/// The hits of an answer, or what may be related where nothing answers.
fn shown(found: &Answer) -> &[Hit] {
    if found.hits.is_empty() {
        &found.related
    } else {
        &found.hits
    }
}

/// The best hits, at most so many.
fn all(asked: &Asked<'_>, question: &str, found: &Answer, most: usize) -> Reply {
    let hits = shown(found).get(..most).unwrap_or_else(|| shown(found));
    let Some(best) = hits.first() else {
        return nothing(asked, question);
    };
    let mut said: Vec<Part> = Vec::new();
    if found.hits.is_empty() {
        said.push(Part::Note(say("answer-related")));
    }
    said.extend(
        asked
            .excerpts(found)
            .take(most)
            .map(Box::new)
            .map(Part::Excerpt),
    );
    let contexts = (1..=hits.len().min(SHOWN)).map(|number| {
        let label = match hits {
            [_] => say("button-context"),
            _ => say("button-context-of").with("number", number),
        };
        parts::edit(
            label,
            "ask",
            asked.kept().with("hit", number).with("context", 1),
        )
    });
    let mut second = Vec::new();
    if found.found > hits.len() {
        second.push(parts::copy(
            say("button-more"),
            "ask",
            asked.kept().with("page", 1),
        ));
    }
    second.extend(asked.leading_on(best));
    Reply {
        controls: vec![contexts.collect(), second],
        parts: said,
        ..Reply::default()
    }
}

/// One hit among the turns around it.
fn context(asked: &Asked<'_>, hit: &Hit, wider: usize) -> Reply {
    let (reading, has_more) = parts::around(asked.library, &hit.passage, hit.place, wider);
    let at = |wider: usize| {
        asked
            .kept()
            .with("hit", asked.hit() + 1)
            .with("context", wider)
    };
    let mut row = Vec::new();
    if has_more && wider < WIDEST {
        row.push(parts::edit(say("button-wider"), "ask", at(wider + 1)));
    }
    if wider > 1 {
        row.push(parts::edit(say("button-narrower"), "ask", at(wider - 1)));
    }
    row.push(parts::edit(say("button-back"), "ask", asked.kept()));
    Reply {
        parts: vec![Part::Reading(Box::new(reading))],
        controls: vec![row, asked.leading_on(hit)],
        ..Reply::default()
    }
}

/// The hits after those a reply shows at once, a page at a time, for one reader.
fn more(asked: &Asked<'_>, found: &Answer, page: usize) -> Reply {
    let before = beside_best(shown(found)).min(SHOWN);
    let rest: Vec<Excerpt> = asked.excerpts(found).skip(before).collect();
    if rest.is_empty() {
        return Reply {
            parts: vec![Part::Note(say("answer-no-more"))],
            ..Reply::default()
        };
    }
    let pages = rest.len().div_ceil(PER_PAGE);
    let page = page.clamp(1, pages);
    let mut said = vec![Part::Note(say("answer-more"))];
    said.extend(parts::page_note(page, pages));
    let here = rest.into_iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    said.extend(here.map(Box::new).map(Part::Excerpt));
    let row = parts::turning("ask", (page, pages), |page| asked.kept().with("page", page));
    Reply {
        parts: said,
        controls: vec![row],
        ..Reply::default()
    }
}

fn nothing(asked: &Asked<'_>, question: &str) -> Reply {
    let mut said = vec![Part::Note(say("answer-none").with("question", question))];
    // What was meant, not what was typed: a control holds a speaker's key instead of the name.
    let Filter {
        interview, speaker, ..
    } = &asked.filter;
    let interviews = asked.library.corpus.interviews();
    let interview = interview.map(|at| interviews[at].id().as_str());
    let narrowed: Vec<&str> = interview.into_iter().chain(speaker.as_deref()).collect();
    if !narrowed.is_empty() {
        said.push(Part::Note(
            say("answer-none-filter").with("where", narrowed.join(" · ")),
        ));
    }
    said.push(Part::Note(say("answer-none-hint")));
    let contents = parts::copy(say("button-contents"), "section", Args::new());
    Reply {
        controls: vec![vec![contents, Control::Remove]],
        parts: said,
        ..Reply::default()
    }
}
