package dev.chainrule.report;

import dev.chainrule.worksheet.WorksheetException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What is accepted as the text of a worksheet.
public final class SourceText {
  private SourceText() {}

  /// The text that these bytes are in UTF-8.
  ///
  /// @throws WorksheetException if they are no text, or blank
  public static String of(byte[] bytes) {
    try {
      return of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw notText();
    }
  }

  /// The text without its byte order mark.
  ///
  /// @throws WorksheetException if it is no text, or blank
  public static String of(String text) {
    if (text.indexOf('\0') >= 0) {
      throw notText();
    }
    if (text.isBlank()) {
      throw new WorksheetException("the worksheet is empty; write a forward pass and a loss");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static WorksheetException notText() {
    return new WorksheetException("this is not text in UTF-8; a worksheet is a Python file");
  }
}
