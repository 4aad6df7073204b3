//! Shares of work on several threads, their output in order, and no more of it waiting than is being made.

use std::collections::BTreeMap;
use std::panic;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The name of the threads that a batch starts.
pub(crate) const WORKER: &str = "imhook";

/// How many shares for each thread may be ahead of the one that is appended next.
const AHEAD: usize = 2;

/// Runs `work` on every share, on at most `threads` threads counting this one; what cannot be started is done without.
/// Threads end before this returns. What `work` writes comes after what `out` holds, in the order of the shares.
///
/// This thread appends what is ready and otherwise works too: where its share is the next in order, straight into `out`.
pub fn in_order<S: Send>(
    shares: impl Iterator<Item = S> + Send,
    threads: usize,
    work: impl Fn(S, &mut Vec<u8>) + Sync,
    out: &mut Vec<u8>,
) {
    if threads <= 1 {
        return shares.for_each(|share| work(share, out));
    }
    let desk = Desk::new(shares, threads * AHEAD);
    thread::scope(|scope| {
        let started: Vec<_> = (1..threads)
            .map_while(|_| {
                let worker = thread::Builder::new().name(WORKER.to_owned());
                #[expect(clippy::disallowed_methods, reason = "the one place")]
                worker.spawn_scoped(scope, || desk.serve(&work)).ok()
            })
            .collect();
        desk.append(&work, out);
        for thread in started {
            thread.join().unwrap_or_else(|reason| panic::resume_unwind(reason));
        }
    });
}

/// Where shares are taken and outputs are left.
struct Desk<I> {
    state: Mutex<State<I>>,
    changed: Condvar,
    ahead: usize,
}

struct State<I> {
    shares: I,
    /// How many have been taken, and how many of these appended.
    taken: usize,
    appended: usize,
    /// Outputs that wait for one before them.
    ready: BTreeMap<usize, Vec<u8>>,
    /// Memory of outputs that have been appended.
    spare: Vec<Vec<u8>>,
    /// No share is left, or a thread has panicked and nobody waits for its output.
    is_over: bool,
    is_broken: bool,
}

impl<S, I: Iterator<Item = S>> Desk<I> {
    fn new(shares: I, ahead: usize) -> Self {
        let (ready, spare) = (BTreeMap::new(), Vec::new());
        let state = State { shares, taken: 0, appended: 0, ready, spare, is_over: false, is_broken: false };
        Self { state: Mutex::new(state), changed: Condvar::new(), ahead }
    }

    /// Nothing that can panic runs under the lock.
    fn lock(&self) -> MutexGuard<'_, State<I>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<I>>) -> MutexGuard<'s, State<I>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// What a started thread does.
    fn serve(&self, work: &impl Fn(S, &mut Vec<u8>)) {
        let breakage = OnPanic(self);
        loop {
            let mut state = self.lock();
            while state.taken >= state.appended + self.ahead && !state.is_over {
                state = self.wait(state);
            }
            let Some((index, share)) = state.take() else { break };
            let mut part = state.spare.pop().unwrap_or_default();
            drop(state);
            work(share, &mut part);
            self.lock().ready.insert(index, part);
            self.changed.notify_all();
        }
        std::mem::forget(breakage);
    }

    /// What the calling thread does.
    fn append(&self, work: &impl Fn(S, &mut Vec<u8>), out: &mut Vec<u8>) {
        let breakage = OnPanic(self);
        let mut state = self.lock();
        loop {
            let next = state.appended;
            if let Some(mut part) = state.ready.remove(&next) {
                drop(state);
                out.extend_from_slice(&part);
                part.clear();
                state = self.lock();
                state.spare.push(part);
                state.appended += 1;
            } else if state.is_broken {
                break;
            } else if state.taken < next + self.ahead
                && let Some((index, share)) = state.take()
            {
                let is_next = index == next;
                let mut part = if is_next { Vec::new() } else { state.spare.pop().unwrap_or_default() };
                drop(state);
                work(share, if is_next { &mut *out } else { &mut part });
                state = self.lock();
                if is_next {
                    state.appended += 1;
                } else {
                    state.ready.insert(index, part);
                }
            } else if next == state.taken && state.is_over {
                break;
            } else {
                state = self.wait(state);
                continue;
            }
            self.changed.notify_all();
        }
        drop(state);
        std::mem::forget(breakage);
    }
}

impl<S, I: Iterator<Item = S>> State<I> {
    fn take(&mut self) -> Option<(usize, S)> {
        let share = if self.is_over { None } else { self.shares.next() };
        self.is_over = share.is_none();
        let index = self.taken;
        self.taken += usize::from(share.is_some());
        share.map(|share| (index, share))
    }
}

/// Tells the others that this thread is going down with a panic, so that they end too.
struct OnPanic<'d, S, I: Iterator<Item = S>>(&'d Desk<I>);

impl<S, I: Iterator<Item = S>> Drop for OnPanic<'_, S, I> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        (state.is_over, state.is_broken) = (true, true);
        drop(state);
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    #[test]
    fn no_more_waits_than_is_ahead() {
        let (made, first_is_made) = (AtomicUsize::new(0), AtomicBool::new(false));
        let mut out = Vec::new();
        let work = |share: usize, out: &mut Vec<u8>| {
            // The first share is slow: all others would be made meanwhile.
            if share == 0 {
                thread::park_timeout(std::time::Duration::from_millis(50));
                let ahead = made.load(Ordering::SeqCst);
                assert!((1..=3 * AHEAD).contains(&ahead), "{ahead} were made");
                first_is_made.store(true, Ordering::SeqCst);
            }
            made.fetch_add(1, Ordering::SeqCst);
            out.extend_from_slice(&share.to_le_bytes());
        };
        in_order(0..1000, 3, work, &mut out);
        let shares = out.chunks(8).map(|bytes| usize::from_le_bytes(bytes.try_into().unwrap()));
        assert!(shares.eq(0..1000) && first_is_made.into_inner());
    }

    #[test]
    fn a_panic_of_any_thread_ends_all_and_goes_on() {
        for culprit in [0, 1, 7, 50] {
            let work = |share: usize, _: &mut Vec<u8>| assert!(share != culprit, "injected");
            let outcome = panic::catch_unwind(|| in_order(0..51, 4, work, &mut Vec::new()));
            assert!(outcome.is_err(), "{culprit}");
        }
    }
}
