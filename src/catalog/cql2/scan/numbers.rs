//! Numbers, block by block.

use super::{
    super::{
        source::Source,
        test::{Arithmetic, Comparison, Number},
    },
    Mask, ROWS, Scan, Truth,
};
use crate::catalog::columns::Column;

/// The numbers of a block.
type Block = [f64; ROWS];

/// Writes the numbers of the block that begins at a row, and returns a mask of those that are not null.
type Fill<'a> = Box<dyn Fn(usize, &mut Block) -> Mask + 'a>;

pub(super) fn compared<'a>(left: &'a Number, by: Comparison, right: &'a Number, source: &'a dyn Source) -> Scan<'a> {
    let (left, right) = (fill(left, source), fill(right, source));
    Box::new(move |first, _| {
        let (mut a, mut b) = ([0.0; ROWS], [0.0; ROWS]);
        let known = left(first, &mut a) & right(first, &mut b);
        #[expect(clippy::float_cmp, reason = "CQL2 compares numbers exactly")]
        let holds = match by {
            Comparison::Equal => mask(&a, &b, |a, b| a == b),
            Comparison::Less => mask(&a, &b, |a, b| a < b),
            Comparison::LessOrEqual => mask(&a, &b, |a, b| a <= b),
            Comparison::Greater => mask(&a, &b, |a, b| a > b),
            Comparison::GreaterOrEqual => mask(&a, &b, |a, b| a >= b),
        };
        Truth { yes: known & holds, no: known & !holds }
    })
}

fn mask(a: &Block, b: &Block, holds: impl Fn(f64, f64) -> bool) -> Mask {
    a.iter().zip(b).enumerate().fold(0, |mask, (row, (a, b))| mask | Mask::from(holds(*a, *b)) << row)
}

fn fill<'a>(number: &'a Number, source: &'a dyn Source) -> Fill<'a> {
    match number {
        Number::Literal(number) => Box::new(move |_, block| {
            block.fill(*number);
            Mask::MAX
        }),
        Number::Unknown => Box::new(|_, _| 0),
        Number::Property(property) => match source.column(property) {
            Some(Column::Numbers(numbers)) => column(numbers, |number| number.map(f64::from)),
            Some(Column::Axis(geometries, axis)) => {
                column(geometries.points(), move |point| point.map(|point| point[axis]))
            }
            _ => Box::new(|_, _| 0),
        },
        Number::Computed(left, by, right) => {
            let (left, right) = (fill(left, source), fill(right, source));
            Box::new(move |first, block| {
                let mut other = [0.0; ROWS];
                let known = left(first, block) & right(first, &mut other);
                match by {
                    Arithmetic::Add => compute(block, &other, |a, b| Arithmetic::Add.compute(a, b)),
                    Arithmetic::Subtract => compute(block, &other, |a, b| Arithmetic::Subtract.compute(a, b)),
                    Arithmetic::Multiply => compute(block, &other, |a, b| Arithmetic::Multiply.compute(a, b)),
                    by => compute(block, &other, |a, b| by.compute(a, b)),
                }
                known & mask(block, &other, |a, _| a.is_finite())
            })
        }
    }
}

fn compute(block: &mut Block, other: &Block, by: impl Fn(f64, f64) -> f64) {
    for (a, b) in block.iter_mut().zip(other) {
        *a = by(*a, *b);
    }
}

fn column<'a, T: Copy>(values: &'a [T], number: impl Fn(T) -> Option<f64> + 'a) -> Fill<'a> {
    Box::new(move |first, block| {
        let values = values.get(first..).unwrap_or_default();
        block.iter_mut().zip(values).enumerate().fold(0, |known, (row, (slot, value))| {
            let number = number(*value);
            *slot = number.unwrap_or_default();
            known | Mask::from(number.is_some()) << row
        })
    })
}
