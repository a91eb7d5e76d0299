"""Addresses from memory are those of the table of addresses, also where it begins elsewhere."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from rapport.kit.addresses import address, addresses_with


@pytest.fixture
def elsewhere():
    yield lambda: set_script_prefix("/under/")
    set_script_prefix("/")


def test_an_address_is_as_the_table_says(elsewhere):
    keys = [uuid4(), uuid4()]
    for begin in (lambda: None, elsewhere):
        begin()
        assert address("messaging:inbox") == reverse("messaging:inbox")
        said = addresses_with("messaging:thread", keys)
        assert said == [reverse("messaging:thread", args=[key]) for key in keys]


@pytest.mark.urls("tests.kit.urls")
def test_another_table_has_other_addresses_and_what_is_absent_is_said():
    assert address("messaging:inbox") == "/inbox/"
    with pytest.raises(NoReverseMatch):
        addresses_with("messaging:thread", [uuid4()])
