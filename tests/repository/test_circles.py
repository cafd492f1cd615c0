"""What counts as an import circle, on trees of a few files."""

import pathlib
import tempfile
import unittest

from circles import circles, imports_of, is_allowed

RUST = {"src/lib.rs": "mod a; mod b;", "src/bin/oreatlas/main.rs": "fn main() {}"}


class Circles(unittest.TestCase):
    def found(self, files, allowed=False):
        """The circles of a tree that are (or are not) allowed, as lists of paths."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder).resolve()
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            found = [circle for circle in circles(imports_of(root)) if is_allowed(circle) == allowed]
            return [[str(file.relative_to(root)) for file in circle] for circle in found]

    def test_a_circle_across_folders_is_found_through_a_reexport(self):
        files = {
            **RUST,
            "src/a/mod.rs": "mod deep; pub use deep::Deep;",
            "src/a/deep.rs": "use crate::b::B; pub struct Deep(B);",
            "src/b.rs": "use crate::{a::{Deep as D}}; pub struct B(Box<D>);",
        }
        self.assertEqual(self.found(files), [["src/a/deep.rs", "src/b.rs"]])

    def test_a_path_in_a_macro_is_an_import_and_one_in_a_comment_a_string_or_a_test_is_not(self):
        files = {**RUST, "src/a/mod.rs": "pub fn f() { m!(x { (crate::b::f()) }) }"}
        self.assertEqual(self.found({**files, "src/b.rs": "pub fn f() { crate::a::f() }"}), [["src/a/mod.rs", "src/b.rs"]])
        for text in ("// crate::a::f()", 'const S: &str = "crate::a::f()";', "#[cfg(test)] mod tests { use crate::a::f; }"):
            self.assertEqual(self.found({**files, "src/b.rs": f"{text} pub fn f() {{}}"}), [])

    def test_children_may_use_what_their_parent_declares(self):
        files = {
            **RUST,
            "src/a/mod.rs": "mod x; pub struct Shared; fn f() { x::f() }",
            "src/a/x.rs": "use super::Shared; pub fn f() { Shared; }",
            "src/b.rs": "",
        }
        self.assertEqual(self.found(files), [])

    def test_four_files_of_a_folder_may_form_a_circle_and_five_may_not(self):
        for count in (4, 5):
            files = {f"web/src/a/{i}.ts": f'import type {{ X }} from "./{(i + 1) % count}";' for i in range(count)}
            self.assertEqual(len(self.found({**RUST, **files}, allowed=count == 4)), 1)

    def test_a_circle_of_two_folders_is_found_in_typescript(self):
        files = {
            "web/src/a/A.tsx": 'import {\n  b,\n} from "../b";',
            "web/src/b/index.ts": 'export const b = () => import("../a/A.tsx");',
            "web/src/b/b.test.ts": 'import "../a/A";',
        }
        self.assertEqual(self.found({**RUST, **files}), [["web/src/a/A.tsx", "web/src/b/index.ts"]])


if __name__ == "__main__":
    unittest.main()
