# == integer arithmetic
show(7 + 3, 7 - 3, 7 * 3, 7 / 2, 7 // 2, 7 % 3, 7 ** 2, -7 // 2, -7 % 3, 7 // -2, 7 % -3, 2 ** -1, 2 ** 0.5, 7.5 // 2, 7.5 % 2, -7.5 // 2, 1e3 // 1, 10 / 5)
show(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4, 256 >> 2, -1 >> 1, True + True, True * 3, abs(-3), abs(-2.5), divmod(7, 3), divmod(-7, 3), pow(2, 10), pow(2, 10, 7), pow(2, -1), round(7.6), sum([1, 2.5]))
show(1 == 1.0, 1 is 1, 0.1 + 0.2 == 0.3, 3 < 3.5 <= 4, max(1, 2.5), min(3, 1, 2), (5).bit_length(), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), (1.5).is_integer(), (2.0).is_integer(), (0.5).as_integer_ratio(), 5 .real, float(5), int(5.0))
show(10 ** 20, -(10 ** 20), 10 ** 20 // 3, 1 << 70, hash(5), 0 or 5, 3 and 4, not 0, bool(0.0), bool(-1), int("-5"), 5 if 0 else 6)
import math
show(math.sqrt(16), math.floor(2.7), math.ceil(2.1), math.log(8, 2), math.log2(8), math.exp(0), math.pi, math.pow(2, 3), math.gcd(12, 18), math.factorial(5), math.trunc(-2.5), math.hypot(3, 4), math.prod([2, 3]), math.comb(5, 2), math.isnan(float("nan")), math.inf, math.copysign(1, -2), math.isclose(0.1 + 0.2, 0.3), math.fabs(-1), math.log10(100), math.degrees(0), math.cos(0), math.fsum([.1] * 10), math.modf(1.5), math.frexp(8))
show(int(math.log(64, 2)), int(math.ceil(10 / 3)), [2 ** i for i in range(5)], 64 // 2 ** 3, (28 + 2 * 1 - 3) // 2 + 1, 100 // 3 * 3, -(-7 // 2))

# == lists
l = [3, 1, 2]
l.append(4); l.extend([5, 6]); l.insert(0, 0); l.insert(-1, "x"); l += (7,)
show(l, l.pop(), l.pop(0), l.index(2), l.count(1), len(l), l[-1], l[1:3], l[::-1], l[::2], 2 in l)
l.remove("x"); l.reverse()
show(l, sorted(l), sorted(l, reverse=True), l == l[:], l + [1], l * 2, [0] * 3, [[]] * 2, min(l), max(l), sum(l))
l.sort()
show(l)
l.sort(key=lambda x: -x)
show(l, l.copy(), l.clear(), l)
show([1, 2] < [1, 3], [1] < [1, 0], [1, 2] == [1, 2.0], [[1], 2] == [[1], 2], [1] != (1,), (1, 2) < (2,), (1, "a") < (1, "b"), [] == [], not [], [1, [2]][1][0], (1, 2)[::-1], (1,) * 3, (1, 2).index(2), (1, 1).count(1))
m = [[0] * 2 for _ in range(2)]
m[0][1] = 5
n = [[0] * 2] * 2
n[0][1] = 5
show(m, n, list(zip(*[[1, 2], [3, 4]])), [*map(list, zip([1, 2], [3, 4]))], sum([[1], [2]], []), [a for b in m for a in b])
a = [1, 2, 3, 4, 5]
show(a[10:], a[-2:], a[:-2], a[5:2], a[-100:2], a[::-2], a[3:0:-1], a[slice(1, 3)], a[True], a[-1:0:-1])
a[1:3] = []
a[0:0] = [9, 8]
a[len(a):] = [7]
show(a)
a[::2] = [0] * len(a[::2])
show(a, any(a), all(a), list(range(2, 8, 2)), list(range(5, 0, -2)), [None] * 2, list((1, 2)), list({3: 4}), tuple([1]), list("ab"))
b = a
b.append(1)
c = list(a)
c.append(2)
show(a is b, a == c, len(a), len(c))
dims = [784, 512, 256, 10]
show([(i, o) for i, o in zip(dims[:-1], dims[1:])], list(zip(dims, dims[1:])), dims[1:-1], [dims[i] * dims[i + 1] for i in range(len(dims) - 1)])
q = [4, 3]
q.extend(x for x in range(2))
q.extend("ab")
q.extend({"k": 1})
show(q, [1, 2, 3].index(3, 1), [5, 6].pop(-2), sorted(["b", "A", "c"], key=str.lower), sorted([(2, "a"), (1, "b")]), sorted({"b": 1, "a": 2}), sorted([3, 1, 2], key=lambda x: (x % 2, x)))
words = ["bb", "a", "ccc", "dd"]
words.sort(key=len, reverse=True)
show(words, sorted(words, key=lambda w: (len(w), w)), max(words, key=len), min(words, key=len), max([], default=5), max([1, 2], key=lambda x: -x), sorted("b a".split()), sorted([True, 0, 2]), sorted([1.5, 1]))

# == dicts
d = {"a": 1, "b": 2}
d["c"] = 3
d.update({"a": 9}, z=5)
d.update([("k", "v")])
show(d, d["a"], d.get("q"), d.get("q", 0), "a" in d, "q" not in d, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()), d.setdefault("n", 7), d.setdefault("a", 0), d)
show(d.pop("a"), d.pop("nope", "default"), d.popitem(), list(d), dict(a=1, b=2), dict([("x", 1)]), dict({"y": 2}, z=3), dict(zip("ab", (1, 2))), dict.fromkeys("ab", 0), dict.fromkeys([1]), {**d, "b": 0})
show({1: "int", "1": "str", (1, 2): "tuple", None: "none", 1.5: "f", True: "bool"}, {"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == {}, {"a": [1]} == {"a": [1]}, {"a": 1} != {"a": 2})
e = d.copy()
e["new"] = 1
show("new" in d, [k for k in d], {k: v * 2 for k, v in {"p": 1}.items()}, {v: k for k, v in {"a": 1}.items()}, sorted(d.items(), key=lambda kv: str(kv[1])), max({"a": 3, "b": 5}, key={"a": 3, "b": 5}.get), sum({1: 2, 3: 4}.values()))
show({"a": 1} | {"b": 2}, {"a": 1}.keys() & {"a": 2, "c": 3}.keys(), {"a": 1}.keys() == {"a"}, list(reversed({"a": 1, "b": 2})), {"a": {"b": {"c": 5}}}["a"]["b"]["c"], sorted({"a": 1}.keys() | {"z"}), "a" in {"a": 1}.keys(), ("a", 1) in {"a": 1}.items(), 1 in {"a": 1}.values(), len({"a": 1}.items()))
f = {"x": 1}
f |= {"y": 2}
show(f, bool({}), bool({0: 0}), {0: "z"}[False], {1.0: "one"}[1], dict(f, x=5), dict(**f), f.clear(), f)
g = {}
g.setdefault("l", []).append(1)
g.setdefault("l", []).append(2)
for k in ("a", "b", "a"): g[k] = g.get(k, 0) + 1
del g["b"]
show(g, list(g.items())[0], next(iter(g)), {k: g[k] for k in sorted(g)})

# == sets
s = {1, 2, 3}
s.add(4); s.discard(1); s.discard(9); s.remove(2); s.update([5], (6,))
show(sorted(s), 3 in s, len(s), s | {9} == {3, 4, 5, 6, 9}, sorted(s & {3, 4, 8}), sorted(s - {3}), sorted(s ^ {3, 7}), {1} <= {1, 2}, {1, 2} > {1}, {1}.issubset({1, 2}), {1, 2}.issuperset([1]), {1}.isdisjoint({2}), sorted({1, 2}.union([3])), sorted({1, 2}.intersection([2])), sorted({1, 2}.difference([2])), sorted({1}.symmetric_difference({2})))
show(set("aab") == {"a", "b"}, sorted(set([3, 1, 3])), frozenset([1, 2]) == {1, 2}, {frozenset([1]): "f"}[frozenset([1])], len({1, 1.0, True}), bool(set()), {x % 3 for x in range(10)} == {0, 1, 2}, sorted(list({5, 3})), {1, 2} == {2, 1}, {(1, 2), (1, 2)}, set() == frozenset(), sorted({3, 1} | frozenset([2])))
t = s.copy()
t.clear()
s -= {3}
s &= {4, 5}
s ^= {5, 8}
show(sorted(s), t, {7}.pop(), list({7}))

# == tuples and packing
t = 1, "a", [2]
a, *b = t
show(t, a, b, t[1], t + (3,), t * 2, len(t), (1,), tuple("ab"), t == (1, "a", [2]), hash((1, 2)) == hash((1, 2)), (1, 2) + (), sorted((3, 1)), (1, 2) in [(1, 2)], {(0, 1): "v"}[0, 1], tuple(x for x in range(2)), (5), (5,)[0])
x = (1, (2, (3,)))
show(x[1][1][0], [i for i in x], isinstance(x, tuple), x > (1, (1,)), max((1, 2), (1, 3)), tuple(), ((1, 2), 3) == ((1, 2), 3), tuple(reversed((1, 2))))

# == collections
import collections
d = collections.defaultdict(list)
d["a"].append(1)
d["a"].append(2)
d["b"]
show(dict(d), "c" in d, d.get("c"), len(d), sorted(d), d.default_factory is list, isinstance(d, dict))
c = collections.defaultdict(int)
for ch in "hello": c[ch] += 1
n = collections.defaultdict(lambda: collections.defaultdict(int))
n["x"]["y"] += 5
show(dict(c), n["x"]["y"], n["q"]["r"], {k: dict(v) for k, v in n.items()})
k = collections.Counter("abracadabra")
k.update("aaz")
show(k["a"], k["missing"], k.most_common(2), sorted(k), sum(k.values()), collections.Counter(a=1) + collections.Counter(a=2), sorted(k.elements())[:3], dict(collections.Counter([1, 1, 2])), k == collections.Counter(k))
o = collections.OrderedDict()
o["z"], o["a"] = 1, 2
o.move_to_end("z")
show(list(o.items()), o.popitem(last=False), list(o), isinstance(o, dict), list(collections.OrderedDict(sorted({"b": 1, "a": 2}.items()))), collections.OrderedDict(a=1, b=2)["b"])
q = collections.deque([1, 2, 3], maxlen=3)
q.append(4); q.appendleft(0)
q.rotate(1)
show(list(q), q[0], len(q), q.pop(), q.popleft(), q, q.maxlen, 0 in q, list(reversed(q)), bool(collections.deque()))
q.extend([7, 8]); q.extendleft([9])
show(list(q))
m = collections.ChainMap({"a": 1}, {"a": 2, "b": 3})
show(m["a"], m["b"], sorted(m), "z" in m, m.get("z", 0))

# == itertools
import itertools
show(list(itertools.chain([1], "a", (2,))), list(itertools.chain.from_iterable([[1], [2, 3]])), list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.islice("abcdef", 1, 5, 2)))
show(list(itertools.product([1, 2], "ab")), list(itertools.product([0, 1], repeat=2)), list(itertools.permutations([1, 2, 3], 2))[:3], list(itertools.combinations("abc", 2)), list(itertools.combinations_with_replacement("ab", 2)))
show(list(itertools.repeat("x", 2)), [x for x, _ in zip(itertools.cycle("ab"), range(3))], list(itertools.zip_longest([1, 2], "a", fillvalue="-")), list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([1, 2, 3], lambda a, b: a * b)), list(itertools.starmap(pow, [(2, 3), (3, 2)])))
show([(k, list(g)) for k, g in itertools.groupby("aabbc")], list(itertools.takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(itertools.dropwhile(lambda x: x < 3, [1, 2, 5, 1])), list(itertools.filterfalse(lambda x: x % 2, range(4))), list(itertools.compress("abc", [1, 0, 1])), list(itertools.pairwise([1, 2, 3])))
a, b = itertools.tee([1, 2])
c = itertools.count()
show(list(a), list(b), next(c), next(c), [next(c) for _ in range(2)], list(zip(itertools.count(), "ab")), [(k, len(list(g))) for k, g in itertools.groupby(sorted([3, 1, 3], key=lambda x: x), key=lambda x: x > 1)])

# == sorting
data = [("bob", 3), ("al", 5), ("cy", 3)]
show(sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: (-p[1], p[0])), sorted(data, reverse=True), [n for n, _ in sorted(data)])
import operator
show(sorted(data, key=operator.itemgetter(1, 0)), sorted([[2], [1, 5]]), sorted("bca", reverse=True), sorted([2, 1], key=None), sorted(["10", "9"], key=int), sorted([None, 1], key=lambda x: x is not None), sorted([]), sorted({"x": 2, "w": 1}.items(), key=lambda kv: kv[1]))
class V:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
show([x.v for x in sorted([V(3), V(1), V(2)])], max([V(1), V(2)], key=lambda q: q.v).v)
l = [V(2), V(1)]
l.sort()
show([x.v for x in l])
import heapq, bisect
h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
show(heapq.heappop(h), heapq.nsmallest(2, h), heapq.nlargest(1, h), bisect.bisect([1, 3, 5], 3), bisect.bisect_left([1, 3, 5], 3))
bisect.insort(h, 2)

# == any, all, sum, map, filter, zip, enumerate
show(any([]), all([]), any([0, 1]), all([1, 0]), sum([]), sum([1, 2], 10), sum((0.5,) * 2), list(map(len, ["a", "bb"])), list(filter(lambda x: x > 1, [1, 2, 3])), list(zip("ab", "cd", "ef")), list(enumerate(["x"], 5)), list(map(lambda x, y: x * y, (1, 2), (3, 4))), min("b", "a"), max([1, 3], [2, 0]), list(zip(range(3), "ab")), dict(enumerate("ab")), [*enumerate([])], sum(map(int, "123")), sum(x > 1 for x in [1, 2, 3]), len(list(filter(None, [0, "", 1]))), list(map(str, range(2))), all(isinstance(x, int) for x in [1, 2]))

# == operator module
import operator as op
show(op.add(1, 2), op.mul(3, 4), op.sub(5, 1), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 4), op.neg(3), op.not_(0), op.eq(1, 1), op.lt(1, 2), op.contains([1], 1), op.getitem([5], 0), op.concat([1], [2]), op.and_(6, 3), op.pow(2, 3), op.is_(None, None), op.abs(-1), op.index(3), op.xor(1, 3), op.truth([]), op.itemgetter(1)([1, 2]), op.methodcaller("upper")("a"))
import functools
show(functools.reduce(op.mul, [1, 2, 3, 4], 1), functools.reduce(op.add, [[1], [2]]), functools.reduce(lambda a, b: a + b, "abc"))

# == identity
a = []
b = a
x = None
show(a is b, a is [], x is None, x is not None, None == 0, True is True, a is not b, () is (), "a" is "a" if False else True, int is int, 1 is True if False else False, Ellipsis is ..., NotImplemented is NotImplemented)
show(id(a) == id(b), id(a) == id([1]), type(a) is list, type(1) == int, type("") in (str, int), type(None) is type(x), isinstance(..., type(...)))

# == hparams-like classes
class HParams(object):
    def __init__(self, **kw):
        self._names = sorted(kw)
        for k, v in kw.items(): setattr(self, k, v)
    def values(self): return {n: getattr(self, n) for n in self._names}
    def __contains__(self, k): return k in self._names
    def parse(self, text):
        for part in text.split(","):
            k, v = part.split("=")
            old = getattr(self, k)
            setattr(self, k, type(old)(v))
        return self
    def __getitem__(self, k): return getattr(self, k)
    def add(self, k, v):
        self._names.append(k)
        setattr(self, k, v)
h = HParams(lr=0.1, layers=3, name="m")
h.parse("lr=0.5,layers=4,name=q")
h.add("extra", [1])
show(h.values(), "lr" in h, "zz" in h, h["layers"] + 1, h.lr, h.extra)
class AttrDict(dict):
    def __init__(self, *a, **k):
        super(AttrDict, self).__init__(*a, **k)
        for key, v in self.items():
            if isinstance(v, dict): self[key] = AttrDict(v)
    def __getattr__(self, k):
        if k in self: return self[k]
        raise AttributeError(k)
    def __setattr__(self, k, v): self[k] = v
cfg = AttrDict({"model": {"units": [64, 32], "act": "relu"}, "steps": 10})
cfg.model.act = "tanh"
cfg.new = 1
show(cfg.model.units[0], cfg["model"]["act"], cfg.steps, cfg.new, hasattr(cfg, "zz"), getattr(cfg, "zz", None), sorted(cfg), dict(cfg.model), "steps" in cfg)
class Singleton(object):
    _inst = None
    def __new__(cls, *a, **k):
        if not cls._inst: cls._inst = super(Singleton, cls).__new__(cls)
        return cls._inst
Singleton().x = 5
show(Singleton().x, Singleton() is Singleton())
class Registry:
    _map = {}
    @classmethod
    def register(cls, name):
        def wrap(k):
            cls._map[name] = k
            return k
        return wrap
    @classmethod
    def make(cls, name, *a, **k): return cls._map[name](*a, **k)
@Registry.register("lin")
class Lin:
    def __init__(self, n=1): self.n = n
show(Registry.make("lin", n=4).n, sorted(Registry._map), Registry.make("lin").__class__.__name__)
