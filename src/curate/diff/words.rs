//! Claims, positions and distances as text.

use std::{collections::BTreeMap, fmt::Display};

use crate::{
    dataset::{Record, Tree},
    model::{
        Claim, Geometry,
        claim::{Bound, Code, Common, Estimate, Metal, MoneyAmount},
    },
};

/// The names of organizations and minerals, by id; the newest version of the data wins.
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// The names in several versions of the data, the newest last.
    pub fn new<'a>(trees: impl IntoIterator<Item = &'a Tree>) -> Self {
        let mut names = BTreeMap::new();
        for (_, record) in trees.into_iter().flat_map(Tree::records) {
            match record {
                Record::Organization(organization) => {
                    names.insert(format!("organization {}", organization.id), organization.name.clone());
                }
                Record::Minerals(vocabulary) => names.extend(
                    vocabulary.minerals.iter().map(|mineral| (format!("mineral {}", mineral.id), mineral.name.clone())),
                ),
                _ => {}
            }
        }
        Self(names)
    }

    fn organization<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(&format!("organization {id}")).map_or(id, String::as_str)
    }

    fn mineral(&self, id: &str) -> String {
        self.0.get(&format!("mineral {id}")).map_or_else(|| id.to_owned(), |name| name.to_lowercase())
    }

    fn minerals(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| self.mineral(id)).collect()
    }
}

/// What a claim states and when, without its sources.
pub(super) fn claim(claim: &Claim, names: &Names) -> String {
    let Common { from, until, as_of, .. } = claim.common();
    let when = [("as of", as_of), ("from", from), ("until", until)]
        .into_iter()
        .filter_map(|(word, date)| date.map(|date| format!("{word} {date}")))
        .collect::<Vec<_>>()
        .join(" ");
    let value = value(claim, names);
    let said = if value.is_empty() { claim.about().to_owned() } else { format!("{} {value}", claim.about()) };
    if when.is_empty() { said } else { format!("{said}, {when}") }
}

/// The value alone.
pub(super) fn value(claim: &Claim, names: &Names) -> String {
    match claim {
        Claim::Location(claim) => {
            let geometry = claim.geometry().as_ref().map(geometry);
            parts([geometry, claim.uncertainty_m.map(|metres| format!("± {metres} m")), word(claim.basis)])
        }
        Claim::Mineral(claim) => format!("{} ({})", names.mineral(&claim.mineral), claim.rank),
        Claim::Operator(claim) => names.organization(&claim.organization).to_owned(),
        Claim::Licence(claim) => parts([
            Some(names.organization(&claim.organization).to_owned()),
            word(claim.kind),
            claim.number.clone(),
            claim.area_km2.map(|area| format!("{area} km²")),
            Some(names.minerals(&claim.minerals).join(", ")),
        ]),
        Claim::Owner(claim) => {
            let share = claim.share_percent.map(|share| format!("{share} % ")).unwrap_or_default();
            format!("{}, {share}{}", names.organization(&claim.organization), claim.interest)
        }
        Claim::Status(claim) => claim.status.to_string(),
        Claim::Estimate(claim) => estimate(claim, names),
        Claim::Production(claim) | Claim::Export(claim) => {
            let mineral = claim.mineral.as_deref();
            let what = mineral.map_or_else(|| "in all".to_owned(), |id| format!("of {}", names.mineral(id)));
            let amount = quantity(claim.amount, claim.unit.as_deref());
            let [amount, value] = [amount, claim.value.as_ref().map(money)].map(|it| Some(limited(it?, claim.bound)));
            parts([Some(format!("{what} in {}", claim.period)), amount, value])
        }
        Claim::Party(claim) => parts([Some(names.organization(&claim.organization).to_owned()), claim.role.clone()]),
        Claim::Signed(claim) => parts([Some(claim.date.to_string()), claim.place.clone()]),
        Claim::Amount(claim) => format!("{}: {}", claim.what, money(&claim.value)),
        Claim::Scope(claim) => parts([Some(sentence(&claim.what)), Some(names.minerals(&claim.minerals).join(", "))]),
        Claim::Milestone(claim) => parts([word(claim.date), Some(sentence(&claim.what))]),
        Claim::Figure(claim) => {
            format!("{}: {}", claim.what, limited(format!("{} {}", claim.amount, claim.unit), claim.bound))
        }
        Claim::Remark(claim) => format!("“{}”", claim.text),
    }
}

fn estimate(claim: &Estimate, names: &Names) -> String {
    let by = claim.estimator.as_deref().map(|id| format!("by {}", names.organization(id)));
    let ore = claim.ore.as_ref().map(|ore| limited(format!("{} {} of ore", ore.amount, ore.unit), ore.bound));
    let metal = |metal: &Metal| {
        let amount = quantity(metal.amount, metal.unit.as_deref()).map(|amount| limited(amount, metal.bound));
        let grade = quantity(metal.grade, metal.grade_unit.as_deref()).map(|grade| format!("at {grade}"));
        [Some(names.mineral(&metal.mineral)), amount, grade].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let metals = claim.metals.iter().map(metal).collect::<Vec<_>>().join(", ");
    let effective = claim.effective.map(|date| format!("of {date}"));
    let code = match claim.code {
        Code::NotStated => "code not stated".to_owned(),
        code if claim.code_inferred => format!("{code} (inferred)"),
        code => code.to_string(),
    };
    let terms = [claim.part.clone(), by, word(Some(claim.category)), Some(code), word(claim.basis), effective];
    parts(terms.into_iter().chain([ore, Some(metals)]))
}

/// An amount that may be only a limit: "at least 82 Mt".
fn limited(amount: String, bound: Option<Bound>) -> String {
    match bound {
        Some(Bound::AtLeast) => format!("at least {amount}"),
        Some(Bound::AtMost) => format!("at most {amount}"),
        None => amount,
    }
}

fn quantity(amount: Option<f64>, unit: Option<&str>) -> Option<String> {
    amount.map(|amount| unit.map_or_else(|| amount.to_string(), |unit| format!("{amount} {unit}")))
}

fn money(money: &MoneyAmount) -> String {
    format!("{} {}", money.currency, money.amount)
}

/// A sentence without its full stop.
fn sentence(text: &str) -> String {
    text.trim_end_matches('.').to_owned()
}

fn word(word: Option<impl Display>) -> Option<String> {
    word.map(|word| word.to_string())
}

fn parts(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A point as latitude and longitude, or the size of an outline.
pub(super) fn geometry(geometry: &Geometry) -> String {
    match geometry {
        Geometry::Point { coordinates: [lon, lat] } => {
            let side = |degrees: &f64, positive, negative| if *degrees < 0.0 { negative } else { positive };
            format!("{}° {} {}° {}", lat.abs(), side(lat, "N", "S"), lon.abs(), side(lon, "E", "W"))
        }
        outline => format!("an outline of {} positions", outline.positions().count()),
    }
}

/// A distance: metres below a kilometre, then kilometres.
pub(super) fn metres(metres: f64) -> String {
    if metres < 999.5 { format!("{metres:.0} m") } else { format!("{:.1} km", metres / 1000.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_names_its_part_its_code_and_its_limits() {
        let said = |estimate: &str| value(&serde_json::from_str(estimate).unwrap(), &Names(BTreeMap::new()));
        let part = r#"{"about": "estimate", "part": "East ore body", "category": "probable", "code": "jorc-code",
            "code_inferred": true, "ore": {"amount": 82, "unit": "Mt", "bound": "at-least"}, "cite": []}"#;
        assert_eq!(said(part), "East ore body, probable, jorc-code (inferred), at least 82 Mt of ore");
        let whole = r#"{"about": "estimate", "category": "unclassified", "code": "not-stated",
            "metals": [{"mineral": "gold", "amount": 3, "unit": "t", "bound": "at-most"}], "cite": []}"#;
        assert_eq!(said(whole), "unclassified, code not stated, gold at most 3 t");
    }

    #[test]
    fn positions_and_distances_are_readable() {
        assert_eq!(geometry(&Geometry::Point { coordinates: [-62.5, -29.0] }), "29° S 62.5° W");
        for (distance, said) in [(0.4, "0 m"), (999.4, "999 m"), (999.6, "1.0 km"), (40_049.0, "40.0 km")] {
            assert_eq!(metres(distance), said);
        }
    }
}
