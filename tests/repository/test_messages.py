"""Every message is used, every message that the code names exists, and all languages have the same ones."""

import json
import pathlib
import re
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What a message file has besides messages.
SETTINGS = {"locale", "direction"}

COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
STRING = re.compile(r'"([^"\\\n]*)"')
# `t(`view.${name}`)`: any key with this prefix. (`${string}` is a type.)
TEMPLATE = re.compile(r"`([A-Za-z.-]+\.)\$\{(?!string\})")
# `term("kind", …)`, `page.label("kind", …)`: any key of this vocabulary.
VOCABULARY = re.compile(r'(?:\bterm|\.label)\(\s*"([^"\n]+)",')
# The functions of src/pages and web/src that take a key.
CALL = re.compile(r'(?:\bt|\.text|\.fill|\.markup|\.count|\.joined)\(\s*"([^"\n]+)"')
# A text that looks like a key; it is one where its area has other messages.
LIKE_A_KEY = re.compile(r'"(([a-z][A-Za-z-]*)\.[A-Za-z0-9.-]+)"')
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def sources(root):
    """The code of the page and of the server's pages, without tests and comments."""
    for file in [*sorted((root / "web/src").rglob("*.ts*")), *sorted((root / "src/pages").rglob("*.rs"))]:
        if ".test." not in file.name and not file.name.endswith(".gen.ts"):
            yield file, COMMENT.sub("", file.read_text().split("#[cfg(test)]")[0])


def used(root):
    """The texts that may be keys, the prefixes of keys that are put together, and the vocabularies."""
    texts, prefixes, vocabularies = set(), set(), set()
    for _, code in sources(root):
        texts |= set(STRING.findall(code))
        prefixes |= set(TEMPLATE.findall(code))
        vocabularies |= set(VOCABULARY.findall(code))
    return texts, prefixes | {f"{name}." for name in vocabularies}, vocabularies


def read(file):
    return json.loads(file.read_text())


def placeholders(message):
    forms = message.values() if isinstance(message, dict) else [message]
    return {name for form in forms for name in PLACEHOLDER.findall(form)}


def problems(root):
    folder = root / "web/messages"
    english = read(folder / "en.json")
    areas = {key.split(".")[0] for key in english}
    areas = {key.split(".")[0] for key in english}
    texts, prefixes, vocabularies = used(root)
    for key in english.keys() - SETTINGS:
        if key not in texts and not any(key.startswith(prefix) for prefix in prefixes):
            yield f"web/messages/en.json: nothing uses {key!r}: remove it from every language"
        if key.endswith("."):
            yield f"web/messages/en.json: {key!r} has no name after its area: give it one"
    for name in vocabularies:
        if not any(key.startswith(f"{name}.") for key in english):
            yield f"web/messages/en.json has no label for a value of {name!r}"
    for file, code in sources(root):
        keys = {match[1]: match.start() for match in CALL.finditer(code)}
        keys |= {match[1]: match.start() for match in LIKE_A_KEY.finditer(code) if match[2] in areas}
        for key, start in keys.items():
            if key not in english and key not in vocabularies:
                line = code[:start].count("\n") + 1
                yield f"{file.relative_to(root)}:{line}: web/messages/en.json has no {key!r}"
    for file in sorted(folder.glob("*.json")):
        messages, name = read(file), file.relative_to(root)
        yield from (f"{name}: {key!r} is missing" for key in english.keys() - messages.keys())
        yield from (f"{name}: {key!r} is not in en.json" for key in messages.keys() - english.keys())
        for key in english.keys() & messages.keys():
            if placeholders(messages[key]) != placeholders(english[key]):
                yield f"{name}: {key!r} has other placeholders than en.json"


class Messages(unittest.TestCase):
    def test_messages_are_used_exist_and_are_the_same_in_all_languages(self):
        found = sorted(problems(ROOT))
        if found:
            self.fail("\n".join(["", *found]))

    def test_each_kind_of_problem_is_found(self):
        files = {
            "web/messages/en.json": '{"a.used": "{n}", "a.unused": "", "kind.": "", "view.list": ""}',
            "web/messages/ur.json": '{"a.used": "{m}", "a.unused": "", "kind.": "", "b.other": ""}',
            "web/src/x.ts": "t(`view.${name}`);\n// t(\"a.comment\")\nterm(\"kind\", kind);",
            "src/pages/x.rs": 'page.text("a.used");\npage.term("status", it);\npage.fill("c.missing", &[]);\n=> "a.typo",',
        }
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            found = sorted(problems(root))
        self.assertEqual(
            found,
            [
                "src/pages/x.rs:3: web/messages/en.json has no 'c.missing'",
                "src/pages/x.rs:4: web/messages/en.json has no 'a.typo'",
                "web/messages/en.json has no label for a value of 'status'",
                "web/messages/en.json: 'kind.' has no name after its area: give it one",
                "web/messages/en.json: nothing uses 'a.unused': remove it from every language",
                "web/messages/ur.json: 'a.used' has other placeholders than en.json",
                "web/messages/ur.json: 'b.other' is not in en.json",
                "web/messages/ur.json: 'view.list' is missing",
            ],
        )


if __name__ == "__main__":
    unittest.main()
