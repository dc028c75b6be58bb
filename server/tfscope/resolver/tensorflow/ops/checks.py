"""Assertions, printing and other ops that only pass a tensor on (tensorflow/python/ops/check_ops.py, logging_ops.py)."""

from __future__ import annotations

from tfscope.resolver.library.registry import OpCall, op, op_table
from tfscope.resolver.python.values import Value
from tfscope.resolver.tensorflow.constants import constant_of, is_known
from tfscope.resolver.tensorflow.dtypes import FLOAT32, dtype_of
from tfscope.resolver.tensorflow.ops.operands import dtype_of_operand, given
from tfscope.resolver.tensorflow.shapes import UNSEEN
from tfscope.resolver.tensorflow.tensors import Operation, Tensor, Variable, dims_of_operand


_THROUGH = {
    "assert_negative": "assert_less/", "assert_positive": "assert_less/", "assert_non_negative": "assert_less_equal/",
    "assert_non_positive": "assert_less_equal/",
}  # fmt: skip


def _assertion(call: OpCall, default: str, *values: Value) -> Operation:
    """An assertion opens its scope; what the op in there is called depends on what is known beforehand. The scope of
    `assert_equal` is opened twice (check_ops.assert_equal)."""
    if default == "assert_equal":
        call.other_scope("assert_equal")
    return call.operation(inner=f"{_THROUGH.get(default, '')}Assert/AssertGuard/Merge" if not any(map(_is_known, values)) else "")


def _static_check(call: OpCall, default: str, x: Value, *values: Value) -> Operation:
    """An assertion about dtype or rank, which is settled at once where those are known."""
    ranks_known = isinstance(dims_of_operand(x), tuple) and all(map(_is_known, values[:1]))
    if default in ("assert_integer", "assert_type") or ranks_known:
        return call.operation(inner=_SETTLED[default])
    return call.operation(inner="")


def _is_known(value: Value) -> bool:
    return isinstance(constant_of(value), (int, float, tuple))


_SETTLED = {
    "assert_integer": "statically_determined_was_integer", "assert_rank": "static_checks_determined_all_ok",
    "assert_rank_at_least": "static_checks_determined_all_ok", "assert_rank_in": "static_checks_determined_all_ok",
    "assert_type": "statically_determined_correct_type",
}  # fmt: skip


op_table("""
tf.assert_equal tf.debugging.assert_equal: assert_equal(x, y, data, summarize, message, name)
tf.assert_none_equal tf.debugging.assert_none_equal: assert_none_equal(x, y, data, summarize, message, name)
tf.assert_greater tf.debugging.assert_greater: assert_greater(x, y, data, summarize, message, name)
tf.assert_greater_equal tf.debugging.assert_greater_equal: assert_greater_equal(x, y, data, summarize, message, name)
tf.assert_less tf.debugging.assert_less: assert_less(x, y, data, summarize, message, name)
tf.assert_less_equal tf.debugging.assert_less_equal: assert_less_equal(x, y, data, summarize, message, name)
tf.assert_near tf.debugging.assert_near: assert_near(x, y, rtol, atol, data, summarize, message, name)
tf.assert_negative tf.debugging.assert_negative: assert_negative(x, data, summarize, message, name)
tf.assert_non_negative tf.debugging.assert_non_negative: assert_non_negative(x, data, summarize, message, name)
tf.assert_non_positive tf.debugging.assert_non_positive: assert_non_positive(x, data, summarize, message, name)
tf.assert_positive tf.debugging.assert_positive: assert_positive(x, data, summarize, message, name)
""", _assertion)
op_table("""
tf.assert_rank tf.debugging.assert_rank: assert_rank(x, rank, data, summarize, message, name)
tf.assert_rank_at_least tf.debugging.assert_rank_at_least: assert_rank_at_least(x, rank, data, summarize, message, name)
tf.assert_rank_in tf.debugging.assert_rank_in: assert_rank_in(x, ranks, data, summarize, message, name)
tf.assert_integer tf.debugging.assert_integer: assert_integer(x, message, name)
tf.assert_type tf.debugging.assert_type: assert_type(tensor, tf_type, message, name)
""", _static_check)  # fmt: skip


@op("tf.Assert", "tf.debugging.Assert", default="Assert")
def _assert(call: OpCall, condition: Value, data: Value, summarize: Value = None, name: Value = None) -> Value:
    return call.operation(inner="AssertGuard/Merge")


@op("tf.assert_scalar", "tf.debugging.assert_scalar", default="assert_scalar")
def _assert_scalar(call: OpCall, tensor: Value, name: Value = None, message: Value = None) -> Value:
    return tensor


@op("tf.assert_proper_iterable", "tf.debugging.assert_proper_iterable", default="")
def _assert_proper_iterable(call: OpCall, values: Value) -> Value:
    call.unnamed()
    return None


@op("tf.assert_same_float_dtype", "tf.debugging.assert_same_float_dtype", default="")
def _assert_same_float_dtype(call: OpCall, tensors: Value = None, dtype: Value = None) -> Value:
    call.unnamed()
    if dtype is not None:
        return dtype_of(dtype)
    known = [dtype_of_operand(item) for item in tensors if item is not None] if isinstance(tensors, (list, tuple)) else []
    return known[0] if known else FLOAT32


@op("tf.verify_tensor_all_finite", "tf.debugging.assert_all_finite", default="VerifyFinite")
def _verify_finite(call: OpCall, t: Value = None, msg: Value = None, name: Value = None, x: Value = None,
                   message: Value = None) -> Value:  # fmt: skip
    item = given(t, x)
    return call.tensor(dims_of_operand(item), dtype_of_operand(item), inner="control_dependency")


@op("tf.Print", default="Print")
def _print_op(call: OpCall, input_: Value, data: Value, message: Value = None, first_n: Value = None, summarize: Value = None,
              name: Value = None) -> Value:  # fmt: skip
    return call.tensor(dims_of_operand(input_), dtype_of_operand(input_))


@op("tf.print", default="PrintV2")
def _print_v2(call: OpCall, *inputs: Value, **kwargs: Value) -> Value:
    call.other_op("StringFormat")
    return call.operation()


def _python_function(names: str, default: str, parameters: str) -> None:
    """A Python function as an op: nothing is known of the shapes of what it gives (script_ops.py)."""

    def shape(call: OpCall, default: str, func: Value, inp: Value, wanted: Value, *rest: Value) -> Value:
        if isinstance(wanted, (list, tuple)):
            return [call.tensor(None, dtype_of(dtype)) for dtype in wanted]
        return call.tensor(None, dtype_of(wanted))

    op_table(f"{names}: {default}({parameters})", shape)


_python_function("tf.py_func", "PyFunc", "func, inp, Tout, stateful, name")
_python_function("tf.numpy_function", "PyFunc", "func, inp, Tout, name")
_python_function("tf.py_function", "EagerPyFunc", "func, inp, Tout, name")


@op("tf.is_tensor", "tf.contrib.framework.is_tensor", default="")
def _is_tensor(call: OpCall, x: Value) -> Value:
    call.unnamed()
    return isinstance(x, (Tensor, Variable)) or hasattr(x, "dense_shape") or type(x).__name__ == "IndexedSlices"


@op("tf.is_numeric_tensor", "tf.debugging.is_numeric_tensor", default="")
def _is_numeric_tensor(call: OpCall, tensor: Value) -> Value:
    call.unnamed()
    dtype = dtype_of_operand(tensor) if isinstance(tensor, Tensor) else None
    return dtype is not None and dtype.name not in ("bool", "string", "resource", "variant")


@op("tf.get_static_value", "tf.contrib.util.constant_value", "tf.python.framework.tensor_util.constant_value", default="")
def _constant_value(call: OpCall, tensor: Value, partial: Value = False) -> Value:
    """The value that Python knows; less than what TensorFlow can work out for shapes (tensor_util.constant_value)."""
    from tfscope.resolver.library.numpy import Array, made_array

    call.unnamed()
    constant = constant_of(tensor)
    if not is_known(constant):
        return constant if not isinstance(constant, tuple) else None
    if isinstance(tensor, Tensor) and (tensor.op_name or "").rpartition("/")[2].startswith("strided_slice"):
        return None
    dtype = dtype_of_operand(tensor)
    if isinstance(constant, tuple):
        return made_array(_listed(constant), dtype)
    return Array((), dtype, constant)


def _listed(constant: Value) -> Value:
    return [_listed(part) for part in constant] if isinstance(constant, tuple) else constant


__all__ = ["UNSEEN"]
