//! Conditions instead of pauses.

use crate::Result;
use std::time::Duration;
use tokio::time::Instant;

/// Generous: a condition that holds is seen at once, and a slow machine is no failure.
pub const PATIENCE: Duration = Duration::from_secs(40);

const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// Looks until there is something to see. `what` completes the sentence "waited in vain for …".
///
/// # Errors
/// When [`PATIENCE`] is over; with the last error of `look`, if there was one.
pub async fn until<T, F, Fut>(what: &str, look: F) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Option<T>>>,
{
    until_for(PATIENCE, what, look).await
}

/// [`until`] with its own patience. An error of `look` counts as "not yet": pages come and go while a browser works.
///
/// # Errors
/// When the time is over; with the last error of `look`, if there was one.
pub async fn until_for<T, F, Fut>(patience: Duration, what: &str, mut look: F) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Option<T>>>,
{
    let end = Instant::now() + patience;
    let mut last = None;
    loop {
        match look().await {
            Ok(Some(seen)) => return Ok(seen),
            Ok(None) => {}
            Err(error) => last = Some(error),
        }
        if Instant::now() > end {
            let after = last.map(|e| format!(" (last: {e})")).unwrap_or_default();
            return Err(format!("waited in vain for {what}{after}").into());
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn says_what_it_waited_for_and_why_it_failed() {
        let look = || async { Err::<Option<()>, _>("the page is gone".into()) };
        let error = until_for(Duration::from_millis(1), "the badge", look).await.unwrap_err();
        assert_eq!(error.to_string(), "waited in vain for the badge (last: the page is gone)");
    }

    #[tokio::test]
    async fn an_error_on_the_way_does_not_matter() {
        let mut looks = 0;
        let seen = until("a number", || {
            looks += 1;
            let now = looks;
            async move { if now < 3 { Err("not yet".into()) } else { Ok(Some(now)) } }
        });
        assert_eq!(seen.await.unwrap(), 3);
    }
}
