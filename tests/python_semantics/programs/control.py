# == loops with else, break and continue
out = []
for i in range(5):
    if i == 1: continue
    if i == 3: break
    out.append(i)
else:
    out.append("else")
for i in range(2): pass
else: out.append("else2")
while out and len(out) < 6:
    out.append("w")
    if len(out) == 5: break
else: out.append("else3")
n = 3
while n:
    n -= 1
else: out.append("else4")
for i in []: pass
else: out.append(i)
for i in range(3):
    for j in range(3):
        if j == 1: break
        if i == 1: continue
        out.append((i, j))
    else: out.append("never")
    if i == 2: break
show(out, i, j, n)

# == break, continue and return in try and finally
def f(k):
    for i in range(3):
        try:
            if k == "break": break
            if k == "continue": continue
            if k == "return": return "r%d" % i
            if k == "raise": raise KeyError(k)
            log.append("body%d" % i)
        except KeyError as e:
            log.append("except")
            if i == 1: return "from except"
        else:
            log.append("else%d" % i)
        finally:
            log.append("fin%d" % i)
    else:
        log.append("loop else")
    return "end"
for k in ("", "break", "continue", "return", "raise"):
    log = []
    show(k, f(k), log)
def g():
    try:
        return 1
    finally:
        return 2
def h():
    for i in range(2):
        try:
            return i
        finally:
            continue
    return "done"
def k():
    while True:
        try:
            raise ValueError
        finally:
            break
    return "broken"
def m():
    x = 1
    try:
        return x
    finally:
        x = 2
show(g(), h(), k(), m())
def nested():
    try:
        try:
            return "inner"
        finally:
            log.append("f1")
    finally:
        log.append("f2")
log = []
show(nested(), log)

# == exceptions: matching, else, finally, nesting
def f(e):
    out = []
    try:
        out.append("try")
        if e: raise e
    except (KeyError, IndexError) as x:
        out.append(("lookup", type(x).__name__))
    except ValueError:
        out.append("value")
    except Exception as x:
        out.append(("other", str(x)))
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out
show(f(None), f(KeyError("k")), f(IndexError()), f(ValueError), f(TypeError("t")), f(ZeroDivisionError("z")), f(UnicodeError()))
try:
    try:
        raise KeyError("inner")
    except ValueError:
        show("wrong")
    finally:
        show("finally")
except LookupError as e:
    show("outer", e.args)
try:
    try:
        raise KeyError("a")
    except KeyError:
        raise ValueError("b")
except ValueError as e:
    show(str(e), type(e.__context__).__name__, e.__cause__)
try:
    try:
        raise KeyError("a")
    except KeyError as k:
        raise ValueError("b") from k
except ValueError as e:
    show(type(e.__cause__).__name__)
try:
    try:
        {}["x"]
    except KeyError:
        raise
except KeyError as e:
    show("again", e.args)
def reraise():
    try:
        raise IndexError("i")
    except IndexError as e:
        raise e
try:
    reraise()
except IndexError as e:
    show(e.args)
try:
    e
    show("e is there")
except NameError:
    show("e is gone")
def f():
    try: pass
    except: pass
    else:
        raise KeyError("from else")
try:
    f()
except KeyError as e:
    show(e)
try:
    raise Exception("a", 1)
except Exception as e:
    show(e.args, str(e), repr(e))

# == custom exceptions
class Base(Exception): pass
class Coded(Base):
    def __init__(self, code, *rest):
        Base.__init__(self, "code %d" % code, *rest)
        self.code = code
    def __str__(self): return "<%d>" % self.code
class Mixed(Coded, KeyError): pass
for cls in (Base, Coded, Mixed):
    try:
        raise cls(5)
    except KeyError as e:
        show("KeyError", e.code, str(e))
    except Coded as e:
        show("Coded", e.code, str(e), e.args)
    except Base as e:
        show("Base", e.args, str(e))
class NotImpl:
    def run(self): raise NotImplementedError("run in %s" % type(self).__name__)
class Impl(NotImpl):
    def run(self):
        try:
            return super().run()
        except NotImplementedError as e:
            return str(e)
show(Impl().run())
class Empty(Exception):
    "documented"
try:
    raise Empty
except Empty as e:
    show(str(e), e.args, isinstance(e, Empty))
class Fmt(Exception):
    def __init__(self, a, b=2): self.a, self.b = a, b
try:
    raise Fmt("x")
except Fmt as e:
    show(e.a, e.b, e.args, str(e))
show(issubclass(Mixed, LookupError), Mixed.__mro__[1].__name__)
try:
    raise ValueError("a") from None
except ValueError as e:
    show(e.__cause__, e.__suppress_context__)

# == errors of built-in operations
def kind(f):
    try:
        return "ok", f()
    except Exception as e:
        return type(e).__name__
show(kind(lambda: 1 / 0), kind(lambda: 1 // 0), kind(lambda: 1 % 0), kind(lambda: 1.0 / 0), kind(lambda: [1][5]), kind(lambda: {}["k"]))
show(kind(lambda: int("x")), kind(lambda: float("y")), kind(lambda: "a" + 1), kind(lambda: 1 + "a"), kind(lambda: None + 1), kind(lambda: [] + ()))
show(kind(lambda: undefined), kind(lambda: None.x), kind(lambda: (1).foo), kind(lambda: "s".foo), kind(lambda: len(5)), kind(lambda: 5()))
show(kind(lambda: [].pop()), kind(lambda: {}.pop("k")), kind(lambda: [1].remove(2)), kind(lambda: [1].index(3)), kind(lambda: "abc".index("z")))
show(kind(lambda: iter(5)), kind(lambda: next(iter([]))), kind(lambda: 1 < "a"), kind(lambda: [1] < ["a"]), kind(lambda: sorted([1, "a"])))
show(kind(lambda: "%d" % "x"), kind(lambda: "%d %d" % 1), kind(lambda: "%s" % (1, 2)), kind(lambda: "{}".format()), kind(lambda: "{x}".format()))
show(kind(lambda: {[]: 1}), kind(lambda: {[1]}), kind(lambda: {}[[]]), kind(lambda: (1, 2)["a"]), kind(lambda: [1, 2]["a"]), kind(lambda: "abc"[9]))
show(kind(lambda: chr(-1)), kind(lambda: ord("ab")), kind(lambda: max([])), kind(lambda: min()), kind(lambda: sum(["a"])), kind(lambda: range(1.5)))
show(kind(lambda: int(None)), kind(lambda: [1, 2] * 1.5), kind(lambda: "a" * "b"), kind(lambda: -"a"), kind(lambda: ~1.5), kind(lambda: dict([1])))
show(kind(lambda: dict([(1, 2, 3)])), kind(lambda: (lambda a, b: 0)(1)), kind(lambda: getattr(1, "nope")), kind(lambda: None[0]), kind(lambda: 5 in 5))
show(kind(lambda: isinstance(1, 5)), kind(lambda: issubclass(1, int)), kind(lambda: abs("a")), kind(lambda: round("a")), kind(lambda: {}.popitem()))
show(kind(lambda: bytes("a")), kind(lambda: "a".encode("nope")), kind(lambda: set().pop()), kind(lambda: (1).bit_length(2)), kind(lambda: int("5", 99)))
def unpack(v, n):
    try:
        if n == 2: a, b = v
        else: a, b, *c = v
        return "ok"
    except (ValueError, TypeError) as e:
        return type(e).__name__
show(unpack([1], 2), unpack([1, 2, 3], 2), unpack(5, 2), unpack([1], 3), unpack([1, 2], 3), unpack(None, 2))
def stores():
    out = []
    for f in ("l[5] = 1", "t[0] = 1", "s[0] = 'x'", "n.x = 1", "del l[9]", "del d['q']", "del l.x", "l += 5", "n += 1", "f.x.y = 1"):
        l, t, s, n, d = [1], (1,), "s", None, {}
        try:
            if f.startswith("l["): l[5] = 1
            elif f.startswith("t"): t[0] = 1
            elif f.startswith("s"): s[0] = "x"
            elif f.startswith("n.x"): n.x = 1
            elif f == "del l[9]": del l[9]
            elif f == "del d['q']": del d["q"]
            elif f == "del l.x": del l.x
            elif f == "l += 5": l += 5
            elif f == "n += 1": n += 1
            else: s.x.y = 1
            out.append("ok")
        except Exception as e:
            out.append(type(e).__name__)
    return out
show(stores())
def local():
    try:
        x
        return "there"
    except UnboundLocalError:
        return "unbound"
    x = 1
show(local())
try:
    assert 1 == 2, "message"
except AssertionError as e:
    show(str(e), e.args)
try:
    assert False
except AssertionError as e:
    show(e.args)
assert 1, 1 / 0
try:
    raise 5
except TypeError:
    show("TypeError")

# == an error in a handler, an else or a finally
log = []
def f(where):
    try:
        try:
            log.append("try")
            if where != "else": raise KeyError
        except KeyError:
            log.append("except")
            if where == "except": raise ValueError(where)
        else:
            raise ValueError(where)
        finally:
            log.append("finally")
            if where == "finally": raise ValueError(where)
    except ValueError as e:
        return str(e)
    return "none"
show(f("except"), f("else"), f("finally"), f(""), log)

# == with statements
log = []
class C:
    def __init__(self, n, swallow=()): self.n, self.swallow = n, swallow
    def __enter__(self):
        log.append("+" + self.n)
        if self.n == "bad": raise OSError("enter")
        return self
    def __exit__(self, t, v, tb):
        log.append("-%s %s %s" % (self.n, t and t.__name__, v))
        return t is not None and issubclass(t, self.swallow)
with C("a") as a, C("b") as b:
    log.append(a.n + b.n)
show(log)
log.clear()
with C("a", KeyError), C("b"):
    raise KeyError("k")
show(log)
log.clear()
with C("a", KeyError):
    with C("b", KeyError):
        raise KeyError
    log.append("between")
show(log)
log.clear()
try:
    with C("a", KeyError): raise ValueError("v")
except ValueError: log.append("out")
show(log)
log.clear()
try:
    with C("a"), C("bad"): log.append("never")
except OSError: log.append("enter failed")
show(log)
log.clear()
def f():
    with C("r"): return "value"
show(f(), log)
log.clear()
for i in range(2):
    with C(str(i)): continue
while True:
    with C("w"): break
show(log)
with (C("p") as p, C("q") as q): show(p.n, q.n)
class Ret:
    def __enter__(self): return 1, [2, 3]
    def __exit__(self, *a): pass
with Ret() as (x, (y, z)): show(x, y, z)
d = {}
with Ret() as d["k"]: show(d)
def nothing():
    with C("n", Exception):
        raise ValueError
show(nothing())

# == walrus
if (n := 10) > 5: show(n)
show([y := 1, y + 1, y], (z := 5) + z)
show([last := x for x in range(3)], last)
data = iter([1, 2, 0, 3])
got = []
while (v := next(data)): got.append(v)
show(got, v)
def f(x):
    return (m := x * 2) + m
show(f(3), any((hit := x) > 1 for x in [1, 2, 3]), hit)

# == match
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Color:
    RED = "red"
def m(v):
    match v:
        case 0 | 1: return "small"
        case int(n) if n > 100: return "big %d" % n
        case bool() | int(): return "int"
        case "a": return "letter a"
        case str() as s: return "str " + s
        case []: return "empty"
        case [x]: return "one %r" % (x,)
        case [1, *rest]: return "starts with 1 %r" % rest
        case (a, (b, c)): return "nested %r" % ((a, b, c),)
        case [a, b]: return "two"
        case {"k": v, **rest}: return "map %r %r" % (v, rest)
        case {}: return "some map"
        case P(0, y=yy): return "P0 %r" % yy
        case P(x, y) if x == y: return "diagonal"
        case P(x=xx): return "P %r" % xx
        case None: return "none"
        case float(): return "float"
        case _: return "other"
for v in (0, 1, 500, 7, True, "a", "bc", [], [5], [1, 2, 3], (4, (5, 6)), [4, 5], [4, 5, 6], {"k": 1, "z": 2}, {"q": 1}, P(0, 3), P(2, 2), P(5, 6), None, 2.5, {1}):
    show(m(v))
def c(v):
    match v:
        case Color.RED: return "is red"
        case -1 | -2: return "negative"
        case 1.5: return "float"
        case x: return ("bound", x)
show(c("red"), c(-1), c(1.5), c(9))
match 5, "x":
    case 5, str() as t: show("tuple", t)
match 3:
    case 4: show("never")

# == global state in loops
total = 0
for a in range(3):
    for b in range(a):
        total += a * b
        if total > 100: break
    else:
        total += 1
show(total)
i = 0
while True:
    i += 1
    if i % 2 == 0: continue
    if i > 7: break
show(i)
x = 10
while x > 0 and x != 4: x -= 2
show(x)
for x in range(3):
    x = x * 10
show(x)
for k, (a, b) in {"p": (1, 2)}.items(): show(k, a, b)
for [p, *q] in [(1, 2, 3)]: show(p, q)
d = {}
for d["key"] in range(3): pass
show(d)
class O: pass
o = O()
for o.attr in "ab": pass
show(o.attr)

# == assignments
a = b = [1]
b.append(2)
x, y = y_, x_ = 1, 2
show(a, x, y, y_, x_)
x, y = y, x
l = [0, 1, 2]
i = 0
i, l[i] = 1, 9
show(x, y, i, l)
l[1:2] = ["a", "b"]
l[::2] = [7, 8]
del l[0]
show(l)
l = list(range(6))
del l[1:3], l[-1]
show(l)
d = {"a": {"b": [1, 2]}}
d["a"]["b"][0] += 5
d["a"]["c"] = d["a"].pop("b")
show(d)
class O: v = 1
o = O()
o.v += 1
o.w = o.z = 3
show(o.v, O.v, o.w, o.z)
n = 5
n += 1; n -= 2; n *= 3; n //= 2; n **= 2; n %= 7; n <<= 3; n |= 1; n &= 14; n ^= 5; n >>= 1
show(n)
f = 7
f /= 2
show(f)
s = "a"
s += "b"
s *= 2
t = (1,)
t += (2,)
show(s, t)
u = v = {1}
u |= {2}
show(v)
u = v = [1]
u = u + [2]
u += [3]
v *= 2
show(u, v)
del x
show("x" in globals())

# == delete
l = [1, 2, 3]
d = {"a": 1, "b": 2}
del l[1], d["a"]
show(l, d)
def f():
    x = 1
    del x
    try:
        return x
    except UnboundLocalError:
        return "unbound"
show(f())

# == comprehension scoping
x = "outer"
show([x for x in range(2)], x, {x: y for x, y in [(1, 2)]}, x, {x for x in "a"}, list(x for x in [9]), x)
def f():
    return [[i * j for j in range(i)] for i in range(4) if i % 2 or i == 2]
show(f(), [(a, b) for a in range(3) for b in range(a) if a != 2 if b == 0])
show([y for x in [[1, 2], [3]] for y in x], [lambda: i for i in range(3)][0](), [(lambda: i)() for i in range(3)])
class A:
    n = 3
    sq = [i * i for i in range(n)]
show(A.sq)
show({k: v for k, v in zip("ab", range(2))}, {v: k for k, v in {"a": 1}.items()}, [a + b for a, b in [(1, 2), (3, 4)]])
show([i if i % 2 else -i for i in range(4)], [*(i for i in range(3)), *[j for j in "xy"]])

# == short circuits
log = []
def t(v):
    log.append(v)
    return v
show(t(0) and t(1), t(2) or t(3), t(4) if t(0) else t(5), not t(6), log)
log.clear()
show(all(t(x) for x in [1, 0, 2]), any(t(x) for x in [0, 3, 4]), log)

# == exec, eval, globals, locals, vars
y = 5
show(eval("y + 1"), eval("[i for i in range(3)]"), eval("x * 2", {"x": 4}), eval("lambda q: q + y")(1))
g = globals()
g["made"] = 3
show(made, "made" in globals(), globals()["y"])
def f(a, b=2):
    c = 3
    return sorted(locals().items()), eval("a + c")
show(f(1))
def h(**kw):
    return "{a}-{b}".format(**locals()["kw"])
show(h(a=1, b=2))
class A: z = 1
show(sorted(k for k in vars(A) if not k.startswith("_")), eval("A.z"), eval("A")().z)
exec("w = 7")
show(w)
ns = {}
exec("def inner(q):\n    return q * 2\nv = inner(4)", ns)
show(ns["v"], ns["inner"](1))
def k(x, scale=2):
    params = locals()
    y = 1
    return "%(x)s_%(scale)d" % params
show(k("n"))
for n in ("relu", "tanh"):
    globals()["act_" + n] = n.upper()
show(act_relu, act_tanh)

# == main guard
if __name__ == "__main__":
    show("main")
else:
    show("not main")
def main(argv=None): return "ran"
if __name__ == "__main__": show(main())

# == exception groups and notes
try:
    raise ValueError("v")
except Exception as e:
    try:
        raise KeyError("k")
    except KeyError as k:
        show(type(e).__name__, type(k).__name__)
    show(type(e).__name__)
import sys
try:
    raise KeyError("x")
except KeyError:
    t, v, tb = sys.exc_info()
    show(t.__name__, v.args)

# == loops over every kind of thing
show([x for x in "abc"], [x for x in {"a": 1}], [x for x in (1,)], [x for x in range(3, 0, -1)], sorted(x for x in {1, 2}))
show(list(enumerate("ab", 1)), list(zip("ab", [1, 2, 3])), list(reversed([1, 2])), list(map(str, [1])), list(filter(None, [0, 1])))
show(list({"a": 1}.items()), list({"a": 1}.values()), list(b"ab"), list(zip()), list(zip([1])), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
it = iter([1, 2, 3])
show(next(it), list(it), list(it))
e = enumerate("xy")
show(next(e), list(e), next(e, None))
z = zip([1, 2], "ab")
show(dict(z), list(z))
m = map(abs, [-1, -2])
show(next(m), list(m))
show(list(iter(lambda c=iter("ab-c"): next(c), "-")))
r = range(0, 10, 3)
show(r, len(r), r[1], r[-1], 6 in r, list(r[1:]), r.start, r.stop, r.step, list(reversed(r)), r.index(3), r == range(0, 12, 3))
