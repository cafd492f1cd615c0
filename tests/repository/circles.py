#!/usr/bin/env python3
"""Computes import circles from the imports in src (Rust) and web/src (TypeScript), and fails where one is not allowed.

A circle is a set of files that import each other, directly or through one another. It must lie inside one folder and
have no more than four files: a module and its children. A Rust path counts as an import of the file that declares the
name, through any `pub use`; what a module takes from the modules it is part of (`super`) does not count. Type-only
and dynamic imports of TypeScript count. Tests do not.

usage: tests/repository/circles.py [--edges]    --edges also prints the imports that make each circle
"""

import collections
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LARGEST = 4

# Circles still to be broken up: the folder that holds them, and how many files they have. The numbers are exact, so that
# whoever shrinks a circle lowers its number, and nobody can enlarge one unnoticed.
KNOWN = {}


# Rust

COMMENT_OR_STRING = re.compile(
    r"//[^\n]*|/\*.*?\*/|b?r(#*)\".*?\"\1|b?\"(?:[^\"\\]|\\.)*\"|b?'(?:[^'\\\n]|\\.[^'\n]*)'", re.DOTALL
)
TOKEN = re.compile(r"[A-Za-z_]\w*|::|=>|\S")
DECLARED = re.compile(r"\b(?:struct|enum|union|trait|type|fn|const|static|macro_rules!)\s+([A-Za-z_]\w*)")


class Module:
    """A Rust file: the names it declares, the names it imports, and every path it writes."""

    def __init__(self, file, path):
        self.file, self.path = file, path
        text = COMMENT_OR_STRING.sub(lambda match: '""' if '"' in match[0] else " ", file.read_text())
        text = without_tests(text)
        self.declared = set(DECLARED.findall(text))
        self.uses, self.globs, self.imported = {}, [], []
        rest = re.sub(r"(pub(?:\([a-z ]+\))?\s+)?\buse\s+([^;]+);", self.take_use, text)
        tokens = TOKEN.findall(rest)
        self.words = set(tokens)
        self.paths = list(written_paths(tokens))

    def is_above(self, other):
        return self.path == other.path[: len(self.path)]

    def take_use(self, match):
        for path, name in use_tree(TOKEN.findall(match[2])):
            if name == "*":
                self.globs.append(path)
                self.imported.append(path)
            else:
                self.uses[name] = path
                if not match[1]:
                    self.imported.append(path)
        return " "


def without_tests(text):
    """The text without its `#[cfg(test)]` items."""
    while (start := text.find("#[cfg(test)]")) >= 0:
        brace, semicolon = text.find("{", start), text.find(";", start)
        if brace < 0 or 0 <= semicolon < brace:
            text = text[:start] + text[semicolon + 1 :]
            continue
        depth, end = 1, brace + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        text = text[:start] + text[end:]
    return text


def use_tree(tokens, prefix=()):
    """The paths of a use declaration and the names they get: `a::{b, c as d}` gives (a::b, b) and (a::c, d)."""
    path, name = list(prefix), None
    while tokens:
        token = tokens.pop(0)
        if token == "{":
            while tokens[0] != "}":
                yield from use_tree(tokens, tuple(path))
                if tokens[0] == ",":
                    tokens.pop(0)
            tokens.pop(0)
            return
        if token == "*":
            yield tuple(path), "*"
            return
        if token == "as":
            name = tokens.pop(0)
        elif token != "::":
            path.append(token)
        if tokens and tokens[0] in ",}":
            break
    if path[-1] == "self":
        path.pop()
    yield tuple(path), name or path[-1]


def written_paths(tokens):
    """Every `a::b::c` in the code, macros included."""
    path = []
    for token, following in zip(tokens, [*tokens[1:], ""]):
        if token == "::":
            continue
        path.append(token)
        if following != "::":
            if len(path) > 1:
                yield tuple(path)
            path = []


class Crate:
    """The modules below a crate root."""

    def __init__(self, root, library=None):
        self.library, self.modules = library, {}
        folder = root.parent
        for file in sorted(folder.rglob("*.rs")):
            below = file.relative_to(folder)
            if file != root and below.parts[0] == "bin":
                continue
            path = below.with_suffix("").parts
            path = () if file == root else path[:-1] if path[-1] == "mod" else path
            self.modules[path] = Module(file, path)

    def resolve(self, module, path, seen=()):
        """The module that declares what this path names, or None if that is in another crate."""
        if (module.path, path) in seen:
            return None
        seen = (*seen, (module.path, path))
        first, rest = path[0], path[1:]
        if first == "crate":
            return self.walk(self.modules[()], rest, seen)
        if first == "self":
            return self.walk(module, rest, seen)
        if first == "super":
            return self.walk(self.modules[module.path[:-1]], rest, seen) if module.path else None
        if first == "oreatlas" and self.library:
            return self.library.walk(self.library.modules[()], rest, seen)
        if (*module.path, first) in self.modules or module.uses.get(first, path)[0] != first:
            return self.walk(module, path, seen)
        return None

    def walk(self, module, path, seen):
        if not path:
            return module
        first, rest = path[0], path[1:]
        if first == "super":
            return self.walk(self.modules[module.path[:-1]], rest, seen)
        if (*module.path, first) in self.modules:
            return self.walk(self.modules[*module.path, first], rest, seen)
        if first in module.declared:
            return module
        if first in module.uses:
            return self.resolve(module, module.uses[first] + rest, seen)
        for glob in module.globs:
            target = self.resolve(module, glob, seen)
            if target and target is not module and first in target.declared | target.uses.keys():
                return self.walk(target, path, seen)
        return module

    def imports(self):
        """Each file with the files it imports."""
        for module in self.modules.values():
            # A `pub use` is an import of this module only if the module also uses the name.
            reexported = [path for name, path in module.uses.items() if name in module.words]
            targets = {self.resolve(module, path) for path in [*module.imported, *reexported, *module.paths]}
            yield module.file, {target.file for target in targets if target and not target.is_above(module)}


# TypeScript

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")


def typescript(folder):
    for file in sorted(folder.rglob("*.ts*")):
        if not re.search(r"\.test\.tsx?$", file.name):
            written = IMPORT.findall(file.read_text())
            paths = [(file.parent / (path + end)).resolve() for path in written for end in ("", ".ts", ".tsx", "/index.ts")]
            yield file, {path for path in paths if path.suffix in (".ts", ".tsx") and path.is_file()} - {file}


# Circles

def circles(imports):
    """The strongly connected components of more than one file (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(file):
        index[file] = low[file] = len(index)
        stack.append(file)
        for target in sorted(imports.get(file, ())):
            if target not in index:
                visit(target)
                low[file] = min(low[file], low[target])
            elif target in stack:
                low[file] = min(low[file], index[target])
        if low[file] == index[file]:
            start = stack.index(file)
            component = stack[start:]
            del stack[start:]
            if len(component) > 1:
                found.append(sorted(component))

    for file in imports:
        if file not in index:
            visit(file)
    return found


def own_folders(file):
    """The folders a file may count as part of: the one it is in, and `x/` for the module file `x.rs`."""
    return {file.parent, file.with_suffix("")}


def is_allowed(circle):
    return len(circle) <= LARGEST and bool(set.intersection(*map(own_folders, circle)))


def imports_of(root):
    library = Crate(root / "src/lib.rs")
    program = Crate(root / "src/bin/oreatlas/main.rs", library)
    return dict([*library.imports(), *program.imports(), *typescript(root / "web/src")])


def main():
    imports = imports_of(ROOT)
    found = collections.Counter()
    for circle in circles(imports):
        if is_allowed(circle):
            continue
        folder = str(pathlib.Path(os.path.commonpath(circle)).relative_to(ROOT))
        found[folder] += len(circle)
        print(f"a circle of {len(circle)} files in {folder}:")
        for file in circle:
            targets = sorted(str(target.relative_to(ROOT)) for target in imports[file] & set(circle))
            print(f"  {file.relative_to(ROOT)}" + (f" -> {', '.join(targets)}" if "--edges" in sys.argv else ""))
    wrong = [folder for folder in sorted({*found, *KNOWN}) if found[folder] != KNOWN.get(folder, 0)]
    for folder in wrong:
        known = KNOWN.get(folder, 0)
        hint = "break the circle up" if found[folder] > known else f"set its number in KNOWN to {found[folder]}"
        print(f"{folder}: {found[folder]} files in circles, {known} in KNOWN → {hint}")
    print(f"{len(imports)} files, {sum(found.values())} of them in circles that are not allowed")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
