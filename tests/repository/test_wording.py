"""The code, its messages and its documents are in plain English: phrases of the project's former dialect stay out."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACES = ["src", "web/src", "web/messages", "tests", "README.md", "CONTRIBUTING.md", "data/README.md"]
TYPES = {".rs", ".ts", ".tsx", ".js", ".mjs", ".json", ".css", ".py", ".md", ""}
# Data, recorded output, and this file.
SKIPPED = {"node_modules", "out", "work", "fixtures", "fuzz", "snapshots", "requirements.txt", "growth.svg", "test_wording.py"}

# Each phrase, and what to write instead.
PHRASES = {
    r"who names no\b": "say what the default is",
    r"(is|are|was) told\b(?! apart)": "reported, named, passed, stated",
    r"parted\b": "separated",
    r"nothing is asked": "say what happens without the parameter",
    r"(mend|mends|mended)\b": "fix, correct",
    r"for who\b": "name the user: clients, browsers, readers",
    r"it is said of": "name the claim or the source",
    r"our fault": "this is a bug in oreatlas",
    r"as the standard has it": "as the standard requires",
    r"lets through": "accepts, selects",
    r"whose making": "name the author",
    r"what is no\b": "what is not a ...",
    r"nobody('s\b| (asks|wants|takes|knows))": "say when it is unused, unspecified or unknown",
    r"told\b(?! apart)": "reported, named, passed, expected",
    r"asked of\b": "sent to, requested from",
    r"repairs?\b": "fix, hint",
    # Not the method, the CSS selector or the ordinal.
    r"(?<![.-])(?<!select )[nm]th\b(?![-(]| non-empty)": "index, row",
    r"(un)?packed (bytes|text)": "compressed, decompressed",
    r"(that|which|day|number) is none\b": "say what it is not: not an atlas",
    r"(reader|file|standard|specification|URLs?|tables|BCP 47|2001) (has|have) it\b": "as in, according to, as the ... defines it",
    r"what stands (around|behind)": "name the thing itself",
    r"who (said|says) (it|so)\b": "its source, according to whom",
    r"tells what\b": "reports, lists",
    r"are asked for by": "are requested by",
    r"pieces?\b": "part, chunk, token",
    r"(no|the|an) answer\b": "response, result",
    r"tells? (which|whether|for each)\b": "says, shows, returns",
    r"stands? (in|alone|beside|among|around)\b": "is in, is next to",
    r"(none|nothing) where\b": "`None` if, empty if",
    r"read whole\b": "loaded at once",
    r"can be asked\b": "name the queries",
    r"of no use\b": "must not be used, is meaningless",
}
PATTERN = re.compile("|".join(rf"(?P<p{index}>\b{phrase})" for index, phrase in enumerate(PHRASES)), re.IGNORECASE)


def files():
    for place in PLACES:
        path = ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix in TYPES and not SKIPPED & set(file.relative_to(ROOT).parts):
                yield file


def found(text):
    """The line numbers, phrases and hints of a text."""
    for number, line in enumerate(text.splitlines(), 1):
        # The words of an identifier, such as the name of a test, are separate words.
        if match := PATTERN.search(line.replace("_", " ")):
            yield number, match[0], list(PHRASES.values())[int(match.lastgroup[1:])]


class Wording(unittest.TestCase):
    def test_phrases_of_the_former_dialect_stay_out(self):
        problems = []
        for file in files():
            path = str(file.relative_to(ROOT))
            lines = list(found(file.read_text()))
            if lines:
                problems += [f"{path}:{number}: {phrase!r}: write {hint}" for number, phrase, hint in lines]
        if problems:
            self.fail("\n".join(["", *problems]))

    def test_the_check_reads_every_place_and_finds_phrases(self):
        read = {str(file.relative_to(ROOT)).split("/")[0] for file in files()}
        self.assertEqual(read, {place.split("/")[0] for place in PLACES})
        text = "fine\n// Who names no taste gets JSON.\n// It is told by the file, and is compartmented.\n"
        self.assertEqual([(number, phrase) for number, phrase, _ in found(text)],
                         [(2, "Who names no"), (3, "is told")])


if __name__ == "__main__":
    unittest.main()
