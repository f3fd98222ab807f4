package transom.shell.internal.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Rows for people, or the same as JSON for programs. Columns are named as JSON names them. */
public final class Table {

    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();
    private final String whenEmpty;

    private Table(String whenEmpty, List<String> columns) {
        this.whenEmpty = whenEmpty;
        this.columns = columns;
    }

    /**
     * A table without rows.
     *
     * @param whenEmpty what people are told then
     */
    public static Table of(String whenEmpty, String... columns) {
        return new Table(whenEmpty, List.of(columns));
    }

    /** Adds a row; null is shown as a dash. */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell);
        }
        rows.add(row);
        return this;
    }

    /** As JSON or for people. */
    public String show(boolean json) {
        return json ? json() : text();
    }

    private String json() {
        Json list = Json.list();
        for (List<Object> row : rows) {
            Json object = Json.object();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i), row.get(i));
            }
            list.add(object);
        }
        return list.toString();
    }

    private String text() {
        if (rows.isEmpty()) {
            return whenEmpty;
        }
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    columns.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> cell(row.get(column)).length())
                            .max()
                            .orElse(0));
        }
        StringBuilder text = new StringBuilder();
        line(
                text,
                columns.stream()
                        .map(name -> (Object) name.toUpperCase(Locale.ROOT))
                        .toList(),
                widths);
        for (List<Object> row : rows) {
            line(text.append('\n'), row, widths);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<Object> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cell(cells.get(i));
            String pad = " ".repeat(widths[i] - cell.length());
            line.append(cells.get(i) instanceof Number ? pad + cell : cell + pad)
                    .append("  ");
        }
        text.append(line.toString().stripTrailing());
    }

    private static String cell(Object value) {
        return Objects.toString(value, "-").replaceAll("\\p{Cntrl}", "?");
    }
}
