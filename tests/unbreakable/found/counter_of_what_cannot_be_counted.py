# Of a name that is counted already there is a list.
import collections
collections.Counter(["a"], a=[2, 3])
collections.Counter([[1]])
collections.Counter(1)
