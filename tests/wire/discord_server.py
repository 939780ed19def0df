"""A Discord on the loopback device: REST and gateway over one world, on one port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.wire.endpoints import add_endpoints
from tests.wire.gateway import CONNECT, RESUME_AT, Gateway
from tests.wire.rest import BASE, Rest
from tests.wire.world import World

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.a-secret-that-no-log-may-have"
"""The token of the bot that this Discord knows."""


class DiscordServer:
    """The fake Discord, for one bot."""

    def __init__(self) -> None:
        self.world = World()
        self.rest = Rest(TOKEN)
        self.gateway = Gateway(self.world, TOKEN)
        self.api = ""
        """The address that stands for https://discord.com/api/v10."""

    def listens_on(self, port: int) -> None:
        """Take the port that the addresses have."""
        self.api = f"http://127.0.0.1:{port}{BASE}"
        self.gateway.url = f"ws://127.0.0.1:{port}"


@asynccontextmanager
async def discord_server() -> AsyncIterator[DiscordServer]:
    """Run a fake Discord on a free port until the block is left."""
    server = DiscordServer()
    add_endpoints(server.rest, server.world, server.gateway)
    app = server.rest.app()
    app.router.add_get(CONNECT, server.gateway.serve)
    app.router.add_get(RESUME_AT, server.gateway.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.listens_on(runner.addresses[0][1])
        yield server
    finally:
        await server.gateway.close()
        await runner.cleanup()
