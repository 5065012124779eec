package dev.chainrule.nn.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads UTF-8 and nothing else.
final class TextFile {
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private TextFile() {}

  /// The lines of a file, without what ends them (`\n` or `\r\n`) and without a byte order mark at
  /// the front. The last one is empty where the file ends with a line's end.
  ///
  /// @param kind what the file is read as, for the message
  /// @throws DataException if it cannot be read or a line is not UTF-8
  static List<String> lines(String kind, Path file) throws DataException {
    byte[] bytes = bytes(kind, file);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    List<String> lines = new ArrayList<>();
    int begin = 0;
    // No other character of UTF-8 has the byte of a line's end in it.
    for (int at = 0; at <= bytes.length; at++) {
      if (at == bytes.length || bytes[at] == '\n') {
        boolean isPair = at < bytes.length && at > begin && bytes[at - 1] == '\r';
        int end = isPair ? at - 1 : at;
        try {
          lines.add(decoder.decode(ByteBuffer.wrap(bytes, begin, end - begin)).toString());
        } catch (CharacterCodingException e) {
          throw DataException.at(
              kind, file, lines.size() + 1, "is not UTF-8; save the file in that encoding");
        }
        begin = at + 1;
      }
    }
    String first = lines.getFirst();
    if (!first.isEmpty() && first.charAt(0) == BYTE_ORDER_MARK) {
      lines.set(0, first.substring(1));
    }
    return lines;
  }

  private static byte[] bytes(String kind, Path file) throws DataException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw DataException.unreadable(kind, file, e);
    }
  }
}
