//! The figures of a conflict are tested again, so that a correction on one side is not missed on the other.

use std::collections::BTreeMap;

use super::{Findings, Rule, Severity};
use crate::{
    curate::claims::claims,
    dataset::Tree,
    model::{
        Claim,
        claim::{Conflict, Figures, MoneyAmount},
    },
};

pub(super) const RULE: Rule = Rule {
    name: "conflict-figures",
    severity: Severity::Error,
    about: "Where both claims of a conflict state figures in one unit, `figures` says whether they are equal or differ, \
            and so they do",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    let by_place: BTreeMap<(&str, String), &Claim> = tree
        .records()
        .filter_map(|(_, record)| Some((record.id()?, record)))
        .flat_map(|(id, record)| claims(record).map(move |(pointer, claim)| ((id, pointer), claim)))
        .collect();
    for (file, record) in tree.records() {
        for (pointer, claim) in claims(record) {
            for (index, conflict) in claim.common().conflicts_with.iter().enumerate() {
                let Some(other) = by_place.get(&(conflict.record.as_str(), conflict.claim.clone())) else { continue };
                if let Some((problem, repair)) = mistake(conflict, claim, other) {
                    findings.add(file, &format!("{pointer}/conflicts_with/{index}"), problem, repair);
                }
            }
        }
    }
}

fn mistake(conflict: &Conflict, here: &Claim, there: &Claim) -> Option<(String, String)> {
    let there = figures(there);
    let pair = figures(here).into_iter().find_map(|(unit, figure)| Some((figure, *there.get(&unit)?, unit)));
    #[expect(clippy::float_cmp, reason = "one figure written twice is the same to its last digit")]
    match (conflict.figures, pair) {
        (None, None) => None,
        (Some(_), None) => Some((
            "`figures` of two claims that state none in one unit".to_owned(),
            "leave `figures` out, and say in `why` what cannot hold together".to_owned(),
        )),
        (None, Some((here, there, unit))) => Some((
            format!("it is not said how {here} {unit} here and {there} {unit} there stand to each other"),
            format!("write \"figures\": \"{}\"", if here == there { Figures::Equal } else { Figures::Differ }),
        )),
        (Some(said), Some((here, there, unit))) => ((said == Figures::Equal) != (here == there)).then(|| {
            let problem = format!("{here} {unit} here and {there} {unit} there are not as `figures` says: {said}");
            (problem, "read both sources again; correct the figure, or the conflict".to_owned())
        }),
    }
}

/// What a claim counts, by unit.
fn figures(claim: &Claim) -> BTreeMap<String, f64> {
    let amount = |amount: Option<f64>, unit: Option<&String>| Some((unit?.clone(), amount?));
    let money = |value: Option<&MoneyAmount>| value.map(|value| (value.currency.clone(), value.amount));
    let stated = match claim {
        Claim::Production(output) => [amount(output.amount, output.unit.as_ref()), money(output.value.as_ref())],
        Claim::Export(output) => [amount(output.amount, output.unit.as_ref()), money(output.value.as_ref())],
        Claim::Amount(sum) => [None, money(Some(&sum.value))],
        Claim::Figure(figure) => [amount(Some(figure.amount), Some(&figure.unit)), None],
        _ => [None, None],
    };
    stated.into_iter().flatten().collect()
}
