"""Imports point downwards: each folder uses only folders that are below it."""

import pathlib
import re
import tempfile
import unittest

from circles import ROOT, imports_of

# Each folder of src, and those directly below it. It may use them and all that they may use.
RUST = {
    "model": [],
    "evidence": ["model"],
    "dataset": ["evidence"],
    "curate": ["dataset"],
    "catalog": ["dataset"],
    "feature": ["catalog"],
    "formats": ["feature"],
    "import": ["formats"],
    "pages": ["formats"],
    # Knows nothing of sites.
    "server": [],
    "api": ["pages", "server"],
    "app": ["api"],
    "bin": ["app", "curate", "import"],
}

# The folders of web/src from bottom to top. A folder may use all those before it.
WEB = [
    # Where the atlas is on its host.
    "root",
    # Without state or markup: the map gets signals from its caller.
    *["cache", "api", "i18n", "claims", "markers", "map"],
    # The URL, the loaded records, and small components that read them.
    *["state", "common", "records", "preference", "citations"],
    # Parts of the page.
    *["asof", "filters", "near", "list", "measure", "legend", "map-pane", "download", "image-export", "sheet"],
    *["agreements", "charts", "compare", "disagreements", "panel", "share", "report", "commands", "dialogs", "offline"],
    # Composes them.
    *["App", "main"],
]

# Imports that still point upwards, each with what has to happen. An entry that is no longer needed fails.
KNOWN = {}


def below(folder, direct):
    return {folder}.union(*(below(other, direct) for other in direct[folder]))


ALLOWED = {
    "src": {folder: below(folder, RUST) for folder in RUST},
    "web/src": {folder: set(WEB[: index + 1]) for index, folder in enumerate(WEB)},
}


def place(file, root):
    """The tree that a file belongs to, and its folder; a file at the top of the tree stands for itself."""
    path = file.relative_to(root)
    tree = "web/src" if path.parts[0] == "web" else "src"
    return tree, path.relative_to(tree).parts[0].removesuffix(".rs").removesuffix(".tsx").removesuffix(".ts")


def line_of(file, target, root):
    """The line that most likely imports the target: the first with the most words of its path."""
    words = target.relative_to(root).with_suffix("").parts[1:]
    lines = file.read_text().splitlines()
    scores = [sum(bool(re.search(rf"\b{re.escape(word)}\b", line)) for word in words) for line in lines]
    return scores.index(max(scores)) + 1


def upward(root):
    """Each import that points upwards: the two files relative to the root, and a line for the reader."""
    for file, targets in sorted(imports_of(root).items()):
        tree, folder = place(file, root)
        # lib.rs declares the modules.
        if folder == "lib":
            continue
        for target in sorted(targets):
            other_tree, other = place(target, root)
            if other_tree != tree or other not in ALLOWED[tree][folder]:
                names = str(file.relative_to(root)), str(target.relative_to(root))
                yield names, f"{names[0]}:{line_of(file, target, root)}: {folder} may not use {other} ({names[1]})"


class Layers(unittest.TestCase):
    def test_every_folder_has_a_place(self):
        folders = {"src": set(), "web/src": set()}
        for file in imports_of(ROOT):
            tree, folder = place(file, ROOT)
            folders[tree].add(folder)
        self.assertEqual(folders["src"] - {"lib"}, set(RUST))
        self.assertEqual(folders["web/src"], set(WEB))

    def test_imports_point_downwards(self):
        found = dict(upward(ROOT))
        problems = [text for names, text in found.items() if names not in KNOWN]
        problems += [f"{names} is in KNOWN, but no longer needed: remove it" for names in KNOWN if names not in found]
        if problems:
            self.fail("\n".join(["", *problems]))

    def test_an_upward_import_is_found_with_its_line(self):
        files = {
            "src/lib.rs": "pub mod model; pub mod server; mod evidence;",
            "src/model/mod.rs": "\nuse crate::evidence::Level;\npub struct Site(Level);",
            "src/evidence/mod.rs": "pub struct Level;",
            "src/server/mod.rs": "fn serve(site: crate::model::Site) {}",
            "src/bin/oreatlas/main.rs": "use oreatlas::model::Site; fn main() {}",
            "web/src/state/page.ts": 'import { a } from "../api/client";\nimport { Panel } from "../panel/Panel";\n',
            "web/src/api/client.ts": "export const a = 1;",
            "web/src/panel/Panel.tsx": "export const Panel = null;",
        }
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder).resolve()
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            found = [text for _, text in upward(root)]
        self.assertEqual(
            found,
            [
                "src/model/mod.rs:2: model may not use evidence (src/evidence/mod.rs)",
                "src/server/mod.rs:1: server may not use model (src/model/mod.rs)",
                "web/src/state/page.ts:2: state may not use panel (web/src/panel/Panel.tsx)",
            ],
        )


if __name__ == "__main__":
    unittest.main()
