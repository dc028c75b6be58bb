"""Typing into a real server, and when its memory counts as flat; `make fuzz ARGS="--only typing"` goes on."""

from __future__ import annotations

from unbreakable.typing_for_hours import (
    KEYSTROKE_SECONDS,
    KEYSTROKES_PER_ROUND,
    SETTLING,
    is_flat,
    type_for,
    windows,
)


def test_typing_is_answered_to_the_last_key(capsys):
    """A round is played to its end, and what was typed is said in hours."""
    assert type_for(0, "1", hours=KEYSTROKES_PER_ROUND * KEYSTROKE_SECONDS / 3600)
    assert "0.03 h of typing" in capsys.readouterr().out


def test_memory_that_goes_up_and_down_is_flat():
    """Also where much is loaded in the beginning, or once there was a peak."""
    waves = [70.0 + 8 * (number % 3) for number in range(100)]
    assert is_flat(waves)
    assert is_flat([40.0] * int(100 * SETTLING) + waves)
    assert is_flat([*waves, 200.0, *waves])


def test_memory_that_grows_is_not():
    """However slowly, among whatever noise; the medians tell by how much."""
    grown = [70.0 + 8 * (number % 3) + number / 10 for number in range(200)]
    assert not is_flat(grown)
    first, last = windows(grown)
    assert 10 < last - first < 20


def test_ten_mebibytes_in_a_day_are_found():
    """As many samples as a day has, of a server that has what ours has, and something that is lost all along."""
    day = [80.0 + 3 * (number % 2) + 10 * number / 45 for number in range(45)]
    assert not is_flat(day)


def test_too_few_samples_say_nothing():
    assert is_flat([10.0, 100.0])
