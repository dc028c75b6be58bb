"""Rename: the string that names a variable or scope, changed at every place that takes part in it.

Refused, with the reason, wherever the program builds the name in a way that an edit of strings does not reach.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tfscope.events import Seen, View
from tfscope.features.answers import Span, span_of
from tfscope.features.sites import call_at, is_literal, name_argument
from tfscope.features.target import callee_of, nodes_at, target_at, unit_at
from tfscope.features.wording import place_text
from tfscope.resolver.records import Event
from tfscope.syntax import Module, Site

ModuleOf = Callable[[str], "Module | None"]

_VALID = {True: re.compile(r"[A-Za-z0-9.][\w.\\/-]*", re.ASCII), False: re.compile(r"[\w.\\/-]+", re.ASCII)}
# What has its name to itself: nothing else is found by it.
OPS_ONLY = frozenset({"op", "name_scope"})
NAMED_BY_STRING = frozenset({"get_variable", "variable_scope", "Variable"})
LAYER_KEYWORDS = frozenset({"name", "scope"})
_PLAIN = re.compile(r"[uU]?(\"\"\"|'''|\"|')(.*)\1", re.DOTALL)


class Refused(Exception):
    """A rename that cannot be done; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a rename changes: spans and the text they get. warning: what it cannot change, as sentences."""

    spans: tuple[Span, ...]
    text: str
    warning: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A full name that a string takes part in, and an event that is about it; of a layer's scope, one inside it."""

    full: str
    is_scope: bool
    seen: Seen

    @property
    def identity(self) -> object:
        return self.seen.run, self.seen.event.graph, self.is_scope, self.full

    def is_of(self, seen: Seen) -> bool:
        """Whether an event is of the same graph."""
        return seen.run is self.seen.run and seen.event.graph == self.seen.event.graph


@dataclass(frozen=True, slots=True)
class _Named:
    """Everything that shares a string: the full names, and the places of the string."""

    literal: str
    names: tuple[_Name, ...]
    sites: tuple[Site, ...]


def prepare_rename(view: View, module: Module, line: int, column: int, module_of: ModuleOf) -> Span | None:
    """The text between the quotes that would be renamed; None where there is none. Raises Refused."""
    target = target_at(module, line, column)
    if target is None or not _is_string_at(module, line, column):
        return None
    place = view.place(target.site, module.units)
    if not place or all(seen.event.kind in OPS_ONLY for seen in place.events):
        return None
    _find(view, module_of, place.events)
    return _inside_quotes(target.site)


def rename(view: View, module: Module, line: int, column: int, text: str, module_of: ModuleOf) -> Renaming | None:
    """The edits of a rename to `text`; None where there is nothing to rename. Raises Refused."""
    if prepare_rename(view, module, line, column, module_of) is None:
        return None
    target = target_at(module, line, column)
    place = target and view.place(target.site, module.units)
    named = _find(view, module_of, place.events if place else ())
    _check_new_name(view, named, text)
    spans = tuple(_inside_quotes(_now(view, site, module_of)) for site in named.sites)
    return Renaming(spans, text, _warning(named, text))


def _is_string_at(module: Module, line: int, column: int) -> bool:
    unit = unit_at(module, line)
    nodes = nodes_at(unit, line - unit.first_line + 1, column) if unit else []
    return bool(nodes) and isinstance(nodes[-1], (ast.Constant, ast.JoinedStr))


def _find(view: View, module_of: ModuleOf, start: Iterable[Seen]) -> _Named:
    """Follows the string from place to name and from name to place until nothing new comes."""
    sites: dict[Site, None] = {}
    names: dict[object, _Name] = {}
    literal = ""
    waiting = list(start)
    while waiting:
        seen = waiting.pop()
        if seen.event.kind in OPS_ONLY or (name := _name_of(seen)).identity in names:
            continue
        names[name.identity] = name
        for site in _places(view, name):
            if site in sites:
                continue
            now = _now(view, site, module_of)
            if _is_by_object(now, module_of(now.path)):
                continue
            sites[site] = None
            text = _literal(now, name.is_scope)
            if literal and text != literal:
                raise Refused(f"The name is shared with {place_text(now)}, where it is written as '{text}'.")
            literal = text
            place = view.index.place(site)
            waiting += place.events if place else ()
    named = _Named(literal, tuple(names.values()), tuple(sites))
    _check_ends(named)
    _check_scopes(view, named)
    _check_numbers(view, named)
    return named


def _name_of(seen: Seen) -> _Name:
    """What the string at the place of an event names: a scope, the scope that a layer opens, or a variable."""
    if seen.event.kind == "scope":
        return _Name(seen.event.name, True, seen)
    scope = _layer_scope(seen.event) if _layer_name(seen.event.site) else None
    if scope is not None:
        return _Name(scope, True, seen)
    return _Name(seen.event.key or seen.event.name, False, seen)


def _layer_name(site: Site) -> str | None:
    """The string that a layer gets as its name, as in `tf.layers.dense(x, 3, name="out")`."""
    call = call_at(site)
    if call is None or callee_of(call) in NAMED_BY_STRING:
        return None
    given = (keyword.value for keyword in call.keywords if keyword.arg in LAYER_KEYWORDS)
    return next((value.value for value in given if is_literal(value) and value.value), None)


def _layer_scope(event: Event) -> str | None:
    """The scope that a layer opens by its name, in which or below which it has made a variable; None where its name
    is found more than once, or not at all."""
    name = _layer_name(event.site)
    if event.kind != "get_variable" or not name or not event.scope:
        return None
    inside = event.scope.name
    ends = [match.start() for match in re.finditer("/|$", inside) if f"/{inside[: match.start()]}".endswith(f"/{name}")]
    return inside[: ends[0]] if len(ends) == 1 else None


def _places(view: View, name: _Name) -> Iterator[Site]:
    if name.is_scope:
        yield from _places_of_scope(view, name)
        return
    variable = view.index.variable(name.seen)
    yield from ((variable.created.site,) if variable.created else ())
    yield from (reuse.site for reuse in variable.reuses)


def _places_of_scope(view: View, name: _Name) -> Iterator[Site]:
    """Where a scope is entered, by `with` or by layers; where no `with` enters it, whatever makes variables right in
    it must be a layer."""
    entries = [entry for entry in view.index.names.scopes.get(name.full, ()) if name.is_of(entry)]
    yield from (entry.event.site for entry in entries)
    for event in _happening_below(view, name):
        if _layer_name(event.site):
            if _layer_scope(event) == name.full:
                yield event.site
        elif not entries and event.scope and event.scope.name == name.full:
            yield event.site


def _happening_below(view: View, name: _Name) -> Iterator[Event]:
    """What happens to the variables of a scope, in its graph."""
    names = view.index.names
    for below in names.variables_below(name.full):
        for seen in filter(name.is_of, names.variables[below]):
            variable = view.index.variable(seen)
            yield from ((variable.created,) if variable.created else ())
            yield from variable.reuses


def _now(view: View, site: Site, module_of: ModuleOf) -> Site:
    module = module_of(site.path)
    if site.unit.is_library or module is None or site.unit not in module.units:
        raise Refused(f"{place_text(site)} has changed since the last analysis; try again in a moment.")
    return site


def _is_by_object(site: Site, module: Module | None) -> bool:
    """Whether a scope is entered by a scope object here, which follows a rename by itself."""
    call = call_at(site)
    argument = name_argument(call) if call else None
    if isinstance(argument, ast.Call):
        return callee_of(argument) == "get_variable_scope"
    if not isinstance(argument, ast.Name) or module is None:
        return False
    # Statements of the module see each other's names; a function's own may hide them.
    units = [site.unit] if site.unit.defines else [unit for unit in module.units if not unit.defines]
    bound = (node.optional_vars for unit in units for tree in unit.tree for node in ast.walk(tree) if _binds(node))
    return any(isinstance(name, ast.Name) and name.id == argument.id for name in bound)


def _binds(node: ast.AST) -> bool:
    return isinstance(node, ast.withitem) and node.optional_vars is not None


def _literal(site: Site, is_scope: bool) -> str:
    call = call_at(site)
    argument = name_argument(call) if call else None
    is_layer = is_scope and _layer_name(site) is not None
    if call is None or argument is None or not (callee_of(call) in NAMED_BY_STRING or is_layer):
        what = f"by {callee_of(call)}(...)" if call else "by something else"
        raise Refused(
            f"A part of the name is made {what} at {place_text(site)}; only strings of get_variable, tf.Variable, "
            "variable_scope and the names of layers can be renamed."
        )
    if not is_literal(argument) or _content(site, argument) is None:
        raise Refused(f"The name is computed at {place_text(site)}; only plain strings can be renamed.")
    return argument.value


def _is_default(site: Site) -> bool:
    """Whether the string is a default name, which TensorFlow numbers where it is taken."""
    call = call_at(site)
    if call is None or callee_of(call) not in ("variable_scope", "variable_op_scope"):
        return False
    is_second = bool(call.args) and not is_literal(call.args[0])
    return is_second or any(keyword.arg == "default_name" for keyword in call.keywords)


def _check_ends(named: _Named) -> None:
    """A full name must end with the string; TensorFlow numbers those that it makes unique."""
    for name in named.names:
        if name.full != named.literal and not name.full.endswith(f"/{named.literal}"):
            raise Refused(f"The name becomes '{name.full}', which is not what the string '{named.literal}' says.")


def _check_numbers(view: View, named: _Named) -> None:
    """Where a default name was taken already its scope was numbered, and would be no more after a rename."""
    default = next((site for site in named.sites if _is_default(site)), None)
    for name in named.names if default else ():
        numbered = re.compile(rf"{re.escape(name.full)}_\d+")
        taken = next(filter(numbered.fullmatch, view.index.names.scopes), None)
        if taken:
            raise Refused(
                f"'{named.literal}' at {place_text(default)} is a default name, which TensorFlow numbers: there is "
                f"'{taken}' too."
            )


def _check_scopes(view: View, named: _Named) -> None:
    """What lies in a renamed scope must be there because the scope was entered, not by a longer string."""
    names = view.index.names
    for scope in {name.full for name in named.names if name.is_scope}:
        for name in names.variables_below(scope):
            for event in (seen.event for seen in names.variables[name]):
                inside = event.scope.name if event.scope else ""
                entered = _layer_scope(event) or ""
                _check_part(scope, entered, _layer_name(event.site) or "", event)
                if inside != scope and not inside.startswith(f"{scope}/"):
                    raise _entered_by_another(name, event)
        for name, entries in names.scopes.items():
            for entry in entries:
                call = call_at(entry.event.site)
                text = name_argument(call) if call else None
                _check_part(scope, name, text.value if text is not None and is_literal(text) else "", entry.event)


def _check_part(scope: str, name: str, text: str, event: Event) -> None:
    """Refuses where the string that makes a name inside a scope spells a part of the scope's own name."""
    if name.startswith(f"{scope}/") and len(text) > len(name) - len(scope) - 1:
        raise _entered_by_another(name, event)


def _entered_by_another(name: str, event: Event) -> Refused:
    return Refused(f"'{name}' at {place_text(event.site)} gets its name without entering the scope.")


def _check_new_name(view: View, named: _Named, text: str) -> None:
    names = view.index.names
    for old in (name.full for name in named.names):
        before = old.removesuffix(named.literal)
        if not _VALID[not before].fullmatch(text) or text.startswith("/") or text.endswith("/") or "//" in text:
            raise Refused(f"'{text}' is not a name that TensorFlow takes: letters, digits and . _ - \\ / only.")
        new = before + text
        taken = [*names.variables.get(new, ()), *names.scopes.get(new, ())]
        if new != old and (taken or names.variables_below(new)):
            where = f" at {place_text(taken[0].event.site)}" if taken else ""
            raise Refused(f"There is '{new}' already{where}.")


def _warning(named: _Named, text: str) -> str:
    old = named.names[0].full
    new = old.removesuffix(named.literal) + text
    return (
        f"Checkpoints written so far keep the old name: '{old}' is now '{new}'. To load them, map the names with "
        "tf.train.init_from_checkpoint or a Saver's var_list. Strings that filter variables by name are not changed."
    )


def _inside_quotes(site: Site) -> Span:
    call = call_at(site)
    argument = name_argument(call) if call else None
    content = _content(site, argument) if argument is not None else None
    if content is None:
        raise Refused("Only plain strings can be renamed.")
    return content


def _content(site: Site, argument: ast.expr) -> Span | None:
    """The span between the quotes of a string, None when it is no single plain token."""
    if not is_literal(argument):
        return None
    span = span_of(site.unit.site(argument))
    where = site.unit.site(argument)
    if where.relative_line != where.relative_end_line:
        return None
    token = site.unit.text.split("\n")[where.relative_line - 1][where.column : where.end_column]
    match = _PLAIN.fullmatch(token)
    if not match or match[2] != argument.value:
        return None
    return Span(span.path, span.line, span.column + match.start(2), span.line, span.column + match.end(2))
