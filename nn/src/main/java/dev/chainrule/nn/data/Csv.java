package dev.chainrule.nn.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.chainrule.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A table in a file of comma-separated values (RFC 4180): a first line with the names of the
/// columns, and a row for each example.
public final class Csv {
  private static final String KIND = "csv";

  /// Decimal numbers only: Java would also read `1f`, `0x1p3` and `NaN`.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final Path file;
  private final List<String> columns;
  private final List<CsvRecord> rows;

  private Csv(Path file, List<String> columns, List<CsvRecord> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /// Reads a UTF-8 file. Empty lines are left out; fields with commas or line ends are quoted.
  ///
  /// @throws DataException if it cannot be read, has no row, a row has more or fewer fields than
  ///   there are columns, or two columns have one name
  public static Csv read(Path file) throws DataException {
    List<CsvRecord> records = records(file, String.join("\n", TextFile.lines(KIND, file)));
    if (records.size() < 2) {
      throw DataException.in(
          KIND, file, "needs a line with the names of the columns and at least one row");
    }
    List<String> columns = records.getFirst().getFields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw DataException.at(
            KIND,
            file,
            records.getFirst().getStartingLineNumber(),
            "names the column \"%s\" twice; rename one".formatted(column));
      }
    }
    List<CsvRecord> rows = records.subList(1, records.size());
    for (CsvRecord row : rows) {
      if (row.getFieldCount() != columns.size()) {
        throw DataException.at(
            KIND,
            file,
            row.getStartingLineNumber(),
            "must have %d fields, as there are columns; it has %d"
                .formatted(columns.size(), row.getFieldCount()));
      }
    }
    return new Csv(file, columns, rows);
  }

  private static List<CsvRecord> records(Path file, String text) throws DataException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)) {
      return reader.stream().toList();
    } catch (CsvParseException e) {
      throw DataException.in(KIND, file, "is no table: " + e.getMessage());
    } catch (IOException e) {
      throw DataException.unreadable(KIND, file, e);
    }
  }

  /// The names of the columns.
  public List<String> columns() {
    return columns;
  }

  /// How many rows there are.
  public int size() {
    return rows.size();
  }

  /// Columns of decimal numbers.
  ///
  /// @return float32 `[rows, names]`
  /// @throws DataException if a field is no number, or too large for one
  /// @throws IllegalArgumentException if there is no such column
  public Tensor numbers(String... names) throws DataException {
    int[] places = new int[names.length];
    for (int c = 0; c < names.length; c++) {
      places[c] = place(names[c]);
    }
    float[] elements = new float[Math.multiplyExact(rows.size(), names.length)];
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < names.length; c++) {
        elements[r * names.length + c] = number(rows.get(r), places[c]);
      }
    }
    return Tensor.of(elements, rows.size(), names.length);
  }

  private float number(CsvRecord row, int place) throws DataException {
    String field = row.getField(place).strip();
    float number = NUMBER.matcher(field).matches() ? Float.parseFloat(field) : Float.NaN;
    if (!Float.isFinite(number)) {
      throw DataException.at(
          KIND,
          file,
          row.getStartingLineNumber(),
          "must have a number in the column \"%s\"; it has \"%s\""
              .formatted(columns.get(place), field));
    }
    return number;
  }

  /// A column of words as numbers.
  ///
  /// @param numbers int64 `[rows]`: places in `names`
  /// @param names the different words
  public record Categories(Tensor numbers, List<String> names) {}

  /// A column of words, numbered in the order of the alphabet (of their UTF-16 units, as
  /// [String#compareTo]).
  ///
  /// @throws IllegalArgumentException if there is no such column
  public Categories categories(String column) throws DataException {
    int place = place(column);
    List<String> names =
        rows.stream().map(row -> row.getField(place).strip()).distinct().sorted().toList();
    return categories(column, names);
  }

  /// A column of words, numbered as in `names`: those of the table that was trained on.
  ///
  /// @throws DataException if a word is not among the names
  /// @throws IllegalArgumentException if there is no such column
  public Categories categories(String column, List<String> names) throws DataException {
    int place = place(column);
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      numbers.put(names.get(i), i);
    }
    long[] elements = new long[rows.size()];
    for (int r = 0; r < elements.length; r++) {
      String word = rows.get(r).getField(place).strip();
      Integer number = numbers.get(word);
      if (number == null) {
        throw DataException.at(
            KIND,
            file,
            rows.get(r).getStartingLineNumber(),
            "must have a known word in the column \"%s\"; \"%s\" is none of %s"
                .formatted(column, word, names));
      }
      elements[r] = number;
    }
    return new Categories(Tensor.of(elements), List.copyOf(names));
  }

  private int place(String column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      throw new IllegalArgumentException(
          "csv: %s has no column \"%s\"; it has %s".formatted(file, column, columns));
    }
    return place;
  }
}
