package dev.chainrule.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Headers that others wrote, with a right checksum: what they claim is checked before it is used.
class HostileHeaderTest {
  private static final String ZEROS = "0".repeat(64);

  @TempDir private Path folder;

  /// Where `|` stands for the metadata with the checksum.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          {|,"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}; "w" has other bytes than its shape needs
          {|,"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}; "w" overlaps another or leaves a gap
          {|,"w":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}; "w" has a number that is none of a place
          {|,"w":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}; "w" has other bytes than its shape needs
          {|,"w":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}; "w" has a number that is none of a place
          {|,"w":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}; "w" has a number that is none of a place
          {|,"w":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,4]}}; "w" has more elements than an array can
          {|,"w":{"dtype":"F32","shape":[4294967297],"data_offsets":[0,4]}}; "w" has more elements than an array can
          {|,"w":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,0],"data_offsets":[0,4]}}; "w" has more elements than an array can
          {|,"w":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}; "w" has a number that is none of a place
          {|,"w":{"dtype":"I64","shape":[536870913],"data_offsets":[0,8]}}; "w" has other bytes than its shape needs
          {|,"w":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775807,4]}}; "w" has other bytes than its shape needs
          {|,"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}; "w" has a longer list than there can be
          {|,"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}; "w" needs a dtype, a shape and two data_offsets
          {|,"w":{"dtype":"F32","shape":[1]}}; "w" needs a dtype, a shape and two data_offsets
          {|,"w":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}; "w" needs lists of whole numbers
          {|,"w":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}; "w" has a dtype other than BOOL, I64, F32 and F64
          {|,"w":{"dtype":["F32"],"shape":[1],"data_offsets":[0,4]}}; "w" has a dtype other than BOOL, I64, F32 and F64
          {|,"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[1]}}; "w" has a field that the format has not
          {|,"w":3}; "w" is no object
          {|,"v":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]},"w":{"dtype":"BOOL","shape":[2],"data_offsets":[2,4]}}; "w" overlaps another or leaves a gap
          {|,"v":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]},"w":{"dtype":"BOOL","shape":[2],"data_offsets":[2,4]}}; "w" overlaps another or leaves a gap
          {"__metadata__":{"step":"\\ud800"}}; "step" is no valid Unicode
          {"__metadata__":{"step":3}}; "step" is no string
          """)
  void isRefused(String header, String why) throws IOException {
    Path file = write(header.replace("|", metadata()), new byte[4]);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .hasMessage("checkpoint: %s was refused: in its header, %s".formatted(file, why));
  }

  @Test
  void isNoHeader() throws IOException {
    requireRefused("[1]", "its header is no JSON object; it is no safetensors file");
    requireRefused("{\0}\0", "its header is no JSON object; it is no safetensors file");
    requireRefused("{}", "it has no checksum (sha256); it is none of our checkpoints");
    requireRefused("{%s}{}".formatted(metadata()), "there is more than one value in its header");
    requireRefused(
        "{%s,".formatted(metadata()), "its header is no JSON of tensors, from byte 94 on");
    requireRefused(
        "{\"w\":{\"a\":[[[[1]]]]}}", "in its header, \"w\" has a field that the format has not");
    requireRefused(
        "{%s,%s}".formatted(metadata(), metadata()),
        "its header is no JSON of tensors, from byte 108 on");
    requireRefused(
        "{\"__metadata__\":{\"sha256\":\"%s\"}}".formatted("\\u0030".repeat(64)),
        "its checksum is not 64 hexadecimal digits");
    requireRefused(
        "{\"__metadata__\":{\"sha256\":\"abc\"}}", "its checksum is not 64 hexadecimal digits");
    requireRefused(
        "{%s}".formatted(metadata()), "its tensors have 0 bytes, and 4 are there; it is too long");
  }

  private void requireRefused(String header, String why) throws IOException {
    Path file = write(header, new byte[4]);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .hasMessage("checkpoint: %s was refused: %s".formatted(file, why));
  }

  @Test
  void lengthsThatNoFileHas() throws IOException {
    Path file = folder.resolve("length.safetensors");
    for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001}) {
      Files.write(file, bytes(16).putLong(length).array());
      assertThatThrownBy(() -> Checkpoint.read(file))
          .hasMessage(
              "checkpoint: %s was refused: it does not begin as a safetensors file does"
                  .formatted(file));
    }
    Files.write(file, bytes(16).putLong(99_999_999).array());
    assertThatThrownBy(() -> Checkpoint.read(file))
        .hasMessage(
            "checkpoint: %s was refused: its header has 99999999 bytes, and 8 are there; it is"
                    .formatted(file)
                + " truncated");
    Files.write(file, bytes(16).putLong(0).array());
    assertThatThrownBy(() -> Checkpoint.read(file))
        .hasMessage(
            "checkpoint: %s was refused: its header is no JSON object; it is no safetensors file"
                .formatted(file));
  }

  @Test
  void truthValuesAreZeroOrOne() throws IOException {
    String header =
        "{%s,\"b\":{\"dtype\":\"BOOL\",\"shape\":[4],\"data_offsets\":[0,4]}}"
            .formatted(metadata());
    Path file = write(header, new byte[] {0, 1, 2, 0});
    assertThatThrownBy(() -> Checkpoint.read(file))
        .hasMessage(
            "checkpoint: %s was refused: a truth value in it is neither 0 nor 1".formatted(file));
  }

  /// The checksum may stand anywhere, and the JSON be laid out in any way.
  @Test
  void headersOfOthersAreRead() throws IOException {
    String header =
        """
        { "w" : {"data_offsets":[0, 4], "shape":[], "dtype":"\\u004632"},
          "__metadata__": {"a": "1", "sha256": "%s"} }
        """
            .formatted(ZEROS);
    Checkpoint read = Checkpoint.read(write(header, bytes(4).putFloat(2.5f).array()));
    assertThat(read.tensors().get("w").item()).isEqualTo(2.5);
    assertThat(read.tensors().get("w").rank()).isZero();
    assertThat(read.metadata()).containsOnlyKeys("a");
  }

  private static String metadata() {
    return "\"__metadata__\":{\"sha256\":\"%s\"}".formatted(ZEROS);
  }

  /// A file with this header and the right checksum in the place of its zeros.
  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        bytes(8 + json.length + data.length).putLong(json.length).put(json).put(data).array();
    int at = header.indexOf(ZEROS);
    if (at >= 0) {
      byte[] digits = HexFormat.of().formatHex(sha256(bytes)).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, bytes, 8 + at, digits.length);
    }
    return Files.write(folder.resolve("hostile.safetensors"), bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
