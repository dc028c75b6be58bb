"""After an edit a program goes on from the statement that the edit is the first to matter to; nothing before it runs
again, and what is said is what a new analysis says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tfscope.resolver import Analysis, Budget, resolve
from tfscope.resolver.records import Resolution
from tfscope.syntax import Module
from tfscope.syntax.parse import parse_module

# Long enough for what it has done to be worth keeping.
EARLIER = """
import tensorflow as tf

def build(name):
    with tf.variable_scope(name):
        return tf.get_variable("w", [3])

for number in range(100):
    build("layer_%d" % number)
"""
LATER = """
def head(x):
    return tf.layers.dense(x, 10, name="logits")

head(tf.zeros([4, 3]))
"""


class Texts:
    """The files of a program, of which `main.py` is run."""

    def __init__(self, **files: str) -> None:
        self.files: dict[str, str] = {}
        self._modules: dict[str, Module] = {}
        for name, text in files.items():
            self.put(name, text)

    def put(self, name: str, text: str) -> None:
        path = f"{name}.py"
        self.files[name] = text
        self._modules[path] = parse_module(path, text, self._modules.get(path))

    def entry(self, path: str) -> Module | None:
        return self._modules.get(path)

    def find(self, name: str, importer: str) -> tuple[Module, bool] | None:
        module = self._modules.get(f"{name}.py")
        return (module, False) if module else None

    def find_further(self, name: str) -> None:
        return None

    def names_in(self, folder: str) -> Mapping[str, bool]:
        return {}


class Typing:
    """Somebody who edits files, one analysis that is kept, and the number of steps that it took."""

    def __init__(self, **files: str) -> None:
        self.texts = Texts(**files)
        self.analysis = Analysis("main.py", Budget())
        self.resolution = self.analysis.resolve(self.texts)

    def type(self, name: str, text: str) -> Resolution:
        """What is said after an edit; it is what a new analysis says."""
        before = self.resolution
        self.texts.put(name, text)
        self.resolution = self.analysis.resolve(self.texts)
        fresh = resolve("main.py", Texts(**self.texts.files))
        assert _plain(self.resolution) == _plain(fresh)
        self.kept = {id(event) for event in before.events} & {id(event) for event in self.resolution.events}
        return self.resolution


def _plain(resolution: Resolution) -> list[tuple]:
    events = [(e.kind, e.action, e.name, e.certain, e.shape, e.sequence, e.graph) for e in resolution.events]
    return [*events, *((d.code, d.message, d.severity) for d in resolution.diagnostics)]


def _names(resolution: Resolution) -> list[str | None]:
    return [event.name for event in resolution.events if event.action == "create"]


def test_what_ran_before_the_edited_function_is_not_run_again():
    typing = Typing(main=EARLIER + LATER)
    typing.type("main", EARLIER + LATER.replace("10", "11"))
    assert _names(typing.type("main", EARLIER + LATER.replace("10", "12")))[-2:] == ["logits/kernel", "logits/bias"]
    assert len(typing.kept) == 200


def test_a_statement_of_the_entry_file_may_be_edited_too_and_others_may_follow():
    typing = Typing(main=EARLIER + LATER)
    typing.type("main", EARLIER + LATER + "build('more')\n")
    assert _names(typing.type("main", EARLIER + LATER + "build('more')\nbuild('most')\n"))[-2:] == ["more/w", "most/w"]
    assert len(typing.kept) >= 200


def test_an_edit_before_the_kept_state_begins_anew():
    typing = Typing(main=EARLIER + LATER)
    typing.type("main", EARLIER + LATER.replace("10", "11"))
    assert _names(typing.type("main", EARLIER.replace("layer", "block") + LATER))[0] == "block_0/w"
    assert not typing.kept


def test_a_module_that_is_loaded_later_is_loaded_again():
    typing = Typing(main=EARLIER + "import net\nnet.head()\n", net="import tensorflow as tf\nSIZE = 1\n"
                    "def head():\n    return tf.get_variable('h', [SIZE])\n")  # fmt: skip
    for size in (2, 3):
        text = f"import tensorflow as tf\nSIZE = {size}\ndef head():\n    return tf.get_variable('h', [SIZE])\n"
        assert typing.type("net", text).events[-1].shape == (size,)
    assert len(typing.kept) == 200


def test_a_function_of_a_module_loaded_before_gets_its_new_body():
    typing = Typing(main="import net\n" + EARLIER + "net.head()\n", net="import tensorflow as tf\n"
                    "def head():\n    return tf.get_variable('h', [1])\n")  # fmt: skip
    for size in (2, 3):
        text = f"import tensorflow as tf\ndef head():\n    return tf.get_variable('h', [{size}])\n"
        assert typing.type("net", text).events[-1].shape == (size,)
    assert len(typing.kept) == 200


def test_what_later_statements_do_to_a_library_is_put_back():
    """The edited statement is another one then, which must find the library as it was."""
    typing = Typing(main=EARLIER + LATER)
    for _ in range(2):
        typing.type("main", EARLIER + "tf.layers.dense = None\n")
        typing.type("main", EARLIER + LATER)
    assert _names(typing.resolution)[-2:] == ["logits/kernel", "logits/bias"]


@pytest.mark.parametrize(
    "changing",
    [
        "kept.append(1); size = len(kept)",
        "kept_set.add(len(kept_set)); size = len(kept_set)",
        "held.count = size = held.count + 1",
        "tensor.set_shape([None, 5]); size = tensor.shape[1].value or 1",
        "scope.reuse_variables(); size = 2 if scope.reuse else 1",
        "numbers[0] = size = int(numbers[0]) + 1",
        "made.__defaults__ = (made() + 1,); size = made()",
    ],
)
def test_whatever_later_statements_change_is_put_back(changing: str):
    kept = """
import numpy as np
class Held(object):
    count = 0
kept, kept_set, held, numbers = [], set(), Held(), np.zeros([3])
tensor = tf.placeholder(tf.float32)
def made(size=1):
    return size
with tf.variable_scope("kept") as scope:
    pass
"""
    later = f"\ndef later():\n    {changing}\n    return tf.get_variable('later', [size])\nlater()\n"
    typing = Typing(main=EARLIER + kept + later)
    for comment in ("x = 1", "x = 2", "x = 3"):
        typing.type("main", EARLIER + kept + later.replace("def later():\n", f"def later():\n    {comment}\n"))
    assert len(typing.kept) >= 100


def test_what_is_half_consumed_cannot_be_put_back_so_all_runs_again():
    kept = "\nimport itertools\ncounter = itertools.count(1)\n"
    later = "\ndef later():\n    return tf.get_variable('later', [next(counter)])\nlater()\n"
    typing = Typing(main=EARLIER + kept + later)
    for comment in ("x = 1", "x = 2"):
        text = later.replace("def later():\n", f"def later():\n    {comment}\n")
        assert typing.type("main", EARLIER + kept + text).events[-1].shape == (1,)


def test_an_entry_file_that_a_module_of_its_own_imports_has_run_before():
    own = "SIZE = 1\n"
    helper = "import tensorflow as tf\nfrom main import SIZE\ndef head():\n    return tf.get_variable('h', [SIZE])\n"
    start = "import helper\n" + EARLIER
    typing = Typing(main=start + own + "helper.head()\n", helper=helper)
    for size in (2, 3):
        text = start + f"SIZE = {size}\n" + "helper.head()\n"
        assert any(event.shape == (size,) for event in typing.type("main", text).events)


def test_a_program_that_was_stopped_goes_on_from_the_kept_state():
    typing = Typing(main=EARLIER + LATER)
    typing.type("main", EARLIER + LATER.replace("10", "11"))
    typing.texts.put("main", EARLIER + LATER.replace("10", "12"))
    typing.analysis.resolve(typing.texts, cancelled=lambda: True)
    assert typing.type("main", EARLIER + LATER.replace("10", "13")).events[-1].shape == (13,)
    assert len(typing.kept) == 200


def test_text_that_tells_the_generation_of_tensorflow_matters_to_the_whole_file():
    typing = Typing(main=EARLIER + LATER)
    typing.type("main", EARLIER + LATER.replace("10", "11"))
    typing.type("main", EARLIER + LATER + "\ndef step():\n    with tf.GradientTape() as tape:\n        pass\n")
    assert not typing.kept
