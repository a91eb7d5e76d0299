"""Which addresses lie in the open Internet: our own table, from IANA's registries of special ones.

The interpreter's `is_global` is not asked: it calls some addresses global that carry another one
inside (NAT64, 6to4) or that many hosts share (multicast), and its answer differs by version.
Sources: https://www.iana.org/assignments/iana-ipv4-special-registry/,
https://www.iana.org/assignments/iana-ipv6-special-registry/, the RFC beside each line.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

NOT_OUTSIDE_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network, RFC 791; Linux takes 0.0.0.0 for itself
        "10.0.0.0/8",  # private, RFC 1918
        "100.64.0.0/10",  # shared by customers of a provider, RFC 6598
        "127.0.0.0/8",  # loopback, RFC 1122
        "169.254.0.0/16",  # link local, RFC 3927; clouds keep their metadata there
        "172.16.0.0/12",  # private, RFC 1918
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.31.196.0/24",  # AS112, RFC 7535
        "192.52.193.0/24",  # multicast tunnels, RFC 7450
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "192.168.0.0/16",  # private, RFC 1918
        "192.175.48.0/24",  # AS112, RFC 7534
        "198.18.0.0/15",  # benchmarks, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "224.0.0.0/4",  # multicast, RFC 5771
        "240.0.0.0/4",  # reserved, RFC 1112, and the broadcast address, RFC 919
    )
)
# Whatever is outside of this one block is loopback, mapped, translated (NAT64), discard-only,
# unique local, link local, site local, multicast or not given out: RFC 4291, RFC 6052, RFC 8215.
GLOBAL_6 = IPv6Network("2000::/3")
NOT_OUTSIDE_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, RFC 2928: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation, RFC 3849
        "2002::/16",  # 6to4, RFC 3056: carries an IPv4 address
        "2620:4f:8000::/48",  # AS112, RFC 7534
        "3ffe::/16",  # the former 6bone, RFC 3701
        "3fff::/20",  # documentation, RFC 9637
    )
)
# The last 64 bits of ISATAP (RFC 5214), which carry an IPv4 address, whatever the network.
ISATAP = (0x00005EFE, 0x02005EFE)


def is_outside(address: Address) -> bool:
    """Whether an address is one of the open Internet: the only ones that we fetch from."""
    if isinstance(address, IPv4Address):
        return not any(address in block for block in NOT_OUTSIDE_4)
    if address.scope_id or address not in GLOBAL_6:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        return False
    return not any(address in block for block in NOT_OUTSIDE_6)
