"""The fixture that all tests of pages use."""


def test_a_page_notes_its_errors_and_what_it_asks_of_other_machines(page, tmp_path):
    file = tmp_path / "wrong.html"
    file.write_text('<script>console.error("seen")</script><script>nothing.there</script>'
                    '<img src="http://elsewhere.invalid/a.png"><img src="data:,">')  # fmt: skip
    page.goto(file.as_uri(), wait_until="load")
    assert any("seen" in error for error in page.errors) and any("nothing is not defined" in error for error in page.errors)
    assert page.strangers == ["http://elsewhere.invalid/a.png"]
    assert page.viewport_size == {"width": 1280, "height": 900}


def test_the_next_page_starts_without_them(page, tmp_path):
    file = tmp_path / "right.html"
    file.write_text("<title>Right</title>")
    page.goto(file.as_uri())
    assert (page.title(), page.errors, page.strangers) == ("Right", [], [])
