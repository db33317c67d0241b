"""A client of the `websockets` package against the echo server at argv[1]; exits with 0 if all of it is right."""
import asyncio
import sys

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError, ConnectionClosedOK

URL = sys.argv[1]
OPTIONS = {"max_size": 32 << 20, "ping_interval": None}


async def messages():
    # Compression is offered, as this package does unless told otherwise; the server does not take it up.
    async with connect(URL, compression="deflate", subprotocols=["x", "chat"], **OPTIONS) as connection:
        assert connection.protocol.extensions == [], connection.protocol.extensions
        assert connection.subprotocol == "chat", connection.subprotocol
        for size in [0, 1, 125, 126, 127, 65_535, 65_536, 1 << 20, 16 << 20]:
            data = bytes(index * 31 & 255 for index in range(min(size, 997))) * (size // 997 + 1)
            await connection.send(data[:size])
            assert await connection.recv() == data[:size], size
        for text in ["", "a", "grün", "日本語" * 30_000, "🙂" * 100]:
            await connection.send(text)
            assert await connection.recv() == text, len(text)
        await connection.send(iter(["in ", "", "three ", "pieces ü"]))
        assert await connection.recv() == "in three pieces ü"
        await connection.send(iter([b"x" * 70_000, b"", b"y" * 70_000]))
        assert await connection.recv() == b"x" * 70_000 + b"y" * 70_000
        await asyncio.wait_for(await connection.ping(b"p" * 125), 5)
        for number in range(1000):
            await connection.send(f"message {number}")
        for number in range(1000):
            assert await connection.recv() == f"message {number}"


async def closes():
    for code, reason in [(1000, ""), (1001, "leaving"), (1008, "no"), (3000, "r" * 123), (4999, "grün")]:
        connection = await connect(URL, **OPTIONS)
        await connection.close(code, reason)
        assert connection.protocol.close_rcvd.code == code, (code, connection.protocol.close_rcvd)
        assert connection.protocol.close_sent.code == code


async def violations():
    connection = await connect(URL, **OPTIONS)
    connection.transport.write(b"\x81\x01a")
    try:
        await connection.recv()
        raise AssertionError("an unmasked frame was taken")
    except ConnectionClosedError as error:
        assert error.rcvd.code == 1002, error
        assert "mask" in error.rcvd.reason, error
    connection = await connect(URL, **OPTIONS)
    await connection.send(b"\0" * ((16 << 20) + 1))
    try:
        await connection.recv()
        raise AssertionError("a message above the limit came back")
    except (ConnectionClosedError, ConnectionClosedOK) as error:
        assert error.rcvd.code == 1009, error


async def main():
    await asyncio.wait_for(messages(), 30)
    await asyncio.wait_for(closes(), 10)
    await asyncio.wait_for(violations(), 10)
    print("DONE", flush=True)


asyncio.run(main())
