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
pub(crate) struct Rows {
    presentation: Presentation,
    row: Row,
    len: usize,
    inputs: usize,
}

impl Rows {
    /// One without a row.
    pub fn of(presentation: Presentation) -> Self {
        Self { presentation, row: Row::default(), len: 0, inputs: 0 }
    }

    /// Adds the rows of the next input: one for each event, otherwise one that says what became of it.
    pub fn add(&mut self, outcome: Result<&Delivery<'_>, &Error>) {
        let before = self.len;
        match outcome {
            Ok(delivery) => self.delivery(delivery),
            Err(error) => self.error(error),
        }
        if self.row.is_full() {
            self.row.truncate(before);
            self.len = before;
            self.error(&too_large());
        }
        self.inputs += 1;
    }

    /// The table, as a struct of which each row is one.
    pub fn finish(self) -> Array {
        self.row.finish(c"", self.len)
    }

    fn delivery(&mut self, delivery: &Delivery<'_>) {
        let first = self.begin();
        self.row.delivery(first, delivery);
        for (index, event) in delivery.events.iter().enumerate() {
            // A record of many events is in each of their rows: the end comes before memory does.
            if self.row.is_full() {
                break;
            }
            let at = if index == 0 { first } else { self.begin() };
            self.row.event(at, index, event, delivery, &self.presentation);
        }
    }

    fn error(&mut self, error: &Error) {
        let at = self.begin();
        self.row.error(at, error);
    }

    /// The next row, which is of the next input.
    fn begin(&mut self) -> usize {
        let at = self.len;
        self.len += 1;
        self.row.begin(at, self.inputs);
        at
    }
}

fn too_large() -> Error {
    Error::new(Status::TooLarge, "the rows of one call have over 2 GiB in a column").hint("give fewer inputs in a call")
}

#[cfg(test)]
mod tests;
