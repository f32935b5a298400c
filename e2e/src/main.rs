//! `e2e run`: the story, to be played by hand or watched. `e2e bench`: what the extension costs a page. `e2e tour`: a
//! picture of every page in every state. `e2e pictures DIR`: what the stores show.

use e2e::{cost, run, shots, tour};
use std::path::Path;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match run::Options::parse(&arguments) {
        _ if arguments == ["bench"] => cost::bench().await,
        _ if arguments.first().is_some_and(|first| first == "tour") => tour::picture(&arguments).await,
        _ if arguments.len() == 2 && arguments.first().is_some_and(|name| name == "pictures") => {
            shots::take(Path::new(arguments.last().map_or("", String::as_str))).await
        }
        Ok(options) => run::run(&options).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
