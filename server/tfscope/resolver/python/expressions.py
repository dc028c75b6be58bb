"""Expressions, compiled once per unit into closures `run(frame) -> value`."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from sys import intern
from typing import Any

from tfscope.resolver.python import operators
from tfscope.resolver.python.attributes import get_attribute, type_name
from tfscope.resolver.python.formatting import formatted_value
from tfscope.resolver.python.interpreter import Frame, Interpreter
from tfscope.resolver.python.iteration import (
    LONGEST_LIST,
    Doubts,
    GeneratorExpression,
    is_iterable,
    iterated,
    iterated_once,
    known_items,
)
from tfscope.resolver.python.scopes import Block, comprehension_block
from tfscope.resolver.python.values import MISSING, Unknown, Value
from tfscope.syntax import Unit

# Of these constants, and of texts that are a word, Python has one object each (Objects/codeobject.c,
# should_intern_string; pycore_runtime_structs.h, _PY_NSMALLPOSINTS). Others must stay as many as there are places:
# what is the same object counts as unchanged, so an analysis would depend on what was compiled before it.
_SMALL = range(-5, 257)
_WORD = re.compile(r"\w*", re.ASCII)

Expression = Callable[[Frame], Value]
Store = Callable[[Frame, Value], None]

_caches: list[Any] = []


def _shared(make: Callable[..., Any]) -> Callable[..., Any]:
    """Closures that know nothing but a name or a constant are the same wherever these stand: most of a program's
    are."""
    _caches.append(lru_cache(maxsize=4096, typed=True)(make))
    return _caches[-1]


def forget_shared() -> None:
    """Lets go of the closures that no code has any more, such as those of names that were half typed; the others are
    made once more for code that is new."""
    for cache in _caches:
        cache.cache_clear()


def compile_expression(node: ast.expr, block: Block, unit: Unit) -> Expression:
    """The closure that evaluates `node` in a frame of `block`."""
    compiler = _COMPILERS.get(type(node))
    return compiler(node, block, unit) if compiler is not None else _unknown_expression(node)


def _unknown_expression(node: ast.expr) -> Expression:
    label = type(node).__name__.lower()
    return lambda frame: Unknown(label)


def _constant(node: ast.Constant, block: Block, unit: Unit) -> Expression:
    value = node.value
    if value is None or (isinstance(value, int) and value in _SMALL):
        return _load_shared(value)
    if type(value) is str and _WORD.fullmatch(value):
        return _load_shared(intern(value))
    return lambda frame: value


@_shared
def _load_shared(value: Value) -> Expression:
    return lambda frame: value


def _name(node: ast.Name, block: Block, unit: Unit) -> Expression:
    return load_name(node.id, block)


def load_name(name: str, block: Block) -> Expression:
    """The closure that reads `name` as seen from `block`."""
    if name == "__class__" and block.kind != "module":
        return _load_home
    if block.kind == "module":
        return _load_global(name)
    if name in block.locals:
        return _load_class_name(name, block) if block.kind == "class" else _load_local(name)
    if name in block.globals:
        return _load_global(name)
    distance = block.frames_up(name)
    if distance is not None:
        return _load_outer(name, distance)
    if block.kind == "class":
        return _load_class_name(name, block)
    return _load_global(name)


def _load_home(frame: Frame) -> Value:
    """`__class__`: the class in whose body the running function is written."""
    owner: Frame | None = frame
    while owner is not None and not owner.home:
        owner = owner.outer
    return owner.home[0] if owner is not None else frame.interpreter.global_name(frame, "__class__")


@_shared
def _load_local(name: str) -> Expression:
    def run(frame: Frame) -> Value:
        try:
            return frame.vars[name]
        except KeyError:
            return frame.interpreter.undefined(name)

    return run


@_shared
def _load_outer(name: str, distance: int) -> Expression:
    def run(frame: Frame) -> Value:
        owner = frame
        for _ in range(distance):
            owner = owner.outer
            if owner is None:
                return frame.interpreter.global_name(frame, name)
        try:
            return owner.vars[name]
        except KeyError:
            return frame.interpreter.undefined(name)

    return run


def _load_class_name(name: str, block: Block) -> Expression:
    distance = block.frames_up(name)
    outside = _load_outer(name, distance) if distance is not None else _load_global(name)
    stored = block.mangled(name)

    def run(frame: Frame) -> Value:
        value = frame.vars.get(stored, MISSING)
        return outside(frame) if value is MISSING else value

    return run


@_shared
def _load_global(name: str) -> Expression:
    def run(frame: Frame) -> Value:
        value = frame.module.attrs.get(name, MISSING)
        return frame.interpreter.global_name(frame, name) if value is MISSING else value

    return run


def store_name(name: str, block: Block) -> Store:
    """The closure that binds `name` as seen from `block`."""
    if name in block.globals:
        return _store_global(name)
    if name in block.nonlocals:
        return _store_outer(name, block.frames_up(name) or 1)
    return _store_local(block.mangled(name) if block.kind == "class" else name)


@_shared
def _store_local(name: str) -> Store:
    def run(frame: Frame, value: Value) -> None:
        frame.vars[name] = value

    return run


def delete_name(name: str, block: Block) -> Callable[[Frame], None]:
    """The closure that unbinds `name` as seen from `block`."""
    is_global, stored = name in block.globals, block.mangled(name) if block.kind == "class" else name
    distance = (block.frames_up(name) or 1) if name in block.nonlocals else 0

    def run(frame: Frame) -> None:
        owner = frame
        for _ in range(distance):
            owner = owner.outer or owner
        names = owner.module.attrs if is_global else owner.vars
        if stored not in names:
            frame.interpreter.undefined(name)
            return
        frame.interpreter.journal.touch(names)
        del names[stored]

    return run


@_shared
def _store_global(name: str) -> Store:
    def run(frame: Frame, value: Value) -> None:
        frame.interpreter.journal.touch(frame.module.attrs)
        frame.module.attrs[name] = value

    return run


@_shared
def _store_outer(name: str, distance: int) -> Store:
    def run(frame: Frame, value: Value) -> None:
        owner = frame
        for _ in range(distance):
            owner = owner.outer or owner
        frame.interpreter.journal.touch(owner.vars)
        owner.vars[name] = value

    return run


def compile_store(node: ast.expr, block: Block, unit: Unit) -> Store:
    """The closure that assigns to the target `node`."""
    if isinstance(node, ast.Name):
        return store_name(node.id, block)
    if isinstance(node, ast.Attribute):
        return _store_attribute(node, block, unit)
    if isinstance(node, ast.Subscript):
        return _store_item(node, block, unit)
    if isinstance(node, (ast.Tuple, ast.List)):
        return _store_sequence(node, block, unit)
    if isinstance(node, ast.Starred):
        return compile_store(node.value, block, unit)
    return lambda frame, value: None


def _store_attribute(node: ast.Attribute, block: Block, unit: Unit) -> Store:
    owner, name = compile_expression(node.value, block, unit), block.mangled(node.attr)
    return lambda frame, value: frame.interpreter.set_attribute(owner(frame), name, value)


def _store_item(node: ast.Subscript, block: Block, unit: Unit) -> Store:
    owner, key = compile_expression(node.value, block, unit), compile_expression(node.slice, block, unit)
    return lambda frame, value: operators.set_item(frame.interpreter, owner(frame), key(frame), value)


def _store_sequence(node: ast.Tuple | ast.List, block: Block, unit: Unit) -> Store:
    stores = [compile_store(element, block, unit) for element in node.elts]
    names = [ast.unparse(element) for element in node.elts]
    starred = next((i for i, element in enumerate(node.elts) if isinstance(element, ast.Starred)), None)

    def run(frame: Frame, value: Value) -> None:
        for store, part in zip(stores, _parts(frame, value, names, starred), strict=True):
            store(frame, part)

    return run


def _parts(frame: Frame, value: Value, names: list[str], starred: int | None) -> list[Value]:
    """The values an unpacking gives to its targets; unknown ones are labelled with the targets' names."""
    interpreter = frame.interpreter
    items = known_items(interpreter, value, len(names) + 1 if starred is None else None)
    if items is None:
        if is_iterable(value) is False:
            interpreter.failed(TypeError(f"cannot unpack non-iterable {type_name(value)} object"), "unpacking")
        return [Unknown(name.lstrip("*")) for name in names]
    if starred is not None and len(items) >= len(names) - 1:
        after = len(names) - starred - 1
        end = len(items) - after
        return [*items[:starred], items[starred:end], *items[end:]]
    if len(items) != len(names):
        error = ValueError(f"not enough values to unpack (expected {len(names)}, got {len(items)})")
        interpreter.failed(error, "unpacking")
        return [Unknown(name.lstrip("*")) for name in names]
    return items


def _attribute(node: ast.Attribute, block: Block, unit: Unit) -> Expression:
    owner, name, site = compile_expression(node.value, block, unit), block.mangled(node.attr), unit.site(node)

    def run(frame: Frame) -> Value:
        value = owner(frame)
        frame.site = site
        return get_attribute(frame.interpreter, value, name)

    return run


def _subscript(node: ast.Subscript, block: Block, unit: Unit) -> Expression:
    owner, key = compile_expression(node.value, block, unit), compile_expression(node.slice, block, unit)
    site = unit.site(node)

    def run(frame: Frame) -> Value:
        container, index = owner(frame), key(frame)
        frame.site = site
        return operators.get_item(frame.interpreter, container, index)

    return run


def _slice(node: ast.Slice, block: Block, unit: Unit) -> Expression:
    parts = [
        compile_expression(part, block, unit) if part is not None else (lambda frame: None)
        for part in (node.lower, node.upper, node.step)
    ]
    return lambda frame: slice(parts[0](frame), parts[1](frame), parts[2](frame))


def _elements(nodes: list[ast.expr], block: Block, unit: Unit) -> Callable[[Frame], list[Value]]:
    """The values of a display's or call's positional parts, `*parts` spread out."""
    if not nodes:
        return _no_values
    if not any(isinstance(node, ast.Starred) for node in nodes):
        return _all_of(tuple(compile_expression(node, block, unit) for node in nodes))
    parts = [
        (isinstance(node, ast.Starred),
         compile_expression(node.value if isinstance(node, ast.Starred) else node, block, unit))
        for node in nodes
    ]  # fmt: skip

    def run(frame: Frame) -> list[Value]:
        values: list[Value] = []
        for starred, part in parts:
            value = part(frame)
            if not starred:
                values.append(value)
                continue
            items = known_items(frame.interpreter, value)
            values.extend([SpreadUnknown(value)] if items is None else items)
        return values

    return run


def _no_values(frame: Frame) -> list[Value]:
    return []


def _all_of(runs: tuple[Expression, ...]) -> Callable[[Frame], list[Value]]:
    if len(runs) == 1:
        only = runs[0]
        return lambda frame: [only(frame)]
    return lambda frame: [run(frame) for run in runs]


class SpreadUnknown(Unknown):
    """Stands for the unknown number of values of a `*unknown`."""

    __slots__ = ()

    def __init__(self, value: Value) -> None:
        super().__init__(operators.label(value))


def _list(node: ast.List, block: Block, unit: Unit) -> Expression:
    elements = _elements(node.elts, block, unit)

    def run(frame: Frame) -> Value:
        values = elements(frame)
        if any(type(value) is SpreadUnknown for value in values):
            frame.interpreter.journal.mark_vague(values)
        return values

    return run


def _tuple(node: ast.Tuple, block: Block, unit: Unit) -> Expression:
    elements = _elements(node.elts, block, unit)

    def run(frame: Frame) -> Value:
        values = elements(frame)
        if any(type(value) is SpreadUnknown for value in values):
            return Unknown("tuple")
        return tuple(values)

    return run


def _set(node: ast.Set, block: Block, unit: Unit) -> Expression:
    elements = _elements(node.elts, block, unit)
    return lambda frame: operators.made_set(frame.interpreter, elements(frame))


def _dict(node: ast.Dict, block: Block, unit: Unit) -> Expression:
    pairs = [
        (compile_expression(key, block, unit) if key is not None else None, compile_expression(value, block, unit))
        for key, value in zip(node.keys, node.values, strict=True)
    ]

    def run(frame: Frame) -> Value:
        result: dict[Value, Value] = {}
        for key, value in pairs:
            if key is None:
                operators.update_dict(frame.interpreter, result, value(frame))
            else:
                operators.put_key(frame.interpreter, result, key(frame), value(frame))
        return result

    return run


_BINARY = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitAnd: "&", ast.BitXor: "^", ast.MatMult: "@",
}  # fmt: skip
_UNARY = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not"}
_COMPARE = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


def binary_operator(operator: ast.operator) -> str:
    """The operator's text; `/2` for a division, which in a Python 2 file is another."""
    name = _BINARY[type(operator)]
    return "/2" if name == "/" else name


def _binary(node: ast.BinOp, block: Block, unit: Unit) -> Expression:
    left, right = compile_expression(node.left, block, unit), compile_expression(node.right, block, unit)
    operator, site = binary_operator(node.op), unit.site(node)

    def run(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        frame.site = site
        return operators.binary(frame.interpreter, operator, a, b)

    return run


def _unary(node: ast.UnaryOp, block: Block, unit: Unit) -> Expression:
    operand, operator, site = compile_expression(node.operand, block, unit), _UNARY[type(node.op)], unit.site(node)

    def run(frame: Frame) -> Value:
        value = operand(frame)
        frame.site = site
        return operators.unary(frame.interpreter, operator, value)

    return run


def _compare(node: ast.Compare, block: Block, unit: Unit) -> Expression:
    first = compile_expression(node.left, block, unit)
    rest = [
        (_COMPARE[type(operator)], compile_expression(right, block, unit))
        for operator, right in zip(node.ops, node.comparators, strict=True)
    ]
    if len(rest) == 1:
        operator, second = rest[0]
        return lambda frame: operators.compare(frame.interpreter, operator, first(frame), second(frame))

    def run(frame: Frame) -> Value:
        left, result = first(frame), True
        for operator, right in rest:
            value = right(frame)
            outcome = operators.compare(frame.interpreter, operator, left, value)
            if operators.truth(frame.interpreter, outcome) is False:
                return False
            result = outcome if operators.truth(frame.interpreter, outcome) is None else result
            left = value
        return result

    return run


def _boolean(node: ast.BoolOp, block: Block, unit: Unit) -> Expression:
    parts = [compile_expression(value, block, unit) for value in node.values]
    stops_on = isinstance(node.op, ast.Or)

    def run(frame: Frame, start: int = 0) -> Value:
        for index in range(start, len(parts) - 1):
            value = parts[index](frame)
            truth = operators.truth(frame.interpreter, value)
            if truth is stops_on:
                return value
            if truth is None:
                rest = index + 1
                return frame.interpreter.fork_value(frame, lambda f, v=value: v, lambda f, r=rest: run(f, r))
        return parts[-1](frame)

    return run


def _conditional(node: ast.IfExp, block: Block, unit: Unit) -> Expression:
    test = compile_expression(node.test, block, unit)
    body, orelse = compile_expression(node.body, block, unit), compile_expression(node.orelse, block, unit)

    def run(frame: Frame) -> Value:
        truth = operators.truth(frame.interpreter, test(frame))
        if truth is None:
            return frame.interpreter.fork_value(frame, body, orelse)
        return body(frame) if truth else orelse(frame)

    return run


def _walrus(node: ast.NamedExpr, block: Block, unit: Unit) -> Expression:
    value = compile_expression(node.value, block, unit)
    owner, distance = block, 0
    while owner.kind == "comprehension" and owner.parent is not None:
        owner, distance = owner.parent, distance + 1
    store = store_name(node.target.id, owner)

    def run(frame: Frame) -> Value:
        result, target = value(frame), frame
        for _ in range(distance):
            target = target.outer or target
        store(target, result)
        return result

    return run


def _joined(node: ast.JoinedStr, block: Block, unit: Unit) -> Expression:
    parts = [_formatted_part(part, block, unit) for part in node.values]
    return lambda frame: "".join([part(frame) for part in parts])


def _formatted_part(node: ast.expr, block: Block, unit: Unit) -> Expression:
    if isinstance(node, ast.Constant):
        return _constant(node, block, unit)
    value = compile_expression(node.value, block, unit)
    spec = compile_expression(node.format_spec, block, unit) if node.format_spec is not None else None
    conversion = chr(node.conversion) if node.conversion > 0 else ""

    def run(frame: Frame) -> Value:
        return formatted_value(frame.interpreter, value(frame), conversion, spec(frame) if spec else "")

    return run


def _lambda(node: ast.Lambda, block: Block, unit: Unit) -> Expression:
    from tfscope.resolver.python.definitions import compile_function

    return compile_function(node, "<lambda>", block, unit)


def _call(node: ast.Call, block: Block, unit: Unit) -> Expression:
    if isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args:
        return _zero_argument_super
    site = unit.site(node)
    positional = _elements(node.args, block, unit)
    keywords = _keywords(node.keywords, block, unit)
    if isinstance(node.func, ast.Attribute):
        return _method_call(node.func, positional, keywords, site, block, unit)
    function = compile_expression(node.func, block, unit)

    def run(frame: Frame) -> Value:
        callee = function(frame)
        args, kwargs = positional(frame), keywords(frame)
        frame.site = site
        return frame.interpreter.call(callee, args, kwargs)

    return run


def _method_call(node: ast.Attribute, positional: Callable, keywords: Callable, site: Any, block: Block,
                 unit: Unit) -> Expression:  # fmt: skip
    owner, name = compile_expression(node.value, block, unit), block.mangled(node.attr)

    def run(frame: Frame) -> Value:
        interpreter = frame.interpreter
        callee = get_attribute(interpreter, owner(frame), name)
        args, kwargs = positional(frame), keywords(frame)
        frame.site = site
        return interpreter.call(callee, args, kwargs)

    return run


def _no_keywords(frame: Frame) -> dict[str, Value]:
    return {}


def _keywords(nodes: list[ast.keyword], block: Block, unit: Unit) -> Callable[[Frame], dict[str, Value]]:
    if not nodes:
        return _no_keywords
    parts = tuple((node.arg, compile_expression(node.value, block, unit)) for node in nodes)
    if all(name is not None for name, _ in parts):
        return lambda frame: {name: value(frame) for name, value in parts}

    def run(frame: Frame) -> dict[str, Value]:
        result: dict[str, Value] = {}
        vague = False
        for name, value in parts:
            if name is not None:
                result[name] = value(frame)
            else:
                vague |= _spread_keywords(frame.interpreter, result, value(frame))
        named = {key: value for key, value in result.items() if isinstance(key, str)}
        if vague:
            frame.interpreter.journal.mark_vague(named)
        return named

    return run


def _spread_keywords(interpreter: Interpreter, result: dict[str, Value], source: Value) -> bool:
    """Adds what `**source` gives; whether that may be more than is known."""
    given: dict[str, Value] = {}
    operators.update_dict(interpreter, given, source)
    twice = next((key for key in given if key in result), None)
    if twice is not None:
        interpreter.failed(TypeError(f"got multiple values for keyword argument {twice!r}"), "call")
    result.update(given)
    return interpreter.journal.is_vague(given)


def _zero_argument_super(frame: Frame) -> Value:
    return frame.interpreter.zero_argument_super(frame)


def _comprehension(node: Any, block: Block, unit: Unit) -> Expression:
    inner = comprehension_block(node.generators, block)
    first = compile_expression(node.generators[0].iter, block, unit)
    loops = [_comprehension_loop(generator, inner, unit) for generator in node.generators]
    element = _comprehension_element(node, inner, unit)
    if isinstance(node, ast.GeneratorExp):
        return _generator_expression(first, loops, element)
    finish = _finishers[type(node)]

    def run(frame: Frame) -> Value:
        source, child, doubts = first(frame), frame.child(), Doubts()
        frames = frame.interpreter.frames
        depth = len(frames)
        # On the stack, so that what the elements call is seen at its own place.
        frames.append(child)
        try:
            passes = _passes(child, loops, 0, source, doubts)
            results = [element(child) for _ in itertools.islice(passes, LONGEST_LIST)]
            is_longer = next(passes, MISSING) is not MISSING
        finally:
            del frames[depth:]
        return Unknown("long comprehension") if is_longer else finish(frame, results, doubts.any)

    return run


def _comprehension_element(node: Any, block: Block, unit: Unit) -> Expression:
    if not isinstance(node, ast.DictComp):
        return compile_expression(node.elt, block, unit)
    key, value = compile_expression(node.key, block, unit), compile_expression(node.value, block, unit)
    return lambda frame: (key(frame), value(frame))


def _generator_expression(first: Expression, loops: list, element: Expression) -> Expression:
    def run(frame: Frame) -> Value:
        child, doubts = frame.child(), Doubts()
        source, finite = iterated_once(frame.interpreter, first(frame))
        steps = (element(child) for _ in _passes(child, loops, 0, source, doubts))
        return GeneratorExpression(steps, doubts, finite)

    return run


def _comprehension_loop(node: ast.comprehension, block: Block, unit: Unit) -> tuple[Expression, Store, list, str]:
    iterable = compile_expression(node.iter, block, unit)
    conditions = [compile_expression(condition, block, unit) for condition in node.ifs]
    return iterable, compile_store(node.target, block, unit), conditions, ast.unparse(node.target)


def _passes(frame: Frame, loops: list, depth: int, iterable: Value, doubts: Doubts) -> Iterator[None]:
    """Runs the loops of a comprehension, yielding once for each element; notes whether their number is certain."""
    _, store, conditions, name = loops[depth]
    items = iterated(frame.interpreter, iterable)
    if items is None:
        doubts.any = True
    for item in [operators.element_of(iterable, name)] if items is None else items:
        frame.interpreter.step()
        store(frame, item)
        verdict = _conditions_hold(frame, conditions)
        if verdict is False:
            continue
        if verdict is None:
            doubts.any = True
        if depth + 1 < len(loops):
            yield from _passes(frame, loops, depth + 1, loops[depth + 1][0](frame), doubts)
        else:
            yield


def _conditions_hold(frame: Frame, conditions: list[Expression]) -> bool | None:
    verdict: bool | None = True
    for condition in conditions:
        truth = operators.truth(frame.interpreter, condition(frame))
        if truth is False:
            return False
        verdict = None if truth is None else verdict
    return verdict


def _finish_list(frame: Frame, results: list, vague: bool) -> Value:
    if vague:
        frame.interpreter.journal.mark_vague(results)
    return results


def _finish_set(frame: Frame, results: list, vague: bool) -> Value:
    return Unknown("set") if vague else operators.made_set(frame.interpreter, results)


def _finish_dict(frame: Frame, results: list, vague: bool) -> Value:
    made: dict[Value, Value] = {}
    operators.put_keys(frame.interpreter, made, results)
    if vague:
        frame.interpreter.journal.mark_vague(made)
    return made


_finishers = {ast.ListComp: _finish_list, ast.SetComp: _finish_set, ast.DictComp: _finish_dict}


def _await(node: Any, block: Block, unit: Unit) -> Expression:
    return compile_expression(node.value, block, unit)


def _yield(node: Any, block: Block, unit: Unit) -> Expression:
    return lambda frame: Unknown("yield")


_COMPILERS: dict[type, Callable[[Any, Block, Unit], Expression]] = {
    ast.Constant: _constant, ast.Name: _name, ast.Attribute: _attribute, ast.Subscript: _subscript,
    ast.Slice: _slice, ast.List: _list, ast.Tuple: _tuple, ast.Set: _set, ast.Dict: _dict, ast.BinOp: _binary,
    ast.UnaryOp: _unary, ast.Compare: _compare, ast.BoolOp: _boolean, ast.IfExp: _conditional,
    ast.NamedExpr: _walrus, ast.JoinedStr: _joined, ast.FormattedValue: _formatted_part, ast.Lambda: _lambda,
    ast.Call: _call, ast.ListComp: _comprehension, ast.SetComp: _comprehension, ast.DictComp: _comprehension,
    ast.GeneratorExp: _comprehension, ast.Await: _await, ast.Yield: _yield, ast.YieldFrom: _yield,
}  # fmt: skip
