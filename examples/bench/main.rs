//! How the work grows with its input: `cargo xtask bench`. Each row reads inputs of 1, 2, 4 and 8 times a size and shows
//! the time of each as a multiple of the first, so that linear work shows 1, 2, 4, 8 on any machine.

mod readers;
mod review;
mod scale;

use std::time::{Duration, Instant};

const STEPS: [usize; 4] = [1, 2, 4, 8];
/// The best of this many runs: what else the machine does only ever adds.
const RUNS: usize = 3;

/// One kind of work over sizes: makes an input of that size and returns the work to be timed.
pub struct Case {
    pub name: &'static str,
    pub size: usize,
    pub make: fn(usize) -> Box<dyn Fn()>,
}

fn best(work: &dyn Fn()) -> Duration {
    let time = || {
        let before = Instant::now();
        work();
        before.elapsed()
    };
    (0..RUNS).map(|_| time()).min().unwrap_or_default()
}

fn main() {
    let only = std::env::args().nth(1).unwrap_or_default();
    println!("{:<44} {:>9} {:>10}  times as much at 2, 4, 8 times the size", "work", "size", "first");
    for case in readers::cases()
        .into_iter()
        .chain(scale::cases())
        .chain(review::cases())
        .filter(|case| case.name.contains(&only))
    {
        let times: Vec<Duration> =
            STEPS.iter().map(|step| best(&*(case.make)(case.size.saturating_mul(*step)))).collect();
        let first = times.first().map_or(0.0, Duration::as_secs_f64).max(1e-9);
        let ratios: Vec<String> = times.iter().skip(1).map(|t| format!("{:5.1}", t.as_secs_f64() / first)).collect();
        println!("{:<44} {:>9} {:>7.2} ms  {}", case.name, case.size, first * 1e3, ratios.join(" "));
    }
    if "scale".contains(&only) {
        scale::report();
        scale::report_start();
    }
}
