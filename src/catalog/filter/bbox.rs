//! `bbox` and `bbox-crs` (OGC API - Features Part 1, section 7.15.3, and Part 2, section 6.2.2).

use super::super::{BadParameter, Crs};
use crate::model::Position;

const NAME: &str = "bbox";

/// A box in degrees (WGS 84). It crosses the antimeridian if `min_lon` is greater than `max_lon`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bbox {
    min_lon: f64,
    min_lat: f64,
    max_lon: f64,
    max_lat: f64,
}

impl Bbox {
    /// Parses four numbers in `crs`, or six with heights, which are ignored. In every supported reference system the sides
    /// of a box run along meridians and parallels.
    ///
    /// # Errors
    /// When there are not four or six, or one is not a number, out of range, or in the wrong order.
    pub fn parse(text: &str, crs: Crs) -> Result<Self, BadParameter> {
        let bad = |problem: String| BadParameter::new(NAME, problem, hint(crs));
        let numbers = text
            .split(',')
            .map(|part| {
                let number = part.trim().parse::<f64>().ok().filter(|number| number.is_finite());
                number.ok_or_else(|| bad(format!("{:?} is not a number", part.trim())))
            })
            .collect::<Result<Vec<f64>, _>>()?;
        let (&[a, b, c, d] | &[a, b, _, c, d, _]) = numbers.as_slice() else {
            return Err(bad(format!("it has {} values, and takes 4 (or 6 with heights)", numbers.len())));
        };
        let corner = |corner: Position| crs.to_wgs84(corner).ok_or_else(|| bad(outside(crs, corner).to_owned()));
        let ([min_lon, min_lat], [max_lon, max_lat]) = (corner([a, b])?, corner([c, d])?);
        if min_lat > max_lat {
            let northing = if crs == Crs::Epsg3857 { "northing" } else { "latitude" };
            return Err(bad(format!("the minimum {northing} is above the maximum: they are swapped")));
        }
        Ok(Self { min_lon, min_lat, max_lon, max_lat })
    }

    /// The box as one rectangle, or as two if it crosses the antimeridian.
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

fn outside(crs: Crs, [first, second]: Position) -> &'static str {
    let beyond = |degrees: f64| degrees.abs() > 180.0;
    match crs {
        Crs::Crs84 if beyond(first) => "a longitude lies outside -180 to 180",
        Crs::Crs84 => "a latitude lies outside -90 to 90: longitude comes first",
        Crs::Epsg4326 if beyond(second) => "a longitude lies outside -180 to 180",
        Crs::Epsg4326 => "a latitude lies outside -90 to 90: latitude comes first here",
        Crs::Epsg3857 => "an easting lies outside -20037508.34 to 20037508.34 metres",
    }
}

fn hint(crs: Crs) -> &'static str {
    match crs {
        Crs::Crs84 => {
            "write minimum longitude, minimum latitude, maximum longitude, maximum latitude, such as bbox=60,24,78,37"
        }
        Crs::Epsg4326 => {
            "write minimum latitude, minimum longitude, maximum latitude, maximum longitude, such as bbox=24,60,37,78"
        }
        Crs::Epsg3857 => {
            "write minimum easting, minimum northing, maximum easting, maximum northing in metres, such as \
             bbox=6679169,2753408,8682920,4439107"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes() {
        let parse = |text| Bbox::parse(text, Crs::Crs84);
        assert_eq!(parse("60,24,78,37").unwrap().rects().count(), 1);
        assert_eq!(parse("60,24,0,78,37,9000").unwrap(), parse("60,24,78,37").unwrap());
        assert_eq!(Bbox::parse("24,60,37,78", Crs::Epsg4326).unwrap(), parse("60,24,78,37").unwrap());
        assert_eq!(parse("170,-10,-170,10").unwrap().rects().count(), 2);
        for (bad, names) in [
            ("60,24,78", "3 values"),
            ("60,24,78,x", "\"x\""),
            ("60,24,78,nan", "\"nan\""),
            ("60,37,78,24", "swapped"),
            ("60,24,181,37", "longitude"),
            ("24,120,37,178", "latitude"),
        ] {
            assert!(parse(bad).unwrap_err().problem.contains(names), "{bad}");
        }
        for (bad, crs, names) in [
            ("24,60,37,200", Crs::Epsg4326, "longitude"),
            ("120,24,137,60", Crs::Epsg4326, "latitude comes first"),
            ("-3e7,0,1,1", Crs::Epsg3857, "easting"),
            ("0,5,1,4", Crs::Epsg3857, "northing"),
        ] {
            assert!(Bbox::parse(bad, crs).unwrap_err().problem.contains(names), "{bad}");
        }
    }

    #[test]
    fn metres_are_the_box_of_their_degrees() {
        let [west, south] = Crs::Epsg3857.from_wgs84([60.0, 24.0]).unwrap();
        let [east, north] = Crs::Epsg3857.from_wgs84([78.0, 37.0]).unwrap();
        let rects: Vec<_> =
            Bbox::parse(&format!("{west},{south},{east},{north}"), Crs::Epsg3857).unwrap().rects().collect();
        let [rect] = rects.as_slice() else { panic!("{rects:?}") };
        for (is, should) in [(rect.min().x, 60.0), (rect.min().y, 24.0), (rect.max().x, 78.0), (rect.max().y, 37.0_f64)]
        {
            assert!((is - should).abs() < 1e-9, "{rect:?}");
        }
    }
}
