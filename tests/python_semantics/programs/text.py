# == percent formatting
show("%d %5d %-5d| %05d %+d %x %X %o %#x" % (1, 2, 3, 4, 5, 255, 255, 8, 16))
show("%s %r %a %5s|%-5s|%.2s" % ("a", "b", "é", "c", "d", "efg"))
show("%f %.2f %e %g %G %8.3f %-8.1f|" % (1.5, 2.345, 12345.678, 0.0001, 1e20, 3.14159, 2.5))
show("%% %c %c" % ("x", 65), "%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%*d %.*f" % (5, 3, 2, 1.239))
show("%s" % [1], "%s" % (None,), "%s %s" % ((1, 2), {"a": 1}), "%d" % 3.9, "%i" % True, "%s" % True, "%5.1f%%" % 99.55)
show("conv%d_%d" % (1, 2), "x%s" % "y", "%s" % 1e10, "%s" % 1.0, "%r" % 0.1, "%d" % -7, "%u" % 5, "no args" % (), "%(x)s" % {"x": None})
class A:
    def __str__(self): return "strA"
    def __repr__(self): return "reprA"
show("%s %r" % (A(), A()), "%10s|" % A(), "%s" % [A()], "%s" % A)if False else show("%s %r" % (A(), A()), "%10s|" % A(), "%s" % [A()])

# == str.format
show("{} {}".format(1, "a"), "{0} {1} {0}".format("x", "y"), "{a} {b[0]} {b[1]}".format(a=1, b=[2, 3]), "{{}} {}".format(5))
show("{:5d}|{:<5}|{:>5}|{:^5}|{:*^7}|{:05d}|{:+d}|{:,}|{:.2f}|{:e}|{:%}".format(1, 2, 3, 4, 5, 6, 7, 1234567, 1.239, 1234.5, 0.25))
show("{:x} {:X} {:o} {:b} {:#x} {:c} {:g} {:08.3f} {:n}".format(255, 255, 8, 5, 255, 65, 0.5, 3.14159, 7))
show("{!r} {!s} {!a} {!r:>5}".format("a", "b", "é", "c"), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{0:{1}}".format("x", 4))
show("{x[a]} {x[b][0]}".format(x={"a": 1, "b": "z"}), "{.real} {0.imag}".format(5, 6) if False else "{0.real} {0.imag}".format(5))
class A:
    def __init__(self): self.v, self.d = 7, {"k": [8]}
    def __format__(self, spec): return "<%s>" % spec
    def __str__(self): return "strA"
a = A()
show("{} {:abc} {.v} {.d[k]} {!s}".format(a, a, a, a, a), "{self.v}".format(self=a), "{a.d[k][0]}".format(a=a))
show("{:s}".format("t"), "{:10}|{:10}|".format("l", 1), "{:>{n}}".format("r", n=3), "{}".format(None), "{}".format([1, "a"]), "{}".format(True))
show(format(3.14159, ".2f"), format("a", ">4"), format(10, "b"), format(5), "{:d}".format(True), "{:.3s}".format("abcdef"))
f = "{name}/{i}".format
show(f(name="n", i=3), "{}".format("{}"), "-".join("{}".format(i) for i in range(3)), "{0:>3}{1:<3}|".format(*"ab"), "{a}".format(**{"a": 1}))
show("{a}{b}".format_map({"a": 1, "b": 2}))

# == f-strings
n, s, x, l, d = 5, "str", 3.14159, [1, 2], {"k": "v"}
show(f"{n} {s!r} {x:.2f} {l[0]} {d['k']} {n + 1} {n:03d} {s:>6} {{}} {n!s:>4}", f"{n=}", f"{n = }", f"{s=!s}", f"{x=:.1f}", f"{'a' 'b'}")
show(f"{x:{n}.{2}f}", f"{(lambda q: q * 2)(n)}", f"{n if n > 3 else s}", f"a{f'b{n}'}c", f"{l!r:>8}", f"{', '.join(map(str, l))}", f"{None} {True}")
show(f"{n}" "plain" f"{s}", rf"\d{n}", f"{max(l)}", f"{[i for i in range(3)]}", f"{n:,}", f"{1e6:g}", f"{0.5:%}", f'{d["k"]}', f"{ {'a': 1}['a'] }")
show(f"layer_{n}/w", f"{s}_{n:d}_{x:.0f}", f"{'x' * 3}", f"{n!r}{s!s}", f"""{
    n
}""")

# == methods
s = "Hello, World"
show(s.upper(), s.lower(), s.title(), s.swapcase(), s.capitalize(), s.casefold(), len(s), s[::-1], s[1:4], s[-1], s * 2)
show(s.split(", "), s.split(), "a,b,,c".split(","), "a,b,c".split(",", 1), "a b  c".split(" "), "a,b,c".rsplit(",", 1), "l1\nl2\r\nl3".splitlines(), "".split(), "".split(","))
show(s.replace("l", "L"), s.replace("l", "L", 1), s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.count("l"), s.partition(", "), s.rpartition("o"), s.partition("z"))
show(s.startswith("He"), s.endswith("ld"), s.startswith(("x", "H")), s.startswith("l", 2), "abc".endswith(("c", "d")), "lo" in s, "z" not in s)
show(" a ".strip(), " a ".lstrip(), " a ".rstrip(), "xxaxx".strip("x"), "/a/b/".strip("/"), "a.b.c".rstrip(".c"), "prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"))
show("a".center(5, "*"), "a".ljust(3) + "|", "a".rjust(3), "7".zfill(3), "-7".zfill(4), "a\tb".expandtabs(4), "%s".join(["a", "b"]), "".join(["x", "y"]), "/".join(("a", "b")), ",".join("abc"), "-".join({"k": 1}))
show("1".isdigit(), "a1".isalnum(), "a".isalpha(), "A".isupper(), "a".islower(), " ".isspace(), "Ab".istitle(), "1.5".isdecimal(), "x_1".isidentifier(), "".isdigit())
show("abc".translate({97: "X", 98: None}), "abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans({"a": "1"})), "abc".encode().decode(), "aé".encode("utf-8"), b"a".decode("ascii"))
show("a" + "b" "c", "a" < "b", "abc" == "abc", "a" * 0, 3 * "ab", "abc" > "abd", sorted("cab"), list("ab"), "abc".index("c"), max("abc"), min("b", "a"), "b" in "abc", ord("a"), chr(98))
show(str(1), str(1.5), str(None), str([1, "a"]), str((1,)), str({"a": 1}), str(True), repr("it's"), repr('q"q'), repr("\n\t\\"), str(b"x"), repr(b"x"), ascii("é"))
show(str.upper("a"), str.join("-", "ab"), list(map(str.strip, [" a", "b "])), str(object=5), "".join(reversed("abc")), "a-b_c".replace("-", "_").split("_"), str.lower("X"))
name = "model/layer_1/weights:0"
show(name.split("/")[-1].split(":")[0], name[:-2], name.rsplit("/", 1)[0], "/".join(name.split("/")[:-1]), name.replace("/", "_"), name.count("/"), name.partition("/")[2], name.split("/")[1].split("_"))

# == numbers as text
show(1e3, 1e16, 1e-5, 0.1 + 0.2, 1 / 3, 100.0, -0.0, float("inf"), float("nan"), 1e100, 123456789.123, 5.0, 2 ** 70, -3, 1_000, 0x1f, 0b11, 0o17, 1j, 3 + 4j)
show(str(0.1), repr(1e22), round(2.5), round(3.5), round(2.675, 2), round(1234, -2), int(3.9), int(-3.9), int("12"), int(" 7 "), int("ff", 16), int("0b1", 0), float("1e3"), float(" 2 "))
show(hex(255), oct(8), bin(5), hex(-1), "%.3g" % 1234.5, "%g" % 100000, "%g" % 1000000, str(1.0), int(True), bool("False"), complex(1, 2))

# == bytes
b = b"abc"
show(b, b[0], b[1:], b + b"d", b * 2, list(b), len(b), b == b"abc", b"a" in b, b.upper(), b.decode(), bytes([65, 66]), bytes(2), bytearray(b"x"), b.split(b"b"), b.hex(), b"a" == "a", isinstance(b, bytes))

# == string constants and templates
import string, textwrap
show(string.ascii_lowercase, string.digits, string.ascii_letters[-3:], string.punctuation[:3], textwrap.dedent("  a\n  b"))
show(string.Template("$a ${b}c $$").substitute(a=1, b=2), string.Template("$a $z").safe_substitute(a=1), string.capwords("a b"))

# == containers as text
class A:
    def __repr__(self): return "A!"
show([A(), {A: 1} and A()], {"k": A()}, (A(), A()), [None, True, 1.5, "s", b"b"], {1: {2: {3}}}, set(), frozenset(), frozenset([1]), (), [], {}, [[]], ((),), range(3), slice(1, 2))
show(str([A()]), "%s" % {"a": A()}, f"{[A()]}", "{}".format((A(),)), str({1}), repr({}), str(Exception("e")), repr(Exception("e", 1)), repr(KeyError("k")), str(KeyError("k")), str(ValueError()), repr(ValueError()))
import collections
show(collections.OrderedDict([("a", 1)]) == {"a": 1}, collections.Counter("aab").most_common(1), collections.deque([1, 2]), collections.defaultdict(int, a=1)["b"])
show(type(1), type("a"), type(None), int, str, type, type([]), ValueError, print, len)
class B: pass
show(B, type(B()), type(B))
l = [1]
l.append(l)
d = {}
d["d"] = d
show(l, d)
