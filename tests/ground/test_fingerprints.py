"""What counts as a change of code: what it does, and nothing else, on every version of Python alike."""

from bluebook.ground import fingerprints

CODE = '''"""A module."""


def double(number: int) -> int:
    """Return it twice."""
    return 2 * number
'''


def of(source):
    return fingerprints.of_text(fingerprints._bare(source))


def test_a_comment_a_docstring_and_a_blank_line_are_no_change():
    same = CODE.replace("Return it twice.", "Return the double.").replace("    return", "\n    # why\n    return")
    assert of(same) == of(CODE)


def test_a_changed_number_a_name_or_a_rule_is_one():
    for other in (CODE.replace("2 *", "3 *"), CODE.replace("double", "twice"), CODE.replace("* number", "+ number")):
        assert of(other) != of(CODE)


def test_the_fingerprint_is_the_one_that_every_python_gives():
    assert of(CODE) == "2f3aa2309431014d86c422c76f9f0aaa0be6b59d1efd2ff856131630e6841662"


def test_a_module_that_is_not_there_has_none():
    assert fingerprints.of_module("nowhere") == ""
