// One spelling for many: what search compares. The server folds in the same way.

/** The Arabic and Urdu forms of one letter, by their Urdu form. */
const LETTERS: Record<string, string> = { ك: "ک", ي: "ی", ى: "ی", ه: "ہ", ة: "ہ", ۀ: "ہ", ە: "ہ" };

/** A text without what spellings differ in: case, marks, spaces and punctuation. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{N}]|\p{M}/gu, "")
    .replace(/[كيىهةۀە]/gu, (letter) => LETTERS[letter] ?? letter);
}

/** The words of a search, folded; a text passes when it holds each of them. */
export function words(query: string): string[] {
  return query
    .split(/\s+/u)
    .map(fold)
    .filter((word) => word !== "");
}
