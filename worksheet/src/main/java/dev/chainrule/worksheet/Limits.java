package dev.chainrule.worksheet;

/// How much one run of a worksheet may use. A worksheet is untrusted: whatever it does ends, soon,
/// and within the memory at hand.
///
/// @param statements statements run, and steps of loops, comprehensions and functions over
///   sequences
/// @param items entries put into lists, tuples, dictionaries and sets, in total; sixteen characters
///   of text count as one
/// @param characters in one string
/// @param integerBits of one integer
/// @param calls functions of the worksheet that are inside each other's calls at one time
/// @param nesting expressions, and values inside values, that are inside each other at one time
/// @param elements of tensors allocated, in total
/// @param tensorElements of one tensor
/// @param multiplyAdds done by tensor operations, in total
/// @param seconds of wall time
public record Limits(
    long statements,
    long items,
    long characters,
    long integerBits,
    long calls,
    long nesting,
    long elements,
    long tensorElements,
    long multiplyAdds,
    long seconds) {

  /// The limits of the command: roomy enough for training a small model by hand.
  public static Limits standard() {
    return new Limits(
        50_000_000L,
        30_000_000L,
        10_000_000L,
        100_000L,
        1_000L,
        10_000L,
        20_000_000_000L,
        50_000_000L,
        50_000_000_000L,
        120L);
  }

  /// These limits with another number of statements.
  public Limits withStatements(long most) {
    return new Limits(
        most,
        items,
        characters,
        integerBits,
        calls,
        nesting,
        elements,
        tensorElements,
        multiplyAdds,
        seconds);
  }

  /// These limits with another number of tensor elements, of one tensor and in total.
  public Limits withElements(long mostOfOne, long mostInTotal) {
    return new Limits(
        statements,
        items,
        characters,
        integerBits,
        calls,
        nesting,
        mostInTotal,
        mostOfOne,
        multiplyAdds,
        seconds);
  }

  /// These limits with another number of multiply-adds.
  public Limits withMultiplyAdds(long most) {
    return new Limits(
        statements,
        items,
        characters,
        integerBits,
        calls,
        nesting,
        elements,
        tensorElements,
        most,
        seconds);
  }

  /// These limits with another wall time.
  public Limits withSeconds(long most) {
    return new Limits(
        statements,
        items,
        characters,
        integerBits,
        calls,
        nesting,
        elements,
        tensorElements,
        multiplyAdds,
        most);
  }
}
