package dev.chainrule.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Who takes part, how each is started, and how to get those that are missing.
final class Contestants {
  static final String OURS = "ours";
  static final String PYTORCH = "PyTorch";
  static final String DJL = "DJL";
  static final String OPENBLAS = "OpenBLAS";
  static final String C = "C";
  static final String PYTHON = "Python";

  /// Ours again, with one thread, where the others have more.
  static final String ONE_THREAD = "one thread";

  private static final List<String> SCRIPTS =
      List.of("contestant.py", "torch_contestant.py", "scalar_contestant.py");

  /// One who takes part.
  ///
  /// @param name its column
  /// @param command what starts it
  /// @param core for which processor OpenBLAS shall work in it; empty if it shall find out
  /// @param install how to get it
  record Entry(String name, List<String> command, String core, String install) {
    /// Starts it, with `threads` threads.
    Child start(int threads) throws UnavailableException {
      return Child.start(command, environment -> prepare(environment, threads, core));
    }
  }

  private Contestants() {}

  /// Ours.
  static Entry ours() {
    return new Entry(OURS, server("ours"), "", "");
  }

  /// The others.
  ///
  /// @param folder where the scripts are put that the contestants in Python run
  /// @param core for which processor OpenBLAS shall work; empty if it shall find out
  static List<Entry> peers(Path folder, String core) throws IOException {
    for (String script : SCRIPTS) {
      try (InputStream in = Contestants.class.getResourceAsStream(script)) {
        Files.copy(Objects.requireNonNull(in, script), folder.resolve(script));
      }
    }
    return List.of(
        new Entry(
            PYTORCH,
            python(folder, "torch_contestant.py"),
            core,
            "apt-get install python3-torch libopenblas0-pthread"),
        new Entry(DJL, server("djl"), "", "./chainrule bench --djl (downloads 111 MB once)"),
        openBlas(core),
        new Entry(C, server("c"), "", "apt-get install gcc libc6-dev"),
        new Entry(PYTHON, python(folder, "scalar_contestant.py"), "", "apt-get install python3"));
  }

  private static Entry openBlas(String core) {
    return new Entry(OPENBLAS, server("openblas"), core, "apt-get install libopenblas0-pthread");
  }

  /// For which processor OpenBLAS must be told to work here, or an empty name if it knows. A
  /// release that is older than the processor takes it for one of 2004 and is several times slower
  /// than it can be; that would be no comparison.
  static String openBlasCore() throws IOException {
    try (Child child = openBlas("").start(1)) {
      return child.name().endsWith("Prescott") ? Machine.openBlasCore() : "";
    } catch (UnavailableException e) {
      return "";
    }
  }

  /// Debian's Python has Debian's PyTorch; another on the PATH may not.
  private static List<String> python(Path folder, String script) {
    String debian = "/usr/bin/python3";
    return List.of(
        Files.isExecutable(Path.of(debian)) ? debian : "python3",
        "-B",
        folder.resolve(script).toString());
  }

  /// A JVM with the options that this one has: what the launcher starts for training too.
  private static List<String> server(String contestant) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Server.class.getName(), contestant));
    return command;
  }

  private static void prepare(Map<String, String> environment, int threads, String core) {
    String count = Integer.toString(threads);
    environment.put("CHAINRULE_THREADS", count);
    environment.put("OPENBLAS_NUM_THREADS", count);
    environment.put("OMP_NUM_THREADS", count);
    environment.put("MKL_NUM_THREADS", count);
    environment.remove("OPENBLAS_L2_SIZE");
    environment.remove("OPENBLAS_CORETYPE");
    if (!core.isEmpty()) {
      environment.put("OPENBLAS_CORETYPE", core);
    }
  }
}
