//! `bbox`, as OGC API - Features Part 1, section 7.15.3, has it.

use super::BadParameter;

const NAME: &str = "bbox";
const REPAIR: &str =
    "write minimum longitude, minimum latitude, maximum longitude, maximum latitude, such as bbox=60,24,78,37";

/// A box in degrees, WGS 84; west of the antimeridian to east of it where `min_lon` is greater than `max_lon`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bbox {
    min_lon: f64,
    min_lat: f64,
    max_lon: f64,
    max_lat: f64,
}

impl Bbox {
    /// Four numbers, or six with heights, which are not looked at.
    ///
    /// # Errors
    /// When there are not four or six, or one is no number, out of range, or in the wrong order.
    pub fn parse(text: &str) -> Result<Self, BadParameter> {
        let numbers = text
            .split(',')
            .map(|part| {
                part.trim()
                    .parse::<f64>()
                    .ok()
                    .filter(|number| number.is_finite())
                    .ok_or_else(|| BadParameter::new(NAME, format!("{:?} is not a number", part.trim()), REPAIR))
            })
            .collect::<Result<Vec<f64>, _>>()?;
        let (&[min_lon, min_lat, max_lon, max_lat] | &[min_lon, min_lat, _, max_lon, max_lat, _]) = numbers.as_slice()
        else {
            let problem = format!("it has {} values, and takes 4 (or 6 with heights)", numbers.len());
            return Err(BadParameter::new(NAME, problem, REPAIR));
        };
        if [min_lon, max_lon].iter().any(|lon| lon.abs() > 180.0) {
            return Err(BadParameter::new(NAME, "a longitude lies outside -180 to 180", REPAIR));
        }
        if [min_lat, max_lat].iter().any(|lat| lat.abs() > 90.0) {
            let problem = "a latitude lies outside -90 to 90: longitude comes first";
            return Err(BadParameter::new(NAME, problem, REPAIR));
        }
        if min_lat > max_lat {
            return Err(BadParameter::new(NAME, "the minimum latitude is above the maximum: they are swapped", REPAIR));
        }
        Ok(Self { min_lon, min_lat, max_lon, max_lat })
    }

    /// The box as one rectangle, or as two where it lies across the antimeridian.
    pub fn rects(&self) -> impl Iterator<Item = geo::Rect> + use<> {
        let rect = |west: f64, east: f64| geo::Rect::new((west, self.min_lat), (east, self.max_lat));
        let (first, second) = if self.min_lon <= self.max_lon {
            (rect(self.min_lon, self.max_lon), None)
        } else {
            (rect(self.min_lon, 180.0), Some(rect(-180.0, self.max_lon)))
        };
        std::iter::once(first).chain(second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes() {
        assert_eq!(Bbox::parse("60,24,78,37").unwrap().rects().count(), 1);
        assert_eq!(Bbox::parse("60,24,0,78,37,9000").unwrap(), Bbox::parse("60,24,78,37").unwrap());
        assert_eq!(Bbox::parse("170,-10,-170,10").unwrap().rects().count(), 2);
        for (bad, names) in [
            ("60,24,78", "3 values"),
            ("60,24,78,x", "\"x\""),
            ("60,24,78,nan", "\"nan\""),
            ("60,37,78,24", "swapped"),
            ("60,24,181,37", "longitude"),
            ("24,120,37,178", "latitude"),
        ] {
            assert!(Bbox::parse(bad).unwrap_err().problem.contains(names), "{bad}");
        }
    }
}
