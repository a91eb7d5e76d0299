"""Draw the icons of the installed place from our mark, by Chromium: `python tools/make_icons.py`.

They are committed; run it again after a change of the mark.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import find

FOLDER = Path(__file__).parent.parent / "src/rapport/site/static/rapport/img"
# name, pixels, how much of the square the mark takes, ground ("" for none)
ICONS = [
    ("icon-192", 192, 0.94, ""),
    ("icon-512", 512, 0.94, ""),
    # A round cut of 80 % must show all of the mark (W3C manifest, maskable icons).
    ("icon-maskable-512", 512, 0.56, "#faf6ef"),
    ("icon-apple-180", 180, 0.7, "#faf6ef"),
]
PAGE = """<style>html,body{{margin:0;background:{ground}}}
body{{display:grid;place-items:center;width:{size}px;height:{size}px}}
svg{{width:{inner}px;height:{inner}px}}</style>{mark}"""


def main() -> None:
    """Write every icon."""
    mark = (FOLDER / "mark.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for name, size, share, ground in ICONS:
            page = browser.new_page(viewport={"width": size, "height": size})
            inner = round(size * share)
            page.set_content(
                PAGE.format(ground=ground or "transparent", size=size, inner=inner, mark=mark)
            )
            page.screenshot(path=FOLDER / f"{name}.png", omit_background=not ground)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
