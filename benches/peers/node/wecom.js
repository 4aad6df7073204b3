// Node with WeCom's own package, which leaves the XML, the comparison of the signature, the receive id and the time to its user.
'use strict';

const { timingSafeEqual } = require('node:crypto');
const { decrypt, getSignature } = require('@wecom/crypto');
const { XMLParser } = require('fast-xml-parser');
const { readCallback, serve } = require('./turns.js');

const TOLERANCE_SECONDS = 300;

const callback = readCallback(process.argv[2]);
const credentials = callback.config.credentials;
const parser = new XMLParser({ parseTagValue: false });

function receive() {
  const query = new URL(callback.target, 'http://localhost').searchParams;
  const encrypted = parser.parse(callback.body.toString()).xml.Encrypt;
  const time = query.get('timestamp');
  const expected = getSignature(credentials.token, time, query.get('nonce'), encrypted);
  const signature = query.get('msg_signature');
  if (signature.length !== expected.length || !timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) {
    throw new Error('the callback is not what it claims to be');
  }
  if (Math.abs(callback.nowMs / 1000 - Number(time)) > TOLERANCE_SECONDS) throw new Error('the callback is old');
  const { message, id } = decrypt(credentials.encoding_aes_key, encrypted);
  if (id !== credentials.receive_id) throw new Error('the callback is meant for another');
  return parser.parse(message).xml;
}

function messages(xml) {
  return [[xml.FromUserName, '', xml.MsgId, 1000 * Number(xml.CreateTime), xml.Content]];
}

serve(receive, messages);
