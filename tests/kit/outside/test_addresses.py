from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.kit.outside.addresses import NOT_OUTSIDE_4, is_outside

OUTSIDE = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.215.14 100.63.255.255 100.128.0.0 126.255.255.255
128.0.0.0 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255
192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 2606:2800:21f:cb07:6820:80da:af6b:8b2c
2a00:1450:4001::1 2001:4860:4860::8888 2400:cb00::1 2001:200::1
"""
INSIDE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.31.196.1
192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255
198.51.100.7 203.0.113.9 224.0.0.1 233.252.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::808:808 64:ff9b:1::a00:1 100::1 100:0:0:1::1 1fff::1 2001::1 2001:0:4136:e378::1
2001:2::1 2001:10::1 2001:20::1 2001:1ff::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1
2620:4f:8000::1 3ffe::1 3fff::1 3fff:fff::1 4000::1 5f00::1 8000::1 fc00::1 fd12:3456::1 fe80::1
fe80::1%eth0 2606:4700::1%1 febf::1 fec0::1 ff00::1 ff02::1 ff0e::1 2a00::5efe:7f00:1
2a00::200:5efe:a00:1
"""


@pytest.mark.parametrize("address", OUTSIDE.split())
def test_addresses_of_the_open_internet_are_outside(address):
    assert is_outside(ip_address(address))


@pytest.mark.parametrize("address", INSIDE.split())
def test_whatever_is_special_is_inside(address):
    assert not is_outside(ip_address(address))


@pytest.mark.parametrize("block", [str(block) for block in NOT_OUTSIDE_4])
def test_a_block_is_inside_from_its_first_address_to_its_last(block):
    network = ip_network(block)
    assert not is_outside(network[0])
    assert not is_outside(network[-1])


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_in_another_dress_is_never_outside(number):
    for prefix in (
        "::",
        "::ffff:0:0",
        "::ffff:0:0:0",
        "64:ff9b::",
        "64:ff9b:1::",
        "fe80::5efe:0:0",
    ):
        assert not is_outside(IPv6Address(int(IPv6Address(prefix)) | number))
    assert not is_outside(IPv6Address(int(IPv6Address("2002::")) | number << 80))


@given(st.integers(0, 2**32 - 1))
def test_what_is_outside_is_never_private_for_the_interpreter(number):
    address = IPv4Address(number)
    if is_outside(address):
        assert address.is_global
        assert not address.is_multicast


@given(st.integers(0, 2**128 - 1) | st.integers(0, 2**125 - 1).map(lambda n: n + 2**125))
def test_the_same_holds_for_ipv6(number):
    address = IPv6Address(number)
    if is_outside(address):
        assert address.is_global
        assert not address.is_multicast
        assert address.ipv4_mapped is None
        assert address.sixtofour is None
        assert address.teredo is None
