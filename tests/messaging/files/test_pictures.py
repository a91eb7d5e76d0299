import io

import pytest
from PIL import Image

from rapport.messaging.files.pictures import (
    SIDE_MAX,
    THUMB,
    PictureBroken,
    PictureTooLarge,
    remade,
)
from tests.messaging.files.corpus import SECRET, bomb, moving, picture, turned, with_place


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_comes_back_in_its_format_with_a_small_one(kind):
    made = remade(picture(kind))
    assert opened(made.content).format == kind
    assert opened(made.content).size == (made.width, made.height) == (320, 200)
    assert opened(made.thumb).format == "WEBP"
    assert max(opened(made.thumb).size) <= THUMB


def test_nothing_but_the_pixels_survives():
    before = with_place()
    assert SECRET in before
    made = remade(before)
    for content in (made.content, made.thumb):
        assert SECRET not in content
        assert not opened(content).getexif()
        assert not {"comment", "xmp", "exif", "icc_profile"} & set(opened(content).info)


@pytest.mark.parametrize(
    "tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + bytes(50), b"%PDF-1.7"]
)
def test_what_hides_behind_a_picture_is_gone(tail):
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        assert tail not in remade(picture(kind) + tail).content


def test_a_picture_stands_upright():
    made = remade(turned())
    assert (made.width, made.height) == (100, 300)


def test_transparency_stays():
    made = remade(picture("PNG", mode="RGBA", colour=(1, 2, 3, 0)))
    assert opened(made.content).getpixel((1, 0))[3] == 0


def test_a_large_picture_is_made_smaller():
    made = remade(picture("JPEG", size=(6000, 1000)))
    assert (made.width, made.height) == (SIDE_MAX, round(SIDE_MAX / 6))


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_moving_picture_keeps_moving(kind):
    made = remade(moving(5, kind=kind))
    found = opened(made.content)
    assert found.format == kind
    assert found.n_frames == 5


@pytest.mark.parametrize("content", [bomb(), moving(300, (600, 600))])
def test_a_bomb_is_told_by_its_header(content):
    with pytest.raises(PictureTooLarge):
        remade(content)


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", picture()[:150], b"GIF89a<script>", picture("PNG")[:60]]
)
def test_a_broken_picture_is_named_so(content):
    with pytest.raises(PictureBroken):
        remade(content)
