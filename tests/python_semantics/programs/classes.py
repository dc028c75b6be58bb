# == method resolution order
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
show(D().who(), [c.__name__ for c in D.__mro__], D.__bases__ == (B, C))
show([c.__name__ for c in D.mro()])
class M1:
    x = 1
class M2:
    x = 2
    y = 3
class M(M1, M2): pass
show(M.x, M.y, M().x)

# == super in all forms
class A:
    def __init__(self, *names): self.names = names
    def m(self): return "A.m"
    @property
    def p(self): return "A.p"
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @staticmethod
    def s(): return "A.s"
    x = "A.x"
class B(A):
    def __init__(self, n):
        super(B, self).__init__(n, "b")
    def m(self): return "B+" + super(B, self).m()
    @property
    def p(self): return "B+" + super().p
    @classmethod
    def c(cls): return "B+" + super().c()
    @staticmethod
    def s(): return "B+" + super(B, B).s()
    x = "B.x"
    def get(self): return super().x
    def later(self): return (lambda: super(B, self).m())()
    def nested(self):
        def inner(): return super(B, self).m()
        return inner()
    def comp(self): return [super(B, self).x for _ in range(2)]
    def unbound(self): return A.m(self)
class C(B):
    def m(self):
        s = super()
        return "C+" + s.m()
b = C("n")
show(b.names, b.m(), b.p, b.c(), C.c(), b.s(), b.get(), b.later(), b.nested(), b.comp(), b.unbound())
def outside(self): return super(C, self).m()
C.added = outside
show(b.added())
class X:
    def __getattr__(self, n): return "X " + n
class Y(X):
    def __getattr__(self, n):
        if n == "own": return "Y"
        return super().__getattr__(n)
show(Y().own, Y().other)

# == properties
class A:
    def __init__(self): self._v = 1
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x * 10
    @v.deleter
    def v(self): self._v = "deleted"
    def getw(self): return "w"
    def setw(self, x): self.w2 = x
    w = property(getw, setw)
    only = property(lambda self: 5)
a = A()
a.v = 2
show(a.v, a._v, a.w, a.only)
a.w = 7
show(a.w2)
a.v += 1
show(a.v)
del a.v
show(a.v)
try:
    a.only = 1
    show("set")
except AttributeError:
    show("read only")
class B(A):
    @A.v.setter
    def v(self, x): self._v = -x
b = B()
b.v = 3
show(b.v, isinstance(A.v, property), A.v.fget(b))

# == class and static methods
class A:
    count = 0
    def __init__(self): A.count += 1
    @classmethod
    def make(cls, *a): return cls(), a
    @staticmethod
    def add(a, b): return a + b
class B(A): pass
x, a = B.make(1, 2)
show(type(x).__name__, a, A.count, B.count, B.add(1, 2), B().add(3, 4), A.count)
B.count = 100
A()
show(A.count, B.count)
f = A.__dict__["add"]
show(type(f).__name__, f.__func__(1, 2))
def plain(cls): return cls.__name__
A.late = classmethod(plain)
show(B.late(), A.late())

# == class attributes and instance attributes
class A:
    x = []
    y = 1
a, b = A(), A()
a.x.append(1)
a.y += 5
show(b.x, a.y, b.y, A.y, "y" in a.__dict__, "y" in b.__dict__)
A.z = 9
show(b.z)
del A.z
show(hasattr(b, "z"))
a.q = 1
del a.q
try:
    a.q
    show("there")
except AttributeError:
    show("gone")
try:
    del a.q
    show("deleted")
except AttributeError:
    show("cannot delete")
show(vars(a), a.__dict__ is vars(a), a.__class__.__name__)
a.__dict__["via"] = 3
show(a.via)
a.__dict__.update(m=1, n=2)
show(a.m + a.n)

# == class bodies
x = "global"
class A:
    x = "class"
    y = [x for _ in range(2)]
    z = x + "!"
    def get(self): return x
    for i in range(3):
        pass
    if z: w = 1
    else: w = 2
    def helper(n): return n * 2
    h = helper(4)
    l = lambda self: self.x
    class Inner:
        v = 5
        def f(self): return A.Inner.v
show(A.y, A.z, A().get(), A.i, A.w, A.h, A().l(), A.Inner().f(), A.Inner.__qualname__)
def make(n):
    class L:
        v = n
        def get(self): return n, self.v
    return L
show(make(1)().get(), make(2)().get())
class E: "doc"
show(E.__doc__, E.__name__, E.__module__)
class S:
    a = 1
    b = a + 1
    c, d = b, [a]
show(S.c, S.d)

# == __init_subclass__, __set_name__, __class_getitem__
registry = []
class Base:
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        registry.append((cls.__name__, tag))
class A(Base, tag="a"): pass
class B(A): pass
show(registry)
class Field:
    def __set_name__(self, owner, name):
        self.name = owner.__name__ + "." + name
    def __get__(self, obj, cls):
        if obj is None: return self
        return self.name
class M:
    first = Field()
    second = Field()
show(M().first, M().second, M.first.name)
class G:
    def __class_getitem__(cls, k): return cls.__name__, k
show(G[int] == ("G", int))

# == metaclasses
class Meta(type):
    made = []
    def __new__(mcs, name, bases, ns, **kw):
        ns["added"] = name.lower()
        cls = super().__new__(mcs, name, bases, ns)
        mcs.made.append((name, kw))
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.inited = True
    def __call__(cls, *a, **k):
        obj = super().__call__(*a, **k)
        obj.called = True
        return obj
    def hello(cls): return "hello " + cls.__name__
    @property
    def prop(cls): return cls.__name__ * 2
    def __len__(cls): return 7
    def __iter__(cls): return iter("abc")
    def __getitem__(cls, k): return k
    def __contains__(cls, k): return k == 1
    def __getattr__(cls, n): return "meta " + n
class A(metaclass=Meta): pass
class B(A, x=1):
    def __init__(self, v): self.v = v
show(A.added, B.added, Meta.made, B.inited, B(3).v, B(3).called, A.hello(), A.prop, len(A), list(A), A[5], 1 in A, 2 in A)
show(type(A).__name__, type(B) is Meta, isinstance(A, Meta), isinstance(A, type), A.missing)
class Singleton(type):
    _inst = {}
    def __call__(cls, *a):
        if cls not in cls._inst:
            cls._inst[cls] = super(Singleton, cls).__call__(*a)
        return cls._inst[cls]
class S(metaclass=Singleton):
    def __init__(self, v=0): self.v = v
show(S(1) is S(2), S().v)
class P(type):
    @classmethod
    def __prepare__(mcs, name, bases): return {"prepared": name}
class Q(metaclass=P): pass
show(Q.prepared)
C = Meta("C", (), {"z": 1})
show(C.z, C.added, type(C) is Meta)

# == type with three arguments
def m(self): return self.v
T = type("T", (object,), {"v": 3, "m": m})
show(T().m(), T.__name__, type(T()) is T)
U = type("U", (T,), dict(v=4))
show(U().m(), issubclass(U, T))

# == attribute hooks
class A:
    def __init__(self): self.real = 1
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(n)
a = A()
show(a.real, a.dyn_x, hasattr(a, "dyn_y"), hasattr(a, "nope"), getattr(a, "nope", 5))
class B:
    def __getattribute__(self, n):
        if n == "magic": return "m"
        return object.__getattribute__(self, n)
    x = 1
b = B()
b.y = 2
show(b.magic, b.x, b.y)
class C:
    def __setattr__(self, n, v):
        object.__setattr__(self, n, v * 2)
    def __delattr__(self, n):
        object.__setattr__(self, "deleted", n)
c = C()
c.v = 4
del c.v
show(c.v, c.deleted)
class D:
    def __setattr__(self, n, v):
        self.__dict__[n] = ("set", v)
d = D()
d.q = 1
show(d.q)
class E:
    def __setattr__(self, n, v):
        super().__setattr__("_" + n, v)
e = E()
e.k = 3
show(e._k, hasattr(e, "k"))
class F(dict):
    def __getattr__(self, n):
        try: return self[n]
        except KeyError: raise AttributeError(n)
    def __setattr__(self, n, v): self[n] = v
f = F(a=1)
f.b = 2
show(f.a, f.b, dict(f), hasattr(f, "zzz"), getattr(f, "zzz", 0))
class G:
    def __getattr__(self, n):
        def call(*a): return n, a
        return call
show(G().anything(1, 2))
class H(dict):
    __getattr__ = dict.get
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
h = H(x=1)
h.y = 2
show(h.x, h.y, h.none)
del h.x
show(sorted(h))

# == call, context, iteration, containers
class All:
    def __init__(self): self.d = {}
    def __call__(self, *a, **k): return a, k
    def __enter__(self): return "entered"
    def __exit__(self, *a): self.d["exited"] = a[0] is None
    def __iter__(self): return iter([1, 2])
    def __len__(self): return 3
    def __contains__(self, x): return x == "in"
    def __getitem__(self, k): return ("item", k)
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): self.d["del"] = k
    def __bool__(self): return False
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
    def __format__(self, s): return "fmt:" + s
    def __hash__(self): return 1
    def __eq__(self, o): return True
    def __int__(self): return 42
    def __float__(self): return 4.5
    def __index__(self): return 2
    def __reversed__(self): return iter("rev")
    def __missing__(self, k): return k
    def __bytes__(self): return b"b"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return "round", n
a = All()
show(a(1, b=2), list(a), len(a), "in" in a, "out" in a, a[3], a[1:2], bool(a), str(a), repr(a), "%s" % a, "%r" % a)
with a as e: show(e)
a["k"] = 5
del a["gone"]
show(a.d, f"{a}", f"{a:>3}", f"{a!r}", "{:x}".format(a), format(a), int(a), float(a), [10, 20, 30][a])
show(a == 5, a != 5, 5 == a, "".join(reversed(a)), abs(a), round(a), round(a, 2), list(range(a)), not a)
show([1, 2] + [*a], a[1, 2], a[...] == ("item", ...))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration
        return self.n
show(list(It(3)), [x for x in It(2)], sum(It(4)), next(It(9)), dict(zip("ab", It(2))), max(It(3)))
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
show(list(Old()), 4 in Old(), [x for x in Old()])
a, b, c = Old()
show(a, b, c)

# == arithmetic operators
class V:
    def __init__(self, v): self.v = v
    def _o(self, o): return o.v if isinstance(o, V) else o
    def __add__(self, o): return V(self.v + self._o(o))
    def __radd__(self, o): return V(("r", o))
    def __sub__(self, o): return V(self.v - self._o(o))
    def __rsub__(self, o): return V(o - self.v)
    def __mul__(self, o): return NotImplemented
    def __rmul__(self, o): return V("rmul")
    def __truediv__(self, o): return V(self.v / o)
    def __floordiv__(self, o): return V(self.v // o)
    def __mod__(self, o): return V(self.v % o)
    def __pow__(self, o, m=None): return V(self.v ** o)
    def __matmul__(self, o): return V("@")
    def __lshift__(self, o): return V("<<")
    def __and__(self, o): return V("&")
    def __or__(self, o): return V("|")
    def __xor__(self, o): return V("^")
    def __neg__(self): return V(-self.v)
    def __pos__(self): return V("+")
    def __invert__(self): return V("~")
    def __iadd__(self, o):
        self.v = ("i", self.v, o)
        return self
    def __imatmul__(self, o): return V("@=")
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v
    def __divmod__(self, o): return "divmod"
    def __repr__(self): return "V(%r)" % (self.v,)
show(V(1) + V(2), V(1) + 2, 5 + V(1), V(5) - 1, 9 - V(1), 2 * V(1), V(6) / 4, V(7) // 2, V(7) % 4, V(2) ** 3, V(0) @ 1)
show(V(0) << 1, V(0) & 1, V(0) | 1, V(0) ^ 1, -V(3), +V(3), ~V(3), V(1) < V(2), V(2) > V(1), V(1) <= V(1), V(3) >= V(4))
a = V(1)
b = a
a += 2
show(a, b)
a @= 1
show(a)
try:
    V(1) * 2
    show("no error")
except TypeError:
    show("TypeError")
show(sum([V(1), V(2)], V(0)), divmod(V(1), 2))
show(sorted([V(3), V(1), V(2)]), min(V(4), V(2)), max([V(4), V(9)]))
class Sub(V):
    def __radd__(self, o): return "sub radd"
show(V(1) + Sub(2), [V(1)] == [V(1)])

# == equality, hashing and identity
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, P) and self.x == o.x
    def __hash__(self): return hash(self.x)
show(P(1) == P(1), P(1) != P(1), P(1) == P(2), P(1) in [P(0), P(1)], [P(1)].index(P(1)), P(1) is P(1), P(1) == 1)
d = {P(1): "one"}
show(d[P(1)], P(2) in d, len({P(1), P(1), P(2)}), d.get(P(1)), d.get(P(3), "none"))
d[P(1)] = "uno"
show(len(d), list(d.values()))
class N: pass
a, b = N(), N()
show(a == a, a == b, a != b, a in [b], len({a, b, a}), {a: 1, b: 2}[b])
class U:
    def __eq__(self, o): return True
try:
    {U(): 1}
    show("hashed")
except TypeError:
    show("unhashable")
show([a, b].index(b), [1, a].count(a), (a,) == (a,), (a,) == (b,))

# == descriptors
class Typed:
    def __init__(self, default): self.default = default
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner=None):
        if obj is None: return "class access"
        return getattr(obj, self.name, self.default)
    def __set__(self, obj, value): setattr(obj, self.name, ("set", value))
    def __delete__(self, obj): delattr(obj, self.name)
class A:
    x = Typed(5)
a = A()
show(a.x, A.x)
a.x = 3
show(a.x, a._x, vars(a))
del a.x
show(a.x)
class NonData:
    def __get__(self, obj, owner): return "from descriptor"
class B:
    y = NonData()
b = B()
show(b.y)
b.y = "own"
show(b.y)
class method_like:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner): return lambda *a: (self.f(obj, *a), owner.__name__)
class C:
    @method_like
    def m(self, x): return x
show(C().m(4))
class lazy:
    def __init__(self, f): self.f = f
    def __get__(self, obj, cls):
        v = obj.__dict__[self.f.__name__] = self.f(obj)
        return v
class L:
    n = 0
    @lazy
    def v(self):
        L.n += 1
        return L.n
l = L()
show(l.v, l.v, L().v)
def fn(self): return "bound " + self.tag
class T: tag = "t"
show(fn.__get__(T())(), fn.__get__(T(), T)())

# == slots
class A:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
a = A()
show(a.x, hasattr(a, "y"))
try:
    a.z = 1
    show("set")
except AttributeError:
    show("no z")
a.y = 2
show(a.y)

# == __new__
class A:
    def __new__(cls, *a, **k):
        self = super().__new__(cls)
        self.made = a
        return self
    def __init__(self, x): self.x = x
show(A(1).made, A(2).x)
class One:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = object.__new__(cls)
        return cls._i
show(One() is One())
class Other:
    def __new__(cls): return 5
    def __init__(self): show("never")
show(Other())
class I(int):
    def __new__(cls, v): return int.__new__(cls, v * 2)
    def double(self): return self * 2
show(I(3), I(3) + 1, I(3).double(), isinstance(I(1), int))
class S(str):
    def __new__(cls, v): return super().__new__(cls, v.upper())
    def shout(self): return self + "!"
show(S("ab"), S("ab").shout(), S("a") == "A", {S("a"): 1}["A"], "x" + S("b"), len(S("abc")), S("a b").split())
class T(tuple):
    def __new__(cls, *a): return super(T, cls).__new__(cls, a)
    @property
    def first(self): return self[0]
show(T(1, 2).first, T(1, 2) == (1, 2), len(T(1, 2)), list(T(3, 4)))

# == subclasses of built-in containers
class L(list):
    def first(self): return self[0]
    def append(self, x): super().append(("a", x))
l = L([1, 2])
l.append(3)
show(l, len(l), l.first(), l[1:], isinstance(l, list), l + [4], sorted(L([2, 1])), [x for x in l], L() == [], bool(L()))
class D(dict):
    def __missing__(self, k): return "missing " + k
    def __getitem__(self, k): return "<%s>" % dict.__getitem__(self, k)
class D2(dict):
    def __missing__(self, k):
        self[k] = v = k * 2
        return v
d = D2(a="x")
show(d["a"], d["b"], sorted(d.items()), d.get("q"), "b" in d, len(d))
class D3(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self
d = D3(x=1)
d.y = 2
show(d.x, d["y"], dict(d))
class S(set):
    def add(self, x): super().add(x * 2)
s = S()
s.add(2)
show(sorted(s), 4 in s)
import collections
class OD(collections.OrderedDict):
    def last(self): return list(self)[-1]
o = OD([("a", 1), ("b", 2)])
show(o.last(), list(o.items()), o["a"])
class E(Exception):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code
try:
    raise E(3, "bad")
except E as e:
    show(e.code, str(e), e.args, isinstance(e, Exception))
class UL(collections.UserList):
    def total(self): return sum(self.data)
class UD(collections.UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
show(UL([1, 2]).total(), UD(a=1)["a"])

# == namedtuple
import collections
P = collections.namedtuple("P", "x y")
p = P(1, y=2)
show(p, p.x, p[1], p._fields, p._replace(x=5), p._asdict(), list(p), p == (1, 2), P._make([3, 4]))
x, y = p
show(x, y, p + (3,), len(p), P(*[7, 8]), isinstance(p, tuple), P.__name__, hash(p) == hash((1, 2)), p in {p: 1})
Q = collections.namedtuple("Q", ["a", "b", "c"], defaults=[8, 9])
show(Q(1), Q(1, c=2))
class R(collections.namedtuple("R", "w h")):
    __slots__ = ()
    def area(self): return self.w * self.h
    @property
    def half(self): return R(self.w / 2, self.h)
    def __new__(cls, w, h=10): return super(R, cls).__new__(cls, w, h)
r = R(4)
show(r.area(), r.half, r, r._replace(h=1), r == (4, 10), r.w)
P.__new__.__defaults__ = (0,)
show(P(5))
try:
    P()
    show("made")
except TypeError:
    show("TypeError")
try:
    p.x = 5
    show("set")
except AttributeError:
    show("immutable")
from typing import NamedTuple
class N(NamedTuple):
    a: int
    b: str = "d"
    def both(self): return self.a, self.b
show(N(1), N(1, "z").both(), N(a=2).b, N._fields)

# == dataclasses
import dataclasses
from dataclasses import dataclass, field
@dataclass
class A:
    x: int
    y: int = 5
    z: list = field(default_factory=list)
    def total(self): return self.x + self.y
    k = "not a field"
a = A(1)
a.z.append(3)
show(a.total(), A(1, 2), a, A(1) == A(1), A(1) == A(2), A(1).z, dataclasses.asdict(a), dataclasses.replace(a, x=9).x)
show([f.name for f in dataclasses.fields(A)], dataclasses.is_dataclass(A), dataclasses.astuple(A(1)))
@dataclass
class B(A):
    w: str = "w"
    def __post_init__(self): self.both = self.w + str(self.x)
show(B(1, w="q").both, B(1), [f.name for f in dataclasses.fields(B)])
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "b"
show(F(1) < F(2), sorted([F(3), F(1)]), {F(1): 1}[F(1)], hash(F(1)) == hash(F(1)))
try:
    F(1).a = 2
    show("set")
except dataclasses.FrozenInstanceError:
    show("frozen")
@dataclass
class G:
    a: int = field(default=3, repr=False)
    b: int = field(init=False, default=4)
    c: "dataclasses.InitVar[int]" = 0
show(G().a, G().b)
@dataclass(repr=False, eq=False)
class H:
    v: int
h = H(1)
show(h == h, h == H(1), h.v)
C = dataclasses.make_dataclass("C", ["x", ("y", int, 5)])
show(C(1).y)

# == enums
import enum
class Color(enum.Enum):
    RED = 1
    GREEN = "g"
    def low(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.RED
show(Color.RED.name, Color.RED.value, Color("g").name, Color["RED"].value, [c.name for c in Color], len(Color), Color.GREEN.low())
show(Color.RED is Color(1), Color.RED == 1, Color.RED == Color.RED, Color.default().name, str(Color.RED), repr(Color.RED))
show(isinstance(Color.RED, Color), Color.RED in Color, {Color.RED: "r"}[Color.RED], "%s" % Color.RED, f"{Color.RED}")
show(list(Color.__members__), type(Color.RED) is Color)
class I(enum.IntEnum):
    A = 1
    B = 2
show(I.A + 1, I.A < I.B, I(2).name, I.B == 2, [10, 20, 30][I.A], sorted([I.B, I.A])[0].name)
class F(enum.Flag):
    R = 1
    W = 2
show((F.R | F.W).value, bool(F.R & F.W), F.R in (F.R | F.W))
class Auto(enum.Enum):
    X = enum.auto()
    Y = enum.auto()
show(Auto.X.value, Auto.Y.value)
class S(str, enum.Enum):
    A = "a"
show(S.A == "a", S.A.value, S("a") is S.A, S.A + "b", S.A.upper())
class Alias(enum.Enum):
    ONE = 1
    UNO = 1
show(Alias.UNO.name, len(list(Alias)))
class Planet(enum.Enum):
    E = (1, 2)
    def __init__(self, a, b): self.total = a + b
show(Planet.E.total, Planet.E.value)
try:
    Color(99)
    show("found")
except ValueError:
    show("ValueError")
try:
    Color.NOPE
    show("found")
except AttributeError:
    show("AttributeError")
Anim = enum.Enum("Anim", "CAT DOG")
show(Anim.DOG.value, Anim.CAT.name)
show(getattr(Color, "RED").value, Color.__name__, hasattr(Color, "BLUE"))

# == private names are mangled
class A:
    __x = 1
    def __init__(self): self.__y = 2
    def get(self): return self.__x, self.__y
    def __hidden(self): return "h"
    def call(self): return self.__hidden()
class B(A):
    __x = 10
    def get2(self): return self.__x, self._A__x
    def __hidden(self): return "b"
b = B()
show(b.get(), b.get2(), b.call(), b._A__y, hasattr(b, "__y"), sorted(vars(b)), b._B__hidden())

# == isinstance and issubclass
import collections.abc, numbers, abc
class A: pass
class B(A): pass
show(isinstance(B(), A), isinstance(A(), B), issubclass(B, A), isinstance(1, (str, int)), isinstance(True, int), isinstance("a", str))
show(isinstance([], collections.abc.Iterable), isinstance({}, collections.abc.Mapping), isinstance((), collections.abc.Sequence))
show(isinstance("", collections.abc.Sequence), isinstance(1, numbers.Number), isinstance(1.0, numbers.Integral), isinstance(A, type))
show(isinstance(len, collections.abc.Callable), isinstance(A(), collections.abc.Hashable), isinstance([], collections.abc.Hashable))
show(isinstance(A(), object), isinstance(None, type(None)), issubclass(bool, int), isinstance({}.keys(), collections.abc.KeysView))
class It:
    def __iter__(self): return iter(())
class Sized:
    def __len__(self): return 0
show(isinstance(It(), collections.abc.Iterable), isinstance(Sized(), collections.abc.Sized), isinstance(A(), collections.abc.Iterable))
class Abstract(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
class Concrete(Abstract):
    def f(self): return super().f()
    p = 5
show(Concrete().f(), Concrete().p)
try:
    Abstract()
    show("made")
except TypeError:
    show("abstract")
class Virtual(abc.ABC): pass
Virtual.register(A)
show(isinstance(A(), Virtual))
class Mapping(collections.abc.Mapping):
    def __init__(self, d): self.d = d
    def __getitem__(self, k): return self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Mapping({"a": 1, "b": 2})
show(list(m.items()), m.get("z", 0), "a" in m, list(m.keys()), list(m.values()), dict(m), dict(**m), m == {"a": 1, "b": 2})
class Seq(collections.abc.Sequence):
    def __getitem__(self, i): return [5, 6, 7][i]
    def __len__(self): return 3
s = Seq()
show(list(s), 6 in s, s.index(7), s.count(5), list(reversed(s)))
class Inst(type):
    def __instancecheck__(cls, x): return x == 5
class Five(metaclass=Inst): pass
show(isinstance(5, Five), isinstance(6, Five))
show(isinstance(1, int | str), isinstance(A(), A | None))

# == dynamic attributes
class A:
    x = 1
a = A()
setattr(a, "y", 2)
for n in ("x", "y", "z"):
    show(n, hasattr(a, n), getattr(a, n, None))
for i in range(3):
    setattr(a, "w%d" % i, i * i)
show([getattr(a, "w%d" % i) for i in range(3)])
delattr(a, "w0")
show(sorted(vars(a)), "x" in dir(a), sorted(n for n in dir(a) if not n.startswith("_")))
name = "x"
show(getattr(A, name), A.__dict__["x"], getattr(a, "__class__").__name__)
a.f = lambda q: q + 1
show(a.f(1))
A.g = lambda self, q: (self.y, q)
show(a.g(5))
import types
a.h = types.MethodType(lambda self, q: self.x + q, a)
show(a.h(10))
import operator
show(operator.attrgetter("x")(a), operator.attrgetter("x", "y")(a), operator.methodcaller("f", 4)(a), operator.itemgetter(1, 0)("ab"))
m = a.g
show(m.__self__ is a, m.__func__ is A.g, m.__name__)
B = A
show(B.__name__, B is A, B().x)
show(getattr(a, "f")(2), callable(getattr(a, "g")), type(a).__name__)
class Config(object):
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)
    def __repr__(self): return "Config(%s)" % sorted(self.__dict__.items())
    @classmethod
    def from_dict(cls, d):
        c = cls()
        for k, v in d.items(): c.__dict__[k] = v
        return c
show(Config(a=1, b=2), Config.from_dict({"z": 1}), Config(a=1).a)

# == objects without special methods
class A: pass
a = A()
show(bool(a), a == a, a != A(), callable(a), hasattr(a, "__len__"), hasattr(a, "__dict__"), hasattr(A, "__init__"))
try:
    len(a)
    show("len")
except TypeError:
    show("no len")
try:
    a[0]
    show("item")
except TypeError:
    show("no item")
try:
    a()
    show("call")
except TypeError:
    show("no call")
try:
    iter(a)
    show("iter")
except TypeError:
    show("no iter")
try:
    a + 1
    show("add")
except TypeError:
    show("no add")
try:
    a < a
    show("lt")
except TypeError:
    show("no lt")
try:
    a.nope
    show("attr")
except AttributeError:
    show("no attr")
try:
    A(1)
    show("args")
except TypeError:
    show("no args")
try:
    with a: show("with")
except (TypeError, AttributeError):
    show("no with")
try:
    for _ in a: show("for")
except TypeError:
    show("no for")
try:
    1 in a
    show("in")
except TypeError:
    show("no in")

# == copy
import copy
class A:
    def __init__(self): self.l, self.d = [1, [2]], {"k": [3]}
a = A()
b, c = copy.copy(a), copy.deepcopy(a)
a.l.append(9)
a.d["k"].append(4)
show(b.l, c.l, b.d, c.d, b is a, type(c).__name__)
l = [1, [2, 3]]
m, n = copy.copy(l), copy.deepcopy(l)
l[1].append(4)
l.append(5)
show(m, n, list(l), l[:], l.copy() == l)
class C:
    def __init__(self, v): self.v = v
    def __copy__(self): return C("copied")
    def __deepcopy__(self, memo): return C(("deep", isinstance(memo, dict)))
show(copy.copy(C(1)).v, copy.deepcopy(C(1)).v, copy.deepcopy({"a": C(1)})["a"].v)
x = [1]
y = copy.deepcopy([x, x])
y[0].append(2)
show(y, x)
cyc = []
cyc.append(cyc)
d = copy.deepcopy(cyc)
show(d[0] is d, d is cyc)
t = (1, [2])
u = copy.deepcopy(t)
u[1].append(3)
show(t, u)
