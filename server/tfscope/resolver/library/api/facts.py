"""The recorded facts of one edition of TensorFlow's API, and how a dotted name is looked up in them.

The tables' form is described in README.md beside this file. Lookup follows Python: the longest part of the
dotted name that is a module, then a name in it, then members of classes, searched in the bases too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tfscope.resolver.library.api.signature import Signature, parse_signature

Kind = Literal["module", "function", "class", "method", "attribute", "constant"]
KINDS: dict[str, Kind] = {
    "f": "function",
    "p": "function",
    "c": "class",
    "m": "method",
    "a": "attribute",
    "v": "constant",
}
# Where the default op name stands among the facts of each kind that can have one.
DEFAULT_NAME_AT = {"f": 2, "p": 2, "c": 3}

# Packages whose modules TensorFlow's private modules import by their own names.
IMPORTED_FROM = ("ops", "framework", "training", "util", "layers", "summary", "platform")


def is_private(module: str) -> bool:
    """Whether a module is no part of the public API."""
    return ".python." in module or module.endswith(".python")


@dataclass(frozen=True, slots=True)
class Recording:
    """What one real call did to the names of a fresh graph.

    call: the expression, over the inputs of `Facts.inputs`. used: the names it took into use, in order,
    relative to the name scope of the call; a name that starts with "/" was taken at the root, one that ends
    with "/" is a scope that has no op of the same name. complete: False when only the first level was kept.
    """

    call: str
    used: tuple[str, ...]
    complete: bool

    @property
    def created(self) -> tuple[str, ...]:
        """The names taken directly inside the scope of the call, in order, without their trailing slash."""
        return tuple(name.rstrip("/") for name in self.used if "/" not in name.rstrip("/"))


@dataclass(frozen=True, slots=True)
class DType:
    """A dtype: its name, numpy's name for it (None where there is none), bytes per element, its number."""

    name: str
    numpy: str | None
    size: int
    enum: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a dotted name stands for: its kind, its canonical dotted name, its raw facts (None: a module)."""

    kind: Kind
    canonical: str
    facts: list[Any] | None


# The file has one entry a line: a table is told by the space behind its name, a table inside a table by its bare ends.
_TABLE = re.compile(r'\n"(\w+)": ')
_ENTRY = re.compile(r'\n"([^"]+)":(\{\n(?:"[^\n]*\n)+\}|[^\n]+)')


class Table(Mapping[str, Any]):
    """The entries of a table by name, each decoded when it is first asked for: a program uses few of them."""

    def __init__(self, text: str):
        """text: the table as it stands in the file."""
        self._texts: dict[str, str] = dict(_ENTRY.findall(text))
        self._decoded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._decoded:
            self._decoded[name] = json.loads(self._texts[name].rstrip(","))
        return self._decoded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _tables(text: str) -> dict[str, str]:
    """The tables of a file by name, each as it stands there."""
    starts = list(_TABLE.finditer(text))
    ends = [*(start.start() for start in starts[1:]), text.rindex("}")]
    return {start[1]: text[start.end() : end].rstrip(",\n") for start, end in zip(starts, ends, strict=True)}


class Facts:
    """One edition's facts. Reads its file when made; everything else is lookup."""

    def __init__(self, path: Path):
        """path: a file that tools/record_api.py wrote."""
        tables = _tables(path.read_text(encoding="utf-8"))
        self.tensorflow: str = json.loads(tables["tensorflow"])
        self.inputs: dict[str, str] = json.loads(tables["inputs"])
        self._dtypes = json.loads(tables["dtypes"])
        self._unwalked = frozenset(json.loads(tables["unwalked"]).split())
        self._modules = Table(tables["modules"])
        self._definitions = Table(tables["definitions"])
        self._arg_scoped = json.loads(tables["arg_scoped"])
        self._method_defaults = json.loads(tables["method_defaults"])
        self._recordings = Table(tables["recordings"])
        self._names: dict[str, dict[str, tuple[str, str]]] = {}
        self._found: dict[str, Found | None] = {}

    def find(self, dotted: str) -> Found | None:
        """What `dotted` stands for, None when it does not exist or lies in a module that was not walked."""
        name = "tensorflow" + dotted[2:] if dotted == "tf" or dotted.startswith("tf.") else dotted
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def exists(self, dotted: str) -> bool:
        """Whether TensorFlow has `dotted`.

        True too for what was not recorded: names in a module that was not walked or is private, members of a
        class or constant.
        """
        return self.find(dotted) is not None or self.is_unwalked(dotted) or self._is_member(dotted)

    def is_unwalked(self, dotted: str) -> bool:
        """Whether `dotted` is, or lies in, a module of which nothing but the existence was recorded."""
        name = "tensorflow" + dotted[2:] if dotted.startswith("tf.") else dotted
        parts = name.split(".")
        return any(".".join(parts[:n]) in self._unwalked for n in range(1, len(parts) + 1))

    def signature(self, found: Found) -> Signature | None:
        """The parameters of a function, method or class; None when unknown or not callable."""
        if found.facts is None or found.facts[0] not in "fpmc" or found.facts[1] is None:
            return None
        return parse_signature(found.facts[1])

    def bases(self, found: Found) -> tuple[str, ...]:
        """The canonical names of a class's bases, as far as they are TensorFlow's."""
        return tuple(found.facts[2].split()) if found.facts and found.facts[0] == "c" else ()

    def constant(self, found: Found) -> object:
        """The value of a constant, the member's name of an enum member or dtype; None when it is nothing
        plain.
        """
        return found.facts[1] if found.facts and found.facts[0] == "v" else None

    def default_op_name(self, dotted: str) -> str | None:
        """The op or scope name that a call gets when it gives none."""
        found = self.find(dotted)
        if found is None or found.facts is None:
            return None
        at = DEFAULT_NAME_AT.get(found.facts[0])
        if at is not None:
            return found.facts[at] if len(found.facts) > at else None
        return next(
            (self._method_defaults[k] for k in self._keys(dotted) if k in self._method_defaults), None
        )

    def recordings(self, dotted: str) -> tuple[Recording, ...]:
        """The recorded calls of a function, class, method or "operator +"; empty when there are none."""
        rows = next((self._recordings[k] for k in self._keys(dotted) if k in self._recordings), [])
        return tuple(_recording(call, names) for call, names in rows)

    def takes_arg_scope(self, found: Found) -> bool:
        """Whether `tf.contrib.framework.arg_scope` can give defaults to the function."""
        module, _, name = found.canonical.rpartition(".")
        return name in self._arg_scoped.get(module, "").split()

    def dtype(self, name: str) -> DType | None:
        """The dtype called `name`, such as "float32"."""
        row = self._dtypes.get(name)
        return DType(name, *row) if row else None

    def _is_member(self, dotted: str) -> bool:
        """Whether `dotted` lies in something of which not all members are recorded."""
        owner = dotted.rpartition(".")[0]
        found = self.find(owner) if owner else None
        if found:
            return found.kind != "module" or is_private(found.canonical)
        return bool(owner) and self._is_member(owner)

    def _keys(self, dotted: str) -> list[str]:
        """The names under which calls of `dotted` may be kept: as it is, then with its class made
        canonical.
        """
        found = self.find(dotted)
        owner, _, member = dotted.rpartition(".")
        holder = self.find(owner) if owner else None
        keys = [dotted]
        if holder and holder.kind == "class":
            keys.append(f"{holder.canonical}.{member}")
        if found:
            keys.append(found.canonical)
        return keys

    def _find(self, dotted: str) -> Found | None:
        parts = dotted.split(".")
        for count in range(len(parts), 0, -1):
            module = ".".join(parts[:count])
            if module in self._modules or module in self._definitions:
                rest = parts[count:]
                found = self._in_module(module, rest) if rest else Found("module", module, None)
                if found:
                    return found
        return None

    def _in_module(self, module: str, path: list[str]) -> Found | None:
        """What `path` stands for inside `module`."""
        own = self._definitions.get(module, {})
        local = ".".join(path)
        if local in own:
            return Found(KINDS[own[local][0]], f"{module}.{local}", own[local])
        if path[0] in own:
            return self._in_bases(own[path[0]], path[1:])
        target = self._module_names(module).get(path[0])
        if target is None:
            return self._in_imported_module(module, path)
        owner, name = target
        if not name:
            return self._find(".".join([owner, *path[1:]]))
        if name not in self._definitions.get(owner, {}):
            return Found("attribute", f"{owner}.{name}", None) if len(path) == 1 else None
        return self._in_module(owner, [*name.split("."), *path[1:]])

    def _in_imported_module(self, module: str, path: list[str]) -> Found | None:
        """What `path` stands for when it starts with a module that the private `module` imports, as all of
        them do.

        Only imports under the imported module's own name are known (`rnn.rnn_cell_impl`, not `rnn.vs`).
        """
        if not is_private(module):
            return None
        for package in IMPORTED_FROM:
            imported = f"tensorflow.python.{package}.{path[0]}"
            if imported in self._modules:
                # Not `_find`: it would also try the shorter module names, and come back here for ever.
                return self._in_module(imported, path[1:]) if path[1:] else Found("module", imported, None)
        return None

    def _in_bases(self, facts: list[Any], path: list[str]) -> Found | None:
        """A member of a class that the class itself does not define, looked for in its bases."""
        if facts[0] != "c":
            return None
        for base in facts[2].split():
            found = self._find(".".join([base, *path]))
            if found:
                return found
        return None

    def _module_names(self, module: str) -> dict[str, tuple[str, str]]:
        """name -> (module, name in it) of what `module` shows from elsewhere; the name is "" for a module."""
        if module not in self._names:
            self._names[module] = dict(self._expand(self._modules.get(module, {})))
        return self._names[module]

    def _expand(self, table: dict[str, str]):
        """Yields the pairs of `_module_names` from a table of the file."""
        for owner, names in table.items():
            if owner == "=":
                yield from self._module_names(names).items()
                continue
            for entry in names.split():
                name, _, original = entry.partition("=")
                yield name, (original, "") if owner == "modules" else (owner, original or name)


def _recording(call: str, names: str) -> Recording:
    used = tuple(names.split())
    return Recording(call, tuple(n for n in used if n != "..."), complete="..." not in used)
