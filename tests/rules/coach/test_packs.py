import pytest

from rapport.rules.coach.packs import PACKS, PackError, pack, read_pack

START = 'language = "xx"\nname = "Test"\n'


@pytest.mark.parametrize("language", PACKS)
def test_every_pack_can_be_read_and_knows_what_the_checks_ask(language):
    read = pack(language)
    assert read is not None
    found = read.book.find
    assert read.language == language
    assert read.words["second_person"]
    assert callable(found)


def test_other_languages_have_none():
    assert pack("tlh") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = [", "is not valid TOML"),
        ('language = "yy"', "must be 'xx'"),
        (START + "[odd]", "odd: unknown"),
        (START + '[words]\nodd = ["a"]', "words: odd: unknown"),
        (START + "[words]\nthanks = []", "words.thanks: must be a list of texts"),
        (START + "[words]\nthanks = [5]", "5 is not a text"),
        (START + '[words]\nthanks = ["{a"]', "words.thanks"),
        (START + '[words]\nthanks = ["<odd> x"]', "no group <odd>"),
        (START + '[phrases]\nstock = ["a"]', "must be a table"),
        (START + '[[phrases.stock]]\nfind = "a"\nodd = 1', "odd: unknown"),
        (START + '[[phrases.stock]]\nfind = "a"\nlevel = "stop"', "level: 'stop' is not one of"),
        (START + "[[phrases.stock]]\nfix = 'b'", "find: must be a list"),
    ],
)
def test_a_slip_in_a_pack_is_refused_by_its_place(text, message):
    with pytest.raises(PackError) as refusal:
        read_pack({"xx.toml": text}, "xx")
    assert message in str(refusal.value)
