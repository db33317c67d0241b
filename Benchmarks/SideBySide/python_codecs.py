"""Passes over buffers in memory of the Python libraries whose hot parts are C, told what to do over standard input.

websockets: its sans-I/O `Protocol`, which masks and copies in C. picows: its `WSProtocol`, with a transport that keeps
what is written; its parser and masks are compiled. What is timed ends where a user's code begins: with picows a call
of `on_ws_frame` for each frame, with websockets a list of `Frame`.

A request is a line of JSON, followed by the bytes that it announces; the answer is a line of JSON and its bytes.
"""

import asyncio
import base64
import gc
import hashlib
import json
import logging
import socket
import sys
import time
from importlib.metadata import version

import picows
from picows.picows import WSProtocol
from websockets.frames import Opcode
from websockets.protocol import Protocol, Side


class WebsocketsCodec:
    """The sans-I/O layer; text is decoded as its connections do, which is where it is validated."""

    def __init__(self, masked):
        self.decoder = Protocol(Side.SERVER if masked else Side.CLIENT, max_size=None)
        self.encoder = Protocol(Side.CLIENT if masked else Side.SERVER)
        self.events = []

    def refill(self, wire):
        self.wire = wire
        self.events = []

    def decode(self, is_text):
        self.decoder.receive_data(self.wire)
        events = self.decoder.events_received()
        if is_text:
            self.events = [str(event.data, "utf-8") for event in events]
        else:
            self.events = [event.data for event in events]

    def payloads(self):
        return [event.encode() if isinstance(event, str) else bytes(event) for event in self.events]

    def encode(self, payload, count):
        send, taken = self.encoder.send_binary, self.encoder.data_to_send
        self.output = []
        for _ in range(count):
            send(payload)
            self.output += taken()

    def frames(self):
        return b"".join(self.output)


class MemoryTransport(asyncio.Transport):
    """Keeps what is written. It calls itself secure, because picows sends past an insecure one to its socket."""

    def __init__(self):
        super().__init__()
        self.socket = socket.socket()
        self.written = []
        self.write = self.written.append

    def get_extra_info(self, name, default=None):
        return {"socket": self.socket, "ssl_object": self}.get(name, default)

    def get_write_buffer_size(self):
        return 0

    def writelines(self, parts):
        self.written.append(b"".join(parts))


class Listener(picows.WSListener):
    """Counts bytes, and reads each payload as a user would that needs no copy of it."""

    def __init__(self):
        self.received = 0
        self.copies = None

    def on_ws_frame(self, transport, frame):
        self.received += frame.payload_size
        if self.copies is not None:
            self.copies.append(frame.get_payload_as_bytes())


class TextListener(Listener):
    def on_ws_frame(self, transport, frame):
        text = frame.get_payload_as_utf8_text()
        self.received += frame.payload_size
        if self.copies is not None:
            self.copies.append(text.encode())


class PicowsCodec:
    """Both ends of picows, each opened by a handshake in memory."""

    def __init__(self, masked):
        self.masked = masked
        self.listener = None

    def open(self, is_client_side, listener):
        transport = MemoryTransport()
        protocol = WSProtocol(
            "localhost", "/", is_client_side, lambda *_: listener, logging.getLogger("quiet"), True, None, False,
            10, 10, picows.WSAutoPingStrategy.PING_WHEN_IDLE, True, 1 << 30, None, 1 << 23)
        protocol.connection_made(transport)
        if is_client_side:
            key = bytes(transport.written[0]).split(b"Sec-WebSocket-Key: ")[1].split(b"\r\n")[0]
            accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
            answer = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        else:
            answer = (b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        self.feed(protocol, answer)
        protocol.buffer_updated(len(answer))
        transport.written.clear()
        return protocol, transport

    def feed(self, protocol, data):
        protocol.get_buffer(-1)[: len(data)] = data

    def refill(self, wire):
        if self.listener is None:
            self.listener = TextListener() if self.is_text else Listener()
            self.receiver, _ = self.open(not self.masked, self.listener)
        self.count = len(wire)
        self.feed(self.receiver, wire)

    def decode(self, is_text):
        self.receiver.buffer_updated(self.count)

    def payloads(self):
        return self.listener.copies

    def encode(self, payload, count):
        send, binary = self.sender.transport.send, picows.WSMsgType.BINARY
        for _ in range(count):
            send(binary, payload)

    def frames(self):
        return b"".join(self.transport.written)


class Case:
    """One row of the table, as this process measures it."""

    def __init__(self, request, data):
        self.request, self.data = request, data
        self.codec = {"websockets": WebsocketsCodec, "picows": PicowsCodec}[request["codec"]](request["masked"])
        self.codec.is_text = request["text"]
        if isinstance(self.codec, PicowsCodec) and request["encodes"]:
            self.codec.sender, self.codec.transport = self.codec.open(self.codec.masked, Listener())

    def prepare(self):
        if not self.request["encodes"]:
            self.codec.refill(self.data)
        elif isinstance(self.codec, PicowsCodec):
            self.codec.transport.written.clear()

    def run(self):
        if self.request["encodes"]:
            self.codec.encode(self.data, self.request["frames"])
        else:
            self.codec.decode(self.request["text"])

    def check(self):
        """What one pass delivered or wrote, for the other process to compare."""
        self.prepare()
        if isinstance(self.codec, PicowsCodec) and not self.request["encodes"]:
            self.codec.listener.copies = []
        self.run()
        if self.request["encodes"]:
            return self.codec.frames()
        result = b"".join(self.codec.payloads())
        if isinstance(self.codec, PicowsCodec):
            self.codec.listener.copies = None
        return result

    def stretch(self, nanoseconds):
        total = count = 0
        while total < nanoseconds:
            self.prepare()
            # As in Lane.swift: whichever of the two clocks says less.
            processor_start = time.thread_time_ns()
            start = time.perf_counter_ns()
            self.run()
            elapsed = time.perf_counter_ns() - start
            total += min(elapsed, time.thread_time_ns() - processor_start)
            count += 1
        return total / (count * self.request["frames"])

    def measure(self, nanoseconds, stretches):
        return min(self.stretch(nanoseconds) for _ in range(stretches))


async def main():
    logging.disable(logging.CRITICAL)
    # What was imported need not be looked through again for each pass's garbage.
    gc.freeze()
    case = None
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        result = b""
        answer = {}
        if request["verb"] == "load":
            case = Case(request, sys.stdin.buffer.read(request["bytes"]))
            answer["version"] = version(request["codec"])
        elif request["verb"] == "check":
            result = case.check()
        else:
            answer["nanoseconds"] = case.measure(request["nanoseconds"], request["stretches"])
        answer["bytes"] = len(result)
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + result)
        sys.stdout.buffer.flush()


asyncio.run(main())
