"""Nested structures of values (tensorflow/python/util/nest.py)."""

# models: tf.python.util.nest, tf.contrib.framework.nest, tf.nest, tf.python.data.util.nest

from tfscope_primitives import flatten as flat_leaves
from tfscope_primitives import is_nested as has_parts
from tfscope_primitives import is_unknown, pack_as
from tfscope_primitives import map_structure as mapped


def is_sequence(seq):
    return has_parts(seq)


is_nested = is_sequence_or_composite = is_sequence


def _values(structure):
    return [value for _, value in _items(structure)]


def _items(structure):
    """(key, value) pairs in the order of flattening: dicts by sorted key, namedtuples by field."""
    if isinstance(structure, dict):
        return [(key, structure[key]) for key in sorted(structure)]
    if hasattr(structure, "_fields"):
        return [(field, getattr(structure, field)) for field in structure._fields]
    return list(enumerate(structure))


def _sequence_like(instance, args):
    """`args` in the form of `instance`."""
    if isinstance(instance, dict):
        made = dict(zip(sorted(instance), args))
        result = type(instance)()
        for key in instance:
            result[key] = made[key]
        return result
    if hasattr(instance, "_fields"):
        return type(instance)(*args)
    return type(instance)(args)


def flatten(structure, expand_composites=False):
    return flat_leaves(structure)


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    if is_unknown(nest1) or is_unknown(nest2):
        return
    if is_sequence(nest1) != is_sequence(nest2) or len(flatten(nest1)) != len(flatten(nest2)):
        raise ValueError("The two structures don't have the same nested structure.")


def flatten_dict_items(dictionary):
    flat = {}
    for key, value in dictionary.items():
        if is_sequence(key):
            for new_key, new_value in zip(flatten(key), flatten(value)):
                flat[new_key] = new_value
        else:
            flat[key] = value
    return flat


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    return pack_as(structure, flat_sequence)


def map_structure(func, *structure, **kwargs):
    return mapped(func, *structure)


def _flat_up_to(shallow, tree, path=()):
    """(path, value) of every part of `tree` that stands where `shallow` has a leaf."""
    if not is_sequence(shallow):
        return [(path, tree)]
    result = []
    inner = dict(_items(tree))
    for key, part in _items(shallow):
        result.extend(_flat_up_to(part, inner[key], path + (key,)))
    return result


def assert_shallow_structure(shallow_tree, input_tree, check_types=True, expand_composites=False,
                             check_subtrees_length=True):
    return None


def flatten_up_to(shallow_tree, input_tree, check_types=True, expand_composites=False, check_subtrees_length=True):
    return [value for _, value in _flat_up_to(shallow_tree, input_tree)]


def flatten_with_tuple_paths_up_to(shallow_tree, input_tree, **kwargs):
    return _flat_up_to(shallow_tree, input_tree)


def map_structure_up_to(shallow_tree, func, *inputs, **kwargs):
    flat = [flatten_up_to(shallow_tree, item) for item in inputs]
    return pack_sequence_as(shallow_tree, [func(*values) for values in zip(*flat)])


def map_structure_with_tuple_paths_up_to(shallow_tree, func, *inputs, **kwargs):
    paths = [path for path, _ in _flat_up_to(shallow_tree, inputs[0])]
    flat = [flatten_up_to(shallow_tree, item) for item in inputs]
    return pack_sequence_as(shallow_tree, [func(*values) for values in zip(paths, *flat)])


def map_structure_with_tuple_paths(func, *structure, **kwargs):
    return map_structure_with_tuple_paths_up_to(structure[0], func, *structure)


def map_structure_with_paths(func, *structure, **kwargs):
    def with_text(path, *values):
        return func("/".join([str(part) for part in path]), *values)

    return map_structure_with_tuple_paths_up_to(structure[0], with_text, *structure)


def yield_flat_paths(nest, expand_composites=False):
    return [path for path, _ in _flat_up_to(nest, nest)]


def flatten_with_tuple_paths(structure, expand_composites=False):
    return _flat_up_to(structure, structure)


def flatten_with_joined_string_paths(structure, separator="/", expand_composites=False):
    return [(separator.join([str(part) for part in path]), value) for path, value in _flat_up_to(structure, structure)]


def get_traverse_shallow_structure(traverse_fn, structure, expand_composites=False):
    wanted = traverse_fn(structure)
    if not is_sequence(structure) or wanted is False:
        return wanted
    if wanted is True:
        return _sequence_like(structure, [get_traverse_shallow_structure(traverse_fn, item)
                                          for item in _values(structure)])
    return _sequence_like(structure, [get_traverse_shallow_structure(traverse_fn, item) if keep else False
                                      for keep, item in zip(_values(wanted), _values(structure))])
