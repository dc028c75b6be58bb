"""What one run said, by place, by variable and by name: built once, and kept while other runs come and go.

What is said of a function that was looked at on its own counts only where no program reaches the function. That depends
on all runs, so whoever asks says which functions are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain

from tfscope.events.types import VARIABLE_KINDS, Place, Run, Seen, Variable, in_program
from tfscope.resolver.records import Call, Event
from tfscope.syntax import Site, Unit

# A function that events happen in, by the unit that it stands in and its name.
FunctionKey = tuple[Unit, str]
IsReached = Callable[[Unit, str], bool]
VariableKey = tuple[int, "str | None", str]


class Told:
    """The events of one run.

    reached: the functions in which something happens when the program runs. variables, scopes: what happens to
    variables and which scopes are entered then, in order; functions on their own are left out.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.reached: set[FunctionKey] = set()
        self.variables: list[Event] = []
        self.scopes: list[Event] = []
        self._in_program = _Places()
        self._alone = _Places()
        self._variables: dict[VariableKey, list[Seen]] = {}
        self._scopes: tuple[list[Seen], list[Seen]] = [], []
        for event in run.resolution.events:
            seen, is_alone = Seen(run, event), not in_program(run, event.stack)
            (self._alone if is_alone else self._in_program).add(seen)
            if event.kind in VARIABLE_KINDS:
                self._variables.setdefault(_variable_key(event), []).append(seen)
            elif event.kind == "scope":
                self._scopes[is_alone].append(seen)
            if not is_alone:
                self._add_to_program(event)
        self._in_program.finish()
        self._alone.finish()

    def _add_to_program(self, event: Event) -> None:
        self.reached.update((call.site.unit, call.function) for call in _callers(event))
        if event.kind in VARIABLE_KINDS:
            self.variables.append(event)
        elif event.kind == "scope":
            self.scopes.append(event)

    def sites(self, unit: Unit, alone: bool) -> list[Site]:
        """The places of a unit: of the running program, or of functions on their own."""
        return (self._alone if alone else self._in_program).by_unit.get(unit, [])

    def in_program(self, site: Site) -> Place | None:
        """What happens at a place when the program runs."""
        return self._in_program.by_site.get(site)

    def alone(self, site: Site, is_reached: IsReached) -> Place | None:
        """What happens at a place in functions on their own, as far as that counts."""
        place = self._alone.by_site.get(site)
        if place is None:
            return None
        function = self._alone.functions.get(site)
        under = place.under if function and not is_reached(site.unit, function) else []
        events, made, switched = (
            [one for one in part if _counts(one, is_reached)] for part in (place.events, place.made, place.switched)
        )
        return Place(site, events, under, made, switched)

    def variable(self, event: Event, is_reached: IsReached) -> Variable:
        """The variable that an event of this run is about."""
        variable = Variable()
        for one in self._variables.get(_variable_key(event), ()):
            if not self._counts(one, is_reached):
                continue
            if one.event.action == "reuse":
                variable.reuses.append(one.event)
            elif variable.created is None:
                variable.created = one.event
        return variable

    def first_of_variables(self, alone: bool, is_reached: IsReached) -> Iterator[Seen]:
        """Of each variable that is no slot its creation, or its first sight where nothing creates it."""
        for group in self._variables.values():
            if in_program(self.run, group[0].event.stack) is not alone:
                first = next((one for one in group if self._counts(one, is_reached)), None)
                if first and first.event.kind != "slot":
                    yield first

    def scope_entries(self, alone: bool, is_reached: IsReached) -> Iterator[Seen]:
        """The scopes that are entered, in order."""
        return (one for one in self._scopes[alone] if self._counts(one, is_reached))

    def op(self, name: str, alone: bool, is_reached: IsReached) -> Seen | None:
        """The first op of a name."""
        return next((one for one in self._ops[alone].get(name, ()) if self._counts(one, is_reached)), None)

    @cached_property
    def _ops(self) -> tuple[dict[str, list[Seen]], dict[str, list[Seen]]]:
        found: tuple[dict[str, list[Seen]], dict[str, list[Seen]]] = {}, {}
        for event in self.run.resolution.events:
            if event.kind == "op":
                is_alone = not in_program(self.run, event.stack)
                found[is_alone].setdefault(event.name, []).append(Seen(self.run, event))
        return found

    def _counts(self, seen: Seen, is_reached: IsReached) -> bool:
        return in_program(self.run, seen.event.stack) or _counts(seen, is_reached)


class _Places:
    """What happens at each place. functions: in which function a place is that calls stand at."""

    def __init__(self) -> None:
        self.by_site: dict[Site, Place] = {}
        self.by_unit: dict[Unit, list[Site]] = {}
        self.functions: dict[Site, str] = {}
        self._by_call: dict[int, Place] = {}

    def add(self, seen: Seen) -> None:
        event = seen.event
        self._at(event.site).events.append(seen)
        self._add_causes(seen)
        for call in _callers(event):
            self._add_under(call, seen)

    def finish(self) -> None:
        """Calls are keyed by identity while events are added only: afterwards nothing keeps them alive for us."""
        self._by_call.clear()
        for site in self.by_site:
            self.by_unit.setdefault(site.unit, []).append(site)

    def _add_causes(self, seen: Seen) -> None:
        event = seen.event
        running = {call.site for call in event.stack} if event.makers else ()
        for site in event.makers:
            if site not in running:
                self._at(site).made.append(seen)
        if event.kind in VARIABLE_KINDS and event.scope and event.scope.reuse_from:
            self._at(event.scope.reuse_from).switched.append(seen)

    def _add_under(self, call: Call, seen: Seen) -> None:
        place = self._by_call.get(id(call))
        if place is None:
            place = self._by_call[id(call)] = self._at(call.site)
            self.functions[call.site] = call.function
        recursive = place.under and place.under[-1] is seen
        if not recursive and call.site != seen.event.site:
            place.under.append(seen)

    def _at(self, site: Site) -> Place:
        place = self.by_site.get(site)
        if place is None:
            place = self.by_site[site] = Place(site)
        return place


def merged(site: Site, places: list[Place]) -> Place | None:
    """What several runs say of a place, in their order; None where nothing happens."""
    places = [one for one in places if one.events or one.under or one.made or one.switched]
    if len(places) < 2:
        return places[0] if places else None
    parts = zip(*((one.events, one.under, one.made, one.switched) for one in places), strict=True)
    return Place(site, *(list(chain.from_iterable(part)) for part in parts))


def _counts(seen: Seen, is_reached: IsReached) -> bool:
    """Whether what happens in a function on its own is not told better by a program."""
    stack = seen.event.stack
    return not stack or not is_reached(stack[0].site.unit, stack[0].function)


def _callers(event: Event) -> tuple[Call, ...]:
    """The calls that an event is told of: all for variables; ops and scopes are many and told of where they are."""
    return event.stack if event.kind in VARIABLE_KINDS else event.stack[:1]


def _variable_key(event: Event) -> VariableKey:
    return event.graph, event.key, "" if event.key is not None else event.name
