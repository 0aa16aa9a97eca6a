//! How often one machine may ask.

use crate::app::App;
use crate::problem::Problem;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Requests a second that one machine may send for long, and those it may send at once.
const RATE: f64 = 20.0;
const BURST: f64 = 200.0;

/// Machines remembered; beyond them all begin anew.
const MACHINES: usize = 10_000;

/// What each machine may still send, and since when that holds.
#[derive(Debug, Default)]
pub struct Rates(Mutex<HashMap<IpAddr, (f64, Instant)>>);

impl Rates {
    /// Takes one request's worth of what `machine` may send at `now`, if there is any.
    fn take(&self, machine: IpAddr, now: Instant) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MACHINES && !all.contains_key(&machine) {
            all.clear();
        }
        let (left, since) = all.entry(machine).or_insert((BURST, now));
        *left = (*left + now.saturating_duration_since(*since).as_secs_f64() * RATE).min(BURST);
        *since = now;
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }
}

/// Lets a request through unless its machine asks too often. This machine itself may ask as often as it likes.
pub async fn not_too_often(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    match from {
        Some(machine) if !machine.is_loopback() && !app.rates.take(machine, Instant::now()) => {
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "too many requests; wait a second").into_response()
        }
        _ => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_machine_gets_what_it_may() {
        let (rates, start) = (Rates::default(), Instant::now());
        let machine = IpAddr::from([192, 0, 2, 1]);
        let taken = |at: Duration| (0..1_000).filter(|_| rates.take(machine, start + at)).count();
        assert_eq!(taken(Duration::ZERO), 200);
        assert_eq!(taken(Duration::from_secs(1)), 20);
        assert!(rates.take(IpAddr::from([192, 0, 2, 2]), start));
    }
}
