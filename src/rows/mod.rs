//! Deliveries as a table: a row for each event, in columns as Apache Arrow lays them out in memory.
//!
//! The same words as in JSON, for engines that read columns: nothing of them has to be read back. [`row`] says which
//! columns there are and what of a delivery goes where, [`column`] how a column grows, [`array`] what becomes of it.

mod array;
mod column;
mod row;

pub(crate) use array::{Array, Buffer};

use column::Column;
use row::Row;

use crate::error::{Error, Result, Status};
use crate::event::{Delivery, Presentation};

/// A table in the making. Every input has a row at least, and the rows of the inputs are in their order.
#[derive(Default)]
pub(crate) struct Rows {
    row: Row,
    len: usize,
}

impl Rows {
    /// Adds the rows of an input: one for each event, otherwise one that says what became of it.
    pub fn add(&mut self, input: usize, outcome: Result<&Delivery<'_>, &Error>, presentation: &Presentation) {
        let before = self.len;
        match outcome {
            Ok(delivery) => self.delivery(input, delivery, presentation),
            Err(error) => self.error(input, error),
        }
        if self.row.is_full() {
            self.row.truncate(before);
            self.len = before;
            self.error(input, &too_large());
        }
    }

    /// The table, as a struct of which each row is one.
    pub fn finish(self) -> Array {
        self.row.finish(c"", self.len)
    }

    fn delivery(&mut self, input: usize, delivery: &Delivery<'_>, presentation: &Presentation) {
        if delivery.events.is_empty() {
            let at = self.begin(input);
            self.row.delivery(at, delivery);
        }
        for (index, event) in delivery.events.iter().enumerate() {
            // What a hostile page says of itself is in each of its rows: the end comes before memory does.
            if self.row.is_full() {
                break;
            }
            let at = self.begin(input);
            self.row.delivery(at, delivery);
            self.row.event(at, index, event, delivery, presentation);
        }
    }

    fn error(&mut self, input: usize, error: &Error) {
        let at = self.begin(input);
        self.row.error(at, error);
    }

    /// The next row, which is of this input.
    fn begin(&mut self, input: usize) -> usize {
        let at = self.len;
        self.len += 1;
        self.row.begin(at, input);
        at
    }
}

fn too_large() -> Error {
    Error::new(Status::TooLarge, "the rows of one call have over 2 GiB in a column").hint("give fewer inputs in a call")
}

#[cfg(test)]
mod tests;
