"""Lookup tables: a looked-up tensor has the shape of its keys (tensorflow/python/ops/lookup_ops.py, contrib/lookup)."""

# models: tf.contrib.lookup, tf.lookup, tf.python.ops.lookup_ops, tf

import tensorflow as tf
from tfscope_primitives import dims, operation, tensor


class LookupInterface(object):
    def __init__(self, key_dtype=tf.string, value_dtype=tf.int64, default_name="hash_table", name=None):
        self.key_dtype, self.value_dtype = key_dtype, value_dtype
        self._op = operation(default_name, name)
        self.init = self.initializer = operation("table_init")

    @property
    def name(self):
        return self._op.name

    def lookup(self, keys, name=None):
        return tensor(dims(keys), self.value_dtype, self._op.name.split("/")[-1] + "_Lookup", name, inputs=[])

    def size(self, name=None):
        return tensor((), tf.int64, "Size", name, inputs=[])

    def insert(self, keys, values, name=None):
        return operation("Insert", name)

    def export(self, name=None):
        return tensor((None,), self.key_dtype, inputs=[]), tensor((None,), self.value_dtype, inputs=[])


InitializableLookupTableBase = LookupInterface


class _Initializer(object):
    def __init__(self, key_dtype=tf.string, value_dtype=tf.int64):
        self.key_dtype, self.value_dtype = key_dtype, value_dtype


class KeyValueTensorInitializer(_Initializer):
    def __init__(self, keys, values, key_dtype=None, value_dtype=None, name=None):
        key_dtype = key_dtype or tf.convert_to_tensor(keys).dtype
        value_dtype = value_dtype or tf.convert_to_tensor(values).dtype
        super(KeyValueTensorInitializer, self).__init__(key_dtype, value_dtype)


class TextFileInitializer(_Initializer):
    def __init__(self, filename, key_dtype, key_index, value_dtype, value_index, *args, **kwargs):
        super(TextFileInitializer, self).__init__(key_dtype, value_dtype)


class TextFileStringTableInitializer(_Initializer):
    def __init__(self, filename, *args, **kwargs):
        super(TextFileStringTableInitializer, self).__init__(tf.int64, tf.string)


class TextFileIdTableInitializer(_Initializer):
    def __init__(self, filename, *args, **kwargs):
        super(TextFileIdTableInitializer, self).__init__(tf.string, tf.int64)


class TextFileIndex(object):
    WHOLE_LINE = -2
    LINE_NUMBER = -1


class HashTable(LookupInterface):
    def __init__(self, initializer, default_value=None, shared_name=None, name=None, experimental_is_anonymous=False):
        super(HashTable, self).__init__(initializer.key_dtype, initializer.value_dtype, "hash_table", name)


StaticHashTable = HashTable


class StaticVocabularyTable(LookupInterface):
    def __init__(self, initializer, num_oov_buckets, lookup_key_dtype=None, name=None):
        super(StaticVocabularyTable, self).__init__(tf.string, tf.int64, "hash_table", name)


class IdTableWithHashBuckets(LookupInterface):
    def __init__(self, table, num_oov_buckets, hasher_spec=None, name=None, key_dtype=None):
        super(IdTableWithHashBuckets, self).__init__(tf.string, tf.int64, "hash_table", name)


class MutableHashTable(LookupInterface):
    def __init__(self, key_dtype, value_dtype, default_value, shared_name=None, name="MutableHashTable",
                 checkpoint=True):
        super(MutableHashTable, self).__init__(key_dtype, value_dtype, name)


class MutableDenseHashTable(LookupInterface):
    def __init__(self, key_dtype, value_dtype, default_value, empty_key, *args, **kwargs):
        super(MutableDenseHashTable, self).__init__(key_dtype, value_dtype, "MutableDenseHashTable")


def _table(key_dtype, value_dtype, default_name, name):
    with tf.name_scope(name, default_name):
        return LookupInterface(key_dtype, value_dtype)


def index_table_from_file(vocabulary_file=None, num_oov_buckets=0, vocab_size=None, default_value=-1,
                          hasher_spec=None, key_dtype=tf.string, name=None, *args, **kwargs):
    return _table(key_dtype, tf.int64, "string_to_index", name)


def index_table_from_tensor(vocabulary_list=None, num_oov_buckets=0, default_value=-1, hasher_spec=None,
                            dtype=tf.string, name=None, mapping=None):
    return _table(dtype, tf.int64, "string_to_index", name)


string_to_index_table_from_file, string_to_index_table_from_tensor = index_table_from_file, index_table_from_tensor


def index_to_string_table_from_file(vocabulary_file, vocab_size=None, default_value="UNK", name=None, *args, **kwargs):
    return _table(tf.int64, tf.string, "index_to_string", name)


def index_to_string_table_from_tensor(mapping=None, default_value="UNK", name=None, vocabulary_list=None):
    return _table(tf.int64, tf.string, "index_to_string", name)


def string_to_index(tensor, mapping, default_value=-1, name=None):
    return index_table_from_tensor(mapping).lookup(tensor)


def index_to_string(tensor, mapping, default_value="UNK", name=None):
    return index_to_string_table_from_tensor(mapping).lookup(tensor)
