package dev.chainrule.nn.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.chainrule.array.DType;
import dev.chainrule.shape.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads a header that anybody may have written: each number is checked before it is used.
final class HeaderParser {
  /// No tensor has more dimensions; the bound keeps a hostile header from making long lists.
  private static final int MOST_DIMENSIONS = 64;

  private static final int SHOWN = 60;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(3)
                  .maxNameLength(Header.MOST_BYTES)
                  .maxStringLength(Header.MOST_BYTES)
                  .build())
          .build();

  private final JsonParser json;
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
  private @Nullable String checksum;
  private long checksumAt;

  private HeaderParser(JsonParser json) {
    this.json = json;
  }

  /// The header in these bytes.
  ///
  /// @param dataLength the bytes that follow it in the file
  static Header parse(byte[] header, long dataLength) throws IOException {
    // The parser would take a zero for a sign of UTF-16, and the format is UTF-8.
    if (header.length < 2 || header[0] != '{' || header[1] == 0) {
      throw new MalformedException("its header is no JSON object; it is no safetensors file");
    }
    try (JsonParser json = JSON.createParser(header)) {
      HeaderParser parser = new HeaderParser(json);
      parser.header();
      Header parsed = parser.checked(header);
      requireCovered(parsed, dataLength);
      return parsed;
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
      throw new MalformedException(
          "its header is no JSON of tensors, from byte %d on".formatted(Math.max(at, 0)));
    }
  }

  private void header() throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      require(Checkpoint.isUnicode(name), name, "is no valid Unicode");
      require(json.nextToken() == JsonToken.START_OBJECT, name, "is no object");
      if (name.equals(Header.METADATA)) {
        metadata();
      } else {
        entries.put(name, entry(name));
      }
    }
    if (json.nextToken() != null) {
      throw new MalformedException("there is more than one value in its header");
    }
  }

  private void metadata() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      require(json.nextToken() == JsonToken.VALUE_STRING, name, "is no string");
      String text = json.getText();
      boolean isUnicode = Checkpoint.isUnicode(name) && Checkpoint.isUnicode(text);
      require(isUnicode, name, "is no valid Unicode");
      if (name.equals(Header.CHECKSUM)) {
        checksumAt = json.currentTokenLocation().getByteOffset() + 1;
        checksum = text;
      } else {
        metadata.put(name, text);
      }
    }
  }

  private Entry entry(String tensor) throws IOException {
    DType dtype = null;
    long[] sizes = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> dtype = dtype(tensor);
        case "shape" -> sizes = numbers(tensor, MOST_DIMENSIONS);
        case "data_offsets" -> offsets = numbers(tensor, 2);
        default -> throw malformed(tensor, "has a field that the format has not");
      }
    }
    if (dtype == null || sizes == null || offsets == null || offsets.length != 2) {
      throw malformed(tensor, "needs a dtype, a shape and two data_offsets");
    }
    Shape shape = shape(tensor, sizes);
    long bytes = (long) shape.numel() * Entry.size(dtype);
    // Neither is negative, so the difference cannot overflow.
    require(offsets[1] - offsets[0] == bytes, tensor, "has other bytes than its shape needs");
    return new Entry(dtype, shape, offsets[0], offsets[1]);
  }

  private DType dtype(String tensor) throws IOException {
    for (DType dtype : DType.values()) {
      if (json.currentToken() == JsonToken.VALUE_STRING
          && json.getText().equals(Entry.name(dtype))) {
        return dtype;
      }
    }
    throw malformed(tensor, "has a dtype other than BOOL, I64, F32 and F64");
  }

  /// At most `most` whole numbers, none negative.
  private long[] numbers(String tensor, int most) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, tensor, "needs lists of whole numbers");
    long[] numbers = new long[most];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      boolean isWhole =
          json.currentToken() == JsonToken.VALUE_NUMBER_INT
              && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      require(isWhole && json.getLongValue() >= 0, tensor, "has a number that is none of a place");
      require(count < most, tensor, "has a longer list than there can be");
      numbers[count++] = json.getLongValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private static Shape shape(String tensor, long[] sizes) throws MalformedException {
    // Zeros are left out, so that no order of sizes hides a product that is too large.
    long product = 1;
    int[] small = new int[sizes.length];
    for (int d = 0; d < sizes.length; d++) {
      require(sizes[d] <= Integer.MAX_VALUE, tensor, "has more elements than an array can");
      small[d] = (int) sizes[d];
      product *= Math.max(1, sizes[d]);
      require(product <= Integer.MAX_VALUE, tensor, "has more elements than an array can");
    }
    return Shape.of(small);
  }

  private Header checked(byte[] header) throws MalformedException {
    if (checksum == null) {
      throw new MalformedException("it has no checksum (sha256); it is none of our checkpoints");
    }
    Header parsed = new Header(entries, metadata, checksum, (int) checksumAt);
    if (!parsed.hasPlainChecksum(header)) {
      throw new MalformedException("its checksum is not 64 hexadecimal digits");
    }
    return parsed;
  }

  /// Each byte of the data belongs to one tensor.
  private static void requireCovered(Header header, long dataLength) throws MalformedException {
    long covered = 0;
    for (Map.Entry<String, Entry> named : header.placed()) {
      Entry entry = named.getValue();
      require(entry.begin() == covered, named.getKey(), "overlaps another or leaves a gap");
      covered = entry.end();
    }
    if (covered != dataLength) {
      throw new MalformedException(
          "its tensors have %d bytes, and %d are there; it is %s"
              .formatted(covered, dataLength, covered > dataLength ? "truncated" : "too long"));
    }
  }

  private static void require(boolean holds, String name, String otherwise)
      throws MalformedException {
    if (!holds) {
      throw malformed(name, otherwise);
    }
  }

  private static MalformedException malformed(String name, String what) {
    String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
    return new MalformedException(
        "in its header, \"%s\" %s".formatted(shown.replaceAll("\\p{Cntrl}", "?"), what));
  }
}
