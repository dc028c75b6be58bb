# == every kind of parameter
def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, sorted(kwargs.items())
show(f(1, c=3))
show(f(1, 9, 8, 7, c=3, e=5))
show(f(*[1, 2, 3], **{"c": 1, "z": 0}))
def g(a, b, /, c, *, d):
    return a + b + c + d
show(g(1, 2, c=3, d=4), g(1, 2, 3, d=4))
def h(*, a=1, **k): return a, k
show(h(), h(a=2, b=3))
def i(a, /, **k): return a, k
show(i(1, a=2))

# == defaults are made once
def f(x, seen=[]):
    seen.append(x)
    return list(seen)
show(f(1), f(2), f(3, []))
n = 1
def g(x=n): return x
n = 2
show(g())

# == calls that do not fit are TypeErrors
def f(a, b): return a
for args, kwargs in [((1,), {}), ((1, 2, 3), {}), ((1, 2), {"c": 3}), ((1, 2), {"a": 3})]:
    try:
        f(*args, **kwargs)
        show("fits")
    except TypeError:
        show("TypeError", len(args))
def g(a, *, b): return b
try:
    g(1)
    show("fits")
except TypeError:
    show("keyword missing")
try:
    g(1, 2, b=1)
    show("fits")
except TypeError:
    show("too many")
def p(a, /): return a
try:
    p(a=1)
    show("fits")
except TypeError:
    show("positional only")
try:
    f(1, **{"a": 2})
    show("fits")
except TypeError:
    show("twice")
try:
    f(1, 2, **{"x": 1}, **{"x": 2})
    show("fits")
except TypeError:
    show("twice in spreads")

# == closures see later values
def outer():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return fs
show([f() for f in outer()])
show([f() for f in [lambda i=i: i for i in range(3)]])

# == nonlocal and global
count = 0
def bump():
    global count
    count += 1
    return count
show(bump(), bump(), count)
def counter():
    n = 10
    def up():
        nonlocal n
        n += 1
        return n
    def get():
        return n
    return up, get
up, get = counter()
show(up(), up(), get())
up2, get2 = counter()
show(up2(), get(), get2())
def deep():
    x = 1
    def a():
        def b():
            nonlocal x
            x = 5
        b()
    a()
    return x
show(deep())
def makes():
    global made
    made = "yes"
makes()
show(made)

# == lambdas of every form
show((lambda: 1)(), (lambda x, y=2: x + y)(1), (lambda *a, **k: (a, k))(1, b=2))
compose = lambda f, g: lambda x: f(g(x))
show(compose(str, abs)(-3))
show((lambda x: (yield_ := x * 2))(3))

# == recursion
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
show(fact(10))
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
show(even(10), odd(7), even(7))
def hanoi(n, a, b, c):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c)
show(hanoi(3, "a", "b", "c"))
fib = lambda n: n if n < 2 else fib(n - 1) + fib(n - 2)
show([fib(i) for i in range(10)])

# == partial
import functools
def f(a, b, c=3, *rest, **more): return a, b, c, rest, more
p = functools.partial(f, 1, c=9)
show(p(2), p(2, c=4), p(2, z=1))
q = functools.partial(p, 2)
show(q(), q.args, q.keywords, q.func is f)
show(functools.partial(int, base=2)("101"))
class K:
    def __init__(self, a, b): self.v = (a, b)
    def m(self, x): return self.v, x
show(functools.partial(K, 1)(b=2).v, functools.partial(K(1, 2).m, 5)())
class H:
    def base(self, n, m): return n, m
    twice = functools.partialmethod(base, 2)
show(H().twice(3))

# == wraps and decorators
import functools
def log(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        return f.__name__, f(*args, **kwargs)
    return inner
@log
def add(a, b=1):
    "adds"
    return a + b
show(add(1), add.__name__, add.__doc__, add.__wrapped__(5))
def times(n):
    def decorate(f):
        def inner(*a):
            return [f(*a) for _ in range(n)]
        return inner
    return decorate
@times(3)
@log
def one(): return 1
show(one(), one.__name__)
class Counting:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a), self.n
@Counting
def sq(x): return x * x
show(sq(2), sq(3), sq.n, sq.__name__)
registry = {}
def register(name):
    def go(f):
        registry[name] = f
        return f
    return go
@register("a")
def fa(): return "fa"
@register("b")
def fb(): return "fb"
show(sorted(registry), registry["b"]())

# == order of evaluation
log = []
def t(x):
    log.append(x)
    return x
def f(*a, **k): return None
f(t(1), *[t(2)], k=t(3), **{"z": t(4)})
{t(5): t(6)}
t(7) + t(8) * t(9)
[t(10)][t(0)]
a = [0, 0, 0]
a[t(1)] = t(11)
(t(12), t(13))
t(14) if t(15) else t(16)
show(log)
log.clear()
@(t(lambda f: f) and (lambda f: f))
def g(x=log.append("default")): pass
show(len(log), log[-1])
log.clear()
x = t(1) < t(2) < t(3) > t(0) > t(5)
show(x, log)
log.clear()
d = {}
d[t("k")] = d2 = t("v")
show(log, d)

# == function attributes and introspection
def f(a, b=2, *c, d=3, **e): "doc"
f.tag = 5
show(f.tag, f.__name__, f.__doc__, f.__defaults__, f.__kwdefaults__, hasattr(f, "nope"))
show(f.__code__.co_varnames[:2], f.__code__.co_argcount, f.__module__, callable(f))
f.__defaults__ = (7,)
f.__name__ = "other"
show(f.__name__, f.__defaults__)
import inspect
show(inspect.getfullargspec(f).args, inspect.getfullargspec(f).varargs, inspect.getfullargspec(f).varkw)
show(list(inspect.signature(f).parameters), inspect.isfunction(f), inspect.isclass(f))
show(inspect.signature(f).parameters["a"].default is inspect.Parameter.empty)
def g(x): return x
def wrap(h):
    @functools.wraps(h)
    def inner(*a): return h(*a)
    return inner
import functools
show(list(inspect.signature(wrap(g)).parameters))
def q():
    return q.__qualname__
class A:
    def m(self): pass
show(q(), A.m.__qualname__, A.__qualname__)

# == lru_cache and cached_property
import functools
calls = []
@functools.lru_cache(maxsize=None)
def f(x):
    calls.append(x)
    return x * 2
show(f(1), f(1), f(2), calls)
class A:
    n = 0
    @functools.cached_property
    def v(self):
        A.n += 1
        return A.n
a = A()
show(a.v, a.v, A().v)
@functools.lru_cache
def g(a, b=1): return (a, b)
show(g(1), g(1, b=2), g.__name__)

# == star expressions
def f(*a): return a
show(f(*range(3), *"ab", 5), [*range(2), *[9]], (*"ab",), {*[1], *[2]} == {1, 2}, {**{"a": 1}, "b": 2, **{"a": 3}})
show(f(*{"k": 1}), f(*(x for x in [1, 2])))
a, *b = range(4)
*c, d = "xyz"
e, *g, h = [1, 2]
show(a, b, c, d, e, g, h)
(a, b), [c, (d, *e)] = (1, 2), (3, "456")
show(a, b, c, d, e)

# == conditional and boolean values
show(0 or "x", 1 and "y", "" or [] or None, not [], 1 and 0 or 5, None is None)
def f(x): return x or "default"
show(f(0), f(3))
show(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0, "a" < "b" <= "b", not 1 == 2)

# == annotations do not matter
def f(a: int, b: "unknown" = 3, *, c: str = "x") -> "nothing":
    d: int = 5
    e: str
    return a, b, c, d
show(f(1))
x: int = 4
y: str
show(x, "y" in globals())

# == functools.reduce, cmp_to_key, singledispatch, total_ordering
import functools
show(functools.reduce(lambda a, b: a * 10 + b, [1, 2, 3]), functools.reduce(max, [], 5))
show(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.singledispatch
def kind(x): return "other"
@kind.register(int)
def _(x): return "int"
@kind.register
def _(x: list): return "list"
show(kind(1), kind([]), kind("s"))
@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
show(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), max(V(1), V(3), V(2)).v)
