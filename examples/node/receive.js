// receive.js CONFIG CALLBACK NOW_MS: prints the events of a recorded HTTP request, and the answer that its platform waits for.
'use strict';

const { readFileSync } = require('node:fs');
const { ImhookError, Receiver } = require('./imhook.js');

// The parts of a recorded request; a server has them at hand.
function split(message, nowMs) {
  const line = message.indexOf('\r\n');
  const head = message.indexOf('\r\n\r\n');
  const [method, target] = message.subarray(0, line).toString('latin1').split(' ');
  return {
    method: Buffer.from(method, 'latin1'),
    target: Buffer.from(target, 'latin1'),
    headers: message.subarray(line + 2, head + 2),
    body: message.subarray(head + 4),
    nowMs,
  };
}

async function main([config, callback, nowMs]) {
  const receiver = new Receiver(JSON.parse(readFileSync(config)));
  try {
    const { events, reply } = JSON.parse(await receiver.receiveAsync(split(readFileSync(callback), Number(nowMs))));
    for (const event of events) {
      console.log(`${event.type} ${event.id}`);
      if (event.message?.text !== undefined) {
        console.log(`  ${event.message.text}`);
      }
    }
    console.log(`answer ${reply.status} ${reply.content_type} ${reply.body}`);
  } finally {
    receiver.close();
  }
}

main(process.argv.slice(2)).catch((error) => {
  if (!(error instanceof ImhookError)) {
    throw error;
  }
  console.error(`refused: ${error.name} (${error.status})\n  ${error.message}`);
  if (error.hint !== undefined) {
    console.error(`  hint: ${error.hint}`);
  }
  console.error(`answer ${error.httpStatus}`);
  process.exitCode = 1;
});
