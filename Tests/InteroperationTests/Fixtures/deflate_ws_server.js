// An echo server of the `ws` package that compresses as argv says: takeovers (0 or 1) and window bits, server's then
// client's. Prints its port.
"use strict";
const { WebSocketServer } = require("ws");
const [serverTakeover, clientTakeover, serverBits, clientBits] = process.argv.slice(2).map(Number);

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  maxPayload: 32 << 20,
  perMessageDeflate: {
    threshold: 0,
    serverNoContextTakeover: serverTakeover === 0,
    clientNoContextTakeover: clientTakeover === 0,
    serverMaxWindowBits: serverBits,
    clientMaxWindowBits: clientBits,
    zlibDeflateOptions: { level: 9 },
  },
});
server.on("listening", () => console.log("PORT " + server.address().port));
server.on("connection", (socket, request) => {
  socket.on("error", (error) => console.log("ERROR " + error.message));
  if (request.url === "/bomb") socket.send(Buffer.alloc(4 << 20));
  socket.on("message", (data, isBinary) => {
    if (request.url !== "/fragments") return socket.send(data, { binary: isBinary });
    const step = Math.max(1, Math.floor(data.length / 7));
    for (let at = 0; at < data.length; at += step) {
      socket.send(data.subarray(at, at + step), { binary: isBinary, fin: at + step >= data.length });
    }
    if (data.length === 0) socket.send(data, { binary: isBinary });
  });
});
