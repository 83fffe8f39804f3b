"""What the entry points are fed: hostile text, bytes that are nearly right, values of every kind."""

from hypothesis import strategies as some

TEETH = ["", " ", "\0", "\n", "\t", ";", ",", '"', "'", "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "<script>alert(1)</script>",
         "../../x", "/etc/hostname", "/dev/null", "~root", "CON", "NUL", "a" * 5000, "%s%n", "{0.__class__}", "${HOME}", "`id`", "$(id)",
         "__import__('os').system('touch X')", "'; import os", "NO", "NA", "USA", "JPN", "nan", "1e999", "2022", "2022-13", "2022-02-30", "0000", "99999",
         "\ufeff", "\ud7ff", "‮", "日本", "２０２２", "²", "0", "-0", "true", "null", "*", "[", "?", "**", "\\", "C:\\x", "file:///etc/passwd", "http://[", "http://a:b"]  # fmt: skip
texts = some.one_of(some.sampled_from(TEETH), some.text(max_size=20), some.tuples(some.sampled_from(TEETH), some.text(max_size=5)).map("".join))
values = some.recursive(
    some.one_of(some.none(), some.booleans(), some.integers(), some.floats(), texts, some.dates()),
    lambda inner: some.one_of(some.lists(inner, max_size=3), some.dictionaries(texts, inner, max_size=3)), max_leaves=6)  # fmt: skip


@some.composite
def damaged(draw, whole):
    """Some bytes of a whole: cut, overwritten, doubled, or with others put in."""
    for _ in range(draw(some.integers(1, 3))):
        at, length = draw(some.integers(0, len(whole))), draw(some.integers(0, 40))
        other = draw(some.one_of(some.binary(max_size=12), texts.map(lambda text: text.encode("utf-8", "surrogatepass"))))
        whole = draw(some.sampled_from([whole[:at], whole[at:], whole[:at] + other + whole[at + length :], whole[:at] + other + whole[at:],
                                        whole[:at] + whole[at : at + length] + whole[at:]]))  # fmt: skip
    return whole


def sound(sentence, *places):
    """Tell whether a refusal is a sentence that names a place: not empty, no traceback, one of the places in it."""
    return bool(sentence.strip()) and "Traceback" not in sentence and (not places or any(place in sentence for place in places))
