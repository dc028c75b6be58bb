# A module whose name is none.
import imp, types
module = types.ModuleType(3)
-module
"a%s" % imp.new_module(None)
