package dev.chainrule.nn.checkpoint;

import dev.chainrule.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// The bytes of a checkpoint's file, a piece at a time, with their digest.
final class TensorFile {
  private static final int LENGTH_BYTES = 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private final FileChannel file;
  private final MessageDigest digest;

  private TensorFile(FileChannel file) {
    this.file = file;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256 but this one", e);
    }
  }

  /// Writes the file, in place, and has it reach the disk.
  static void write(Checkpoint checkpoint, Path path) throws IOException {
    Header header = Header.of(checkpoint);
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      TensorFile file = new TensorFile(channel);
      file.write(checkpoint, header);
      channel.force(true);
    }
  }

  private void write(Checkpoint checkpoint, Header header) throws IOException {
    byte[] json = header.toBytes();
    write(littleEndian(LENGTH_BYTES).putLong(json.length).flip());
    write(ByteBuffer.wrap(json));
    ByteBuffer chunk = littleEndian(CHUNK_BYTES);
    for (Map.Entry<String, Entry> named : header.placed()) {
      Tensor tensor = Objects.requireNonNull(checkpoint.tensors().get(named.getKey()));
      Elements elements = Elements.of(tensor.array());
      for (int at = 0; at < tensor.numel(); ) {
        at += elements.put(at, chunk);
        write(chunk);
      }
    }
    // Only now is the checksum known that stands in the header.
    ByteBuffer digits = ByteBuffer.wrap(checksum().getBytes(StandardCharsets.US_ASCII));
    long at = (long) LENGTH_BYTES + header.checksumAt();
    while (digits.hasRemaining()) {
      at += file.write(digits, at);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /// Reads a file and checks all of it before anything is handed out.
  static Checkpoint read(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new MalformedException("it is no file");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return new TensorFile(channel).read();
    } catch (EOFException e) {
      throw new MalformedException("it became shorter while it was read");
    }
  }

  private Checkpoint read() throws IOException {
    long size = file.size();
    if (size < LENGTH_BYTES) {
      throw new MalformedException("it has %d bytes; it is truncated".formatted(size));
    }
    ByteBuffer length = littleEndian(LENGTH_BYTES);
    fill(length);
    digest.update(length.duplicate());
    long headerLength = length.getLong();
    long rest = size - LENGTH_BYTES;
    if (headerLength < 0 || headerLength > Header.MOST_BYTES) {
      throw new MalformedException("it does not begin as a safetensors file does");
    }
    if (headerLength > rest) {
      throw new MalformedException(
          "its header has %d bytes, and %d are there; it is truncated"
              .formatted(headerLength, rest));
    }
    byte[] json = new byte[(int) headerLength];
    fill(ByteBuffer.wrap(json));
    Header header = HeaderParser.parse(json, rest - headerLength);
    header.clearChecksum(json);
    digest.update(json);
    SequencedMap<String, Tensor> tensors = tensors(header);
    if (!checksum().equals(header.checksum())) {
      throw new MalformedException("its bytes do not give its checksum; some were changed");
    }
    return new Checkpoint(tensors, header.metadata());
  }

  private SequencedMap<String, Tensor> tensors(Header header) throws IOException {
    ByteBuffer chunk = littleEndian(CHUNK_BYTES);
    Map<String, Elements> read = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> named : header.placed()) {
      Entry entry = named.getValue();
      Elements elements = Elements.zeros(entry.dtype(), entry.shape());
      for (int at = 0; at < entry.shape().numel(); ) {
        int count = elements.prepare(at, chunk);
        fill(chunk);
        digest.update(chunk.duplicate());
        elements.get(at, chunk);
        at += count;
      }
      read.put(named.getKey(), elements);
    }
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : header.entries().keySet()) {
      tensors.put(name, Tensor.of(Objects.requireNonNull(read.get(name)).array()));
    }
    return tensors;
  }

  private void fill(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new EOFException();
      }
    }
    bytes.flip();
  }

  private String checksum() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
