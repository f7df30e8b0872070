//! People, many of them.

use std::time::Duration;

use crate::fake::FakeDiscord;

/// Does something again and again, at so many a second whatever happens, and returns how long each
/// waited for its callback. `act` begins one and returns what
/// waits for that.
pub(crate) async fn at_a_rate<F>(
    per_second: u32,
    count: usize,
    act: impl Fn(usize) -> F,
) -> Vec<Duration>
where
    F: Future<Output = Duration>,
{
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / per_second);
    let mut begun = Vec::new();
    for number in 0..count {
        ticks.tick().await;
        // The interaction is sent here; its end is waited for when all have begun.
        begun.push(act(number));
    }
    let mut waited = Vec::new();
    for one in begun {
        waited.push(one.await);
    }
    waited
}

/// Lets a bot warm up as it would within its first minute.
pub(crate) async fn warm_up(discord: &FakeDiscord, questions: &[String]) {
    for question in questions.iter().take(50) {
        let options = serde_json::json!({ "question": question });
        discord.slash("ask", options).await.unwrap();
    }
}
