package dev.chainrule.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The training step of the character model in C, by hand, compiled on the spot: a floor.
@SuppressWarnings("restricted") // native code is what is measured
final class HandWrittenC implements Contestant {
  private static final String SOURCE = "character.c";

  @Override
  public String name() {
    return "c";
  }

  @Override
  public String start() throws UnavailableException {
    try {
      Process gcc = new ProcessBuilder("gcc", "-dumpfullversion").start();
      String version = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return "gcc " + version.strip() + " -O3 -march=native -ffast-math";
    } catch (IOException e) {
      throw new UnavailableException("there is no program gcc");
    }
  }

  @Override
  public Optional<Job> prepare(Task task) {
    return task.operation().equals("character step")
        ? Optional.of(new Step(task))
        : Optional.empty();
  }

  /// The compiled step with its data.
  private static final class Step implements Job {
    private final Arena arena = Arena.ofAuto();
    private final MethodHandle step;

    Step(Task task) {
      SymbolLookup library = SymbolLookup.libraryLookup(compile(task), Arena.global());
      Linker linker = Linker.nativeLinker();
      step = linker.downcallHandle(library.findOrThrow("step"), FunctionDescriptor.of(JAVA_FLOAT));
      MemoryLayout[] parameters = new MemoryLayout[11];
      Arrays.fill(parameters, 0, 9, ADDRESS);
      Arrays.fill(parameters, 9, 11, JAVA_INT);
      MethodHandle setup =
          linker.downcallHandle(
              library.findOrThrow("setup"), FunctionDescriptor.ofVoid(parameters));
      try {
        setup.invokeWithArguments(arguments(task));
      } catch (Throwable e) {
        throw new IllegalStateException("the step in C did not start", e);
      }
    }

    private List<Object> arguments(Task task) {
      List<Object> arguments = new ArrayList<>();
      for (String name :
          List.of("embedding", "weight1", "bias1", "gain", "shift", "weight2", "bias2")) {
        // A fused linear layer has its weight transposed.
        boolean transposed = task.is("fused") && name.startsWith("weight");
        Input input = task.input(name);
        float[] numbers = transposed ? input.tensor().t().toFloatArray() : input.floats();
        arguments.add(arena.allocateFrom(JAVA_FLOAT, numbers));
      }
      for (String name : List.of("contexts", "next")) {
        arguments.add(arena.allocateFrom(JAVA_LONG, task.input(name).longs()));
      }
      arguments.add(task.input("next").count());
      arguments.add((int) CharacterModel.SEED);
      return arguments;
    }

    @Override
    public List<double[]> answer() {
      double[] losses = new double[CharacterModel.COMPARED];
      Arrays.setAll(losses, i -> step());
      return List.of(losses);
    }

    @Override
    public void run() {
      step();
    }

    private float step() {
      try {
        return (float) step.invokeExact();
      } catch (Throwable e) {
        throw new IllegalStateException("the step in C failed", e);
      }
    }
  }

  /// The step for the sizes of `task`, as a shared library that is deleted when this JVM ends.
  static Path compile(Task task) {
    try (InputStream source = HandWrittenC.class.getResourceAsStream(SOURCE)) {
      Path library = Files.createTempFile("chainrule-bench", ".so");
      library.toFile().deleteOnExit();
      Process gcc =
          new ProcessBuilder(
                  "gcc",
                  "-O3",
                  "-march=native",
                  "-ffast-math",
                  "-std=gnu11",
                  "-Wall",
                  "-Werror",
                  "-shared",
                  "-fPIC",
                  "-DHIDDEN=" + task.setting("hidden"),
                  "-DCORRECTION=" + task.setting("correction"),
                  "-xc",
                  "-",
                  "-o",
                  library.toString(),
                  "-lm")
              .redirectErrorStream(true)
              .start();
      try (var in = gcc.getOutputStream()) {
        Objects.requireNonNull(source, SOURCE).transferTo(in);
      }
      String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (gcc.waitFor() != 0) {
        throw new IllegalStateException("gcc cannot compile the step: " + said);
      }
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while gcc ran", e);
    }
  }
}
