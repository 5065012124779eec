package dev.chainrule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the figures were taken on.
///
/// @param processor its name and how many cores there are
/// @param system the operating system
/// @param java the JVM, and whether it has the Vector API
record Machine(String processor, String system, String java) {
  static Machine here() throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return new Machine(
        "%s, %d %s".formatted(processorName(), cores, cores == 1 ? "core" : "cores"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        "%s %s, %s the Vector API"
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                vector ? "with" : "without"));
  }

  /// OpenBLAS's name for the newest processor whose instructions this one surely has; empty where
  /// that is unknown.
  static String openBlasCore() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return "";
    }
    List<String> flags =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> List.of(line.split(" ")))
            .orElse(List.of());
    if (flags.containsAll(List.of("avx512f", "avx512dq", "avx512bw", "avx512vl"))) {
      return "SkylakeX";
    }
    return flags.containsAll(List.of("avx2", "fma")) ? "Haswell" : "";
  }

  private static String processorName() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    String family = "";
    String model = "";
    String name = System.getProperty("os.arch");
    for (String line : Files.readAllLines(file)) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (line.startsWith("model name")) {
        name = value;
      } else if (line.startsWith("cpu family")) {
        family = value;
      } else if (line.startsWith("model\t")) {
        model = value;
      } else if (line.isEmpty()) {
        break;
      }
    }
    return family.isEmpty() ? name : "%s (family %s, model %s)".formatted(name, family, model);
  }
}
