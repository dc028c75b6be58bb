"""A stand-in for `tfscope serve`: it speaks the same protocol (docs/protocol.md) and knows next to nothing.

It reads `with tf.variable_scope("...")` and `tf.get_variable("...", [...])` line by line, in the order of the
imports, which is right for the programs under workspace/ and for little else. With it the client and its tests
can be worked on while the server is being changed: `make e2e E2E_SERVER=fake`.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# The packages that the extension carries, so that any Python can run this file.
sys.path.insert(0, str(Path(__file__).parents[2] / "vscode-client" / "bundled" / "packages"))

from lsprotocol import types as lsp  # noqa: E402
from pygls.lsp.server import LanguageServer  # noqa: E402
from pygls.uris import from_fs_path, to_fs_path  # noqa: E402

SCOPE = re.compile(r"^(\s*)with tf\.variable_scope\(\"(\w+)\"(.*)\):")
VARIABLE = re.compile(r"tf\.get_variable\(\"(\w+)\"(?:, (\[[\d, ]*\]))?.*?\)")
IMPORT = re.compile(r"^import (\w+)$", re.M)

server = LanguageServer("tfscope-fake", "0", text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental)


@dataclass
class Variable:
    name: str
    shape: list[int]
    created: lsp.Location
    reused: list[lsp.Location] = field(default_factory=list)


@dataclass
class Analysis:
    variables: dict[str, Variable] = field(default_factory=dict)
    diagnostics: dict[str, list[lsp.Diagnostic]] = field(default_factory=dict)


def text_of(path: Path) -> str:
    uri = from_fs_path(str(path))
    document = server.workspace.text_documents.get(uri)
    return document.source if document else path.read_text(encoding="utf-8")


def analyse(path: Path, analysis: Analysis) -> Analysis:
    """Read the file's imports, then the file."""
    text, uri = text_of(path), from_fs_path(str(path))
    analysis.diagnostics[uri] = []
    for name in IMPORT.findall(text):
        if (path.parent / f"{name}.py").is_file():
            analyse(path.parent / f"{name}.py", analysis)
    scopes: list[tuple[int, str, bool]] = []
    for number, line in enumerate(text.splitlines()):
        indent = len(line) - len(line.lstrip())
        scopes = [scope for scope in scopes if scope[0] < indent or not line.strip()]
        if match := SCOPE.match(line):
            scopes.append((indent, match[2], "reuse=True" in match[3]))
        for match in VARIABLE.finditer(line):
            full_name = "/".join([scope[1] for scope in scopes] + [match[1]])
            span = lsp.Range(lsp.Position(number, match.start()), lsp.Position(number, match.end()))
            reuse = any(scope[2] for scope in scopes)
            see_variable(analysis, full_name, match[2], lsp.Location(uri, span), reuse)
    return analysis


def see_variable(analysis: Analysis, name: str, shape: str | None, site: lsp.Location, reuse: bool) -> None:
    known = analysis.variables.get(name)
    if known is None:
        dimensions = [int(each) for each in re.findall(r"\d+", shape or "")]
        analysis.variables[name] = Variable(name, dimensions, site)
    elif reuse:
        known.reused.append(site)
    else:
        message = f"Variable {name} already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?"
        related = [lsp.DiagnosticRelatedInformation(known.created, "created here")]
        analysis.diagnostics[site.uri].append(
            lsp.Diagnostic(
                site.range,
                message,
                severity=lsp.DiagnosticSeverity.Error,
                code="variable-already-exists",
                source="tfscope",
                related_information=related,
            )
        )


def analysis_of(uri: str) -> Analysis:
    return analyse(Path(to_fs_path(uri) or ""), Analysis())


def variable_at(uri: str, position: lsp.Position) -> Variable | None:
    def here(site: lsp.Location) -> bool:
        span = site.range
        return site.uri == uri and span.start.line == position.line and span.start.character <= position.character <= span.end.character

    variables = analysis_of(uri).variables.values()
    return next((each for each in variables if any(map(here, [each.created, *each.reused]))), None)


@server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
@server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
def publish(params: lsp.DidOpenTextDocumentParams | lsp.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.protocol.notify("tfscope/status", {"state": "working", "message": "analysing"})
    found = analysis_of(uri).diagnostics.get(uri, [])
    version = server.workspace.get_text_document(uri).version
    server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))
    server.protocol.notify("tfscope/variablesChanged", {"uris": [uri]})
    server.protocol.notify("tfscope/status", {"state": "ready", "detail": "the stand-in server"})


@server.feature(lsp.TEXT_DOCUMENT_HOVER)
def hover(params: lsp.HoverParams) -> lsp.Hover | None:
    variable = variable_at(params.text_document.uri, params.position)
    if variable is None:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, f"`{variable.name}` float32 {variable.shape}"))


@server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
    variable = variable_at(params.text_document.uri, params.position)
    return variable and variable.created


@server.feature("tfscope/variables")
def variables(params: Any) -> dict[str, object]:
    uri = params.textDocument.uri
    path = to_fs_path(uri) or ""
    root = scope_node("", "")
    for variable in analysis_of(uri).variables.values():
        add(root, variable)
    return {"entry": path, "entries": [{"path": path, "label": Path(path).name}], "tree": root}


def scope_node(name: str, label: str) -> dict[str, object]:
    return {
        "name": name,
        "kind": "scope",
        "label": label,
        "total": 0,
        "certain": True,
        "symbolic": False,
        "created": [],
        "reused": [],
        "children": [],
    }


def add(root: dict, variable: Variable) -> None:
    """Put a variable under its scopes, and count it in each."""
    count = 1
    for dimension in variable.shape:
        count *= dimension
    *scopes, label = variable.name.split("/")
    node, full_name = root, ""
    node["total"] += count
    for scope in scopes:
        full_name = f"{full_name}/{scope}".lstrip("/")
        child = next((each for each in node["children"] if each["name"] == full_name), None)
        if child is None:
            child = scope_node(full_name, scope)
            node["children"].append(child)
        node = child
        node["total"] += count
    leaf = {**scope_node(variable.name, label), "kind": "variable", "shape": variable.shape, "dtype": "float32"}
    leaf |= {"trainable": True, "parameters": count, "created": [site(variable.created)], "reused": list(map(site, variable.reused))}
    node["children"].append(leaf)


def site(location: lsp.Location) -> dict[str, object]:
    start, end = location.range.start, location.range.end
    span = {"start": {"line": start.line, "character": start.character}, "end": {"line": end.line, "character": end.character}}
    return {"uri": location.uri, "range": span, "label": f"{os.path.basename(location.uri)}:{start.line + 1}"}


if __name__ == "__main__":
    server.start_io()
