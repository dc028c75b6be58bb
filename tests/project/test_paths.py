"""Paths and URIs, by the rules of Windows too, wherever the test runs."""

from __future__ import annotations

import pytest
from tfscope.project.paths import from_uri, is_below, normalized, shown, to_uri

WINDOWS = [
    ("file:///c%3A/Users/me/net.py", "C:\\Users\\me\\net.py", "file:///c%3A/Users/me/net.py"),
    ("file:///C:/a%20b/n%C3%A9t.py", "C:\\a b\\nét.py", "file:///c%3A/a%20b/n%C3%A9t.py"),
    ("file://server/share/net.py", "\\\\server\\share\\net.py", "file://server/share/net.py"),
]
POSIX = [
    ("file:///home/me/net.py", "/home/me/net.py", "file:///home/me/net.py"),
    ("file:///a%20b/n%C3%A9t%23.py", "/a b/nét#.py", "file:///a%20b/n%C3%A9t%23.py"),
    ("file://localhost/a.py", "/a.py", "file:///a.py"),
    ("file:///a/./b/../c.py", "/a/c.py", "file:///a/c.py"),
]


@pytest.mark.parametrize(("uri", "path", "back"), WINDOWS)
def test_uris_on_windows(uri, path, back):
    """Drive letters are one, however the client writes them; shares keep their server."""
    assert from_uri(uri, windows=True) == path
    assert to_uri(path, windows=True) == back


@pytest.mark.parametrize(("uri", "path", "back"), POSIX)
def test_uris_elsewhere(uri, path, back):
    """Escapes, spaces and accents."""
    assert from_uri(uri, windows=False) == path
    assert to_uri(path, windows=False) == back


def test_what_is_no_file():
    """Other schemes and broken URIs have no path."""
    assert [from_uri(uri) for uri in ("untitled:Untitled-1", "http://x/y", "", "file://", "file://[")] == [None] * 5


def test_normalized_paths():
    """Absolute, without dots, the drive letter upper-case."""
    assert normalized("net.py", "c:\\work", windows=True) == "C:\\work\\net.py"
    assert normalized("../net.py", "/home/a", windows=False) == "/home/net.py"


def test_shown_paths():
    """Relative below the folder, absolute elsewhere, with forward slashes."""
    assert shown("/w/a/b.py", "/w", windows=False) == "a/b.py"
    assert shown("/v/b.py", "/w", windows=False) == "/v/b.py"
    assert shown("/w/..b/c.py", "/w", windows=False) == "..b/c.py"
    assert shown("C:\\w\\a\\b.py", "C:\\w", windows=True) == "a/b.py"
    assert shown("D:\\b.py", "C:\\w", windows=True) == "D:/b.py"


def test_below():
    """A folder's own name is no prefix of its neighbour's."""
    assert is_below("/w/a.py", "/w") and not is_below("/wx/a.py", "/w") and is_below("/a.py", "/")
