"""Records the facts of TensorFlow's API that the resolver uses as data; runs inside TensorFlow 1.15 or 2.x.

`surface` finds which names exist and what they are, `signatures` writes parameter lists, `defaults` reads
default op names out of TensorFlow's source, `samples` lists calls worth making, `calls` makes them and
watches the graph's names. Only the standard library and TensorFlow itself may be imported here; the code
must run on Python 3.7.
"""
