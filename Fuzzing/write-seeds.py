#!/usr/bin/env python3
"""Writes the seed corpora: one small file a case, so that the fuzzers begin where it becomes interesting.

Run it in the folder of this file after a change; what it writes is committed. The first bytes of an input choose roles,
limits and cuts: see the main.swift of each target.
"""
import json
import os
import struct
import zlib

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Corpus")


def save(target, name, data):
    folder = os.path.join(ROOT, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def frame(first, payload=b"", key=None, form=None):
    """A frame; `form` is the number of bytes of the extended length."""
    count = len(payload)
    form = form if form is not None else 0 if count < 126 else 2 if count < 65536 else 8
    mask = 0x80 if key is not None else 0
    head = bytes([first, mask | (count if form == 0 else 126 if form == 2 else 127)])
    head += count.to_bytes(form, "big") if form else b""
    if key is None:
        return head + payload
    return head + key + bytes(byte ^ key[index % 4] for index, byte in enumerate(payload))


TEXT = "Grüße, 世界 🌍!".encode()
BROKEN = {
    "lone": b"\x80", "overlong": b"\xc0\xaf", "surrogate": b"\xed\xa0\x80", "beyond": b"\xf4\x90\x80\x80",
    "cut": b"a\xe2\x82", "after-ascii": b"a" * 70 + b"\xff",
}


def frames():
    for role, key in ((0, None), (1, b"\x37\xfa\x21\x3d")):
        def f(first, payload=b"", form=None, key=key):
            return frame(first, payload, key, form)

        streams = {
            "text": f(0x81, b"Hello"),
            "two": f(0x81, TEXT) + f(0x82, bytes(range(40))),
            "length16": f(0x82, b"x" * 126),
            "fragments": f(0x01, b"He") + f(0x89, b"ping") + f(0x00, b"l") + f(0x80, b"lo"),
            "code-point": f(0x01, b"\xf0") + f(0x00, b"\x9f\x8c") + f(0x80, b"\x8d"),
            "empty": f(0x02) + f(0x00) + f(0x80) + f(0x81),
            "control": f(0x89) + f(0x8A, b"pong") + f(0x89, b"p" * 125),
            "close": f(0x88, b"\x03\xe8done") + f(0x81, b"late"),
            "close-empty": f(0x88),
            "close-bad": f(0x88, b"\x03\xed"),
            "close-reason": f(0x88, b"\x03\xe8\xc3\x28"),
            "not-minimal": f(0x82, b"x" * 125, form=2),
            "not-minimal-64": f(0x82, b"x", form=8),
            "huge": bytes([0x82, 0xFF if key else 0x7F]) + b"\x7f" + b"\xff" * 7 + (key or b""),
            "reserved": f(0xF1, b"x"),
            "opcode": f(0x83, b"x"),
            "interleaved": f(0x01, b"a") + f(0x82, b"b"),
            "continuation": f(0x80, b"a"),
            "compressed": f(0x41, b"\xf2\x48\xcd") + f(0x80, b"\xc9\xc9\x07\x00") + f(0x81, b"plain"),
            "long-pong": f(0x8A, b"p" * 126),
        }
        for name, payload in BROKEN.items():
            streams["text-" + name] = f(0x81, payload)
        for index, (name, stream) in enumerate(streams.items()):
            flags = role | (4 if name == "compressed" else 0)
            save("frames", f"{'server' if role else 'client'}-{name}", bytes([flags, 0, index * 7 % 256]) + stream)
        limited = f(0x01, b"0123456789") + f(0x00, b"0123456789") + f(0x80, b"x")
        save("frames", f"limited-{role}", bytes([role | 8 | 16, 3, 2, 1, 80]) + limited)


def encoder():
    save("encoder", "messages", bytes([0, 5]) + bytes([0, 2, 9]) + bytes([4, 3, 1]) + bytes([1, 20, 7]))
    save("encoder", "masked", bytes([1, 70]) + bytes([0, 4, 9, 1, 2, 3, 4]) + bytes([3, 125, 9, 9, 8, 7, 6]))
    save("encoder", "fragments", bytes([0, 3]) + bytes([16, 2, 1, 1, 4, 2, 16, 0, 3, 0, 8, 5, 0, 20]))
    save("encoder", "long", bytes([1, 200]) + bytes([4, 7, 1, 0, 0, 0, 0]) + bytes([12, 6, 1, 9, 9, 9, 9]))


def compression():
    def deflated(data, level=1):
        context = zlib.compressobj(level, zlib.DEFLATED, -15)
        return (context.compress(data) + context.flush(zlib.Z_SYNC_FLUSH))[:-4]

    fixed = zlib.compressobj(1, zlib.DEFLATED, -15, 8, zlib.Z_FIXED)
    payloads = {
        "hello": deflated(b"Hello"), "text": deflated(TEXT * 9), "bomb": deflated(b"x" * 30000, 9), "empty": b"\0",
        "stored": b"\0\x05\0\xfa\xffHello\0", "final": b"\xf3\x48\xcd\xc9\xc9\x07\0\0", "reserved": b"\x07",
        "two-blocks": b"\xf2\x48\x05\0\0\0\xff\xff\xca\xc9\xc9\x07\0", "not-utf8": deflated(b"a\xff"),
        "fixed": (fixed.compress(TEXT) + fixed.flush(zlib.Z_SYNC_FLUSH))[:-4],
    }
    for index, (name, payload) in enumerate(payloads.items()):
        save("compression", name, bytes([0x1C, index * 9, index % 5, index % 4, index % 2]) + payload)
    for flags in (0x1D, 0x1F, 0x05, 0x07):
        message = bytes([2, 0, 9]) + b"some text" + bytes([0, 0, 9]) + b"some text" + bytes([1, 0, 3]) + b"abc"
        save("compression", f"messages-{flags}", bytes([flags, 70, flags % 9, 7, flags % 4]) + message)


def utf8():
    for name, text in BROKEN.items():
        save("utf8", name, bytes([1, 0]) + text)
        save("utf8", "long-" + name, bytes([90, 64]) + text)
    for name, text in {"mixed": TEXT, "bounds": "\x7f\x80\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff".encode(),
                       "cjk": "世界".encode() * 30, "emoji": "🌍🚀".encode() * 20}.items():
        save("utf8", name, bytes([2, 0]) + text)
        save("utf8", "ascii-" + name, bytes([100, 61]) + text)


def closes():
    for code in (0, 999, 1000, 1003, 1004, 1006, 1014, 1015, 2999, 3000, 4999, 5000):
        save("closes", f"code-{code}", bytes([code & 1, 3]) + struct.pack(">H", code) + b"reason")
    save("closes", "empty", bytes([0, 0]))
    save("closes", "half", bytes([1, 0, 3]))
    save("closes", "reason", bytes([1, 70]) + struct.pack(">H", 1001) + TEXT * 5)
    save("closes", "reason-cut", bytes([0, 2]) + struct.pack(">H", 1000) + b"a\xe2\x82")
    for index, events in enumerate((b"\x00\x01\x04", b"\x01\x04", b"\x03\x04", b"\x04", b"\x00\x05", b"\x02\x00\x04")):
        save("closes", f"events-{index}", bytes([2 | index & 1]) + events)


def handshakes():
    request = ("GET /chat?room=1 HTTP/1.1", "Host: server.example.com", "Upgrade: websocket", "Connection: Upgrade",
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13")
    response = ("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")

    def head(lines, *more):
        return ("\r\n".join(lines + more) + "\r\n\r\n").encode()

    save("handshakes", "request", bytes([0, 3]) + head(request))
    save("handshakes", "request-full", bytes([0, 80]) + head(
        request, "Origin: http://x", "Sec-WebSocket-Protocol: chat, v2.chat", "Sec-WebSocket-Protocol: third",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=10") + b"\x81\x80")
    save("handshakes", "request-absolute", bytes([0, 9]) + head(("GET ws://h/x HTTP/1.1",) + request[1:]))
    save("handshakes", "request-limited", bytes([0xFC, 9]) + head(request))
    save("handshakes", "request-post", bytes([0, 9]) + head(("POST / HTTP/1.1",) + request[1:]))
    save("handshakes", "request-http", bytes([0, 9]) + head(("GET / HTTP/1.0",) + request[1:]))
    save("handshakes", "request-version", bytes([0, 9]) + head(request[:5], "Sec-WebSocket-Version: 8"))
    save("handshakes", "request-folded", bytes([0, 9]) + head(request, "X: a\r\n b"))
    save("handshakes", "answer", bytes([1, 3]) + head(response) + b"\x81\x00")
    save("handshakes", "answer-chat", bytes([1, 70]) + head(response, "Sec-WebSocket-Protocol: v2.chat"))
    save("handshakes", "answer-extension", bytes([1, 5]) + head(response, "Sec-WebSocket-Extensions: x"))
    save("handshakes", "answer-refused", bytes([1, 5]) + head(("HTTP/1.1 404 Not Found",), "Content-Length: 0"))
    save("handshakes", "written", bytes([2, 4]) + b"h:80\0/path?q\0\x01chat\0\x01X-Name\0 value \0" + b"0123456789abcdef")
    for index, url in enumerate(("ws://h/", "wss://h:9001/a?b", "ws://[::1]:80?q", "WS://h.example", "ws://u@h/#f")):
        save("handshakes", f"url-{index}", bytes([3, 0]) + url.encode())


def negotiation():
    name, parameters = "permessage-deflate", ("server_no_context_takeover", "client_no_context_takeover",
                                               "server_max_window_bits=10", 'client_max_window_bits="12"')
    fields = {
        "bare": name, "all": "; ".join((name, *parameters)), "open": name + "; client_max_window_bits",
        "two": f"{name}; server_max_window_bits=8, {name}", "other": f"x; a=b, {name};client_max_window_bits=15",
        "twice": "; ".join((name, parameters[0], parameters[0])), "leading": name + "; server_max_window_bits=08",
        "flag": name + "; client_no_context_takeover=1", "bits": name + "; server_max_window_bits=16",
        "unknown": name + "; x", "empty": "",
    }
    for index, (what, field) in enumerate(fields.items()):
        for kind, word in enumerate(("offer", "answer")):
            for wishes in (0, 0x3C):
                save("negotiation", f"{word}-{what}-{wishes}", bytes([kind | wishes, index * 7]) + field.encode())
    for wishes in range(0, 64, 8):
        save("negotiation", f"both-{wishes}", bytes([2 | wishes << 2 & 0x3C, 0o52, wishes, 0o36]))


def profiles():
    path = os.path.join(ROOT, "profiles", "profile")
    assert os.path.exists(path), f"{path}: write it with muster codec --instructions --out"
    with open(path) as file:
        value = json.load(file)

    def profile(name, change):
        copy = json.loads(json.dumps(value))
        change(copy)
        save("profiles", "profile-" + name, json.dumps(copy, indent=1))

    def row(**changes):
        return lambda copy: copy["rows"][0].update(changes)

    profile("refused", row(refused="\x1b[2J"))
    profile("name", row(name="\n\x1b[2J"))
    profile("messages", row(messages=(1 << 63) - 1))
    profile("negative", row(payloadBytes=-1 << 63))
    profile("most", row(allocations=(1 << 64) - 1, instructions=(1 << 64) - 1))
    profile("nothing", row(allocations=0, instructions=0))
    profile("times", row(nanoseconds={"median": 1e300, "low": -1e300, "high": 0, "rounds": [1e-6, 1e15]}))
    profile("counts", lambda copy: [row.pop("nanoseconds", None) for row in copy["rows"]])
    profile("place", lambda copy: copy["environment"].update(cores=-1, processor="\x1b[2J", swiftVersion=""))


def scenarios():
    base = '{"target":"ws://h/","peers":{"count":2},"messages":[{"text":"x"}]%s}'
    parts = {
        "least": "",
        "load": ',"load":{"rate":"20k/s","arrivals":"poisson","warmUp":"5s","for":"30s","drain":"0s"}',
        "stages": ',"load":{"stages":[{"from":"1/s","to":"9/s","for":"3s"},{"rate":"5/min","for":"1m"}]}',
        "closes": ',"closes":[{"weight":9,"how":"clean","code":4000,"reason":"r","after":{"messages":3}},{"how":"reset"}]',
        "thresholds": ',"thresholds":["response.p99 < 20ms","errors == 0","received >= 10","close.p99 < 1s"]',
        "rest": ',"seed":"0xffffffffffffffff","limits":{"message":"1MiB","errors":5},"sources":["127.0.0.1","::1"],"workers":3',
        "unknown": ',"lod":{},"tls":1,"seed":1,"seed":2',
    }
    for name, part in parts.items():
        save("scenarios", name, base % part)
    save("scenarios", "groups", '{"target":{"url":"ws://${env.HOST}/","headers":{"A":"b"},"subprotocols":["x"]},'
         '"peers":[{"name":"a","count":1,"load":{"window":4}},{"name":"b","count":2,"connectRate":"5/s",'
         '"load":{"rate":"1/s"}}],"messages":[{"name":"m","text":"${peer.index} ${sequence} ${uuid} $${x}","expect":"none"},'
         '{"binary":{"random":{"uniform":["1KiB","16KiB"]}}},{"binary":{"hex":"00ff"}},{"text":{"random":"20B"}}]}')
    save("scenarios", "syntax", '{"a":\n [1,}')
    save("scenarios", "deep", "[" * 70 + "]" * 70)
    save("scenarios", "escapes", '{"name":"\\ud83c\\udf0d\\u0000\\n","target":"ws://h/","peers":{"count":1e3}}')
    save("scenarios", "mark", b"\xef\xbb\xbf{}")
    save("scenarios", "not-utf8", b'{"name":"\xff"}')


def zigzag(value):
    rest, out = (value << 1) ^ (value >> 63), bytearray()
    rest &= (1 << 64) - 1
    for _ in range(8):
        if rest < 0x80:
            return bytes(out + bytes([rest]))
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    return bytes(out + bytes([rest & 0xFF]))


def results():
    for name, counts in {"none": [], "one": [-5, 3], "some": [1, 0, 2, -2000, 7, -100, 1], "much": [1 << 62, 1 << 62],
                         "end": [-33791, 1], "beyond": [-33792, 1]}.items():
        save("results", "counts-" + name, b"\0" + b"".join(map(zigzag, counts)))
    # The code of an empty histogram and of one with values, from a saved run.
    for name in ("code", "log", "document"):
        path = os.path.join(ROOT, "results", name)
        assert os.path.exists(path), f"{path}: copy it from the folder of a short run"

    # Documents that say what no run measures.
    def document(name, change):
        with open(os.path.join(ROOT, "results", "document")) as file:
            value = json.load(file)
        change(value)
        save("results", "document-" + name, json.dumps(value, indent=1))

    most = (1 << 64) - 1
    for unit in ("nanoseconds", "count", "perSecond", "fraction"):
        for sign, actual in (("below", -1e300), ("above", 1e300)):
            threshold = {"text": "t", "unit": unit, "actual": actual, "passed": True}
            document(f"{unit}-{sign}", lambda value: value.update(thresholds=[threshold]))
    document("counters", lambda value: value["phases"][0]["counters"].update(connectFailures=most, abnormalCloses=1))
    document("compression", lambda value: value.update(compression={"\x1b[2J": 1}))
    document("phase", lambda value: value["phases"][0].update(phase="\x1b[2J"))
    document("codec", lambda value: value.update(
        codec={"messages": 1, "wireBytes": most, "nanoseconds": most, "allocations": most}))

    def workers(value):
        for worker in value["generator"]["workers"]:
            worker.update(index=-1 << 63, loopLagP50=most, loopLagP99=most, loopLagMax=most, sendsSkipped=most)

    document("workers", workers)


if __name__ == "__main__":
    for write in (frames, encoder, compression, negotiation, utf8, closes, handshakes, scenarios, results,
                  profiles):
        write()
