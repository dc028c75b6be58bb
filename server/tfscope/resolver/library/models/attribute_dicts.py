"""Dicts whose keys are attributes: easydict, bunch, munch, attrdict."""

# models: easydict, bunch, munch, attrdict


class EasyDict(dict):
    def __init__(self, d=None, **kwargs):
        super(EasyDict, self).__init__()
        for key, value in dict(d or {}, **kwargs).items():
            self[key] = EasyDict(value) if type(value) is dict else value

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = EasyDict(value) if type(value) is dict else value


Bunch = Munch = DefaultMunch = AttrDict = EasyDict
