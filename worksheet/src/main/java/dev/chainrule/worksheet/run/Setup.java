package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.Decisions;
import dev.chainrule.worksheet.Limits;
import dev.chainrule.worksheet.builtin.MathLibrary;
import dev.chainrule.worksheet.builtin.RandomLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// With what a worksheet is run.
///
/// @param translation makes a sentence for the worksheet's author of an exception that a library
///   threw, if it is one of the library's own errors rather than a defect
public record Setup(
    Limits limits,
    Decisions decisions,
    Observer observer,
    List<Library> libraries,
    Function<RuntimeException, Optional<String>> translation) {

  /// The usual limits, `math` and `random`, nobody watching.
  public static Setup standard() {
    return new Setup(
        Limits.standard(),
        Decisions.free(),
        Observer.NONE,
        List.of(new MathLibrary(), new RandomLibrary()),
        e -> Optional.empty());
  }

  /// This setup within other limits.
  public Setup with(Limits others) {
    return new Setup(others, decisions, observer, libraries, translation);
  }

  /// This setup with decisions recorded or replayed.
  public Setup with(Decisions others) {
    return new Setup(limits, others, observer, libraries, translation);
  }

  /// This setup with somebody watching.
  public Setup with(Observer other) {
    return new Setup(limits, decisions, other, libraries, translation);
  }

  /// This setup with one more library.
  public Setup with(Library more) {
    List<Library> all = new ArrayList<>(libraries);
    all.add(more);
    return new Setup(limits, decisions, observer, List.copyOf(all), translation);
  }

  /// This setup with another translation of the libraries' exceptions.
  public Setup translating(Function<RuntimeException, Optional<String>> other) {
    return new Setup(limits, decisions, observer, libraries, other);
  }
}
