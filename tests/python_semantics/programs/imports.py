# == modules and packages
#- main.py
import mod, pkg, pkg.sub.deep as deep
from mod import value as v, f
from pkg import a
from pkg.sub import deep as d2, deep
import pkg.other
show(mod.value, v, f(2), pkg.name, a.x, deep.y, d2 is deep, pkg.other.z, mod.__name__, pkg.sub.deep.y, deep.__name__)
mod.value = 99
show(v, mod.value, f(2))
from mod import value
show(value, mod.counter)
import mod as again
show(again is mod)
#- mod.py
value = 5
counter = []
counter.append(1)
def f(x): return x * value
#- pkg/__init__.py
name = "pkg" + __name__
from . import a
#- pkg/a.py
from .other import z
from . import other
x = z + 1 + other.z
#- pkg/other.py
z = 10
#- pkg/sub/__init__.py
#- pkg/sub/deep.py
from ..other import z as up
from .. import a
from ..a import x
y = (up, a.x, x)

# == star imports
#- main.py
from plain import *
from listed import *
show(x, y, "_hidden" in globals(), shown, "not_listed" in globals(), _private)
from pk import *
show(inner.q, "other" in globals())
#- plain.py
x = 1
y = 2
_hidden = 3
#- listed.py
__all__ = ["shown", "_private"]
__all__ += []
shown = "s"
not_listed = "n"
_private = "p"
#- pk/__init__.py
__all__ = ["inner"]
#- pk/inner.py
q = 5
#- pk/other.py
r = 6

# == circular imports
#- main.py
import first
show(first.a, first.second.b, first.get())
#- first.py
import second
a = 1
def get(): return second.b + a
b = second.early
#- second.py
import first
early = hasattr(first, "a")
b = 2
def later(): return first.a

# == __main__ guard in modules
#- main.py
import lib
if __name__ == "__main__": show("main", lib.ran, lib.__name__)
#- lib.py
ran = False
if __name__ == "__main__": ran = True

# == module level state and side effects
#- main.py
import conf
import user
conf.set("n", 5)
show(user.read(), conf.CONFIG, conf.count)
conf.bump()
from conf import count
show(count, conf.count, user.conf is conf)
#- conf.py
CONFIG = {}
count = 0
def set(k, v): CONFIG[k] = v
def bump():
    global count
    count += 1
#- user.py
import conf
def read(): return conf.CONFIG.get("n")

# == import inside functions and conditionally
#- main.py
def f():
    import late
    from late import w
    return late.w + w
show(f())
for name in ("late", "other"):
    mod = __import__(name)
    show(mod.w)
import importlib
show(importlib.import_module("pk.sub").w, importlib.import_module(".sub", "pk").w)
#- late.py
w = 3
#- other.py
w = 4
#- pk/__init__.py
#- pk/sub.py
w = 6

# == lazy modules and __getattr__
#- main.py
import lazy
show(lazy.thing, lazy.real)
try:
    lazy.nope
    show("there")
except AttributeError: show("AttributeError")
from lazy import thing
show(thing)
#- lazy.py
real = 1
def __getattr__(name):
    if name == "thing": return "made"
    raise AttributeError(name)

# == a module that replaces itself
#- main.py
import odd
show(odd.anything, odd.x)
#- odd.py
import sys
class M:
    x = 5
    def __getattr__(self, n): return "attr " + n
sys.modules[__name__] = M()

# == namespace packages and submodules as attributes
#- main.py
import ns.part
from ns import part as p
import ns.deeper.leaf
show(ns.part.v, p.v, ns.deeper.leaf.v, hasattr(ns, "part"), hasattr(ns, "unloaded"))
from ns import unloaded
show(hasattr(ns, "unloaded"))
#- ns/part.py
v = 1
#- ns/deeper/leaf.py
v = 2
#- ns/unloaded.py
v = 3

# == classes across modules
#- main.py
from base import Base, helper
import base
class Child(Base):
    def name(self): return "child of " + super().name()
show(Child().name(), Child().use(), isinstance(Child(), base.Base), Base.__module__, Child.__module__, base.GLOBAL)
base.GLOBAL = "patched"
show(Child().use(), helper())
#- base.py
GLOBAL = "g"
class Base:
    def name(self): return "base"
    def use(self): return GLOBAL
def helper(): return GLOBAL
