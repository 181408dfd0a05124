"""How the code is cut: small modules with telling names, tests in packages."""

from __future__ import annotations

import ast

from tests.architecture.committed import files, modules, named

_NAMELESS = {"common", "helper", "helpers", "misc", "tools", "util", "utils"}


def test_modules_have_at_most_400_lines():
    long = {named(p): n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines behind signature and docstring."""
    first = function.body[1 if ast.get_docstring(function) and function.body[1:] else 0]
    return function.body[-1].end_lineno - first.lineno + 1


def test_functions_of_the_product_have_at_most_40_lines():
    long = [
        (named(path), node.name, lines)
        for path in modules()
        if named(path).startswith("analyzer/")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := body_lines(node)) > 40
    ]
    assert not long


def test_modules_are_named_after_what_they_hold():
    parts = {part for p in modules() for part in (*named(p).split("/"), p.stem)}
    assert not _NAMELESS & parts


def test_folders_of_tests_are_packages():
    folders = {p.parent for p in modules() if named(p).startswith("tests/")}
    assert not sorted(named(f) for f in folders if not (f / "__init__.py").is_file())


def test_nothing_is_pickled():
    imports = []
    for path in modules():
        if named(path).startswith(("analyzer/", "models/")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                imports += [
                    (named(path), name)
                    for name in names
                    if name.split(".")[0] in {"pickle", "dill", "joblib", "cloudpickle", "marshal"}
                ]
            assert "allow_pickle=True" not in path.read_text("utf-8"), named(path)
    assert not imports
    assert not [named(p) for p in files() if p.suffix in {".pkl", ".pickle", ".joblib"}]
