// repeat.js CONFIG BODY NOW_MS COUNT: receives a body that often, every other time a day too late, in turn on this thread and another.
'use strict';

const { readFileSync } = require('node:fs');
const { ImhookError, Receiver } = require('./imhook.js');

async function main([config, body, nowMs, count]) {
  const receiver = new Receiver(JSON.parse(readFileSync(config)));
  const request = { target: Buffer.from('/hook'), headers: Buffer.from('Content-Type: application/json\r\n'), body: readFileSync(body) };
  let refused = 0;
  for (let i = 0; i < Number(count); i++) {
    request.nowMs = Number(nowMs) + (i % 2) * 86400000;
    try {
      if (i % 4 < 2) {
        receiver.receive(request);
      } else {
        await receiver.receiveAsync(request);
      }
    } catch (error) {
      if (!(error instanceof ImhookError)) {
        throw error;
      }
      refused++;
    }
  }
  receiver.close();
  process.exitCode = refused === Math.floor(count / 2) ? 0 : 1;
}

main(process.argv.slice(2));
