"""`tf.data`: what the elements of a pipeline look like (tensorflow/python/data/ops/dataset_ops.py, iterator_ops.py).

A dataset keeps one element: a structure of tensors that nothing is computed from. A function of the program runs in a
graph of its own, as TensorFlow traces it.
"""

# models: tf.data, tf.contrib.data, tf.data.experimental, tf.python.data.ops.dataset_ops

import tensorflow as tf
from tfscope_primitives import dims, is_unknown, operation, tensor, unknown

AUTOTUNE = -1
INFINITE_CARDINALITY = -1
UNKNOWN_CARDINALITY = -2


# -- structures


def _mapped(function, structure):
    """`function` of every tensor in a structure of tuples, lists, dicts and namedtuples."""
    if is_unknown(structure):
        return structure
    if isinstance(structure, dict):
        return {key: _mapped(function, structure[key]) for key in structure}
    if isinstance(structure, tuple):
        items = [_mapped(function, item) for item in structure]
        return type(structure)(*items) if hasattr(structure, "_fields") else tuple(items)
    return function(structure)


def _zipped(function, structure, other):
    """`function` of every tensor and of what stands at its place in `other`, a structure like it or None."""
    if is_unknown(structure) or is_unknown(other):
        return unknown("element")
    if isinstance(structure, dict):
        return {key: _zipped(function, structure[key], other[key] if other is not None else None) for key in structure}
    if isinstance(structure, tuple):
        items = [_zipped(function, item, other[i] if other is not None else None) for i, item in enumerate(structure)]
        return type(structure)(*items) if hasattr(structure, "_fields") else tuple(items)
    return function(structure, other)


def _fresh(item, shape):
    return tensor(shape, item.dtype, inputs=[])


def _copy(item):
    if is_unknown(item) or item is None:
        return item
    if isinstance(item, Dataset):
        return item
    item = _as_tensor(item)
    return _fresh(item, dims(item))


def _as_tensor(item):
    if isinstance(item, list):
        return tf.stack(item) if any(isinstance(part, tf.Tensor) for part in item) else tf.convert_to_tensor(item)
    return item if isinstance(item, tf.Tensor) else tf.convert_to_tensor(item)


def _rows(item):
    """One row of what `from_tensor_slices` is given."""
    if is_unknown(item):
        return item
    with tf.name_scope("normalize_tensors"):
        item = _as_tensor(item)
    shape = dims(item)
    return _fresh(item, shape if is_unknown(shape) or shape is None else shape[1:])


def _grown(size):
    def grow(item):
        shape = dims(item)
        return _fresh(item, shape if is_unknown(shape) or shape is None else [size] + list(shape))

    return grow


def _batch_dim(batch_size, drop_remainder):
    if is_unknown(drop_remainder) or (drop_remainder and not isinstance(batch_size, int)):
        return unknown("batch_size") if is_unknown(batch_size) or is_unknown(drop_remainder) else None
    return batch_size if drop_remainder else None


def _typed(types, shapes):
    """The element with given dtypes and shapes."""
    if is_unknown(types):
        return unknown("element")
    if isinstance(types, dict):
        return {key: _typed(types[key], shapes[key] if shapes is not None else None) for key in types}
    if isinstance(types, (list, tuple)):
        items = [_typed(item, shapes[i] if shapes is not None else None) for i, item in enumerate(types)]
        return type(types)(*items) if hasattr(types, "_fields") else tuple(items)
    return tensor(shapes, types, inputs=[])


def _applied(function, element):
    """What the program's function gives for an element."""
    if is_unknown(element):
        element = unknown("element")
    with tf.Graph().as_default():
        element = _mapped(_copy, element)
        result = function(*element) if type(element) is tuple else function(element)
    return _mapped(_copy, result)


# -- datasets


class Options(object):
    def __init__(self):
        pass

    def __getattr__(self, name):
        return Options()

    def __setattr__(self, name, value):
        pass


class _OfElements(object):
    """What a dataset and its iterator say of an element, kept in `_element`."""

    @property
    def output_shapes(self):
        return _mapped(lambda item: item.get_shape(), self._element)

    @property
    def output_types(self):
        return _mapped(lambda item: item.dtype, self._element)

    @property
    def output_classes(self):
        return _mapped(lambda item: tf.Tensor, self._element)


class Dataset(_OfElements):
    def __init__(self, element=None):
        self._element = element

    # sources

    @staticmethod
    def from_tensors(tensors):
        return Dataset(_mapped(_copy, _no_lists(tensors)))

    @staticmethod
    def from_tensor_slices(tensors):
        return Dataset(_mapped(_rows, _no_lists(tensors)))

    @staticmethod
    def from_sparse_tensor_slices(sparse_tensor):
        return Dataset(unknown("element"))

    @staticmethod
    def from_generator(generator, output_types, output_shapes=None, args=None):
        return Dataset(_typed(output_types, output_shapes))

    @staticmethod
    def range(*args):
        return Dataset(tensor((), tf.int64, inputs=[]))

    @staticmethod
    def list_files(file_pattern, shuffle=None, seed=None):
        return Dataset(tensor((), tf.string, inputs=[]))

    @staticmethod
    def zip(datasets):
        return Dataset(_mapped(lambda dataset: dataset._element, datasets))

    # elements stay as they are

    def _same(self, *args, **kwargs):
        return Dataset(self._element)

    shuffle = repeat = prefetch = cache = take = skip = shard = with_options = concatenate = _same

    def filter(self, predicate):
        _applied(predicate, self._element)
        return Dataset(self._element)

    filter_with_legacy_function = filter

    def options(self):
        return Options()

    # elements change

    def map(self, map_func, num_parallel_calls=None, preserve_cardinality=True, *args, **kwargs):
        return Dataset(_applied(map_func, self._element))

    map_with_legacy_function = map

    def flat_map(self, map_func):
        return Dataset(_element_of(_applied(map_func, self._element)))

    def interleave(self, map_func, cycle_length=-1, block_length=1, num_parallel_calls=None):
        return self.flat_map(map_func)

    def enumerate(self, start=0):
        return Dataset((tensor((), tf.int64, inputs=[]), self._element))

    def batch(self, batch_size, drop_remainder=False):
        return Dataset(_mapped(_grown(_batch_dim(batch_size, drop_remainder)), self._element))

    def padded_batch(self, batch_size, padded_shapes=None, padding_values=None, drop_remainder=False):
        size = _batch_dim(batch_size, drop_remainder)

        def padded(item, shape):
            if shape is None:
                return _grown(size)(item)
            template = dims(tensor(shape, item.dtype, inputs=[]))
            return _grown(size)(_fresh(item, template))

        return Dataset(_zipped(padded, self._element, padded_shapes))

    def window(self, size, shift=None, stride=1, drop_remainder=False):
        return Dataset(_mapped(lambda item: Dataset(item), self._element))

    def unbatch(self):
        return Dataset(_mapped(_rows, self._element))

    def apply(self, transformation_func):
        result = transformation_func(self)
        return result if isinstance(result, Dataset) else Dataset(unknown("element"))

    def reduce(self, initial_state, reduce_func):
        return _mapped(_copy, initial_state)

    # iterators

    def make_one_shot_iterator(self):
        return Iterator(self._element)

    def make_initializable_iterator(self, shared_name=None):
        return Iterator(self._element)

    def __iter__(self):
        return iter([self._element])

    @property
    def element_spec(self):
        return self._element


def _no_lists(structure):
    """A list stands for one tensor."""
    if isinstance(structure, tuple) and not hasattr(structure, "_fields"):
        return tuple(_no_lists(item) for item in structure)
    return structure


def _element_of(dataset):
    return dataset._element if isinstance(dataset, Dataset) else unknown("element")


class TFRecordDataset(Dataset):
    def __init__(self, filenames=None, compression_type=None, buffer_size=None, num_parallel_reads=None):
        super(TFRecordDataset, self).__init__(tensor((), tf.string, inputs=[]))


class TextLineDataset(TFRecordDataset):
    pass


class FixedLengthRecordDataset(Dataset):
    def __init__(self, filenames, record_bytes, *args, **kwargs):
        super(FixedLengthRecordDataset, self).__init__(tensor((), tf.string, inputs=[]))


class CsvDataset(Dataset):
    def __init__(self, filenames, record_defaults, *args, **kwargs):
        def column(default):
            dtype = default if isinstance(default, tf.DType) else tf.convert_to_tensor(default).dtype
            return tensor((), dtype, inputs=[])

        super(CsvDataset, self).__init__(tuple(column(default) for default in record_defaults))


class RandomDataset(Dataset):
    def __init__(self, seed=None):
        super(RandomDataset, self).__init__(tensor((), tf.int64, inputs=[]))


def Counter(start=0, step=1, dtype=tf.int64):
    return Dataset(tensor((), dtype, inputs=[]))


class Iterator(_OfElements):
    def __init__(self, element=None):
        self._element = element
        self.initializer = operation("MakeIterator")

    @staticmethod
    def from_structure(output_types, output_shapes=None, shared_name=None, output_classes=None):
        return Iterator(_typed(output_types, output_shapes))

    @staticmethod
    def from_string_handle(string_handle, output_types, output_shapes=None, output_classes=None):
        return Iterator(_typed(output_types, output_shapes))

    def get_next(self, name=None):
        operation("IteratorGetNext", name)
        return _mapped(_copy, self._element)

    def make_initializer(self, dataset, name=None):
        return operation("MakeIterator", name)

    def string_handle(self, name=None):
        return tensor((), tf.string, "IteratorToStringHandle", name, inputs=[])

    def __iter__(self):
        return self

    def next(self):
        return _mapped(_copy, self._element)

    __next__ = next


def make_one_shot_iterator(dataset):
    return dataset.make_one_shot_iterator()


def make_initializable_iterator(dataset, shared_name=None):
    return dataset.make_initializable_iterator()


def get_output_shapes(dataset):
    return dataset.output_shapes


def get_output_types(dataset):
    return dataset.output_types


def get_output_classes(dataset):
    return dataset.output_classes


# -- transformations for `apply`


def _same_elements(*args, **kwargs):
    return lambda dataset: dataset


shuffle_and_repeat = prefetch_to_device = ignore_errors = unique = copy_to_device = _same_elements
assert_element_shape = latency_stats = bytes_produced_stats = take_while = rejection_resample = _same_elements


def map_and_batch(map_func, batch_size, num_parallel_batches=None, drop_remainder=False, num_parallel_calls=None):
    return lambda dataset: dataset.map(map_func).batch(batch_size, drop_remainder)


map_and_batch_with_legacy_function = map_and_batch


def batch_and_drop_remainder(batch_size):
    return lambda dataset: dataset.batch(batch_size, True)


def padded_batch_and_drop_remainder(batch_size, padded_shapes, padding_values=None):
    return lambda dataset: dataset.padded_batch(batch_size, padded_shapes, padding_values, True)


def parallel_interleave(map_func, cycle_length, *args, **kwargs):
    return lambda dataset: dataset.flat_map(map_func)


sloppy_interleave = parallel_interleave


def unbatch():
    return lambda dataset: dataset.unbatch()


def enumerate_dataset(start=0):
    return lambda dataset: dataset.enumerate(start)


def group_by_window(key_func, reduce_func, window_size=None, window_size_func=None):
    """The reduced windows are datasets of their own."""

    def transformed(dataset):
        with tf.Graph().as_default():
            key = tensor((), tf.int64, inputs=[])
            result = reduce_func(key, Dataset(dataset._element))
        return Dataset(_element_of(result))

    return transformed


def bucket_by_sequence_length(element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes=None,
                              padding_values=None, pad_to_bucket_boundary=False, no_padding=False,
                              drop_remainder=False):
    def transformed(dataset):
        # Without shapes of its own each element keeps those of its dimensions that are known.
        return dataset.batch(None) if no_padding else dataset.padded_batch(None, padded_shapes)

    return transformed


def sample_from_datasets(datasets, weights=None, seed=None):
    return datasets[0]


choose_from_datasets = sample_from_datasets


def get_single_element(dataset):
    return _mapped(_copy, dataset._element)


def get_next_as_optional(iterator):
    return unknown("optional")


def make_saveable_from_iterator(iterator):
    return unknown("saveable")


def read_batch_features(file_pattern, batch_size, features, *args, **kwargs):
    serialized = tensor((None,), tf.string, inputs=[])
    return tf.parse_example(serialized, features)


def make_batched_features_dataset(file_pattern, batch_size, features, *args, **kwargs):
    return Dataset(read_batch_features(file_pattern, batch_size, features))


def parse_example_dataset(features, num_parallel_calls=1):
    return lambda dataset: dataset.map(lambda serialized: tf.parse_example(serialized, features))


def make_csv_dataset(*args, **kwargs):
    return Dataset(unknown("element"))


class CheckpointInputPipelineHook(tf.train.SessionRunHook):
    def __init__(self, *args, **kwargs):
        pass
