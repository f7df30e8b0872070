//! What people see in Discord, and what Discord gets to see of the bot.

use std::time::Duration;

use insta::assert_snapshot;
use serde_json::{Value, json};
use yulu::commands::ALL;
use yulu::locale::Locale;

use crate::bot::Bot;
use crate::fake::{
    FakeDiscord, Fault, Interruption, MANAGE_MESSAGES, Message, Person, Place, Request,
};
use crate::library::{TEA, of, with_links};

/// What a message shows: its text and embeds, and what can be pressed.
fn shown(message: &Message) -> String {
    let rows = message.json["components"].as_array().unwrap();
    let rows: Vec<Vec<Value>> = rows
        .iter()
        .map(|row| {
            let components = row["components"].as_array().unwrap().iter();
            components
                .map(|one| {
                    let mut one = one.clone();
                    one.as_object_mut().unwrap().retain(|key, _| {
                        [
                            "label",
                            "emoji",
                            "url",
                            "custom_id",
                            "placeholder",
                            "options",
                        ]
                        .contains(&key.as_str())
                    });
                    one
                })
                .collect()
        })
        .collect();
    let shown = json!({ "content": message.content(), "embeds": message.embeds(), "rows": rows });
    serde_json::to_string_pretty(&shown).unwrap()
}

fn is_callback(request: &Request) -> bool {
    request.method == "POST" && request.path.ends_with("/callback")
}

fn anna() -> Person {
    Person::named("Anna").speaking("zh-CN")
}

#[tokio::test]
async fn commands_are_registered_once_and_again_only_if_they_differ() {
    let discord = FakeDiscord::start().await;
    Bot::start(&discord).await.stop(&discord).await;
    let (commands, times) = discord.commands();
    assert_eq!(times, 1);
    let names: Vec<&str> = commands
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(
        names,
        ALL.iter().map(|command| command.name).collect::<Vec<_>>()
    );
    for command in &commands {
        assert_eq!(command["integration_types"], json!([0, 1]));
        assert_eq!(command["contexts"], json!([0, 1, 2]));
        for locale in ["zh-CN", "zh-TW"] {
            assert!(command["name_localizations"][locale].is_string());
            assert!(command["description_localizations"][locale].is_string());
        }
    }
    Bot::start(&discord).await.stop(&discord).await;
    assert_eq!(discord.commands().1, 1, "nothing had changed");
}

#[tokio::test]
async fn every_kind_of_reply_looks_as_it_should() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let anna = anna();
    let answer = discord
        .slash("ask", json!({ "question": "对齐有数学定义吗" }))
        .by(&anna)
        .await
        .unwrap();
    assert!(!answer.message().is_private());
    assert_snapshot!("ask", shown(answer.message()));
    let wider = discord.press(&answer, "上下文").by(&anna).await.unwrap();
    assert!(wider.is_edited());
    assert_snapshot!("ask-context", shown(wider.message()));
    let back = discord.press(&wider, "回到回答").by(&anna).await.unwrap();
    assert_eq!(
        shown(back.message()),
        shown(answer.message()),
        "context and back is where one was"
    );
    let quote = json!({ "id": "ilya-sutskever-2023#s4-t2" });
    let quote = discord.slash("quote", quote).by(&anna).await.unwrap();
    assert_snapshot!("quote", shown(quote.message()));
    let contents = discord.slash("section", json!({})).by(&anna).await.unwrap();
    assert!(contents.message().is_private());
    assert_snapshot!("contents", shown(contents.message()));
    let section = discord
        .slash("section", json!({ "section": "4" }))
        .by(&anna)
        .await
        .unwrap();
    assert!(!section.message().is_private());
    assert_snapshot!("section", shown(section.message()));
    let interviews = discord
        .slash("interviews", json!({}))
        .by(&anna)
        .await
        .unwrap();
    assert!(interviews.message().is_private());
    assert_snapshot!("interviews", shown(interviews.message()));
    let help = discord.slash("help", json!({})).by(&anna).await.unwrap();
    assert!(help.message().is_private());
    let (commands, _) = discord.commands();
    for command in commands {
        let clickable = format!(
            "</{}:{}>",
            command["name"].as_str().unwrap(),
            command["id"].as_str().unwrap()
        );
        assert!(help.message().content().contains(&clickable));
    }
    bot.stop(&discord).await;
}

#[tokio::test]
async fn replies_speak_the_language_of_who_reads_them() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let more = |locale: &'static str, place: Place, private: bool| {
        let discord = &discord;
        async move {
            let person = Person::named("Carl").speaking(locale);
            let options = json!({ "question": "模型", "private": private });
            let reply = discord
                .slash("ask", options)
                .by(&person)
                .at(place)
                .await
                .unwrap();
            let labels = reply.message().buttons();
            labels
                .into_iter()
                .map(|button| button.label)
                .collect::<Vec<_>>()
                .join(" ")
        }
    };
    let server = |locale: &str| Place::Server(locale.to_owned());
    for (asker, place, private, expected) in [
        ("zh-CN", server("en-US"), false, "更多"),
        ("zh-TW", server("en-US"), false, "前後文"),
        ("en-GB", server("zh-TW"), false, "前後文"),
        ("en-GB", server("zh-CN"), false, "上下文"),
        ("en-GB", server("zh-CN"), true, "Context"),
        ("de", server("en-US"), false, "Context"),
        ("zh-CN", Place::Dm, false, "上下文"),
        ("zh-TW", Place::foreign_server(), false, "前後文"),
    ] {
        let labels = more(asker, place.clone(), private).await;
        assert!(labels.contains(expected), "{asker} in {place:?}: {labels}");
    }
    bot.stop(&discord).await;
    let bot = Bot::with(&discord, crate::library::shipped(), Some(Locale::ZhTw)).await;
    assert!(more("en-GB", server("de"), false).await.contains("前後文"));
    assert!(more("en-GB", server("de"), true).await.contains("Context"));
    bot.stop(&discord).await;
}

#[tokio::test]
async fn a_reply_belongs_to_who_asked() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let stranger = Person::named("Ben");
    let moderator = Person::named("Mo").with(MANAGE_MESSAGES);
    let reply = discord
        .slash("ask", json!({ "question": "机器人" }))
        .by(&anna())
        .await
        .unwrap();
    let before = shown(reply.message());
    let copy = discord
        .press(&reply, "上下文 1")
        .by(&stranger)
        .await
        .unwrap();
    assert!(
        copy.is_new() && copy.message().is_private(),
        "a stranger gets a copy"
    );
    assert_eq!(shown(&discord.now(reply.message()).unwrap()), before);
    let wider = discord
        .press(&copy, "Back to the answer")
        .by(&stranger)
        .await
        .unwrap();
    assert!(wider.is_edited(), "the copy is the stranger's own");
    let refused = discord.press(&reply, "🗑️").by(&stranger).await.unwrap();
    assert!(refused.is_new() && refused.message().is_private());
    assert!(
        discord
            .press(&reply, "🗑️")
            .by(&moderator)
            .await
            .unwrap()
            .is_deleted()
    );
    let reply = discord
        .slash("quote", json!({}))
        .by(&anna())
        .at(Place::Dm)
        .await
        .unwrap();
    assert!(discord.press(&reply, "🗑️").await.unwrap().is_deleted());
    let reply = discord
        .slash("quote", json!({}))
        .by(&stranger)
        .at(Place::foreign_server())
        .await
        .unwrap();
    assert!(discord.press(&reply, "🗑️").await.unwrap().is_deleted());
    bot.stop(&discord).await;
}

#[tokio::test]
async fn controls_work_after_a_restart() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let ask = json!({ "question": "**GPU** 和 <TPU> 有什么区别？", "speaker": "Ilya" });
    let answer = discord.slash("ask", ask).await.unwrap();
    let section = discord
        .slash("section", json!({ "section": "s7" }))
        .await
        .unwrap();
    bot.stop(&discord).await;
    let bot = Bot::start(&discord).await;
    let wider = discord
        .press_where(&answer, |button| button.label.starts_with("Context"))
        .await
        .unwrap();
    assert!(wider.is_edited());
    assert!(
        wider.message().content().contains("区别"),
        "the question is still there"
    );
    let more = discord.press(&wider, "Read the section").await.unwrap();
    assert!(more.is_new() && more.message().is_private());
    let next = discord.press(&section, "Next ▶").await.unwrap();
    assert!(next.is_edited());
    let chosen = discord.choose(&next, "s9").await.unwrap();
    assert_eq!(chosen.message().embeds()[0]["title"], "未来的突破");
    bot.stop(&discord).await;
}

#[tokio::test]
async fn forged_and_ancient_controls_get_a_kind_answer() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let reply = discord.slash("quote", json!({})).await.unwrap();
    for id in [
        "ask:v0:3",
        "=nothing @1",
        "=section a=none-such#s1-t1 @1",
        "=ask h=9 c=1 @1",
        "-remove",
        "=quote l=true @1",
        "🙂",
    ] {
        let answer = discord.forge(&reply, id).await.unwrap();
        assert!(answer.is_new() && answer.message().is_private(), "{id}");
        assert!(!answer.message().texts().is_empty(), "{id}");
    }
    bot.stop(&discord).await;
}

#[tokio::test]
async fn hostile_questions_get_a_kind_answer_and_ping_nobody() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let long = "长".repeat(1990);
    let questions = [
        "",
        " ",
        "🙂🙂🙂",
        "……？？",
        "\u{200b}\u{202e}\u{7}",
        "@everyone @here <@&1>",
        "||`**__~~",
        "# 标题\n> 引用\n- 列表",
        "[a](https://example.org) https://example.org",
        &long,
    ];
    for question in questions {
        let reply = discord.dm(question).await.unwrap();
        assert!(!reply.texts().is_empty(), "{question}");
    }
    let spoken = "@everyone 模型 <@1> **粗** `x` ||y|| https://example.org";
    let reply = discord
        .slash("ask", json!({ "question": spoken }))
        .await
        .unwrap();
    assert_snapshot!(reply.message().content().lines().next().unwrap(), @r"🔎 \@everyone 模型 \<\@1\> \*\*粗\*\* \`x\` \|\|y\|\| https\://example.org");
    bot.stop(&discord).await;
}

#[tokio::test]
async fn mentions_and_direct_messages_are_questions() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let reply = discord
        .mention("AGI 来了之后你会做什么？")
        .by(&anna())
        .await
        .unwrap();
    assert!(reply.content().starts_with("🔎 AGI 来了之后你会做什么？"));
    assert!(
        discord
            .press_where(&reply, |button| button.label.starts_with("上下文"))
            .by(&anna())
            .await
            .unwrap()
            .is_edited()
    );
    let reply = discord.dm("機器人").await.unwrap();
    assert!(
        reply.buttons()[0].label.starts_with("前後文"),
        "the script tells the language"
    );
    assert!(discord.press(&reply, "🗑️").await.unwrap().is_deleted());
    let wrong = discord.mention("？？").await.unwrap();
    assert!(discord.press(&wrong, "🗑️").await.unwrap().is_deleted());
    assert!(discord.mention("机器人").by_a_bot().ignored().await);
    assert!(discord.mention("机器人").by_a_webhook().ignored().await);
    let reply = discord.mention("机器人").await.unwrap();
    assert!(
        discord.write("好").replying_to(&reply).ignored().await,
        "a reply's ping asks nothing"
    );
    assert!(discord.write("机器人").ignored().await);
    bot.stop(&discord).await;
}

#[tokio::test]
async fn options_complete_themselves() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    for (command, option, typed, expected) in [
        ("section", "section", "", "1. 通用人工智能的时间"),
        ("section", "section", "4", "4. 对齐AIignment"),
        ("section", "section", "alignm", "4. 对齐AIignment"),
        ("section", "section", "養老院", "5. 后通用人工智能的未来"),
        ("quote", "section", "台湾", "6. 新想法被高估了"),
        ("quote", "speaker", "il", "Ilya Sutskever"),
        ("ask", "speaker", "", "Dwarkesh Patel"),
        (
            "ask",
            "interview",
            "sutskever",
            "Ilya Sutskever谈论构建 AGI、alignment、未来模型和启蒙等问题 · ilya-sutskever-2023",
        ),
    ] {
        let question = if command == "ask" {
            json!({ "question": "x", option: typed })
        } else {
            json!({ option: typed })
        };
        let choices = discord
            .autocomplete(command, question, option)
            .await
            .unwrap();
        assert_eq!(
            choices.suggestions().first(),
            Some(&expected),
            "{command} {option} {typed}"
        );
    }
    let choices = discord
        .autocomplete("section", json!({ "section": "" }), "section")
        .await
        .unwrap();
    assert_eq!(choices.suggestions().len(), 9);
    let typed = discord
        .slash("section", json!({ "section": "模型成本" }))
        .await
        .unwrap();
    assert_eq!(
        typed.message().embeds()[0]["title"],
        "模型成本",
        "typed and not picked"
    );
    bot.stop(&discord).await;
}

#[tokio::test]
async fn what_is_unknown_is_named_with_the_way_out() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    for (command, options, expected) in [
        ("ask", json!({ "question": "?!" }), "There is no question"),
        (
            "ask",
            json!({ "question": "x", "interview": "nobody" }),
            "Known: ilya\\-sutskever",
        ),
        (
            "ask",
            json!({ "question": "x", "speaker": "Nobody" }),
            "Dwarkesh Patel, Ilya Sutskever",
        ),
        ("section", json!({ "section": "99" }), "s1–s9"),
        ("quote", json!({ "id": "s4" }), "Addresses look like"),
        (
            "quote",
            json!({ "speaker": "Patel" }),
            "Nothing worth quoting",
        ),
    ] {
        let reply = discord.slash(command, options).await.unwrap();
        let content = reply.message().content().replace("\\-", "-");
        assert!(
            reply.message().is_private() && content.contains(&expected.replace("\\-", "-")),
            "{content}"
        );
    }
    bot.stop(&discord).await;
}

#[tokio::test]
async fn two_interviews_and_their_markdown() {
    let discord = FakeDiscord::start().await;
    let shipped = include_str!("../../data/transcripts/ilya-sutskever-2023.md");
    let library = with_links(&[shipped, TEA]);
    let bot = Bot::with(&discord, &library, None).await;
    let reply = discord
        .slash(
            "ask",
            json!({ "question": "clay pot for tea", "interview": "tea-2024" }),
        )
        .await
        .unwrap();
    assert_snapshot!("tea", shown(reply.message()));
    let reply = discord
        .slash("ask", json!({ "question": "water for oolong" }))
        .await
        .unwrap();
    assert!(
        reply.message().embeds()[0]["description"]
            .as_str()
            .unwrap()
            .contains(r"\*slowly\*")
    );
    let choices = discord
        .autocomplete("section", json!({ "section": "cups" }), "section")
        .await
        .unwrap();
    assert_eq!(
        choices.suggestions()[0],
        r"2. Cups · On tea, * and _ and ||secrets||"
    );
    let which = discord
        .slash("section", json!({ "section": "1" }))
        .await
        .unwrap();
    assert!(which.message().content().contains("several interviews"));
    let only = discord
        .slash("section", json!({ "section": "cups" }))
        .await
        .unwrap();
    assert_eq!(only.message().embeds()[0]["title"], "Cups");
    let list = discord.slash("section", json!({})).await.unwrap();
    assert_eq!(
        list.message().embeds().len(),
        2,
        "without an interview, all of them"
    );
    let title = &list.message().embeds()[1]["title"];
    assert_eq!(title, r"On tea, \* and \_ and \|\|secrets\|\|");
    let contents = discord.choose(&list, "tea-2024").await.unwrap();
    assert!(contents.message().is_private());
    let help = discord.slash("help", json!({})).await.unwrap();
    assert!(
        help.message()
            .content()
            .contains("[Privacy](<https://code.example/privacy>)")
    );
    bot.stop(&discord).await;
}

#[tokio::test]
async fn a_turn_of_any_length_fits() {
    let sentence = "这句话_没有_*尽头*，";
    let long = format!("{}。{}", sentence.repeat(900), "短句。".repeat(2000));
    let transcript = TEA.replace("Spring water, never boiled twice.", &long);
    let discord = FakeDiscord::start().await;
    let bot = Bot::with(&discord, &of(&[&transcript]), None).await;
    for (command, options) in [
        ("ask", json!({ "question": "尽头 oolong" })),
        ("section", json!({ "section": "1" })),
        ("quote", json!({ "id": "tea-2024#s1-t2" })),
    ] {
        let reply = discord.slash(command, options).await.unwrap();
        assert!(!reply.message().embeds().is_empty());
        for button in ["Next ▶", "Context", "Context ＋"] {
            if reply.message().buttons().iter().any(|b| b.label == button) {
                discord.press(&reply, button).await.unwrap();
            }
        }
    }
    bot.stop(&discord).await;
}

#[tokio::test]
async fn a_callback_gets_through_what_can_be_got_through() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let faults: [fn() -> Fault; 5] = [
        || Fault::Status(500),
        || Fault::Status(503),
        || Fault::RateLimited {
            retry_after: Duration::from_millis(150),
        },
        || Fault::DropConnection,
        || Fault::DropAfter,
    ];
    for fault in faults {
        discord.fail_next(1, fault(), is_callback);
        let reply = discord.slash("ask", json!({ "question": "机器人" })).await;
        assert!(reply.is_ok(), "{:?} was not got through", fault());
    }
    discord.fail_next(6, Fault::Status(502), is_callback);
    assert!(discord.slash("quote", json!({})).await.is_ok());
    let reply = discord.slash("quote", json!({})).await.unwrap();
    discord.fail_next(1, Fault::Status(500), |request| request.method == "DELETE");
    assert!(discord.press(&reply, "🗑️").await.unwrap().is_deleted());
    bot.stop(&discord).await;
}

#[tokio::test]
async fn a_wait_longer_than_an_interaction_lives_is_not_ignored() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let retry_after = Duration::from_mins(1);
    discord.fail_next(1, Fault::RateLimited { retry_after }, is_callback);
    let hopeless = discord.slash("quote", json!({})).send();
    let tries = || {
        discord
            .requests()
            .iter()
            .filter(|one| one.path.contains(&hopeless.token))
            .count()
    };
    while tries() == 0 {
        tokio::task::yield_now().await;
    }
    // Coming back too early, be it with an apology, would be a violation.
    assert!(discord.slash("quote", json!({})).await.is_ok());
    assert_eq!(tries(), 1);
    bot.stop(&discord).await;
}

#[tokio::test]
async fn who_comes_when_too_many_are_served_is_asked_to_try_again() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let callback = |request: &Request| request.path.ends_with("/callback");
    // As many as are served at once, and one more.
    let most = 256;
    discord.fail_next(most, Fault::Delay(Duration::from_secs(1)), callback);
    let help = || discord.slash("help", json!({})).by(&anna());
    let served: Vec<_> = (0..most).map(|_| help().send()).collect();
    while discord
        .requests()
        .iter()
        .filter(|request| callback(request))
        .count()
        < most
    {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let busy = help().await.unwrap();
    assert!(busy.message().is_private());
    assert!(busy.message().content().contains("忙不过来"));
    for one in &served {
        let answer = one.answer().await.unwrap();
        assert!(!answer.message().content().contains("忙不过来"));
    }
    let free = help().await.unwrap();
    assert!(!free.message().content().contains("忙不过来"));
    let metrics = bot.metrics().text().unwrap();
    let counted = "command=\"help\",outcome=\"busy\"} 1\n";
    assert!(metrics.contains(counted), "{metrics}");
    bot.stop(&discord).await;
}

#[tokio::test]
async fn the_gateway_may_come_and_go() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    for interruption in [
        Interruption::Reconnect,
        Interruption::Close(4000),
        Interruption::Abort,
    ] {
        discord.interrupt(interruption);
        let reply = discord.slash("ask", json!({ "question": "机器人" })).await;
        assert!(reply.is_ok());
    }
    assert_eq!(discord.sessions().0, 1, "resumed, not identified anew");
    assert_eq!(discord.commands().1, 1);
    bot.stop(&discord).await;
}

#[tokio::test]
async fn a_private_answer_stays_private() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let options = json!({ "question": "模型", "private": true });
    let reply = discord.slash("ask", options).await.unwrap();
    assert!(reply.message().is_private());
    assert!(
        reply
            .message()
            .buttons()
            .iter()
            .all(|button| button.emoji.is_empty()),
        "no bin"
    );
    let more = discord.press(&reply, "More").await.unwrap();
    assert!(more.is_new() && more.message().is_private());
    let next = discord.press(&more, "Next ▶").await.unwrap();
    assert!(next.is_edited() && next.message().content().contains("Page 2 of"));
    let nothing = discord
        .slash("ask", json!({ "question": "zzz" }))
        .await
        .unwrap();
    assert!(nothing.message().content().contains("do not say"));
    let narrowed = json!({ "question": "zzz", "speaker": "il" });
    assert!(
        discord
            .slash("ask", narrowed)
            .await
            .unwrap()
            .message()
            .content()
            .contains("Nobody")
    );
    let narrowed = json!({ "question": "zzz", "speaker": "ILYA" });
    let nothing = discord.slash("ask", narrowed).await.unwrap();
    assert!(
        nothing
            .message()
            .content()
            .contains("Searched only in: Ilya Sutskever")
    );
    bot.stop(&discord).await;
}
