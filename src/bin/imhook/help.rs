//! What `--help` says beside the options: examples, and how the program ends.

/// The version of the program, which is that of its library, and the number of the C ABI.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (C ABI ", env!("IMHOOK_ABI"), ")");

pub const ABOUT: &str = "\
Exit status:
  0  done
  1  refused: the request, payload or specification; with --lines, one of them at least
  2  not done: wrong usage or configuration, or a file that cannot be read or written

A callback is refused and nobody knows why? Save the request as it came, with its head, and ask:
  imhook diagnose --config receiver.json request.http

`imhook COMMAND --help` has more examples.";

pub const RECEIVE: &str = "\
Examples:
  imhook receive -c wps.json request.http
  imhook receive -c wps.json --now 2024-01-01T10:00:00+08:00 last-year.http
  imhook receive -c wps.json --lines requests.ndjson > deliveries.ndjson

With --lines, a line is {\"method\",\"target\",\"headers\",\"body\"}, as `imhook seal --json` prints it.
Headers may also be a list of [name, value]; body_base64 stands for a body that is not UTF-8;
now_ms is when the request came, by which its age is judged unless --now is given.";

pub const VERIFY: &str = "\
Example:
  imhook verify -c wecom.json request.http";

pub const DECRYPT: &str = "\
Example:
  imhook decrypt -c wecom.json request.http > plaintext.xml

Plaintext is what your users wrote: mind where you put it.";

pub const DIAGNOSE: &str = "\
Examples:
  imhook diagnose -c wps.json request.http
  pbpaste | imhook diagnose -c wps.json --now 2024-01-01T10:00:00+08:00
  imhook diagnose -c wps.json --json request.http | jq .advice

The status is 1 when the request would be refused. The report is for you: never send it to whoever
sent the request.";

pub const PARSE: &str = "\
Examples:
  imhook parse -c wecom.json plaintext.xml
  imhook parse -c archive.json --lines records.ndjson > deliveries.ndjson
  zcat records.ndjson.gz | imhook parse -c archive.json --lines | gzip > deliveries.ndjson.gz

Nothing is verified, and the configuration needs no credentials: {\"platform\":\"wecom_archive\"} is
enough. With --lines, memory does not grow with the file, and progress is shown on a terminal while
the output goes elsewhere.";

pub const SEAL: &str = "\
Examples:
  imhook seal -c wps.json spec.json | imhook receive -c wps.json
  imhook seal -c wps.json spec.json | nc 127.0.0.1 8080
  echo '{\"kind\":\"reply\",\"payload\":{\"valid\":true}}' | imhook seal -c easemob.json

A specification is {\"kind\":\"callback\",\"payload\":…}, {\"kind\":\"reply\",\"payload\":…} or
{\"kind\":\"send\",\"message\":…}, with timestamp_ms, nonce, credential and what the platform's envelope
needs. What is left out is drawn at random or read from the clock.";

pub const COMPLETIONS: &str = "\
Examples:
  imhook completions bash > ~/.local/share/bash-completion/completions/imhook
  imhook completions zsh > ~/.zfunc/_imhook
  imhook completions fish > ~/.config/fish/completions/imhook.fish";
