//! A table for the eye, the ear and the phone: each cell knows its column, each row its heading.

use super::block_model::{CellModel, ColumnModel, GroupModel, RowModel, TableModel};
use super::cells::{Pen, letters};
use crate::site::joined::{HeadCell, JoinedCell, JoinedRow, JoinedTable, Mark, RowOrder};

/// A table as templates see it.
pub(super) fn table(pen: &Pen<'_>, table: &JoinedTable) -> TableModel {
    let labels: Vec<String> = table
        .head
        .iter()
        .map(|cell| letters(&cell.content))
        .collect();
    TableModel {
        caption: table.caption.as_ref().map(|caption| pen.rich(caption)),
        columns: table.head.iter().map(|cell| column(pen, cell)).collect(),
        groups: table
            .groups
            .iter()
            .map(|group| GroupModel {
                title: group.title.as_ref().map(|title| pen.rich(title)),
                rows: group
                    .rows
                    .iter()
                    .map(|one| row(pen, one, &labels))
                    .collect(),
            })
            .collect(),
        cards: table.head.len() > 2,
        sortable: table.order == RowOrder::Free
            && table.groups.iter().any(|group| group.rows.len() > 1),
    }
}

fn column(pen: &Pen<'_>, cell: &HeadCell) -> ColumnModel {
    ColumnModel {
        html: pen.rich(&cell.content),
        key: cell.key.clone(),
        marks: pen.marks(&cell.marks),
    }
}

fn row(pen: &Pen<'_>, row: &JoinedRow, labels: &[String]) -> RowModel {
    // What is said of the whole row is said once, beside its heading.
    let of_row = row
        .cells
        .get(row.head)
        .map_or(&[] as &[Mark], |head| &head.marks);
    let cells = row
        .cells
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let head = at == row.head;
            let marks: Vec<Mark> = cell
                .marks
                .iter()
                .copied()
                .filter(|mark| head || !of_row.contains(mark))
                .collect();
            CellModel {
                head,
                label: labels.get(at).cloned().unwrap_or_default(),
                marks: pen.marks(&marks),
                ..value(pen, cell)
            }
        })
        .collect();
    RowModel {
        id: row.id.clone(),
        cells,
    }
}

/// A cell without its place in a table.
pub(super) fn value(pen: &Pen<'_>, cell: &JoinedCell) -> CellModel {
    CellModel {
        html: pen.cell(cell),
        empty: cell.lines.is_empty(),
        marks: pen.marks(&cell.marks),
        sort: cell.sort.clone(),
        ..CellModel::default()
    }
}
