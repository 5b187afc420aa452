// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node droppingcalcom.mjs KEY CERTIFICATE: a TLS server that speaks HTTP/2 and counts what arrives, by path, however the
// exchange then ends. Says its port first; GET /counts tells.
import { readFileSync } from 'node:fs';
import { constants, createSecureServer } from 'node:http2';

const [key, cert] = process.argv.slice(2, 4).map((name) => readFileSync(name));
const counts = {};
const server = createSecureServer({ key, cert, allowHTTP1: true });
const ends = {
  ok: (stream) => { stream.respond({ ':status': 201, 'x-protocol': '2.0' }); stream.end('{"status":"success","data":{}}'); },
  half: (stream) => { stream.respond({ ':status': 201 }); stream.write('{"status":"succ'); setTimeout(() => stream.session?.destroy(), 20); },
  drop: (stream) => stream.session?.destroy(),
  reset: (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR),
  refused: (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM),
  goaway: (stream) => { const session = stream.session; session?.goaway(constants.NGHTTP2_NO_ERROR, 0); setTimeout(() => session?.destroy(), 20); },
  calm: (stream) => { const session = stream.session; session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM); setTimeout(() => session?.destroy(), 20); },
};
server.on('sessionError', () => {});
server.on('session', (session) => session.on('error', () => {}));
server.on('stream', (stream, headers) => {
  const path = headers[':path'];
  counts[path] = (counts[path] ?? 0) + 1;
  stream.on('error', () => {});
  if (path === '/counts') { stream.respond({ ':status': 200 }); stream.end(JSON.stringify(counts)); return; }
  const [, how, when] = path.split('/');
  if (when === 'early') { ends[how](stream); return; }
  stream.resume();
  stream.on('end', () => setTimeout(() => { if (!stream.destroyed) ends[how](stream); }, 20));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
