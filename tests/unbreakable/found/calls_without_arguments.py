# A native that reads its first argument is called with none.
import contextlib, dataclasses, operator, typing, unittest
import tensorflow as tf

class Plain(object):
    pass

tf.layers.Dense(3).__eq__(key=1)
tf.nn.rnn_cell.LSTMCell(4).__getattribute__()
tf.zeros([2]).__truediv__(name=1)
(1).__add__(other=2)
(1).__ne__()
typing.NamedTuple(key=lambda a: a)
unittest.TestCase.assertRaises()
dataclasses.replace(Plain(), a=1)
dataclasses.make_dataclass(range(3), None)
operator.methodcaller("get", 1)()
operator.itemgetter(1)()
operator.attrgetter("a")()
