"""Calls of everything that is modelled, with arguments that nobody means: programs as texts.

What can be called is asked of the registries and model files themselves, so a new model is called without a word here.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cache
from random import Random

from tfscope.resolver.library import load  # noqa: F401  registers the natives
from tfscope.resolver.library.finder import FINDER, MODELS
from tfscope.resolver.library.registry import NATIVES
from tfscope.resolver.python.builtins import BUILTINS
from tfscope.resolver.python.values import NativeObject

CALLS_PER_PROGRAM = 12
PREAMBLE = """import tensorflow as tf, numpy as np, collections, unknown
{imports}
class Plain(object):
    pass
class Typed(Plain):
    def __init__(self, *args, **kwargs): self.given = args, kwargs
    def __call__(self, x=None): return x
    def __len__(self): return -1
    def __getitem__(self, key): return key
    def __enter__(self): return None
    def __add__(self, other): return other
class Meta(type):
    pass
def gives(*args, **kwargs):
    return args
def steps(n=3):
    for i in range(n):
        yield i
looped = [1]
looped.append(looped)
looped_dict = {{'a': 1}}
looped_dict['b'] = looped_dict
itself = Plain()
itself.itself = itself
later = unknown.thing()
w = tf.get_variable('w', [2, 3])
x = tf.placeholder(tf.float32, [None, 3], name='x')
"""


def _listed(text: str) -> list[str]:
    """Expressions that stand apart by two spaces, or on lines of their own."""
    return re.split(r"\s\s+", text.strip())


# As Python writes them: nothing, other types, too large, containing themselves, not known, of the program itself.
ODD = _listed(r"""
    None  True  -1  0  3  10**30  -10**30  1.5  float('nan')  float('inf')  1j  ''  'a b'  'a/b:0'  '%d{}'  '/'
    '\x00'  'x' * 100000  b'x'  u'\U0001d11e'  '{0.__class__}'  ()  []  {}  set()  [None]  [[]]  [1, 'a', None]
    [-1, 10**20]  {'a': 1}  {1: {}}  {1, 'a'}  looped  looped_dict  itself  [w, w]  (x,)  {'x': x}  range(10**12)
    slice(None, None, -1)  ...  Plain  Plain()  Typed  Typed(1, a=2)  Meta  gives  steps  steps()  iter([1, 2])
    type  int  lambda: 1  lambda *a, **k: a  (i for i in later)  (i for i in range(3))  ValueError
    ValueError('a')  later  later.x  str(later)  [later]  {later: later}  'a%s' % later  later + 1  unknown  tf
    np  tf.float32  tf.constant(1)  tf.zeros([2, 3])  x  w  x.shape  tf.get_variable_scope()  tf.Graph()
    tf.layers.Dense(3)  tf.nn.rnn_cell.LSTMCell(4)  tf.train.AdamOptimizer()  tf.AUTO_REUSE  tf.Session()
    np.zeros([2, 3])  np.array(['a'])  np.float32  np.array([])  np.inf  collections.OrderedDict(a=1)
    tf.zeros_initializer()  tf.data.Dataset.range(3)  tf.TensorShape(None)  tf.SparseTensor([[0]], [1], [1])
""")
# Beside an odd argument, a call often needs what is right to get anywhere.
FITTING = _listed("""
    x  w  3  [2, 3]  'name'  tf.float32  [x, x]  lambda a: a  tf.nn.rnn_cell.GRUCell(3)  True
""")
STARRED = _listed("""
    *later  **later  *[1] * 300  *(1, 2)  **{'nonsense': 1}  *looped  **{later: 1}  *steps()
""")
KEYWORDS = _listed("""
    name  nonsense  dtype  shape  axis  reuse  scope  initializer  inputs  values  key
""")
# What is done with a result, `r`, and something odd, `o`.
USES = _listed("""
    r + o  o - r  r * o  r / o  r // o  r % o  r ** o  r @ o  r & o  o | r  r << o  -r  ~r  r == o  r < o  o >= r
    r in o  o in r  not r  abs(r)  r[o]  r[o:o]  r[..., o]  r[-1:o]  r[o] = o  del r[o]  r.odd = o  del r.odd
    r.__name__ = o  r.name = o  r.__dict__ = o  r.__class__ = o
    r += o  r(o)  r()(o)  [*r]  {**r}  a, b = r  a, *b = r  for i in r: i + o  [i for i in r if o]
    str(r) + repr(o)  '%s %d' % (r, o)  f'{r:{o}}'  '{}'.format(r, o)  len(r)  int(r)  float(r)  bool(r)  list(r)
    dict(r)  set([r, o])  {r: o}  sorted([r, o])  max(r, o)  sum(r, o)  zip(r, o)  isinstance(o, r)
    isinstance(r, o)  hash(r)  getattr(r, o)  setattr(r, o, o)  hasattr(r, o)  vars(r)  dir(r)  iter(r)
    next(iter(r), o)  type(r)(o)  type('New', (r,), {})  super(r, o)  r.__class__  r.__dict__
    tf.get_variable(r, o)  tf.variable_scope(r, o).__enter__()  tf.concat([r, o], 0)  tf.reshape(r, o)
    np.array([r, o])  with r as a: a.x  raise r  assert r, o  yield_from = (lambda: (yield r))()  lambda a=r: a
    print(r, o)  tf.add(r, o)  tf.layers.dense(r, o)  tf.train.AdamOptimizer().minimize(r)  tf.gradients(r, o)
    if r: tf.get_variable('if', [1])  while r: break  r.shape[o]  r.get_shape().as_list()[o]  r.name[o]
""")
# A member is asked of each of these; most have no such thing.
OWNERS = _listed("""
    'a b'  b'x'  3  1.5  [1, 2]  (1, 2)  {'a': 1}  {1, 2}  frozenset([1])  range(3)  x  w  tf.get_variable_scope()
    tf.get_default_graph()  tf.Session()  x.shape  x.shape[0]  x.op  tf.float32  np.zeros([2, 3])
    np.random.RandomState(1)  np.float32  collections.deque([1])  collections.Counter('a')
    collections.defaultdict(list)  collections.OrderedDict(a=1)  tf.flags.FLAGS  tf.SparseTensor([], [], [])
    collections.namedtuple('T', 'a b')(1, 2)  itself  Typed(1)  Plain  gives  steps()  (lambda: 1)  later
    tf.IndexedSlices(x, x)  tf.layers.Dense(3)  tf.train.AdamOptimizer()  tf.keras.Model()  str(later)  type
    tf.data.Dataset.range(3)  tf.nn.rnn_cell.LSTMCell(4)  tf.train.Saver()  looped  looped_dict  np  tf
    __import__('re').compile('a')  __import__('pathlib').Path('a')  __import__('argparse').ArgumentParser()
    __import__('re').match('a', 'a')  __import__('logging').getLogger('a')  __import__('threading').Thread()
    __import__('string').Template('$a')  __import__('inspect').signature(gives)  ValueError('a')  1j  slice(1)
""")


@cache
def callables() -> list[str]:
    """All that a program can call, as it would write it."""
    FINDER.load()
    natives = {_written(name) for name in NATIVES if not name.startswith("tfscope_primitives")}
    return sorted(natives | set(_defined_in_models()) | set(_of_builtins()))


@cache
def members() -> list[str]:
    """The names of all methods and attributes of built-in values and of those that libraries define."""
    hosts = (str, bytes, list, dict, set, frozenset, tuple, int, float, complex, range, BaseException)
    found = {name for host in hosts for name in dir(host)}
    for cls in _natives_below(NativeObject):
        found |= {name.partition("_")[2] for name in dir(cls) if name.startswith(("py_", "get_"))}
    return sorted(name for name in found if name.isidentifier())


def program(random: Random, called: list[str]) -> str:
    """A text that calls each of `called`, and uses what it gets."""
    return _with_imports("".join(_statements(random, name) for name in called))


def programs(seed: str, count: int | None = None) -> Iterator[str]:
    """So many programs, or without end; together they call everything before they call anything a second time."""
    random = Random(seed)
    made = 0
    while True:
        names = [*callables(), *(f"({random.choice(OWNERS)}).{name}" for name in members())]
        random.shuffle(names)
        for start in range(0, len(names), CALLS_PER_PROGRAM):
            if made == count:
                return
            made += 1
            yield program(random, names[start : start + CALLS_PER_PROGRAM])


def alone(text: str) -> Iterator[str]:
    """The same program with one call at a time: what a defect is made small by."""
    blocks = re.split(r"(?m)^(?=r = )", text.partition("\n# calls\n")[2])
    return (_with_imports(block) for block in blocks if block.strip())


def _statements(random: Random, name: str) -> str:
    """A call, bound to `r`, and a few uses of it. An error is the program's own, and passed over as people do."""
    call = f"{name}({_arguments(random)})"
    if random.random() < 0.3:
        call = f"{call}.{random.choice(members())}({_arguments(random)})"
    if random.random() < 0.1:
        call = f"[{call} for a in later]" if random.random() < 0.5 else f"({call} if later else {random.choice(ODD)})"
    lines = [f"r = {call}", f"o = {random.choice(ODD)}", *random.sample(USES, random.choice((0, 1, 1, 2)))]
    if random.random() < 0.2:
        lines = [lines[0], "try:", *(f"    {line}" for line in lines[1:]), "except Exception as e:", "    e.args[0]"]
    return "\n".join(lines) + "\n"


def _arguments(random: Random) -> str:
    arguments = [_argument(random) for _ in range(random.choice((0, 1, 1, 2, 2, 3, 4, 7)))]
    if random.random() < 0.15:
        arguments.append(random.choice(STARRED))
    names = random.sample(KEYWORDS, random.choice((0, 0, 1, 2)))
    starred = [argument for argument in arguments if argument.startswith("**")]
    others = [argument for argument in arguments if not argument.startswith("**")]
    return ", ".join([*others, *(f"{name}={_argument(random)}" for name in names), *starred])


def _argument(random: Random) -> str:
    return random.choice(ODD if random.random() < 0.6 else FITTING)


def _with_imports(calls: str) -> str:
    dotted = {match[1] for match in re.finditer(r"(?<![\w.'\"])([a-z_]\w*)\.", calls)}
    known = {name.partition(".")[0] for name in callables() if "." in name} - {"tf", "np"}
    imports = "".join(f"import {name}\n" for name in sorted(dotted & known))
    return f"{PREAMBLE.format(imports=imports)}\n# calls\n{calls}"


def _defined_in_models() -> Iterator[str]:
    """The functions and classes of each model file, and the methods of the classes, in the first public module that
    the file stands for."""
    for file in sorted(MODELS.glob("*.py")):
        text = file.read_text("utf-8")
        modules = [name.strip() for line in re.findall(r"#\s*models:\s*(.*)", text) for name in line.split(",")]
        owner = next((name for name in modules if ".python." not in name), modules[0] if modules else None)
        for node in ast.parse(text).body if owner else ():
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                yield f"{_written(owner)}.{node.name}"
            for method in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(method, ast.FunctionDef):
                    yield f"{_written(owner)}.{node.name}(3).{method.name}"
                    yield f"{_written(owner)}.{node.name}.{method.name}"


def _of_builtins() -> Iterator[str]:
    return (name for name in BUILTINS if callable(getattr(builtins, name, None)))


def _natives_below(cls: type) -> Iterator[type]:
    for child in cls.__subclasses__():
        yield child
        yield from _natives_below(child)


def _written(name: str) -> str:
    root, dot, rest = name.partition(".")
    return f"np{dot}{rest}" if root == "numpy" else name
