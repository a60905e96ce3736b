//! Tables of HTML as Markdown writes them: rows of cells, each on one line.

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Row>,
    /// The row that is open.
    row: Option<Row>,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<String>,
    /// Whether there is a cell that is no heading.
    has_data: bool,
}

/// What a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Heading,
    Data,
}

impl Grid {
    /// Whether a row was begun: before it, words are the table's title.
    pub(super) fn has_begun(&self) -> bool {
        self.row.is_some() || !self.rows.is_empty()
    }

    pub(super) fn open_row(&mut self) {
        self.close_row();
        self.row = Some(Row::default());
    }

    pub(super) fn close_row(&mut self) {
        self.rows.extend(self.row.take());
    }

    /// Adds a cell; none where it has more than lines of words in it.
    pub(super) fn cell(&mut self, kind: Cell, text: &str) -> Option<()> {
        let lines: Vec<&str> = text.trim().split("\n\n").map(str::trim).collect();
        if lines.iter().any(|line| line.contains('\n')) {
            return None;
        }
        let mut text = String::new();
        let mut is_escaped = false;
        for c in lines.join("<br>").chars() {
            if c == '|' && !is_escaped {
                text.push('\\');
            }
            is_escaped = c == '\\' && !is_escaped;
            text.push(c);
        }
        let row = self.row.get_or_insert_default();
        let is_first = self.rows.is_empty() && !row.has_data;
        row.has_data |= kind == Cell::Data;
        if kind == Cell::Heading && !is_first && !text.is_empty() {
            text = format!("**{text}**");
        }
        row.cells.push(text);
        Some(())
    }

    /// The lines. A table without a row of headings gets an empty one, since Markdown knows no other.
    pub(super) fn lines(mut self) -> Option<String> {
        self.close_row();
        self.rows.retain(|row| !row.cells.is_empty());
        let width = self.rows.iter().map(|row| row.cells.len()).max()?;
        let has_head = self.rows.first().is_some_and(|row| !row.has_data);
        let mut lines: Vec<String> = self
            .rows
            .iter()
            .map(|row| line(&row.cells, width))
            .collect();
        if !has_head {
            lines.insert(0, line(&[], width));
        }
        lines.insert(1, format!("|{}", " --- |".repeat(width)));
        Some(lines.join("\n"))
    }
}

fn line(cells: &[String], width: usize) -> String {
    let mut line = String::from("|");
    for at in 0..width {
        let cell = cells.get(at).map_or("", String::as_str);
        line.push(' ');
        line.push_str(cell);
        line.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_lines() {
        let mut grid = Grid::default();
        grid.open_row();
        assert!(grid.cell(Cell::Heading, "a|b").is_some());
        assert!(grid.cell(Cell::Heading, " two ").is_some());
        grid.open_row();
        assert!(grid.cell(Cell::Heading, "one\n\nmore").is_some());
        assert!(grid.cell(Cell::Data, "- an\n- item").is_none());
        let lines = "| a\\|b | two |\n| --- | --- |\n| **one<br>more** | |";
        assert_eq!(grid.lines().as_deref(), Some(lines));
    }

    #[test]
    fn a_table_without_headings_has_an_empty_row_of_them() {
        let mut grid = Grid::default();
        assert!(grid.cell(Cell::Data, "x").is_some());
        assert_eq!(grid.lines().as_deref(), Some("| |\n| --- |\n| x |"));
        assert_eq!(Grid::default().lines(), None);
    }
}
