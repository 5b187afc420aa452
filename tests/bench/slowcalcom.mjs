// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node slowcalcom.mjs KEY CERTIFICATE: a TLS server that speaks HTTP/2 and HTTP/1.1 and answers everything after
// 300 ms. Says its port first; each answer says which protocol and which connection carried it.
import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';

const [key, cert] = process.argv.slice(2, 4).map((name) => readFileSync(name));
let connections = 0;
const server = createSecureServer({ key, cert, allowHTTP1: true });
server.on('secureConnection', (socket) => { socket.number = ++connections; });
server.on('request', (request, response) => {
  request.resume();
  const socket = request.httpVersionMajor === 2 ? request.stream.session.socket : request.socket;
  const headers = { 'content-type': 'application/json', 'x-protocol': request.httpVersion, 'x-connection': socket.number };
  setTimeout(() => { response.writeHead(201, headers); response.end('{"status":"success","data":{}}'); }, 300);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
