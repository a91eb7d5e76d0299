"""A host's file: single numbers over a preset, and every slip refused with file, key and range."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from rapport.rules.policy import PRESETS, PolicyError, load


def host(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "host.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refusal(tmp_path: Path, text: str | bytes) -> str:
    file = host(tmp_path, text)
    with pytest.raises(PolicyError) as refused:
        load(file)
    assert str(refused.value).startswith(f"{file}: ")
    return str(refused.value).removeprefix(f"{file}: ")


def test_humane_is_the_default() -> None:
    assert load().preset == "humane"
    assert load() == load("humane")


def test_a_hosts_file_overrides_single_numbers(tmp_path: Path) -> None:
    file = host(tmp_path, 'preset = "seed"\n[invite]\nlimit_basic = 50\nwithdraw_lock = "1 day"\n')
    policy = load(str(file))
    assert policy.preset == "seed"
    assert policy.file == str(file)
    assert policy.invite.limit_basic == 50
    assert policy.invite.withdraw_lock == timedelta(days=1)
    assert policy.invite.limit_plus == load("seed").invite.limit_plus
    assert policy.message == load("seed").message
    assert policy.reach == load("seed").reach


def test_a_file_without_a_preset_starts_from_humane(tmp_path: Path) -> None:
    assert load(host(tmp_path, "")).invite == load("humane").invite


def test_a_file_may_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert load(host(tmp_path, b"\xef\xbb\xbf[message]\nmax = 5\n")).message.max == 5


def test_limits_may_be_lifted(tmp_path: Path) -> None:
    lifted = '[invite]\nnotes_per_month_basic = "unlimited"\n[views]\nfree_last = 0\n'
    policy = load(host(tmp_path, 'preset = "linkedin"\n' + lifted))
    assert policy.invite.notes_per_month_basic is None
    assert policy.views.free_last == 0


def test_the_order_of_the_rows_is_the_hosts(tmp_path: Path) -> None:
    rows = list(reversed(load("humane").reach.order))
    assert load(host(tmp_path, f"[reach]\norder = {rows}\n")).reach.order == tuple(rows)


SLIPS = [
    ("preset = 'unkind'", "preset: 'unkind' is not one; allowed: humane, linkedin, seed"),
    ("preset = 3", "preset: 3 is not one"),
    ("invites = 3", "invites: unknown; allowed: preset, analytics"),
    ("[invites]\nlimit_basic = 3", "invites: unknown; allowed: preset, analytics"),
    ("file = 'x'", "file: unknown"),
    ("invite = 3", "invite: must be a table, [invite]"),
    ("[[invite]]\nlimit_basic = 3", "invite: must be a table, [invite]"),
    ("[invite]\nlimit = 3", "invite.limit: unknown; allowed: window, limit_basic, limit_plus"),
    ("[invite]\nlimit_basic = '3'", "invite.limit_basic: '3' needs a whole number without"),
    ("[invite]\nlimit_basic = true", "invite.limit_basic: True needs a whole number"),
    ("[invite]\nlimit_basic = 3.0", "invite.limit_basic: 3.0 needs a whole number"),
    ("[invite]\nlimit_basic = 0", "invite.limit_basic: 0 is out of range; allowed: 1 to 100,000"),
    ("[invite]\nlimit_basic = -3", "invite.limit_basic: -3 is out of range"),
    ("[invite]\nlimit_basic = 1000000", "invite.limit_basic: 1000000 is out of range"),
    ("[invite]\nlimit_basic = 'unlimited'", "invite.limit_basic: 'unlimited' needs"),
    ("[invite]\nnotes_per_month_basic = 'all'", "invite.notes_per_month_basic: 'all' needs"),
    ("[invite]\nwithdraw_lock = 21", "invite.withdraw_lock: 21 needs a number with its unit"),
    ("[invite]\nwithdraw_lock = '21'", "invite.withdraw_lock: '21' needs a number with its unit"),
    ("[invite]\nwithdraw_lock = '21 h'", "invite.withdraw_lock: '21 h' has the unit \"h\"; this"),
    ("[invite]\nwithdraw_lock = '3 weeks'", "invite.withdraw_lock: '3 weeks' has the unit"),
    ("[invite]\nwithdraw_lock = '-3 days'", "invite.withdraw_lock: '-3 days' needs a number"),
    ("[invite]\nwithdraw_lock = '366 days'", "invite.withdraw_lock: '366 days' is out of range;"
     ' allowed: 0 to 365 days, written as "21 days"'),
    ("[invite]\nreminders = '7 days'", "invite.reminders: '7 days' needs a list"),
    ("[invite]\nreminders = ['7 h']", "invite.reminders: ['7 h'] has the unit"),
    ("[invite]\nreminders = ['0 days']", "invite.reminders: ['0 days'] is out of range"),
    ("[invite]\nreminders = ['7 days', '7 days']", "invite.reminders: ['7 days', '7 days'] must"),
    ("[invite]\nproof_required = 1", "invite.proof_required: 1 needs true or false"),
    ("[groupchat]\nhistory = 'maybe'", "groupchat.history: 'maybe' is not one of the words"),
    ("[attachment]\ntypes = ['exe']", "attachment.types: ['exe'] holds something else"),
    ("[attachment]\ntypes = ['pdf', 'pdf']", "attachment.types: ['pdf', 'pdf'] names a word twice"),
    ("[attachment]\ntypes = [['pdf']]", "attachment.types: [['pdf']] holds something else"),
    ("[reach]\norder = ['stranger']", "reach.order: ['stranger'] leaves out open_profile"),
    ("[inmail]\nopen_per_recipient = 2", "inmail.open_per_recipient: 2 is out of range"),
    ("[message]\nmax = 1\nmax = 2", "is not valid TOML: "),
    ("[message]\nmax = 1\n[message]\nmax = 2", "is not valid TOML: "),
    ("[message\n", "is not valid TOML: "),
    ("[message]\nmax = 1979-05-27", "message.max: datetime.date(1979, 5, 27) needs"),
    (b"\xff\xfe\x00", "is not UTF-8 text (byte 1)"),
    (b"\x00\x01\x02", "is not valid TOML: "),
    ("x = " + "[" * 5_000, "is not valid TOML: "),
    (b"#" * 1_000_001, "is longer than 1,000,000 bytes"),
    ("[invite]\nlimit_basic = 101", "invite.limit_basic: is above invite.limit_plus; allowed: at"),
    ("preset = 'linkedin'\n[invite]\nnotes_per_month_plus = 4",
     "invite.notes_per_month_basic: is above invite.notes_per_month_plus"),
    ("[invite]\nnote_max_plus = 299", "invite.note_max_basic: is above invite.note_max_plus"),
    ("[inmail]\nbody_max = 100", "inmail.body_warn: is above inmail.body_max"),
    ("[followup]\nmin = '8 days'", "followup.min: is above followup.default"),
    ("[followup]\nmax = '6 days'", "followup.default: is above followup.max"),
    ("[nurture]\nfloor = '31 days'", "nurture.floor: is above nurture.ideal"),
    ("[nurture]\nred = '29 days'", "nurture.ideal: is above nurture.red"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), SLIPS)
def test_a_slip_is_refused_with_file_key_and_what_is_allowed(
    tmp_path: Path, text: str | bytes, reason: str
) -> None:
    assert refusal(tmp_path, text).startswith(reason)


@pytest.mark.parametrize(("text", "reason"), [s for s in SLIPS if "out of range" in s[1]])
def test_a_range_is_always_named(tmp_path: Path, text: str, reason: str) -> None:
    assert "; allowed: " in refusal(tmp_path, text)


def test_what_is_neither_a_preset_nor_a_file_is_refused(tmp_path: Path) -> None:
    for absent in ("kind", tmp_path, tmp_path / "absent.toml", "a\x00b"):
        with pytest.raises(PolicyError, match=r"cannot be read .*humane, linkedin, seed"):
            load(absent)


def test_a_preset_wins_over_a_file_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "humane").write_text("[message]\nmax = 1\n")
    assert load("humane").message.max == 8_000
    assert load(Path("humane")).message.max == 1
    assert set(PRESETS) == {"humane", "linkedin", "seed"}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = host(tmp_path, "")
    file.chmod(0)
    with pytest.raises(PolicyError, match="cannot be read"):
        load(file)
