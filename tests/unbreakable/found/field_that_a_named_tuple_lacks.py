import collections

Config = collections.namedtuple("Config", "width name")
Config(3, "net")._replace(nJme="other")
