# Everything Yulu says itself, in English. Same keys, same order in every locale.

## Commands and options, as Discord lists them

ask-name = ask
ask-about = Ask a question, get what was actually said
quote-name = quote
quote-about = A quote worth quoting, drawn at random or by its address
section-name = section
section-about = Read a section, or list them all
interviews-name = interviews
interviews-about = The interviews in this library and where they come from
help-name = help
help-about = What Yulu can do, privacy, how to report a mistake

question-option = question
question-option-about = What you want to know, in your own words
interview-option = interview
interview-option-about = Only this interview
speaker-option = speaker
speaker-option-about = Only what this person said
section-option = section
section-option-about = The section: its number or title
private-option = private
private-option-about = Show the reply to you alone
id-option = id
id-option-about = The address under a quote, such as { $example }

## Answers

answer-none = These interviews do not say. No turn matches “{ $question }”.
answer-none-hint = Try fewer words, or a name or term you expect to have been spoken.
answer-none-filter = Searched only in: { $where }.
answer-related = No turn answers this. These may be related:
answer-more = More for the same question:
answer-no-more = That is all there is for this question.

## Sections and interviews

section-count = { $turns ->
    [one] 1 turn
   *[other] { $turns } turns
}
page = Page { $page } of { $pages }
section-menu = Choose a section
interviews-menu = Choose an interview
interviews-head = { $count ->
    [one] One interview, { $turns } turns
   *[other] { $count } interviews, { $turns } turns
}
interview-speakers = Speakers: { $names }
interview-counts = { $sections } sections, { $turns } turns
interview-published = Published { $date }
interview-source = Text: { $name }
rest-in-section = The rest does not fit here: open the section.

## Buttons and links

button-context = Context
button-context-of = Context { $number }
button-wider = Context ＋
button-narrower = Context －
button-back = Back to the answer
button-more = More
button-read = Read the section
button-another = Another
button-previous = ◀ Previous
button-next = Next ▶
button-contents = Contents
link-source = Source page
link-original = Original
link-original-in = Original ({ $language })
link-reader = Read
language-en = English
language-zh = Chinese
language-ja = Japanese
language-ko = Korean
language-de = German
language-fr = French
language-es = Spanish

## Help

help-intro = Yulu answers with what was actually said. Every quote is word for word from a transcript, and every cut shows as ……
help-mention = You can also mention me, or write to me directly, with a question.
help-privacy = Privacy: nothing you ask is stored or logged. Decks of /quote live in memory until the bot restarts.
help-report = Found a mistake? Tell whoever runs this bot, with the address under the quote.
help-link-privacy = Privacy
help-link-source = Source code
help-link-report = Report a mistake

## What went wrong, and the way out

error-empty = There is no question to search for. Ask about something that may have been said, such as { $example }.
error-too-long = Your question has { $length } characters; I can take { $most }. Please shorten it.
error-no-interview = There is no interview “{ $tried }”. Known: { $known }.
error-which-interview = There are several interviews. Please choose one: { $known }.
error-no-section = “{ $interview }” has no section “{ $tried }”. It has { $known }.
error-no-speaker = Nobody called “{ $tried }” speaks here. Known: { $known }.
error-no-address = There is no turn at “{ $tried }”. Addresses look like { $example }.
error-no-quote = Nothing worth quoting matches that. Try without the filters.
error-no-command = There is no command “{ $tried }”. Try /help.
error-no-option = { $command } has no option “{ $tried }”.
error-control = This button is from an older version of me. Please use the command again.
error-control-question = I can no longer read the question of this message. Please ask again.
error-not-yours = Only who asked, or a moderator, can remove this.
error-internal = Something went wrong on my side. Please try again.
error-busy = I am busy right now. Please try again in a few seconds.

## Terminal

chat-welcome = Ask anything, or try { $example }. Tab completes; a number presses a button; Ctrl-D ends.
chat-bye = Bye.
chat-no-control = There is no button { $number } here.
