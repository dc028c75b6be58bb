"""Finds events by the place they happen at, by the variable they are about, and by the call they happen under.

Made once per finished analysis and never changed afterwards, from what each run said (`told.py`): only runs that are
new are gone through, and what several said is put together when somebody asks. Places are known by their unit and their
lines inside it, so the index stays right while lines are added or removed above the unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from tfscope.events.names import Names
from tfscope.events.spans import Spans
from tfscope.events.told import FunctionKey, Told, merged
from tfscope.events.types import Finding, Place, Run, Seen, Variable, in_program
from tfscope.resolver.records import Event
from tfscope.syntax import Site, Unit


class Index:
    """Everything some runs said, ready to be asked.

    What is said of a function that was looked at on its own is left out where a program reaches the function.
    """

    def __init__(self, runs: Iterable[Run] = (), before: Index | None = None) -> None:
        """before: an index that may have some of the runs already."""
        known = before._told if before else {}
        self.runs: tuple[Run, ...] = tuple(sorted(runs, key=lambda run: not run.is_program))
        self._told: dict[Run, Told] = {run: known.get(run) or Told(run) for run in self.runs}
        self._places: dict[Site, Place | None] = {}
        self._of_unit: dict[Unit, list[Place]] = {}
        self._spans: dict[Unit, Spans] = {}

    def at(self, unit: Unit, relative_line: int, column: int) -> Iterator[Place]:
        """The places that cover a position of a unit, innermost first. Lines from 1 at the unit's first line."""
        spans = self._spans.get(unit)
        if spans is None:
            spans = self._spans[unit] = Spans(self.places(unit))
        return spans.covering(relative_line, column)

    def place(self, site: Site) -> Place | None:
        """What happens at exactly this span."""
        if site not in self._places:
            self._places[site] = self._put_together(site)
        return self._places[site]

    def places(self, unit: Unit) -> list[Place]:
        """All places of a unit at or under which something happens."""
        places = self._of_unit.get(unit)
        if places is None:
            told = [one.sites(unit, alone) for alone in (False, True) for one in self._told.values()]
            sites = dict.fromkeys(chain.from_iterable(told))
            places = self._of_unit[unit] = [place for site in sites if (place := self.place(site))]
        return places

    def is_reached(self, unit: Unit) -> bool:
        """Whether a program comes into a unit and does something to TensorFlow's names there."""
        return unit in self._reached_units

    def variable(self, seen: Seen) -> Variable:
        """The variable that an event is about, with all that happens to it in the same graph of the same run."""
        told = self._told.get(seen.run)
        return told.variable(seen.event, self._is_reached) if told else Variable()

    def variables(self, run: Run) -> list[Event]:
        """What happens to variables when a program runs, in order; functions on their own are left out."""
        return self._told[run].variables

    def scopes(self, run: Run) -> list[Event]:
        """The scopes that a program enters, in order."""
        return self._told[run].scopes

    def entries(self, seen: Seen) -> list[Seen]:
        """All entries into the scope that an event is about, in the same graph of the same run."""
        entries = self.names.scopes.get(seen.event.name, ())
        return [one for one in entries if one.run is seen.run and one.event.graph == seen.event.graph]

    def findings(self) -> Iterator[Finding]:
        """All diagnostics of all runs, in the order of the runs and of execution."""
        for run in self.runs:
            for diagnostic in run.resolution.diagnostics:
                stack = diagnostic.stack
                if not stack or in_program(run, stack) or not self._is_reached(stack[0].site.unit, stack[0].function):
                    yield Finding(run, diagnostic)

    @cached_property
    def names(self) -> Names:
        """What is known by a full name."""
        return Names(tuple(self._told.values()), self._is_reached)

    @cached_property
    def _reached(self) -> set[FunctionKey]:
        return set().union(*(told.reached for told in self._told.values()))

    @cached_property
    def _reached_units(self) -> set[Unit]:
        return {unit for unit, _ in self._reached}

    def _is_reached(self, unit: Unit, function: str) -> bool:
        return (unit, function) in self._reached

    def _put_together(self, site: Site) -> Place | None:
        told = self._told.values()
        places = [place for one in told if (place := one.in_program(site))]
        places += [place for one in told if (place := one.alone(site, self._is_reached))]
        return merged(site, places)
