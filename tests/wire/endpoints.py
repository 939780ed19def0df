"""Routes of Discord's API -> what they do in the fake's world."""

from collections.abc import Callable

from tests.wire import payloads
from tests.wire.gateway import CONNECT, Gateway
from tests.wire.interactions import ApiError
from tests.wire.payloads import EPHEMERAL, REPLY, Channel, Payload
from tests.wire.rest import Reply, Rest
from tests.wire.world import World

Dispatch = Callable[[str, Payload], None]


def add_endpoints(rest: Rest, world: World, gateway: Gateway) -> None:
    """Have ``rest`` answer what the bot asks; events that follow from it are dispatched."""
    _add_about_the_bot(rest, world, gateway)
    _add_commands(rest, world)
    _add_messages(rest, world, gateway.dispatch)
    _add_interactions(rest, world, gateway.dispatch)


def _add_about_the_bot(rest: Rest, world: World, gateway: Gateway) -> None:
    @rest.on("GET", "/users/@me")
    def _me(_: None) -> Reply:
        return Reply(body={**world.bot, "mfa_enabled": False, "locale": "en-US"})

    @rest.on("GET", "/oauth2/applications/@me")
    @rest.on("GET", "/applications/@me")
    def _application(_: None) -> Reply:
        return Reply(body=payloads.application(world.bot, world.owner))

    @rest.on("GET", "/users/@me/guilds")
    def _guilds(_: None) -> Reply:
        known = [
            {"id": id_, "name": f"server {id_}", "permissions": str(payloads.ORDINARY)}
            for id_ in world.guilds
        ]
        return Reply(body=known)

    @rest.on("GET", "/gateway/bot")
    def _where(_: None) -> Reply:
        limit = {
            "total": 1000,
            "remaining": 999,
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        }
        return Reply(
            body={"url": gateway.url + CONNECT, "shards": 1, "session_start_limit": limit}
        )


def _add_commands(rest: Rest, world: World) -> None:
    def registered(body: list[Payload], guild: str | None) -> Reply:
        application_id = world.bot["id"]
        world.commands[guild] = [payloads.command(one, application_id, guild) for one in body]
        return Reply(body=world.commands[guild])

    @rest.on("PUT", "/applications/{_app}/commands")
    def _everywhere(body: list[Payload], _app: str) -> Reply:
        return registered(body, None)

    @rest.on("PUT", "/applications/{_app}/guilds/{guild}/commands")
    def _in_a_guild(body: list[Payload], _app: str, guild: str) -> Reply:
        if guild not in world.guilds:
            raise ApiError(403, 50001, "Missing Access")
        return registered(body, guild)

    @rest.on("GET", "/applications/{_app}/commands")
    def _all(_: None, _app: str) -> Reply:
        return Reply(body=world.commands.get(None, []))

    @rest.on("GET", "/applications/{_app}/guilds/{guild}/commands")
    def _all_in_a_guild(_: None, _app: str, guild: str) -> Reply:
        return Reply(body=world.commands.get(guild, []))


def _add_messages(rest: Rest, world: World, dispatch: Dispatch) -> None:
    @rest.on("POST", "/channels/{id_}/typing")
    def _typing(_: None, id_: str) -> Reply:
        place = world.channel_with(id_)
        world.permit(place, view_channel=True, **_writing(place))
        return Reply(204)

    @rest.on("POST", "/channels/{id_}/messages")
    def _send(body: Payload, id_: str) -> Reply:
        replies = "message_reference" in body
        place = world.channel_with(id_)
        world.permit(place, view_channel=True, read_message_history=replies, **_writing(place))
        sent = payloads.message(place, world.bot, body)
        if body.get("enforce_nonce") and (before := world.same(sent)):
            return Reply(body=before)
        if reference := body.get("message_reference"):
            sent |= _answering(reference, world.messages.get(str(reference["message_id"])))
        world.keep(sent)
        dispatch("MESSAGE_CREATE", payloads.placed(sent, place))
        return Reply(body=sent)

    @rest.on("GET", "/channels/{id_}/messages/{message}")
    def _get(_: None, id_: str, message: str) -> Reply:
        world.permit(world.channel_with(id_), view_channel=True, read_message_history=True)
        return Reply(body=world.message_with(message))

    @rest.on("PATCH", "/channels/{id_}/messages/{message}")
    def _edit(body: Payload, id_: str, message: str) -> Reply:
        world.channel_with(id_)
        return Reply(body=world.keep(payloads.edited(world.message_with(message), body)))

    @rest.on("POST", "/users/@me/channels")
    def _direct(body: Payload) -> Reply:
        person = world.people[str(body["recipient_id"])]
        return Reply(body=payloads.channel(world.direct_channel(person)))


def _writing(place: Channel) -> dict[str, bool]:
    return {"send_messages_in_threads" if place.is_thread else "send_messages": True}


def _answering(reference: Payload, target: Payload | None) -> Payload:
    """Return what makes a message a reply to ``target``, or nothing if that is gone."""
    if target is None:
        if reference.get("fail_if_not_exists", True):
            raise ApiError(400, 50035, "Invalid Form Body")
        return {}
    where = {"type": 0, "channel_id": target["channel_id"], "message_id": target["id"]}
    return {"type": REPLY, "referenced_message": target, "message_reference": where}


def _add_interactions(rest: Rest, world: World, dispatch: Dispatch) -> None:
    @rest.on("POST", "/interactions/{id_}/{token}/callback")
    def _callback(body: Payload, id_: str, token: str) -> Reply:
        interaction = world.interactions.get(token)
        if interaction is None or interaction.id != id_:
            raise ApiError(404, 10062, "Unknown interaction")
        told = interaction.acknowledge(body, world.bot)
        if interaction.original is not None:
            world.keep(interaction.original)
        return Reply(body=told)

    @rest.on("POST", "/webhooks/{_app}/{token}")
    def _follow_up(body: Payload, _app: str, token: str) -> Reply:
        interaction = world.interaction_with(token)
        return Reply(body=world.keep(interaction.follow_up(body, world.bot)))

    @rest.on("GET", "/webhooks/{_app}/{token}/messages/@original")
    def _original(_: None, _app: str, token: str) -> Reply:
        return Reply(body=world.interaction_with(token).current())

    @rest.on("PATCH", "/webhooks/{_app}/{token}/messages/@original")
    def _edit_original(body: Payload, _app: str, token: str) -> Reply:
        edited = world.keep(world.interaction_with(token).edit(body))
        if not edited["flags"] & EPHEMERAL:
            place = world.channel_with(edited["channel_id"])
            dispatch("MESSAGE_UPDATE", payloads.placed(edited, place))
        return Reply(body=edited)

    @rest.on("DELETE", "/webhooks/{_app}/{token}/messages/@original")
    def _delete_original(_: None, _app: str, token: str) -> Reply:
        world.messages.pop(world.interaction_with(token).delete(), None)
        return Reply(204)
