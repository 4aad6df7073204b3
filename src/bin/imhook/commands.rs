//! What each command does with what it reads.

use std::fs;
use std::path::Path;

use imhook::{Error, Receiver, Request, Status};
use zeroize::Zeroizing;

use crate::arguments::{self, Command};
use crate::captured::Captured;
use crate::failure::{Failure, note};
use crate::input::Input;
use crate::{help, lines, output, report, sealed, shell};

pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Receive { config, request, lines } if lines.lines => {
            lines::receive(&receiver(&config)?, Input::open(request.file.as_deref())?, threads(&lines), request.now)
        }
        Command::Receive { config, request, .. } => output::write_line(judged(&config, &request, delivery)?),
        Command::Verify { config, request } => output::write_line(judged(&config, &request, Receiver::verify)?),
        Command::Decrypt { config, request } => output::write_exactly(judged(&config, &request, Receiver::decrypt)?),
        Command::Diagnose { config, request, json } => diagnose(&config, &request, json),
        Command::Parse { config, file, lines } if lines.lines => {
            lines::parse(&receiver(&config)?, Input::open(file.as_deref())?, threads(&lines))
        }
        Command::Parse { config, file, .. } => parse(&config, file.as_deref()),
        Command::Seal { config, file, json } => seal(&config, file.as_deref(), json),
        Command::Completions { shell } => shell::completions(shell),
        Command::Manual { folder } => shell::manual(&folder),
        Command::Version => output::write_line(format!("imhook {}", help::VERSION).into_bytes()),
    }
}

/// What a call makes of one request, unless it refuses it.
fn judged(
    config: &arguments::Config,
    request: &arguments::Request,
    call: fn(&Receiver, &Request<'_>) -> Result<Vec<u8>, Error>,
) -> Result<Vec<u8>, Failure> {
    let receiver = receiver(config)?;
    let text = Input::open(request.file.as_deref())?.whole()?;
    let captured = captured(&text)?;
    call(&receiver, &captured.request(request.now)).map_err(|error| match error.status() {
        Status::StaleTimestamp => {
            Failure::from(error).hint("check the clocks; for an old capture, give --now the time when it came")
        }
        _ => Failure::from(error).hint_if_none("`imhook diagnose` with the same options may say why"),
    })
}

fn delivery(receiver: &Receiver, request: &Request<'_>) -> Result<Vec<u8>, Error> {
    let mut delivery = Vec::new();
    receiver.receive_into(request, &mut delivery)?;
    Ok(delivery)
}

fn diagnose(config: &arguments::Config, request: &arguments::Request, json: bool) -> Result<(), Failure> {
    let receiver = receiver(config)?;
    let text = Input::open(request.file.as_deref())?.whole()?;
    let captured = captured(&text)?;
    let diagnosis = receiver.diagnose(&captured.request(request.now));
    report::print(diagnosis, json)
}

fn parse(config: &arguments::Config, file: Option<&Path>) -> Result<(), Failure> {
    let receiver = receiver(config)?;
    let payload = Input::open(file)?.whole()?;
    let mut delivery = Vec::new();
    receiver.parse_into(&payload, &mut delivery).map_err(|error| {
        let several = error.status() == Status::MalformedPayload && payload.trim_ascii().contains(&b'\n');
        let failure = Failure::from(error);
        if several { failure.hint("several payloads, one on each line, are read with --lines") } else { failure }
    })?;
    output::write_line(delivery)
}

fn seal(config: &arguments::Config, file: Option<&Path>, json: bool) -> Result<(), Failure> {
    let receiver = receiver(config)?;
    let sealed = receiver.seal(&Input::open(file)?.whole()?)?;
    if json { output::write_line(sealed) } else { output::write_exactly(sealed::as_http(&sealed)?) }
}

/// The receiver of a configuration file, whose text is wiped as soon as it is read.
fn receiver(config: &arguments::Config) -> Result<Receiver, Failure> {
    let unreadable = |error| Failure::unreadable(&config.file.display().to_string(), &error);
    let text = Zeroizing::new(fs::read(&config.file).map_err(unreadable)?);
    Ok(Receiver::new(&text)?)
}

fn captured(text: &[u8]) -> Result<Captured<'_>, Failure> {
    const EXPECTED: &str = "expected an HTTP request as it came (POST /path HTTP/1.1, header lines, a blank line, the body), \
                            or JSON as `imhook seal --json` prints it";
    let captured = Captured::read(text).map_err(|message| Failure::refused(message).hint(EXPECTED))?;
    captured.notes.iter().for_each(|text| note(text));
    Ok(captured)
}

fn threads(lines: &arguments::Lines) -> usize {
    match lines.threads {
        0 => std::thread::available_parallelism().map_or(1, Into::into),
        threads => threads,
    }
}
