"""An echo server of the `websockets` package that compresses as argv says: takeovers (0 or 1) and window bits, server's
then client's. Prints its port."""
import asyncio
import sys

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

server_takeover, client_takeover, server_bits, client_bits = map(int, sys.argv[1:])


async def handle(connection):
    try:
        if connection.request.path == "/bomb":
            await connection.send(b"\0" * (4 << 20))
        async for message in connection:
            if connection.request.path == "/fragments":
                step = max(1, len(message) // 7)
                await connection.send(iter([message[at:at + step] for at in range(0, len(message), step)] or [message]))
            else:
                await connection.send(message)
    except ConnectionClosed:
        pass


async def main():
    factory = ServerPerMessageDeflateFactory(
        server_no_context_takeover=not server_takeover,
        client_no_context_takeover=not client_takeover,
        server_max_window_bits=server_bits,
        client_max_window_bits=client_bits,
        compress_settings={"level": 9},
    )
    async with serve(handle, "127.0.0.1", 0, max_size=32 << 20, compression=None, extensions=[factory]) as server:
        print("PORT", server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


asyncio.run(main())
