"""A server of the `aiohttp` package; the path says what it does. Prints its port, then how each connection ended."""
import asyncio

from aiohttp import WSMsgType, web


async def handle(request):
    connection = web.WebSocketResponse(protocols=["superchat", "chat"], max_msg_size=32 << 20, autoping=True)
    await connection.prepare(request)
    action = request.path
    if action == "/close":
        await connection.send_str("last words")
        await connection.close(code=int(request.query["code"]), message=request.query.get("reason", "").encode())
    elif action == "/ping":
        await connection.ping(b"are you there")
    async for message in connection:
        if message.type == WSMsgType.TEXT:
            await connection.send_str(message.data)
        elif message.type == WSMsgType.BINARY:
            await connection.send_bytes(message.data)
    print("CLOSED", connection.close_code, flush=True)
    return connection


async def main():
    application = web.Application()
    application.router.add_get("/{name:.*}", handle)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print("PORT", runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
