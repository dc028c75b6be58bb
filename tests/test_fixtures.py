"""The fixture helper itself: a fixture that says something wrong must fail, and say why."""

from __future__ import annotations

import pytest
from fixtures import Cursor, check, markdown_blocks, split

SHARED = """
    import tensorflow as tf
    def net(reuse):
        with tf.variable_scope("a", reuse=reuse):
            return tf.get_variable("w", [3])  {comment}
    net(False)
    net(True)
"""


def test_what_the_resolver_says_can_be_expected_beside_the_line():
    """Creation and reuse at one line, with shape, dtype, key and count."""
    check(SHARED.format(comment="# name: a/w [3] float32 trainable key=a/w x1  # reuse: a/w x1"))


def test_a_lone_comment_speaks_of_the_code_above_it():
    """Long expectations go on lines of their own."""
    check(
        """
        import tensorflow as tf
        for i in range(2):
            tf.get_variable("w%d" % i, [i, 2])
            # name: w0 [0, 2]
            # name: w1 [1, 2]
        """
    )


@pytest.mark.parametrize(
    ("comment", "complaint"),
    [
        ("# name: a/w", "main.py:4: not expected: `reuse: a/w`"),
        ("# name: a/v  # reuse: a/w", "main.py:4: expected `name: a/v`"),
        ("# name: a/w [4]  # reuse: a/w", "with shape (4,), not (3,)"),
        ("# name: a/w [...]  # reuse: a/w", "with shape None, not (3,)"),
        ("# name: a/w untrainable  # reuse: a/w", "with trainable False, not True"),
        ("# name: a/w  # reuse: a/w x2", "expected `reuse: a/w` 2 times, not 1"),
        ("# name: nothing", "main.py:4: not expected: `name: a/w`"),
        ("# name: a/w  # reuse: a/w  # possible: a/w", "main.py:4: expected `possible: a/w`"),
        (
            "# name: a/w  # reuse: a/w  # error: [variable-already-exists]",
            "expected `error: [variable-already",
        ),
        ("# scope: a", "expected `scope: a`"),
        ("# op: a/add", "expected `op: a/add`"),
    ],
)
def test_every_difference_is_named(comment, complaint):
    """One wrong word in an expectation fails the check with a sentence that holds the place."""
    with pytest.raises(AssertionError) as failure:
        check(SHARED.format(comment=comment))
    assert complaint in str(failure.value)


def test_an_unexpected_error_fails_any_fixture():
    """Errors are strict even where the fixture speaks of names only."""
    with pytest.raises(AssertionError, match=r"not expected: `error: .variable-already-exists. Variable w already"):
        check(
            """
            import tensorflow as tf
            tf.get_variable("w", [1])  # name: w
            tf.get_variable("w", [1])  # reuse: w
            """
        )


def test_errors_and_the_places_they_point_to():
    """The message is compared by its words, the related place by its own line."""
    check(
        """
        import tensorflow as tf
        tf.get_variable("w", [1])  # related: created here
        tf.get_variable("w", [1])  # error: [variable-already-exists] Variable w already exists, disallowed
        """
    )


def test_a_reuse_must_point_to_the_creating_line():
    """The origin of a reuse is compared with the line that expects the creation."""
    source = """
        import tensorflow as tf
        with tf.variable_scope("a"):
            tf.get_variable("w", [1])  # name: a/w
        with tf.variable_scope("a", reuse=True):
            tf.get_variable("w", [1])  # reuse: a/w
    """
    resolution = check(source)
    reuse = next(event for event in resolution.events if event.action == "reuse")
    object.__setattr__(reuse, "origin", reuse.site)
    with pytest.raises(AssertionError, match=r"main.py:5: the reuse of a/w points to main.py:5"):
        check(source, resolve=lambda *_: resolution)


def test_a_fixture_that_expects_nothing_is_refused():
    """A test that cannot fail is no test."""
    with pytest.raises(AssertionError, match="expects nothing"):
        check("tf.get_variable('w')")


def test_several_files_and_the_cursor():
    """Files stand after `#- path` lines; the cursor is taken out of the text."""
    files, cursor = split(
        """
        from net import f
        f(<|>)
        #- net/__init__.py
        x = 1
        """
    )
    assert files == {"main.py": "from net import f\nf()\n", "net/__init__.py": "x = 1\n"}
    assert cursor == Cursor("main.py", 20)


def test_imports_are_found_among_the_files():
    """The expectation stands in the file that it speaks of."""
    check(
        """
        from net.layers import dense
        dense("a")
        dense("b")
        #- net/layers.py
        import tensorflow as tf
        def dense(name):
            with tf.variable_scope(name):
                tf.get_variable("w", [1])  # name: a/w, b/w
        """
    )


def test_python_blocks_of_a_page(tmp_path):
    """Prose with Python blocks gives one case per block, named after its heading."""
    page = tmp_path / "reuse.md"
    page.write_text("# Reuse\n\ntext\n\n```python\na = 1\n```\n\n## Twice\n```python\nb = 2\n```\n", "utf-8")
    assert list(markdown_blocks(page)) == [("Reuse", "a = 1\n"), ("Twice", "b = 2\n")]
