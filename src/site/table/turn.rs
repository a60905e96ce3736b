//! A table with rows and columns exchanged.

use crate::site::joined::{
    CellLine, HeadCell, JoinedCell, JoinedRow, JoinedTable, RowGroup, RowOrder,
};

/// The table with rows and columns exchanged: its channels head the columns.
pub(super) fn transposed(table: JoinedTable, head: usize) -> JoinedTable {
    let mut rows: Vec<JoinedRow> = table
        .groups
        .into_iter()
        .flat_map(|group| group.rows)
        .collect();
    let mut heads = vec![HeadCell {
        content: table
            .head
            .get(head)
            .map(|cell| cell.content.clone())
            .unwrap_or_default(),
        ..HeadCell::default()
    }];
    for row in &rows {
        let cell = row.cells.get(head).cloned().unwrap_or_default();
        let content = cell
            .lines
            .into_iter()
            .next()
            .map(|line| line.content)
            .unwrap_or_default();
        heads.push(HeadCell {
            content,
            key: row.id.clone(),
            marks: cell.marks,
        });
    }
    let mut turned = Vec::new();
    for (at, label) in table
        .head
        .into_iter()
        .enumerate()
        .filter(|(at, _)| *at != head)
    {
        let name = JoinedCell {
            lines: vec![CellLine {
                content: label.content,
                ..CellLine::default()
            }],
            ..JoinedCell::default()
        };
        let mut cells = vec![name];
        cells.extend(
            rows.iter_mut()
                .map(|row| std::mem::take(&mut row.cells[at])),
        );
        turned.push(JoinedRow {
            id: label.key,
            cells,
            head: 0,
        });
    }
    JoinedTable {
        caption: table.caption,
        head: heads,
        groups: vec![RowGroup {
            title: None,
            rows: turned,
        }],
        order: RowOrder::Fixed,
    }
}
