// The process of a peer: reads one case from a folder, then obeys the driver's lines. `check` answers with the number of
// messages and each of them, `time N` with the nanoseconds of N calls.
'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { createInterface } = require('node:readline');

// One callback as an HTTP server hands it over, and the configuration that imhook would receive it by.
function readCallback(folder) {
  const file = (name) => readFileSync(join(folder, name));
  return {
    config: JSON.parse(file('config.json')),
    target: file('target').toString(),
    body: file('body'),
    nowMs: Number(file('now')),
  };
}

function timed(work, calls) {
  for (let call = 0; call < calls >> 3; call++) work(); // the caches are the last peer's
  const begun = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) work();
  return process.hrtime.bigint() - begun;
}

// `work` is what is timed. `messages` reads its result, for the check: lists of sender, conversation, id, time, content.
function serve(work, messages) {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [command, count] = line.split(' ');
    if (command === 'check') {
      const found = messages(work()).map((message) => message.join('\t').replaceAll('\n', ' '));
      console.log([found.length, ...found].join('\n'));
    } else {
      console.log(String(timed(work, Number(count))));
    }
  });
}

module.exports = { readCallback, serve };
