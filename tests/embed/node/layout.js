'use strict';

const koffi = require('koffi');
require('./imhook.js');

for (const name of ['imhook_buf', 'imhook_request']) {
  const { size, members } = koffi.type(name);
  console.log(`${name} of ${size}`);
  for (const [field, { offset, type }] of Object.entries(members)) {
    console.log(`${name}.${field} at ${offset} of ${type.size}`);
  }
}
