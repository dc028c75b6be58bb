"""`arg_scope`: default arguments for layers (tensorflow/contrib/framework/python/ops/arg_scope.py)."""

# models: tf.contrib.framework, tf.contrib.slim, tf.contrib.framework.python.ops
# models: tf.contrib.framework.python.ops.arg_scope

import functools

from tfscope_primitives import doubt, is_unknown

# The scopes in force, innermost last; each maps a function to the arguments it is given by default.
_ARGUMENT_STACK = [{}]
_DECORATED = {}
# Marks a scope that holds more than is known.
_VAGUE = "?"


def current_arg_scope():
    return _ARGUMENT_STACK[-1]


def arg_scope_func_key(op):
    return getattr(op, "_key_op", op)


class arg_scope:
    """A context manager; what it sets is worked out when it is entered."""

    def __init__(self, list_ops_or_scope, **kwargs):
        self._target = list_ops_or_scope
        self._arguments = kwargs

    def __enter__(self):
        if is_unknown(self._target):
            scope = dict(_ARGUMENT_STACK[-1], **{_VAGUE: True})
        elif isinstance(self._target, dict):
            scope = self._reused()
        else:
            scope = self._extended()
        _ARGUMENT_STACK.append(scope)
        return scope

    def __exit__(self, kind, error, traceback):
        _ARGUMENT_STACK.pop()
        return False

    def __call__(self, function):
        """As a decorator, enters the scope around each call."""

        @functools.wraps(function)
        def inner(*args, **kwargs):
            with arg_scope(self._target, **self._arguments):
                return function(*args, **kwargs)

        return inner

    def _reused(self):
        if self._arguments:
            raise ValueError("When attempting to re-use a scope by suppling adictionary, kwargs must be empty.")
        return self._target.copy()

    def _extended(self):
        if not isinstance(self._target, (list, tuple)):
            raise TypeError("list_ops_or_scope must either be a list/tuple or reused scope (i.e. dict)")
        scope = _ARGUMENT_STACK[-1].copy()
        for op in self._target:
            if is_unknown(op):
                continue
            key = arg_scope_func_key(op)
            if key not in _DECORATED:
                raise ValueError("%s is not decorated with @add_arg_scope" % op.__name__)
            arguments = dict(scope[key]) if key in scope else {}
            arguments.update(self._arguments)
            scope[key] = arguments
        return scope


def _names_with_defaults(function):
    count = len(function.__defaults__) if function.__defaults__ else 0
    return function.__code__.co_varnames[-count:function.__code__.co_argcount]


def add_arg_scope(func):
    key = arg_scope_func_key(func)

    @functools.wraps(func)
    def func_with_args(*args, **kwargs):
        scope = _ARGUMENT_STACK[-1]
        if key in scope:
            given = dict(scope[key])
            given.update(kwargs)
            kwargs = given
        if _VAGUE in scope:
            with doubt():
                return func(*args, **kwargs)
        return func(*args, **kwargs)

    _DECORATED[key] = func
    func_with_args._key_op = key
    return func_with_args


def has_arg_scope(func):
    return arg_scope_func_key(func) in _DECORATED


def arg_scoped_arguments(func):
    assert has_arg_scope(func)
    return _names_with_defaults(_DECORATED[arg_scope_func_key(func)])
