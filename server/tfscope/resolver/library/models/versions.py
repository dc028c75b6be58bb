"""Comparison of version numbers: distutils.version, packaging.version, semantic_version, pkg_resources."""

# models: distutils.version, packaging.version, semantic_version, pkg_resources

import re


def _key(text):
    """The parts of a version, numbers as numbers, as distutils.version.LooseVersion.parse gives them."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+|[a-z]+|\.)", str(text))
            if part and part != "."]


class LooseVersion(object):
    def __init__(self, vstring=None):
        self.vstring = vstring
        self.version = _key(vstring) if vstring is not None else []

    def _other(self, other):
        return other.version if isinstance(other, LooseVersion) else _key(other)

    def __str__(self):
        return self.vstring

    def __eq__(self, other):
        return self.version == self._other(other)

    def __ne__(self, other):
        return self.version != self._other(other)

    def __lt__(self, other):
        return self.version < self._other(other)

    def __le__(self, other):
        return self.version <= self._other(other)

    def __gt__(self, other):
        return self.version > self._other(other)

    def __ge__(self, other):
        return self.version >= self._other(other)

    @property
    def major(self):
        return self.version[0]

    @property
    def minor(self):
        return self.version[1] if len(self.version) > 1 else 0

    @property
    def release(self):
        return tuple(self.version)


class StrictVersion(LooseVersion):
    pass


class Version(LooseVersion):
    def __init__(self, version_string, partial=False):
        super(Version, self).__init__(str(version_string))


def parse(version):
    return Version(version)


parse_version = parse


class Spec(object):
    """A requirement such as `>=1.15,<2.0` (semantic_version.Spec)."""

    def __init__(self, *specs):
        self._parts = [part for spec in specs for part in spec.split(",")]

    def match(self, version):
        return all([_holds(version, part.strip()) for part in self._parts])

    def __contains__(self, version):
        return self.match(version)


SimpleSpec = Spec


def _holds(version, part):
    found = re.match(r"(<=|>=|==|!=|<|>|~=|\^|~)?(.*)", part)
    symbol, wanted = found.group(1), Version(found.group(2))
    if symbol == "<":
        return version < wanted
    if symbol == "<=":
        return version <= wanted
    if symbol == ">":
        return version > wanted
    if symbol in (">=", "~=", "^", "~"):
        return version >= wanted
    return version != wanted if symbol == "!=" else version == wanted
