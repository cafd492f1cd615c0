//! Messages, numbers and dates in the language of a page, from the files in `web/messages`, which the map page reads too.
//!
//! Plural categories, digits and separators are those of CLDR, by ICU4X. Dates, units and large amounts of money are
//! messages, since their data would add more to the program than the dozen words that a language needs.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use maud::{Markup, PreEscaped, Render};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::model::{Date, Position};

#[derive(RustEmbed)]
#[folder = "web/messages"]
#[include = "*.json"]
struct Files;

/// A number and its unit stay on one line.
const NBSP: char = '\u{a0}';

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let file = |path: &str| Some((path.strip_suffix(".json")?.to_owned(), Files::get(path)?.data));
    let files = Files::iter().filter_map(|path| file(&path));
    let mut languages: Vec<Language> = files.map(|(code, json)| Language::new(code, &json)).collect();
    languages.sort_by_key(|language| !language.is_default());
    languages
});

/// A language of the pages: one message file.
pub(crate) struct Language {
    /// Its ISO 639 code, the value of the parameter `lang`.
    pub code: String,
    direction: String,
    messages: HashMap<String, Message>,
    plurals: PluralRules,
    decimals: DecimalFormatter,
    /// Powers of ten that large amounts are counted in, such as millions, the largest first, with their names.
    scales: Vec<(i32, String)>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Text(String),
    /// Forms by CLDR plural category.
    Plural(BTreeMap<String, String>),
}

impl Language {
    /// The parameter that chooses the language of a page.
    pub(crate) const PARAMETER: &str = "lang";

    /// The language of the records, and the default of the pages.
    pub(super) const DEFAULT: &str = "en";

    /// Every language, the default first.
    pub(crate) fn all() -> &'static [Self] {
        &LANGUAGES
    }

    /// The codes of the languages other than the default.
    pub(super) fn others() -> impl Iterator<Item = &'static str> {
        Self::all().iter().filter(|language| !language.is_default()).map(|language| language.code.as_str())
    }

    /// The language with this ISO 639 code, if there are messages in it.
    pub(crate) fn from_code(code: &str) -> Option<&'static Self> {
        Self::all().iter().find(|language| language.code == code)
    }

    #[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads each of them")]
    fn new(code: String, json: &[u8]) -> Self {
        let messages: HashMap<String, Message> = serde_json::from_slice(json).expect("messages are texts and plurals");
        let text = |key: &str| match messages.get(key) {
            Some(Message::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let locale: Locale = text("locale").parse().expect("locale is a BCP 47 tag");
        let scale = |scale: &str| {
            let (power, name) = scale.split_once(' ')?;
            Some((power.parse().ok()?, name.to_owned()))
        };
        let mut scales: Vec<(i32, String)> = text("money.scales").split(", ").filter_map(scale).collect();
        scales.sort_unstable_by_key(|(power, _)| std::cmp::Reverse(*power));
        Self {
            direction: text("direction"),
            plurals: PluralRules::try_new((&locale).into(), PluralRulesOptions::default())
                .expect("ICU4X falls back to the root"),
            decimals: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
                .expect("ICU4X falls back to the root"),
            code,
            messages,
            scales,
        }
    }

    pub(crate) fn is_default(&self) -> bool {
        self.code == Self::DEFAULT
    }

    /// `ltr` or `rtl`.
    pub(super) fn direction(&self) -> &str {
        &self.direction
    }

    /// The message of this key. `tests/repository/test_messages.py` finds keys that no file has; one that it misses
    /// panics in debug builds, and is shown as is in others.
    pub(super) fn text(&self, key: &'static str) -> &str {
        if let Some(Message::Text(text)) = self.messages.get(key) {
            return text;
        }
        debug_assert!(false, "web/messages/{}.json has no text {key:?}", self.code);
        key
    }

    /// A message with its `{placeholders}` filled in.
    pub(super) fn fill(&self, key: &'static str, values: &[(&str, &str)]) -> String {
        filled(self.text(key), |name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
    }

    /// A message whose placeholders are filled with markup, such as links.
    pub(super) fn markup(&self, key: &'static str, values: &[(&str, &Markup)]) -> Markup {
        let escaped = self.text(key).render().into_string();
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.0.as_str());
        PreEscaped(filled(&escaped, value))
    }

    /// The form of a message that `n` takes, with `n` in it.
    pub(super) fn count(&self, key: &'static str, n: usize) -> String {
        let Some(Message::Plural(forms)) = self.messages.get(key) else {
            debug_assert!(false, "web/messages/{}.json has no plural {key:?}", self.code);
            return key.to_owned();
        };
        let category = match self.plurals.category_for(n) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        let form = forms.get(category).or_else(|| forms.get("other")).map_or(key, String::as_str);
        let n = self.integer(n);
        filled(form, |name| (name == "n").then_some(n.as_str()))
    }

    /// The label of a vocabulary's value, if it has one.
    pub(super) fn label(&self, vocabulary: &str, value: &str) -> Option<&str> {
        match self.messages.get(&format!("{vocabulary}.{value}")) {
            Some(Message::Text(label)) => Some(label),
            _ => None,
        }
    }

    /// The label of a vocabulary's value; a value without one is shown as is, with spaces for hyphens.
    pub(super) fn term<'a>(&'a self, vocabulary: &str, value: &'a str) -> Cow<'a, str> {
        match self.label(vocabulary, value) {
            Some(label) => label.into(),
            None if value.contains('-') => value.replace('-', " ").into(),
            None => value.into(),
        }
    }

    /// "a, b, c".
    pub(super) fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        self.joined("claim.list", items)
    }

    /// "a or b or c".
    pub(super) fn any_of(&self, items: impl IntoIterator<Item = String>) -> String {
        self.joined("document.or", items)
    }

    fn joined(&self, key: &'static str, items: impl IntoIterator<Item = String>) -> String {
        let join = |first: String, next: String| self.fill(key, &[("first", &first), ("next", &next)]);
        items.into_iter().reduce(join).unwrap_or_default()
    }

    /// "5,900,000", "0.48": with six decimals at most.
    pub(super) fn number(&self, value: f64) -> String {
        self.rounded(value, 6)
    }

    pub(super) fn integer(&self, value: usize) -> String {
        self.decimals.format(&Decimal::from(value)).to_string()
    }

    fn rounded(&self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        match text.parse::<Decimal>() {
            Ok(mut decimal) => {
                decimal.trim_end();
                self.decimals.format(&decimal).to_string()
            }
            // Not a finite number.
            Err(_) => text,
        }
    }

    /// "USD 500 million": in the currency's ISO 4217 code, with two decimals at most.
    pub(super) fn money(&self, amount: f64, currency: &str) -> String {
        match self.scales.iter().find(|(power, _)| amount.abs() >= 10_f64.powi(*power)) {
            Some((power, name)) => {
                format!("{currency}{NBSP}{}{NBSP}{name}", self.rounded(amount / 10_f64.powi(*power), 2))
            }
            None => format!("{currency}{NBSP}{}", self.rounded(amount, 2)),
        }
    }

    /// A figure in a unit, or in a currency where the unit is an ISO 4217 code.
    pub(super) fn figure(&self, amount: f64, unit: &str) -> String {
        if unit.len() == 3 && unit.bytes().all(|letter| letter.is_ascii_uppercase()) {
            self.money(amount, unit)
        } else {
            self.with_unit(amount, Some(unit))
        }
    }

    /// An amount with its unit, on one line.
    pub(super) fn with_unit(&self, amount: f64, unit: Option<&str>) -> String {
        let number = self.number(amount);
        unit.map_or_else(|| number.clone(), |unit| format!("{number}{NBSP}{unit}"))
    }

    /// "3 km", "2.5 km", "300 m".
    pub(super) fn distance(&self, metres: f64) -> String {
        let (value, key) =
            if metres >= 1000.0 { (metres / 1000.0, "document.km") } else { (metres, "document.metres") };
        self.fill(key, &[("n", &self.rounded(value, usize::from(value < 10.0)))])
    }

    /// "8 September 2025", "September 2025", "2025": as precise as the date is.
    pub(super) fn date(&self, date: Date) -> String {
        let text = date.to_string();
        let mut parts = text.split('-').map(|part| part.trim_start_matches('0'));
        let year = parts.next().unwrap_or_default();
        let Some(month) = parts.next() else { return year.to_owned() };
        let month = self.term("document.month", month);
        match parts.next() {
            Some(day) => self.fill("document.dayMonthYear", &[("day", day), ("month", &month), ("year", year)]),
            None => self.fill("document.monthYear", &[("month", &month), ("year", year)]),
        }
    }

    /// "29.130° N, 62.061° E": the smallest number of decimals whose step is a tenth of the uncertainty or less.
    pub(super) fn position(&self, [longitude, latitude]: Position, uncertainty_m: Option<u32>) -> String {
        let side = |value: f64, sides: [&str; 2]| {
            let degrees = match uncertainty_m.filter(|&metres| metres > 0) {
                Some(metres) => format!("{:.*}", decimals(metres), value.abs()),
                None => self.rounded(value.abs(), 5),
            };
            format!("{degrees}° {}", sides[usize::from(value < 0.0)])
        };
        format!("{}, {}", side(latitude, ["N", "S"]), side(longitude, ["E", "W"]))
    }

    /// The address of a page of this server, in this language.
    pub(super) fn link(&self, address: &str) -> String {
        if self.is_default() {
            return address.to_owned();
        }
        let (page, fragment) = address.find('#').map_or((address, ""), |at| address.split_at(at));
        let separator = if page.contains('?') { '&' } else { '?' };
        format!("{page}{separator}{}={}{fragment}", Self::PARAMETER, self.code)
    }
}

fn decimals(uncertainty_m: u32) -> usize {
    let mut step_m = 111_000.0;
    let mut decimals = 0;
    while decimals < 5 && step_m > f64::from(uncertainty_m) / 10.0 {
        step_m /= 10.0;
        decimals += 1;
    }
    decimals
}

/// A template whose `{name}` are replaced by the `value` of each.
fn filled<'a>(template: &'a str, value: impl Fn(&'a str) -> Option<&'a str>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        debug_assert!(value(name).is_some(), "{template:?} has no value for {name:?}");
        text.push_str(value(name).unwrap_or(name));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// A word at the beginning of a line or a cell.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(code: &str) -> &'static Language {
        Language::from_code(code).unwrap()
    }

    #[test]
    fn every_file_is_a_language_and_english_is_the_default() {
        assert_eq!(Language::all().len(), Files::iter().count());
        assert_eq!(Language::all()[0].code, "en");
        assert!(Language::others().any(|code| code == "ur") && Language::others().all(|code| code != "en"));
        assert!(Language::all().iter().all(|language| ["ltr", "rtl"].contains(&language.direction())));
        assert_eq!([language("en").direction(), language("ur").direction()], ["ltr", "rtl"]);
    }

    #[test]
    fn plural_forms_follow_the_number() {
        for language in Language::all() {
            let [one, two] = [1, 2].map(|n| language.count("count.sources", n));
            assert!(one.contains('1') && two.contains('2'), "{one} {two}");
        }
        assert_eq!(language("en").count("count.sources", 1), "1 source");
        assert_eq!(language("en").count("count.sources", 1200), "1,200 sources");
        assert_ne!(
            language("ur").count("count.reports", 1).replace('1', ""),
            language("ur").count("count.reports", 2).replace('2', "")
        );
    }

    #[test]
    fn markup_in_a_message_is_kept_and_its_text_is_escaped() {
        let link = PreEscaped("<a>x</a>".to_owned());
        assert_eq!(language("en").markup("reports.inTheWordsOf", &[("name", &link)]).0, "According to <a>x</a>");
    }

    #[test]
    fn numbers_and_money_are_formatted_for_the_language() {
        let (english, urdu) = (language("en"), language("ur"));
        assert_eq!(english.number(5_900_000.0), "5,900,000");
        assert_eq!(english.number(-1234.5), "-1,234.5");
        assert_eq!(english.number(0.48), "0.48");
        assert_eq!(english.money(6e12, "USD"), "USD\u{a0}6\u{a0}trillion");
        assert_eq!(english.money(1_250_000.0, "PKR"), "PKR\u{a0}1.25\u{a0}million");
        assert_eq!(english.money(950.0, "USD"), "USD\u{a0}950");
        assert_eq!(english.figure(92.0, "minerals"), "92\u{a0}minerals");
        assert_eq!(urdu.number(5_900_000.5), "5,900,000.5");
        assert_eq!(urdu.money(5e8, "USD"), "USD\u{a0}50\u{a0}کروڑ");
    }

    #[test]
    fn distances_are_rounded_to_what_a_reader_needs() {
        let english = language("en");
        assert_eq!(english.distance(2540.0), "2.5\u{a0}km");
        assert_eq!(english.distance(300.0), "300\u{a0}m");
        assert_eq!(english.distance(41_200.0), "41\u{a0}km");
        assert_eq!(language("ur").distance(2540.0), "2.5\u{a0}کلو\u{a0}میٹر");
    }

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        for (text, english, urdu) in [
            ("2025", "2025", "2025"),
            ("2025-09", "September 2025", "ستمبر 2025"),
            ("2025-09-08", "8 September 2025", "8 ستمبر، 2025"),
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!([language("en").date(date), language("ur").date(date)], [english, urdu]);
        }
    }

    #[test]
    fn positions_have_no_more_decimals_than_are_known() {
        let position = |position, uncertainty_m| language("en").position(position, uncertainty_m);
        assert_eq!(position([62.061, 29.13], Some(3000)), "29.130° N, 62.061° E");
        assert_eq!(position([-70.5, -24.27], Some(20_000)), "24.27° S, 70.50° W");
        assert_eq!(position([62.433, 28.973], None), "28.973° N, 62.433° E");
    }

    #[test]
    fn links_keep_the_language() {
        assert_eq!(language("en").link("/sources"), "/sources");
        assert_eq!(language("ur").link("/sources"), "/sources?lang=ur");
        assert_eq!(language("ur").link("/sites?kind=mine#x"), "/sites?kind=mine&lang=ur#x");
    }
}
