# == re
import re
show(re.sub("[^a-z]", "_", "a-b c"), re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), re.sub("a", lambda m: m.group(0).upper(), "banana"), re.sub("a", "o", "banana", 1), re.subn("a", "o", "banana"), re.split(r"[,;]\s*", "a, b;c"), re.findall(r"\d+", "a1 b22"), re.findall(r"(\w)(\d)", "a1 b2"))
m = re.match(r"(?P<name>\w+)_(\d+)", "layer_12/x")
show(m.group(), m.group(1), m.group("name"), m.groups(), m.groupdict(), m.start(), m.end(2), m.span(), m[2], bool(m), re.match("b", "abc"), re.search("b", "abc").start(), re.fullmatch("a+", "aaa").group(), re.match("(a)|(b)", "b").groups(), m.group(1, 2))
p = re.compile(r"^conv(\d)", re.I)
show(p.match("CONV3").group(1), p.search("xconv"), p.sub("c", "conv1x"), p.pattern, [x.group() for x in re.finditer("[ab]", "xaby")], re.escape("a.b"), p.match("no") is None, re.sub(r"\s+", " ", " a  b "), re.sub("(?i)A", "x", "aA"), re.compile("x").split("axb"), re.sub(pattern="a", repl="b", string="aa", count=1), re.IGNORECASE | re.M == re.I | re.M)
name = "CamelCaseLayerName"
s1 = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
show(re.sub("([a-z])([A-Z])", r"\1_\2", s1).lower(), re.match("^(.*):\\d+$", "w:0").group(1), "".join(re.findall("[A-Z]", name)))

# == json
import json
show(json.loads('{"a": [1, 2.5, null, true, "x"]}'), json.dumps({"b": [1, None, True], "a": "x"}), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.loads("[]"), json.loads("3"), json.dumps([1, (2,)], indent=1), json.loads(json.dumps({"k": {"z": [1]}}))["k"]["z"], json.dumps("a"))
try:
    json.loads("{bad")
except ValueError as e: show(type(e).__name__)
cfg = json.loads("""{"layers": [{"units": 5, "name": "a"}, {"units": 6, "name": "b"}]}""")
show([l["name"] for l in cfg["layers"]], sum(l["units"] for l in cfg["layers"]))

# == argparse
import argparse
p = argparse.ArgumentParser(description="d")
p.add_argument("--lr", type=float, default=0.1)
p.add_argument("-n", "--num-layers", type=int, default="3", help="h")
p.add_argument("--flag", action="store_true")
p.add_argument("--no-bias", dest="bias", action="store_false")
p.add_argument("--name")
p.add_argument("--sizes", nargs="+", type=int, default=[1, 2])
p.add_argument("--mode", choices=["a", "b"], default="a")
p.add_argument("--const", action="store_const", const=5)
p.add_argument("--app", action="append")
g = p.add_argument_group("g")
g.add_argument("--in-group", default="g")
p.set_defaults(extra=7, lr=0.2)
a = p.parse_args([])
show(a.lr, a.num_layers, a.flag, a.bias, a.name, a.sizes, a.mode, a.const, a.app, a.in_group, a.extra, sorted(vars(a)), hasattr(a, "nope"), getattr(a, "zz", 1), "lr" in a)
b = p.parse_args(["--lr", "0.5", "-n", "8", "--flag", "--no-bias", "--name=x", "--sizes", "4", "5", "6", "--const", "--app", "q", "--app", "r"])
show(b.lr, b.num_layers, b.flag, b.bias, b.name, b.sizes, b.const, b.app)
c, rest = p.parse_known_args(["--lr", "3", "--unknown", "1"])
show(c.lr, rest)
q = argparse.ArgumentParser()
q.add_argument("pos")
q.add_argument("opt", nargs="?", default="o")
q.add_argument("many", nargs="*")
d = q.parse_args(["P"])
show(d.pos, d.opt, d.many, q.parse_args(["a", "b", "c", "d"]).many)
d.late = 1
ns = argparse.Namespace(a=1, b=2)
show(d.late, vars(ns), ns.a, ns == argparse.Namespace(a=1, b=2), p.get_default("mode"))
s = argparse.ArgumentParser()
sub = s.add_subparsers(dest="cmd")
t = sub.add_parser("train")
t.add_argument("--steps", type=int, default=9)
t.set_defaults(func=lambda args: "ran %d" % args.steps)
e = s.parse_args(["train"])
show(e.cmd, e.steps, e.func(e))
class Settings(object):
    lr = 5
settings = Settings()
settings.name = "kept"
show(p.parse_args(["--flag"], namespace=settings) is settings)
show(settings.lr, settings.name, settings.flag, settings.num_layers, settings.sizes, sorted(vars(settings)))
p.parse_args(["--lr", "7"], settings)
show(settings.lr, settings.flag, Settings.lr)
def str2bool(v): return v.lower() in ("yes", "true")
u = argparse.ArgumentParser()
u.add_argument("--b", type=str2bool, default="true")
u.add_argument("--c", type=str2bool, default=False)
show(u.parse_args([]).b, u.parse_args([]).c, u.parse_args(["--c", "yes"]).c)
w = p.parse_args([])
w.lr = 99
show(w.lr, p.parse_args([]).lr, vars(w)["lr"])

# == os.path
import os, os.path as osp
show(os.path.join("a", "b"), os.path.join("a", "/b"), os.path.join("a/", "b", "c.py"), os.path.basename("/x/y.txt"), os.path.dirname("/x/y.txt"), os.path.splitext("m.tar.gz"), os.path.split("a/b"), osp.join("x"), os.path.normpath("a/../b"), os.sep, os.path.isabs("/a"), os.path.commonprefix(["ab", "ac"]))
from pathlib import Path, PurePosixPath
show(str(PurePosixPath("a") / "b.py"), PurePosixPath("a/b.py").name, PurePosixPath("a/b.py").stem, PurePosixPath("a/b.py").suffix, str(PurePosixPath("a/b.py").parent))

# == types, typing and abc
import types, typing, abc
from typing import List, Optional, Dict, Union, Any, Callable, TypeVar, Generic, NamedTuple
n = types.SimpleNamespace(a=1, b="x")
n.c = 3
show(n.a, n.c, n == types.SimpleNamespace(a=1, b="x", c=3), n, vars(n))
def f(x: Optional[List[int]] = None, y: Dict[str, Any] = {}) -> Union[int, str]: return x or 5
show(f(), f([1]), typing.cast(int, "s"))
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
show(Box(3).get(), Box[int](4).get(), isinstance(Box(1), Box))
if typing.TYPE_CHECKING:
    import something_missing
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): pass
    def twice(self): return 2 * self.area()
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
show(Sq(3).twice(), isinstance(Sq(1), Shape), types.FunctionType is type(f), isinstance(f, types.FunctionType), isinstance(Sq(1).area, types.MethodType), isinstance(types, types.ModuleType))
class Proto(typing.Protocol):
    def m(self) -> int: ...
class Impl(Proto):
    def m(self): return 1
show(Impl().m())
class TD(typing.TypedDict):
    a: int
show(TD(a=1), TD(a=1)["a"])
UserId = typing.NewType("UserId", int)
show(UserId(5))
m = types.MappingProxyType({"a": 1})
show(m["a"])

# == random, time and the machine do not stop anything
import random, time, datetime, os, sys, logging, warnings, threading
random.seed(1)
logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)
logger.info("x %d", 1)
warnings.warn("w")
start = time.time()
print("text", start, file=sys.stderr)
sys.stdout.write("")
lock = threading.Lock()
with lock: show("in lock")
elapsed = time.time() - start
show("after", sys.version_info[0] >= 3, sys.version_info >= (3,), sys.version_info.major == 3, len(sys.argv))
class T(threading.local):
    def __init__(self): self.x = 1
show(T().x)

# == sys
import sys
sys.argv = ["prog", "--a", "1"]
show(sys.argv[1:], "sys" in sys.modules, sys.modules["sys"] is sys, sys.modules[__name__].__name__, __name__ in sys.modules)
from sys import modules
this = sys.modules[__name__]
setattr(this, "made_here", 4)
show(made_here, getattr(this, "made_here"), hasattr(this, "zzz"), this.__dict__["made_here"])
sys.argv.append("x")
show(len(sys.argv))
import argparse
told = argparse.ArgumentParser()
told.add_argument("--a", type=int, default=0)
show(told.parse_known_args()[0].a, told.parse_known_args()[1])
sys.argv = ["prog"]
show(told.parse_args().a)
sys.path.insert(0, "somewhere")
show(sys.path[0])
try:
    sys.exit(3)
except SystemExit as e: show("exit", e.code)

# == importlib
import importlib
m = importlib.import_module("math")
show(m.floor(2.5), importlib.import_module("os.path").join("a", "b"), __import__("math").ceil(1.2))
import math as mm, os.path, collections.abc
from math import sqrt as root, floor
show(root(9), floor(1.5), mm is m, os.path.basename("a/b"))
try:
    import cPickle as pickle
except ImportError:
    import pickle
show("pickle is there")
try:
    from itertools import izip
except ImportError:
    izip = zip
show(list(izip([1], [2])))

# == contextlib leftovers
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()): print("hidden")
with contextlib.ExitStack() as s:
    s.push(lambda *a: True)
    raise KeyError
show("swallowed")
