// Folds spellings for search. The server folds in the same way.

/** Arabic letters and their Urdu forms. */
const LETTERS: Record<string, string> = { ك: "ک", ي: "ی", ى: "ی", ه: "ہ", ة: "ہ", ۀ: "ہ", ە: "ہ" };

/** A text without case, diacritics, spaces and punctuation. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{N}]|\p{M}/gu, "")
    .replace(/[كيىهةۀە]/gu, (letter) => LETTERS[letter] ?? letter);
}

/** The folded words of a search; a text matches if it contains each of them. */
export function words(query: string): string[] {
  return query
    .split(/\s+/u)
    .map(fold)
    .filter((word) => word !== "");
}
