package dev.chainrule.report.train;

import dev.chainrule.nn.data.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.datafaker.Faker;

/// What is trained on where no text is given: Datafaker's English given names, about five thousand.
public final class Names {
  private Names() {}

  /// The names in lower case, each once, in their order.
  public static Lines lines() {
    Faker faker = new Faker(Locale.ENGLISH);
    Set<String> names = new TreeSet<>();
    for (String list : List.of("name.male_first_name", "name.female_first_name")) {
      Iterable<?> found = faker.fakeValuesService().fetchObject(list, faker.getContext());
      found.forEach(name -> names.add(name.toString().toLowerCase(Locale.ROOT)));
    }
    return new Lines(new ArrayList<>(names));
  }
}
