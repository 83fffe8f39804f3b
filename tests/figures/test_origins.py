"""Where a picture comes from, for files that were renamed, stripped, edited or broken, and foreign ones."""

import io
import json
import shutil

import pikepdf
import pytest
from bluebook.figures import embeddings, origins, pictures
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from PIL import Image

ID = "tempo-usa-2022"


def published(ending):
    return paths.figures() / f"{ID}.{ending}"


def state(file):
    return next(line for line in origins.whence(file) if line.startswith("state")).split(None, 1)[1]


@pytest.mark.parametrize("ending", pictures.FORMATS)
def test_a_published_picture_says_what_it_is_even_when_renamed(ending, tmp_path):
    file = tmp_path / f"from a mail.{ending}.bin"
    shutil.copy(published(ending), file)
    said = "\n".join(origins.whence(file))
    assert ID in said and "unchanged: byte for byte" in said and "papermill notebooks/02-tempo.ipynb" in said
    assert "2022-01-06-USA-foreign_ministers" in said


def without_metadata(ending):
    if ending == "png":
        out = io.BytesIO()
        Image.open(published("png")).convert("RGBA").save(out, format="png")
        return out.getvalue()
    if ending == "pdf":
        out = io.BytesIO()
        with pikepdf.open(published("pdf")) as book:
            del book.Root.Metadata
            del book.trailer.Info
            book.save(out)
        return out.getvalue()
    text = published("svg").read_text(encoding="utf-8")
    return (text[: text.index("<metadata>")] + text[text.index("</metadata>") + 11 :]).encode()


@pytest.mark.parametrize("ending", pictures.FORMATS)
def test_a_picture_whose_metadata_were_stripped_is_known_by_what_it_draws(ending, tmp_path):
    file = tmp_path / f"stripped.{ending}"
    file.write_bytes(without_metadata(ending))
    assert embeddings.read(file.read_bytes()) == {}
    assert "metadata were stripped; the picture is unchanged" in state(file)


def test_one_edited_pixel_is_seen(tmp_path):
    image = Image.open(published("png"))
    image.load()
    image.putpixel((50, 50), (255, 0, 0, 255))
    chunks = pictures.embeddings.PngImagePlugin.PngInfo()
    chunks.add_itxt("XML:com.adobe.xmp", image.info["XML:com.adobe.xmp"])
    image.save(tmp_path / "edited.png", pnginfo=chunks)
    assert state(tmp_path / "edited.png").startswith("CHANGED")


def test_one_moved_block_of_an_svg_is_seen(tmp_path):
    text = published("svg").read_text(encoding="utf-8")
    place = text.index(' d="m', text.index('data-row="2022-01-21-USA-summit"'))
    digit = next(n for n in range(place + 6, len(text)) if text[n].isdigit())
    (tmp_path / "edited.svg").write_text(text[:digit] + str((int(text[digit]) + 1) % 10) + text[digit + 1 :], encoding="utf-8")
    assert state(tmp_path / "edited.svg").startswith("CHANGED")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.txt", b"hello", "not a picture that can be read"),
        ("half.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a damaged PNG file"),
        ("half.pdf", b"%PDF-1.4 nothing else", "a damaged PDF file"),
        ("half.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "a damaged SVG file"),
        ("bomb.svg", b'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>', "damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_ours_gets_one_plain_sentence(name, content, said, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refusal:
        origins.whence(tmp_path / name)
    assert said in str(refusal.value) and "\n" not in str(refusal.value)


def screenshot(image):
    """The picture as a part of a page on a screen."""
    page = Image.new("RGB", (1200, 1400), (240, 240, 240))
    page.paste(image.resize((900, round(900 * image.height / image.width))), (150, 100))
    return page


def smaller(image):
    return image.resize((400, round(400 * image.height / image.width)))


COPIES = {"smaller.png": smaller, "screenshot.png": screenshot, "again.jpg": lambda image: image, "small.webp": smaller,
          "grey.gif": lambda image: smaller(image).convert("L")}  # fmt: skip


@pytest.mark.parametrize("figure_id", ["tempo-usa-2022", "places-can-2022", "historian-2021-2024"])
@pytest.mark.parametrize("name", COPIES)
def test_of_a_copy_of_a_figure_only_the_nearest_is_told_and_nothing_is_denied(figure_id, name, tmp_path):
    with Image.open(paths.figures() / f"{figure_id}.png") as image:
        COPIES[name](image.convert("RGB")).save(tmp_path / name)
    said = origins.whence(tmp_path / name)
    assert said[0].startswith(f"state     cannot tell from this file; nearest published figure: {figure_id} (")
    assert "not a figure" not in "\n".join(said)


def test_of_a_picture_that_is_like_none_of_ours_it_is_not_said_that_it_is_none(tmp_path):
    Image.effect_noise((600, 400), 90).save(tmp_path / "noise.png")
    (tmp_path / "other.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'></svg>", encoding="utf-8")
    for name in ("noise.png", "other.svg"):
        (line,) = origins.whence(tmp_path / name)
        assert line.startswith("state     cannot tell from this file: ") and line.endswith("no published figure is near")


def test_a_smaller_copy_that_kept_its_record_is_not_called_changed(tmp_path):
    image = Image.open(published("png"))
    image.load()
    chunks = pictures.embeddings.PngImagePlugin.PngInfo()
    chunks.add_itxt("XML:com.adobe.xmp", image.info["XML:com.adobe.xmp"])
    smaller(image.convert("RGB")).save(tmp_path / "small.png", pnginfo=chunks)
    assert ID in origins.whence(tmp_path / "small.png")[0] and "cannot be told" in state(tmp_path / "small.png")


def test_a_missing_file_gets_one_plain_sentence(tmp_path):
    with pytest.raises(Refused, match="can't be read"):
        origins.whence(tmp_path / "nowhere.png")


@pytest.mark.parametrize("ending", pictures.FORMATS)
def test_a_title_with_signs_of_markup_travels_as_text(ending, monkeypatch):
    record = json.loads(published("json").read_text(encoding="utf-8"))
    record["title"] = 'a <script>alert("1")</script> & b'
    from matplotlib.figure import Figure

    picture = pictures.saved(Figure(figsize=(1, 1)), ending, record)
    assert embeddings.read(picture)["title"] == record["title"]
    if ending == "svg":
        assert b"<script>" not in picture


@pytest.mark.parametrize("file", sorted(paths.figures().glob("*.svg")), ids=lambda file: file.stem)
def test_every_svg_has_a_title_and_a_description_for_screen_readers(file):
    record = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    root = embeddings.tree(file.read_bytes())
    links = root.find(f".//{embeddings.SVG}a") is not None
    assert root.get("role") == ("graphics-document" if links else "img") and root.get("aria-labelledby") == "title desc"
    assert root.find(f"{embeddings.SVG}title").text == record["title"]
    assert root.find(f"{embeddings.SVG}desc").text == f"{record['alt']} {record['description']}"


def test_the_figures_that_stand_on_a_row_are_listed_for_the_changelog(command):
    done = command("bluebook", "affected", "2022-01-21-USA-summit", "2022-04-02-UKR-foreign_ministers")
    usa, ukraine = done.stdout.splitlines()
    assert usa.startswith("- 2022-01-21-USA-summit: ") and "tempo-usa-2022" in usa and "tempo-can-2022" not in usa
    assert "tempo-usa-2022" not in ukraine and "record-all-2021-2025" in ukraine


def test_a_row_that_is_not_there_gives_the_nearest_one(command):
    done = command("bluebook", "affected", "2022-01-21-USA-sumit")
    assert done.returncode == 2 and 'did you mean "2022-01-21-USA-summit"?' in done.stderr
