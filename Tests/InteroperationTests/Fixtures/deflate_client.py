"""A client of the `websockets` package that compresses, against the echo server at argv[1]; exits with 0 if all of it is
right."""
import asyncio
import random
import sys

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate

URL = sys.argv[1]
SETTINGS = [
    {},
    {"client_max_window_bits": True},
    {"server_no_context_takeover": True, "client_no_context_takeover": True},
    {"server_no_context_takeover": True},
    {"client_no_context_takeover": True},
    {"server_max_window_bits": 8},
    {"server_max_window_bits": 9, "client_max_window_bits": 9},
    {"server_max_window_bits": 12, "client_max_window_bits": 10, "server_no_context_takeover": True},
]


async def messages(settings):
    options = {"max_size": 32 << 20, "ping_interval": None, "compression": None}
    factory = ClientPerMessageDeflateFactory(compress_settings={"level": 9}, **settings)
    async with connect(URL, extensions=[factory], **options) as connection:
        (agreed,) = connection.protocol.extensions
        assert isinstance(agreed, PerMessageDeflate), agreed
        if settings.get("server_no_context_takeover"):
            assert agreed.remote_no_context_takeover, agreed
        assert agreed.remote_max_window_bits <= settings.get("server_max_window_bits", 15), agreed
        source = random.Random(7)
        for size in [0, 1, 63, 64, 125, 126, 200, 4_096, 65_535, 65_536, 1 << 20, 4 << 20]:
            for data in [source.randbytes(size), (b"{'user': %d} " % size) * (size // 12 + 1)]:
                await connection.send(data[:size])
                assert await connection.recv() == data[:size], (settings, size)
        for text in ["", "a", "grün", "日本語" * 30_000, "🙂" * 100]:
            await connection.send(text)
            assert await connection.recv() == text, len(text)
        await connection.send(iter(["in ", "", "three ", "pieces ü" * 20]))
        assert await connection.recv() == "in three " + "pieces ü" * 20
        await connection.send(iter([b"x" * 70_000, b"", b"y" * 70_000]))
        assert await connection.recv() == b"x" * 70_000 + b"y" * 70_000
        for number in range(1000):
            await connection.send(f"message {number}: " + "hello " * 20)
        for number in range(1000):
            assert await connection.recv() == f"message {number}: " + "hello " * 20


async def bomb():
    connection = await connect(URL, compression="deflate", ping_interval=None)
    await connection.send(b"\0" * (64 << 20))
    try:
        await connection.recv()
        raise AssertionError("a bomb came back")
    except ConnectionClosedError as error:
        assert error.rcvd.code == 1009, error


async def main():
    for settings in SETTINGS:
        await asyncio.wait_for(messages(settings), 30)
    await asyncio.wait_for(bomb(), 20)
    print("DONE", flush=True)


asyncio.run(main())
