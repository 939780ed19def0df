"""The bot as a real process, against a Discord of our own on the loopback device.

test_*.py           scenarios, each a sentence
conftest.py         the fake Discord, the bot, and people
people.py           what people do: messages, commands, presses, forms
seen.py             what people see of a message
bot_process.py      the bot, started, watched and ended
launcher.py         what that process runs: ``dossier run``, pointed at the fake
discord_server.py   the fake, put together: one server, one world
rest.py             HTTP: recorded, refused where a test says so, answered
endpoints.py        routes -> what they do in the world
interactions.py     the life of one interaction
gateway.py          the WebSocket: sessions, sequence numbers, replay
world.py            what the fake Discord knows
payloads.py         few facts -> Discord's objects
waiting.py          deadlines instead of sleep
"""
