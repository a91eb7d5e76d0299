"""A portrait is made anew from the pixels of what was sent; what is not a picture is refused."""

import io

import pytest
from PIL import Image

from rapport.kit.refusals import Refused
from rapport.members.portraits import portraits_of
from tests.members import pictures
from tests.members.pictures import BLUE, RED


def portrait(file: io.BytesIO, size: int = 512) -> Image.Image:
    found = portraits_of(file)
    assert isinstance(found, dict), found
    return Image.open(io.BytesIO(found[size]))


def is_near(picture: Image.Image, x: int, y: int, colour: tuple[int, int, int]) -> bool:
    found = picture.convert("RGB").getpixel((x, y))
    return all(abs(a - b) < 40 for a, b in zip(found, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_kind_becomes_webp_of_both_sizes(kind):
    found = portraits_of(pictures.encoded(pictures.two_halves(300, 200), kind))
    assert isinstance(found, dict)
    for size, content in found.items():
        picture = Image.open(io.BytesIO(content))
        assert (picture.format, picture.size) == ("WEBP", (size, size))
    assert sorted(found) == [128, 512]


def test_who_took_it_and_where_is_gone():
    source = pictures.with_exif()
    assert b"Ana Secret" in source.getvalue()
    found = portraits_of(source)
    assert isinstance(found, dict)
    for content in found.values():
        picture = Image.open(io.BytesIO(content))
        assert not picture.getexif()
        assert not {"exif", "icc_profile", "xmp"} & set(picture.info)
        assert b"Ana Secret" not in content


@pytest.mark.parametrize(
    ("orientation", "above", "below"), [(1, RED, BLUE), (3, BLUE, RED), (4, BLUE, RED)]
)
def test_a_turned_picture_is_turned_upright(orientation, above, below):
    picture = portrait(pictures.with_exif(orientation))
    assert is_near(picture, 256, 60, above)
    assert is_near(picture, 256, 450, below)


def test_a_picture_lying_on_its_side_is_turned_too():
    picture = portrait(pictures.with_exif(6))
    assert is_near(picture, 450, 256, RED)
    assert is_near(picture, 60, 256, BLUE)


def test_of_a_moving_picture_the_first_frame_stays():
    picture = portrait(pictures.animated())
    assert getattr(picture, "n_frames", 1) == 1
    assert is_near(picture, 256, 256, RED)


def test_transparency_becomes_white():
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert is_near(portrait(pictures.encoded(clear, "PNG")), 256, 256, (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_pictures_of_every_depth_are_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert portrait(pictures.encoded(Image.new(mode, (100, 80)), kind)).size == (512, 512)


@pytest.mark.parametrize("name", list(pictures.hostile()))
def test_what_is_not_only_a_picture_is_refused_with_a_sentence(name):
    found = portraits_of(pictures.hostile()[name])
    assert isinstance(found, Refused), name
    assert (found.code, found.on) == ("not_a_picture", "photo")
    assert "lease" in found.sentence


@pytest.mark.parametrize(
    ("width", "height"), [(8000, 5001), (1, 40_000_001), (20_000, 20_000), (2**31 - 1, 2**31 - 1)]
)
def test_too_many_pixels_are_refused_before_they_are_decoded(width, height):
    found = portraits_of(pictures.png_header(width, height))
    assert isinstance(found, Refused)
    assert found.code == "too_large"


def test_a_picture_too_small_to_show_anybody_is_refused():
    found = portraits_of(pictures.encoded(pictures.two_halves(63, 200)))
    assert isinstance(found, Refused)
    assert (found.code, found.status) == ("too_small", 422)
