// A server of the `ws` package; the path says what it does. Prints its port, then how each connection ended.
"use strict";
const { WebSocketServer } = require("ws");

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  maxPayload: 32 << 20,
  perMessageDeflate: true,
  handleProtocols: (offered) => ["superchat", "chat"].find((name) => offered.has(name)) || false,
});
server.on("listening", () => console.log("PORT " + server.address().port));
server.on("connection", (socket, request) => {
  const url = new URL(request.url, "http://localhost");
  socket.on("close", (code, reason) => console.log("CLOSED " + code + " " + reason));
  socket.on("error", (error) => console.log("ERROR " + error.message));
  if (url.pathname === "/close") {
    socket.send("last words");
    socket.close(Number(url.searchParams.get("code")), url.searchParams.get("reason") || "");
  } else if (url.pathname === "/ping") {
    socket.on("pong", (data) => socket.send(data.toString() === "are you there" ? "pong came" : "wrong pong"));
    socket.ping("are you there");
  }
  socket.on("message", (data, isBinary) => {
    if (url.pathname !== "/fragments") return socket.send(data, { binary: isBinary });
    const size = Math.max(1, Math.floor(data.length / 5));
    for (let at = 0; at < data.length; at += size) {
      socket.send(data.subarray(at, at + size), { binary: isBinary, fin: at + size >= data.length });
    }
    if (data.length === 0) socket.send(data, { binary: isBinary });
  });
});
