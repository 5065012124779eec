import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.datafaker.Faker;

/// Prints the `names = [...]` block of the ninja examples: 32 distinct English given names, drawn by
/// Datafaker with a fixed seed, in the order in which they are drawn.
///
/// A name counts only if its lower case is made of the letters a to z, because the examples have 27
/// characters: those and the full stop. The version in `pom.xml` is pinned, since another version
/// may hold another list and so give other names for the same seed.
class GivenNames {
  private static final long SEED = 42;
  private static final int COUNT = 32;
  private static final int PER_LINE = 8;

  public static void main(String[] arguments) {
    List<String> names = draw(new Faker(Locale.ENGLISH, new Random(SEED)));
    System.out.println("names = [");
    for (int from = 0; from < COUNT; from += PER_LINE) {
      String line = String.join("\", \"", names.subList(from, from + PER_LINE));
      System.out.println("    \"" + line + "\",");
    }
    System.out.println("]");
  }

  private static List<String> draw(Faker faker) {
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < COUNT) {
      String name = faker.name().firstName().toLowerCase(Locale.ROOT);
      if (name.matches("[a-z]+")) {
        names.add(name);
      }
    }
    return new ArrayList<>(names);
  }
}
