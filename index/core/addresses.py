"""An IP address -> whether it is one of the public internet."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_WITHHELD_4 = [
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocols' own, and a cloud's metadata
        "192.88.99.0/24",  # relays into IPv6
        "168.63.129.16/32",  # a cloud's own services, at an address that looks public
    )
]
_UNICAST = ip_network("2000::/3")  # all that was ever given out
_WITHHELD_6 = [
    ip_network(network)
    for network in (
        "2001::/23",  # protocols' own; Teredo, which wraps an IPv4 address
        "2001:db8::/32",  # of examples
        "2002::/16",  # 6to4, which wraps an IPv4 address
        "3fff::/20",  # of examples
    )
]


def is_public(address: str) -> bool:
    """Tell whether whoever connects to ``address`` leaves the own machine and network for sure.

    Loopback, private, shared, link-local, multicast and reserved ones do not, nor do those of IPv6
    that stand for one of IPv4 (mapped, 6to4, NAT64, Teredo). What is no IP address is not public.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _given_out(parsed) and not any(parsed in network for network in _WITHHELD_4)
    return (
        parsed.scope_id is None
        and parsed in _UNICAST
        and _given_out(parsed)
        and not any(parsed in network for network in _WITHHELD_6)
    )


def _given_out(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)
