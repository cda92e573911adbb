// The look that all tables share: whole rows, no vertical header, fixed row height by the font, no grid but hairlines
// below rows.
#pragma once

class QPainter;
class QStyleOptionViewItem;
class QTableView;

namespace tunesmith::ui {

/// `lines`: how many lines of text a row shows.
void styleTable(QTableView* table, int lines = 1);
/// What lies behind a cell of such a table: the selection and the hairline. For delegates of single columns.
void paintRowBackground(QPainter* painter, const QStyleOptionViewItem& option);

}  // namespace tunesmith::ui
