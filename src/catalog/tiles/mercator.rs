//! Web Mercator in whole numbers. The world has 2^32 by 2^32 cells, counted from the north-west corner. The code of a cell
//! interleaves the bits of its row and its column (Morton order), so that the cells of a tile are one range of codes.

use std::ops::RangeInclusive;

use crate::model::Position;

/// The highest zoom.
pub const MAX_ZOOM: u8 = 22;

/// The width and height of a tile in its own units, those of the encoded tile.
pub const EXTENT: u32 = 4096;

/// The number of bits of a code that give the unit within a tile, on each axis.
const EXTENT_BITS: u32 = EXTENT.trailing_zeros();

/// The latitude at which Web Mercator ends. Positions beyond it are moved to it.
const MAX_LATITUDE: f64 = 85.051_128_779_806_6;

/// A tile of `WebMercatorQuad` (OGC 17-083r4, annex D): column and row count from the north-west corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tile {
    /// From 0, the whole world, to [`MAX_ZOOM`].
    pub zoom: u8,
    /// From 0 to 2^zoom - 1.
    pub column: u32,
    /// From 0 to 2^zoom - 1.
    pub row: u32,
}

impl Tile {
    /// The number of columns, and of rows, of a zoom level.
    pub fn side(zoom: u8) -> u32 {
        1 << zoom
    }

    /// The codes of the cells in it.
    pub fn codes(self) -> RangeInclusive<u64> {
        let bits = 2 * u32::from(self.zoom);
        let first = (spread(self.row) << 1 | spread(self.column)).checked_shl(64 - bits).unwrap_or(0);
        first..=first | u64::MAX.checked_shr(bits).unwrap_or(0)
    }

    /// The column and row of a cell within the tile, in units.
    pub fn units(self, code: u64) -> [u32; 2] {
        // The bits above the zoom's are the tile's own.
        [code, code >> 1].map(|axis| (gather(axis) << self.zoom) >> (u32::BITS - EXTENT_BITS))
    }

    /// A world position in the tile's units, which may lie outside it.
    pub fn local(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let side = f64::from(Self::side(self.zoom));
        [(x, self.column), (y, self.row)].map(|(axis, tile)| (axis * side - f64::from(tile)) * f64::from(EXTENT))
    }

    /// The size of one of the tile's units, in worlds.
    pub fn unit(self) -> f64 {
        1.0 / (f64::from(Self::side(self.zoom)) * f64::from(EXTENT))
    }

    /// West, north, east and south in worlds, with `margin` units around.
    pub fn bounds(self, margin: f64) -> [f64; 4] {
        let side = f64::from(Self::side(self.zoom));
        let margin = margin * self.unit();
        let [west, north] = [self.column, self.row].map(|tile| f64::from(tile) / side - margin);
        [west, north, west + 1.0 / side + 2.0 * margin, north + 1.0 / side + 2.0 * margin]
    }
}

/// A position in worlds: from 0, 0 at the north-west corner to 1, 1 at the south-east.
pub fn world([lon, lat]: Position) -> [f64; 2] {
    let lat = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let y = (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0;
    [(lon + 180.0) / 360.0, y].map(|axis| axis.clamp(0.0, 1.0))
}

/// The code of the cell at a position in worlds.
pub fn code(world: [f64; 2]) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates: the edge is the last cell")]
    let [column, row] = world.map(|axis| (axis * 2_f64.powi(32)) as u32);
    spread(row) << 1 | spread(column)
}

/// A number's bits with a gap after each.
fn spread(number: u32) -> u64 {
    let mut bits = u64::from(number);
    bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff;
    bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333;
    (bits | bits << 1) & 0x5555_5555_5555_5555
}

/// Every second bit, from the lowest.
#[expect(clippy::cast_possible_truncation, reason = "32 bits are left")]
fn gather(code: u64) -> u32 {
    let mut bits = code & 0x5555_5555_5555_5555;
    bits = (bits | bits >> 1) & 0x3333_3333_3333_3333;
    bits = (bits | bits >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits >> 4) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits >> 8) & 0x0000_ffff_0000_ffff;
    (bits | bits >> 16) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn edges_belong_to_the_outermost_tiles() {
        for (position, column, row) in [
            ([-180.0, 90.0], 0, 0),
            ([180.0, -90.0], 7, 7),
            ([0.0, 0.0], 4, 4),
            ([-180.0, 85.06], 0, 0),
            ([179.999_999, -85.06], 7, 7),
        ] {
            assert!(Tile { zoom: 3, column, row }.codes().contains(&code(world(position))), "{position:?}");
        }
        assert_eq!(Tile { zoom: 0, column: 0, row: 0 }.codes(), 0..=u64::MAX);
    }

    proptest! {
        #[test]
        fn a_code_is_its_row_and_column(column: u32, row: u32) {
            let code = spread(row) << 1 | spread(column);
            prop_assert_eq!((gather(code), gather(code >> 1)), (column, row));
        }

        /// Whole numbers and fractions place a position alike.
        #[test]
        fn units_are_where_the_fractions_are(lon in -180.0..180.0_f64, lat in -85.0..85.0_f64, zoom in 0..=20_u8) {
            let world = world([lon, lat]);
            let side = f64::from(Tile::side(zoom));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^20")]
            let [column, row] = world.map(|axis| (axis * side) as u32);
            let tile = Tile { zoom, column, row };
            prop_assert!(tile.codes().contains(&code(world)));
            let units = tile.units(code(world));
            for (unit, exact) in units.into_iter().zip(tile.local(world)) {
                prop_assert!((f64::from(unit) - exact.floor()).abs() <= 1.0, "{unit} {exact}");
            }
        }
    }
}
