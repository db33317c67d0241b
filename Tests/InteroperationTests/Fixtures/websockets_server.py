"""A server of the `websockets` package; the path says what it does. Prints its port, then how each connection ended."""
import asyncio
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed


async def handle(connection):
    url = urlsplit(connection.request.path)
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    try:
        if url.path == "/fragments":
            message = await connection.recv()
            size = max(1, len(message) // 5)
            pieces = [message[at:at + size] for at in range(0, len(message), size)] or [message]
            await connection.send(iter(pieces))
        elif url.path == "/ping":
            pong = await connection.ping(b"are you there")
            await asyncio.wait_for(pong, 5)
            await connection.send("pong came")
        elif url.path == "/close":
            await connection.send("last words")
            await connection.close(int(query["code"]), query.get("reason", ""))
        async for message in connection:
            await connection.send(message)
    except ConnectionClosed:
        pass
    await connection.wait_closed()
    print("CLOSED", connection.close_code, connection.close_reason or "", flush=True)


def select_subprotocol(connection, offered):
    # The package's own choice refuses clients that offer none.
    return next((name for name in ["superchat", "chat"] if name in offered), None)


async def main():
    options = {"max_size": 32 << 20, "select_subprotocol": select_subprotocol}
    async with serve(handle, "127.0.0.1", 0, **options) as server:
        print("PORT", server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


asyncio.run(main())
