package dev.chainrule.worksheet.value;

import java.math.BigInteger;

/// Names values and their types in errors.
public final class Describe {
  private static final int LONGEST_TEXT = 30;

  private Describe() {}

  /// The name of the value's type, as Python has it.
  public static String type(Object value) {
    return switch (value) {
      case Long number -> "int";
      case BigInteger number -> "int";
      case Double number -> "float";
      case Boolean truth -> "bool";
      case String text -> "str";
      case ListValue list -> "list";
      case TupleValue tuple -> tuple.typeName();
      case DictValue dict -> "dict";
      case SetValue set -> "set";
      case RangeValue range -> "range";
      case SliceValue slice -> "slice";
      case IteratorValue iterator -> iterator.typeName();
      case ForeignValue foreign -> foreign.typeName();
      case NoneValue none -> "None";
      case EllipsisValue dots -> "'...'";
      case ModuleValue module -> "module";
      case TypeValue type -> "type";
      case Callable callable -> "function";
      default -> "context";
    };
  }

  /// The value's type with its article, and the value itself if that is short.
  public static String value(Object value) {
    return switch (value) {
      case NoneValue none -> "None";
      case EllipsisValue dots -> "'...'";
      case Boolean truth -> truth ? "True" : "False";
      case Long number -> "the int " + number;
      case Double number -> "the float " + FloatText.repr(number);
      case String text -> text.length() <= LONGEST_TEXT ? "the str '" + text + "'" : "a str";
      default -> withArticle(type(value));
    };
  }

  /// `a list`, `an int`.
  public static String withArticle(String type) {
    boolean isUnique = type.equals("None") || type.startsWith("'");
    if (isUnique) {
      return type;
    }
    boolean isVowel = "aeio".indexOf(Character.toLowerCase(type.charAt(0))) >= 0;
    return (isVowel ? "an " : "a ") + type;
  }
}
