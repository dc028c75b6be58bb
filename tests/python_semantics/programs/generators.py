# == simple generators
def count(n):
    for i in range(n):
        yield i
show(list(count(3)), sum(count(4)), tuple(count(0)), max(count(5)))
g = count(2)
show(next(g), next(g), next(g, "end"))
try:
    next(g)
    show("more")
except StopIteration:
    show("StopIteration")

# == lazily, in step with the consumer
log = []
def produce():
    for i in range(3):
        log.append("p%d" % i)
        yield i
    log.append("done")
for x in produce():
    log.append("c%d" % x)
show(log)
log.clear()
for x in produce():
    if x == 1:
        break
show(log)
log.clear()
g = produce()
show(log)
a, b, c = g
show(log)

# == send and the value of yield
def echo():
    got = yield "first"
    while got is not None:
        got = yield got * 2
    return "end"
g = echo()
show(next(g), g.send(3), g.send("ab"))
try:
    g.send(None)
    show("no end")
except StopIteration as e:
    show(e.value)
def acc():
    total = 0
    while True:
        x = yield total
        total += x
g = acc()
next(g)
show(g.send(1), g.send(10), g.send(100))
def both():
    x = (yield 1) + (yield 2)
    yield x
g = both()
next(g)
g.send(10)
show(g.send(5))
def args():
    yield max((yield "a"), (yield "b"))
g = args()
next(g); g.send(3)
show(g.send(8))

# == yield from and return values
def inner():
    x = yield 1
    y = yield x
    return x + y
def outer():
    r = yield from inner()
    yield "r", r
    yield from [7, 8]
    yield from "ab"
    return 9
g = outer()
show(next(g), g.send(5), g.send(6), next(g), next(g), list(g))
def tree(t):
    if isinstance(t, list):
        for s in t:
            yield from tree(s)
    else:
        yield t
show(list(tree([1, [2, [3, 4], []], 5])))

# == throw and close
def safe():
    try:
        yield 1
        yield 2
    except ValueError as e:
        yield "caught " + str(e)
    finally:
        log.append("finally")
log = []
g = safe()
show(next(g), g.throw(ValueError("x")), next(g, None), log)
g = safe()
next(g)
g.close()
show(log, next(g, "closed"))
g = safe()
next(g)
try:
    g.throw(KeyError("k"))
    show("swallowed")
except KeyError:
    show("KeyError", len(log))

# == a generator that raises
def bad():
    yield 1
    raise ValueError("bad")
out = []
try:
    for x in bad():
        out.append(x)
    show("no error")
except ValueError as e:
    show(out, str(e))

# == early return and finally
def g():
    try:
        yield 1
        return
        yield 2
    finally:
        log.append("f")
log = []
show(list(g()), log)
def h():
    for i in range(5):
        if i == 2:
            return
        yield i
show(list(h()))
def w():
    i = 0
    while True:
        i += 1
        if i % 2: continue
        if i > 6: break
        yield i
    else:
        yield "else"
    yield "after"
show(list(w()))
def e():
    for i in []:
        yield i
    else:
        yield "else"
    while False:
        yield 0
    else:
        yield "while else"
show(list(e()))

# == nested in statements of every kind
def g(x):
    if x:
        yield "if"
    elif x is None:
        yield "elif"
    else:
        yield "else"
    with C():
        yield "with"
    try:
        yield "try"
        raise KeyError
    except KeyError:
        yield "except"
    else:
        yield "never"
    finally:
        yield "finally"
    x = [1, 2]
    x[0] = yield "store"
    yield x
    a = b = yield
    yield a, b
    assert (yield 5) is None
    del x
    y = 1
    y += yield "aug"
    yield y
    match 3:
        case 3:
            yield "matched"
    yield {"k": (yield "inner")}
    yield f"{(yield 'fs')}"
class C:
    def __enter__(self): log.append("enter")
    def __exit__(self, *a): log.append("exit")
log = []
def run(gen, sends):
    out = [next(gen)]
    try:
        for s in sends:
            out.append(gen.send(s))
    except StopIteration:
        out.append("stop")
    return out
show(run(g(1), [None] * 6))
show(run(g(None), [None] * 6 + [8, None, 3, None, 4]))
show(run(g(0), [None] * 10 + [6, None, None, "v", None, "w", None]))
show(log)

# == generator expressions are lazy
log = []
def t(x):
    log.append(x)
    return x
g = (t(i) for i in range(3))
show(log)
show(next(g), log)
show(list(g), log, list(g))
show(sum(x * y for x in range(3) for y in range(3) if x != y))
show(any(t(i) > 4 for i in range(3, 9)), log)
n = 2
g = (n * i for i in range(3))
n = 5
show(list(g))
show(dict((k, v) for k, v in [("a", 1)]), ",".join(str(i) for i in range(3)), sorted(x for x in "cab"))

# == infinite generators
import itertools
def naturals():
    n = 0
    while True:
        yield n
        n += 1
show(list(itertools.islice(naturals(), 3)), [x for x, _ in zip(naturals(), "abc")])
for x in naturals():
    if x > 4:
        break
show(x)
show(next(x for x in naturals() if x * x > 50), list(itertools.takewhile(lambda x: x < 3, naturals())))

# == generators as objects
class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k
show(list(Tree(1, Tree(2, Tree(3)), Tree(4))))
def g():
    me = yield
    yield me
import types, collections.abc
x = g()
show(isinstance(x, types.GeneratorType), isinstance(x, collections.abc.Iterator), iter(x) is x, hasattr(x, "send"))
show(type(x).__name__)

# == contextmanager
import contextlib
@contextlib.contextmanager
def cm(name):
    log.append("enter " + name)
    try:
        yield name.upper()
    except ValueError as e:
        log.append("caught " + str(e))
    finally:
        log.append("exit " + name)
log = []
with cm("a") as a, cm("b") as b:
    log.append(a + b)
show(log)
log.clear()
with cm("c"):
    raise ValueError("v")
show(log)
log.clear()
try:
    with cm("d"):
        raise KeyError("k")
except KeyError:
    log.append("outside")
show(log)
log.clear()
def f():
    with cm("r"):
        return "returned"
show(f(), log)
log.clear()
for i in range(3):
    with cm(str(i)):
        if i == 0: continue
        if i == 1: break
show(log)
@contextlib.contextmanager
def silent(*excs):
    try:
        yield
    except excs:
        pass
with silent(KeyError, IndexError):
    [][0]
    show("never")
with silent(KeyError):
    {}["x"]
    show("never")
show("after")

# == contextmanager as decorator and in classes
import contextlib
class Scope:
    def __init__(self): self.stack = []
    @contextlib.contextmanager
    def scope(self, n):
        self.stack.append(n)
        yield "/".join(self.stack)
        self.stack.pop()
s = Scope()
with s.scope("a"):
    with s.scope("b") as path:
        show(path)
    with s.scope("c") as path:
        show(path)
show(s.stack)
log = []
@contextlib.contextmanager
def around():
    log.append("in")
    yield
    log.append("out")
@around()
def f(x):
    log.append(x)
    return x
show(f(1), f(2), log)
class D(contextlib.ContextDecorator):
    def __enter__(self): log.append("E")
    def __exit__(self, *a): log.append("X")
@D()
def g(): return "g"
show(g(), log[-2:])

# == ExitStack, suppress, nullcontext, closing
import contextlib
log = []
class C:
    def __init__(self, n): self.n = n
    def __enter__(self):
        log.append("+" + self.n)
        return self.n
    def __exit__(self, t, v, tb):
        log.append("-" + self.n + (t.__name__ if t else ""))
        return t is KeyError
    def close(self): log.append("close")
with contextlib.ExitStack() as stack:
    names = [stack.enter_context(C(n)) for n in "ab"]
    stack.callback(log.append, "cb")
    log.append(names)
show(log)
log.clear()
with contextlib.ExitStack() as stack:
    stack.enter_context(C("x"))
    stack.enter_context(C("y"))
    raise KeyError
show(log)
log.clear()
with contextlib.ExitStack() as stack:
    stack.enter_context(C("x"))
    moved = stack.pop_all()
show(log)
moved.close()
show(log)
with contextlib.suppress(ZeroDivisionError):
    1 / 0
    show("never")
with contextlib.nullcontext(5) as five:
    show(five)
with contextlib.closing(C("z")) as z:
    show(z.n)
show(log)

# == iterating while mutating
l = [1, 2, 3]
for x in l:
    if x < 3:
        l.append(x + 10)
    if len(l) > 6: break
show(l)
l = [1, 2, 3, 4]
for x in l:
    l.remove(x)
show(l)
