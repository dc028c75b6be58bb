"""The resolver that tests of the outer rooms stand on."""

import tfscope.resolver

if not hasattr(tfscope.resolver, "resolve"):
    import fake_resolver

    tfscope.resolver.resolve = fake_resolver.resolve
    tfscope.resolver.Budget = fake_resolver.Budget

resolve = tfscope.resolver.resolve
