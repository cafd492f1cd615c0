//! The symbol of a mineral is legible on its colour.

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree},
};

/// The minimum contrast.
const LEAST: f64 = 4.5;

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Record::Minerals(vocabulary) = record else { continue };
        for (index, mineral) in vocabulary.minerals.iter().enumerate() {
            let pointer = format!("/minerals/{index}/colour");
            let colour = &mineral.colour;
            match contrast_with_white(colour) {
                None => {
                    findings.add(file, &pointer, format!("{colour:?} is not a colour"), "write #rrggbb in lower case");
                }
                Some(contrast) if contrast < LEAST => {
                    let problem = format!("white on {colour} ({}) has a contrast of {contrast:.2}", mineral.id);
                    findings.add(
                        file,
                        &pointer,
                        problem,
                        format!("choose a darker colour, with a contrast of at least {LEAST}"),
                    );
                }
                Some(_) => {}
            }
        }
    }
}

/// The contrast of white text, as WCAG 2.2 defines it; `None` if the text is not a lower-case `#rrggbb`.
fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| {
        digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })?;
    let channel = |index: usize| {
        let value = f64::from(u8::from_str_radix(&digits[2 * index..2 * index + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    let luminance = 0.2126 * channel(0)? + 0.7152 * channel(1)? + 0.0722 * channel(2)?;
    Some(1.05 / (luminance + 0.05))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |colour: &str| contrast_with_white(colour).unwrap();
        assert!((contrast("#000000") - 21.0).abs() < 1e-9);
        assert!((contrast("#ffffff") - 1.0).abs() < 1e-9);
        assert!((contrast("#767676") - 4.54).abs() < 0.01);
        assert_eq!(contrast_with_white("#FFF"), None);
        assert_eq!(contrast_with_white("red"), None);
    }
}
