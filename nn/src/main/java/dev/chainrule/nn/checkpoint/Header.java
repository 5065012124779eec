package dev.chainrule.nn.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The header of a file.
///
/// @param entries the tensors by name, in the order of the header; together they cover the data
///   without gap or overlap
/// @param metadata the strings, without the checksum
/// @param checksum 64 hexadecimal digits
/// @param checksumAt the byte of the header at which they begin
record Header(
    SequencedMap<String, Entry> entries,
    SequencedMap<String, String> metadata,
    String checksum,
    int checksumAt) {

  static final String METADATA = "__metadata__";
  static final String CHECKSUM = "sha256";

  /// The checksum while it is computed.
  static final String NO_CHECKSUM = "0".repeat(64);

  /// The most bytes of a header, which are those that the format's own readers accept.
  static final int MOST_BYTES = 100_000_000;

  private static final int ALIGNMENT = 8;

  /// Writes a character outside the first 65,536 as itself, as it does all others.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  /// The header of a checkpoint. Data is placed by falling size of the elements, so that each lies
  /// where its type may lie in memory.
  static Header of(Checkpoint checkpoint) {
    List<Map.Entry<String, Tensor>> placed = new ArrayList<>(checkpoint.tensors().entrySet());
    placed.sort(Comparator.comparing(named -> -Entry.size(named.getValue().dtype())));
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    checkpoint.tensors().keySet().forEach(name -> entries.put(name, NOWHERE));
    long begin = 0;
    for (Map.Entry<String, Tensor> named : placed) {
      Tensor tensor = named.getValue();
      long end = begin + (long) tensor.numel() * Entry.size(tensor.dtype());
      entries.put(named.getKey(), new Entry(tensor.dtype(), tensor.shape(), begin, end));
      begin = end;
    }
    int checksumAt = "{'%s':{'%s':'".formatted(METADATA, CHECKSUM).length();
    return new Header(entries, checkpoint.metadata(), NO_CHECKSUM, checksumAt);
  }

  /// Holds a tensor's place in the order of names until its place in the data is known.
  private static final Entry NOWHERE = new Entry(DType.BOOL, Shape.SCALAR, 0, 0);

  /// The entries in the order of their data.
  List<Map.Entry<String, Entry>> placed() {
    return entries.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Entry>>comparingLong(named -> named.getValue().begin())
                .thenComparingLong(named -> named.getValue().end()))
        .toList();
  }

  /// JSON, filled up with spaces so that the data after it is aligned. The checksum comes first.
  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart(METADATA);
      json.writeStringField(CHECKSUM, checksum);
      for (Map.Entry<String, String> string : metadata.entrySet()) {
        json.writeStringField(string.getKey(), string.getValue());
      }
      json.writeEndObject();
      for (Map.Entry<String, Entry> named : entries.entrySet()) {
        json.writeObjectFieldStart(named.getKey());
        write(named.getValue(), json);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    byte[] unaligned = bytes.toByteArray();
    if (unaligned.length > MOST_BYTES - ALIGNMENT) {
      throw new IOException(
          "names and strings take %d bytes; %d is the most"
              .formatted(unaligned.length, MOST_BYTES));
    }
    byte[] aligned =
        Arrays.copyOf(unaligned, Math.ceilDiv(unaligned.length, ALIGNMENT) * ALIGNMENT);
    Arrays.fill(aligned, unaligned.length, aligned.length, (byte) ' ');
    return aligned;
  }

  private static void write(Entry entry, JsonGenerator json) throws IOException {
    int[] shape = entry.shape().toArray();
    json.writeStringField("dtype", Entry.name(entry.dtype()));
    json.writeFieldName("shape");
    json.writeArray(shape, 0, shape.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
  }

  /// Do these bytes of a header hold the checksum as plain digits, so that they can be replaced?
  boolean hasPlainChecksum(byte[] header) {
    byte[] digits = checksum.getBytes(StandardCharsets.UTF_8);
    return checksum.matches("[0-9a-f]{64}")
        && checksumAt + digits.length <= header.length
        && Arrays.equals(header, checksumAt, checksumAt + digits.length, digits, 0, digits.length);
  }

  /// Replaces the checksum in the bytes of this header by zeros.
  void clearChecksum(byte[] header) {
    Arrays.fill(header, checksumAt, checksumAt + NO_CHECKSUM.length(), (byte) '0');
  }
}
