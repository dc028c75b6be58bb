"""`wrapt.decorator`: a wrapper that is told the wrapped function, its instance and its arguments."""

# models: wrapt

import functools


class FunctionWrapper(object):
    def __init__(self, wrapped, wrapper, instance=None):
        self.__wrapped__, self._wrapper, self._instance = wrapped, wrapper, instance

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return FunctionWrapper(functools.partial(self.__wrapped__, instance), self._wrapper, instance)

    def __call__(self, *args, **kwargs):
        return self._wrapper(self.__wrapped__, self._instance, args, kwargs)

    def __getattr__(self, name):
        return getattr(self.__wrapped__, name)


def decorator(wrapper=None, enabled=None, adapter=None, proxy=None):
    if wrapper is None:
        return decorator
    return lambda wrapped: FunctionWrapper(wrapped, wrapper)
