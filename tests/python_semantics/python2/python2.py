# == print, exec and backticks
print "text", 1
print >>None, "x"
print
exec "made = 3"
show(made)                                  # shows: 3
show(`made + 1`)                            # shows: '4'
exec "other = made" in {"made": 9}

# == division of integers is floor division
show(7 / 2, -7 / 2, 7.0 / 2, 7 // 2, 7 % 4)        # shows: 3, -4, 3.5, 3, 3
n = 9
n /= 2
show(n)                                     # shows: 4
print n

# == division from the future
from __future__ import division
print "x"
show(7 / 2, 7 // 2)                         # shows: 3.5, 3

# == iterators of dicts, xrange, has_key
d = {"a": 1}
print d
show(d.has_key("a"), d.has_key("z"), "a" in d)     # shows: True, False, True
show([k for k, v in d.iteritems()], list(d.iterkeys()), list(d.itervalues()))      # shows: ['a'], ['a'], [1]
show(d.keys()[0], d.items()[0], d.values() + [2])  # shows: 'a', ('a', 1), [1, 2]
show(sum(i for i in xrange(4)), list(xrange(2)), range(3), map(str, [1]), filter(None, [0, 1]), zip([1], "a"))
# shows: 6, [0, 1], [0, 1, 2], ['1'], [1], [(1, 'a')]

# == text and numbers
print "py2"
show(unicode("a"), isinstance(u"a", basestring), isinstance("a", (str, unicode)), long(3), 0777, 5L, 10L * 2)
# shows: 'a', True, True, 3, 511, 5, 20
show("a".encode("utf-8"), "b".decode("utf-8"), "%s" % u"c", str("x"), u"a" + "b")      # shows: 'a', 'b', 'c', 'x', 'ab'
show(unichr(97), ord("a"), chr(98))     # shows: 'a', 97, 'b'

# == exceptions
try:
    raise ValueError, "message"
except ValueError, e:
    show(str(e), e.message)                 # shows: 'message', 'message'
try:
    {}["k"]
except (KeyError, IndexError), err:
    show(type(err).__name__)                # shows: 'KeyError'

# == old idioms
print 1
show(reduce(lambda a, b: a + b, [1, 2, 3]), 1 <> 2, cmp(1, 2), cmp(2, 1), cmp("a", "a"))     # shows: 6, True, -1, 1, 0
def f((a, b), c):
    return a + b + c
show(f((1, 2), 3))                          # shows: 6
show((lambda (x, y): x * y)((3, 4)))        # shows: 12
l = [3, 1, 2]
l.sort(cmp=lambda a, b: b - a)
show(l, sorted([1, 2], cmp=lambda a, b: b - a), sorted([2, 1]))      # shows: [3, 2, 1], [2, 1], [1, 2]
show([x for x in 1, 2])                     # shows: [1, 2]
class Old:
    def __nonzero__(self): return False
    def __div__(self, other): return "div"
    def next(self): raise StopIteration
    def __iter__(self): return self
show(bool(Old()), Old() / 2, list(Old()))   # shows: False, 'div', []
class Meta(type):
    def __new__(mcs, name, bases, attrs):
        attrs["by_meta"] = True
        return type.__new__(mcs, name, bases, attrs)
class New(object):
    __metaclass__ = Meta
show(New.by_meta)                           # shows: True
show(f.func_name, f.func_defaults, New().__class__.__name__)         # shows: 'f', None, 'New'
class B(object):
    def m(self): return self
b = B()
show(b.m.im_self is b, b.m.im_func.__name__)       # shows: True, 'm'
import itertools, string
show(list(itertools.izip([1], [2])), list(itertools.imap(str, [1])), string.join(["a", "b"], "-"), string.upper("a"))
# shows: [(1, 2)], ['1'], 'a-b', 'A'
import Queue, ConfigParser, cPickle
show(apply(max, [1, 2]))                    # shows: 2
show(dict.fromkeys(["a"], 0).items(), map(None, [1, 2]))      # shows: [('a', 0)], [1, 2]
show(round(2.5), isinstance(1L, int), 3 / 2 * 2.0, "%d" % (7 / 2))   # shows: 3.0, True, 2.0, '3'
g = (x for x in [1])
show(g.next())                              # shows: 1
async = 3
show(async)                                 # shows: 3
