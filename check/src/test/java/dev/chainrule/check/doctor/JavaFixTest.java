package dev.chainrule.check.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.experiment.HandWritten;
import dev.chainrule.check.experiment.HandWritten.Pass;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines that are offered for backward passes in Java are compiled and run.
class JavaFixTest {
  private static final String HEAD =
      """
      import dev.chainrule.Tensor;
      import dev.chainrule.check.experiment.HandWritten.Pass;

      public class Passes {
        private static Tensor drawn(int... sizes) {
          int count = 1;
          for (int size : sizes) {
            count *= size;
          }
          java.util.Random random = new java.util.Random(count);
          float[] elements = new float[count];
          for (int i = 0; i < count; i++) {
            elements[i] = (float) random.nextGaussian();
          }
          return Tensor.of(elements, sizes);
        }
      """;

  /// Each pass, in which the last statement is wrong.
  private static final Map<String, String> PASSES =
      Map.of(
          "sigmoid",
          """
          Tensor w = pass.leaf("w", drawn(3));
          Tensor h = pass.step("h", w.sigmoid());
          pass.loss("loss", h.mul(0.8).sub(1).square().sum());
          Tensor dh = pass.gradient("h", h.mul(0.8).sub(1).mul(1.6));
          pass.gradient("w", h.mul(dh));
          """,
          "mean",
          """
          Tensor y = pass.leaf("y", drawn(5, 3));
          pass.loss("loss", y.square().mean());
          pass.gradient("y", y.mul(2));
          """,
          "matrix",
          """
          Tensor x = pass.leaf("x", drawn(5, 3));
          Tensor w = pass.leaf("w", drawn(3, 4));
          Tensor y = pass.step("y", x.matmul(w));
          pass.loss("loss", y.square().sum());
          Tensor dy = pass.gradient("y", y.mul(2));
          pass.gradient("w", dy.t().matmul(x).t().neg());
          """,
          "relu",
          """
          Tensor x = pass.leaf("x", drawn(5, 3));
          Tensor b = pass.leaf("b", drawn(3));
          Tensor y = pass.step("y", x.add(b).relu());
          pass.loss("loss", y.square().sum());
          Tensor dy = pass.gradient("y", y.mul(2));
          pass.gradient("b", dy.mul(x.add(b).gt(0)));
          """,
          "embedding",
          """
          Tensor table = pass.leaf("table", drawn(5, 3));
          Tensor i = pass.leaf("i", Tensor.of(new long[] {0, 2, 2, 1}, 4));
          Tensor y = pass.step("y", table.embedding(i));
          pass.loss("loss", y.square().sum());
          Tensor dy = pass.gradient("y", y.mul(2));
          pass.gradient("table", table.mul(2));
          """,
          "crossEntropy",
          """
          Tensor z = pass.leaf("z", drawn(4, 3));
          Tensor t = pass.leaf("t", Tensor.of(new long[] {0, 2, 2, 1}, 4));
          pass.loss("loss", z.crossEntropy(t));
          pass.gradient("z", z.softmax(1).div(4));
          """,
          "norm",
          """
          Tensor x = pass.leaf("x", drawn(7, 3));
          Tensor g = pass.leaf("g", drawn(3));
          Tensor t = pass.leaf("t", drawn(7, 3));
          Tensor r = pass.step("r", x.var(new int[] {0}, 1, true).add(1e-5).rsqrt());
          Tensor n = pass.step("n", x.sub(x.mean(0, true)).mul(r));
          Tensor y = pass.step("y", n.mul(g));
          pass.loss("loss", y.mul(t).square().sum());
          Tensor dy = pass.gradient("y", y.mul(t).mul(2).mul(t));
          pass.gradient("x", dy.mul(g).mul(r));
          """,
          "max",
          """
          Tensor x = pass.leaf("x", drawn(7, 3));
          Tensor m = pass.step("m", x.max(1, false));
          pass.loss("loss", m.exp().sum());
          Tensor dm = pass.gradient("m", m.exp());
          pass.gradient("x", dm.unsqueeze(1).expand(7, 3));
          """);

  @TempDir private static Path folder;
  private static Class<?> broken;

  @BeforeAll
  static void compileThem() throws IOException, ReflectiveOperationException {
    broken = compiled("broken", PASSES);
  }

  private static Class<?> compiled(String name, Map<String, String> passes)
      throws IOException, ReflectiveOperationException {
    StringBuilder source = new StringBuilder(HEAD);
    passes.forEach(
        (method, body) ->
            source.append("public static void %s(Pass pass) {\n%s}\n".formatted(method, body)));
    Path out = Files.createDirectories(folder.resolve(name));
    Path file = Files.writeString(out.resolve("Passes.java"), source.append("}\n"));
    StringWriter log = new StringWriter();
    String classes =
        Stream.of(Tensor.class, Pass.class, Nullable.class)
            .map(JavaFixTest::origin)
            .collect(Collectors.joining(File.pathSeparator));
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    PrintWriter printer = new PrintWriter(log);
    int code =
        javac.run(printer, printer, "-proc:none", "-cp", classes, "-d", out.toString(), "" + file);
    assertThat(code).as(log.toString()).isZero();
    URL[] where = {out.toUri().toURL()};
    return new URLClassLoader(where, JavaFixTest.class.getClassLoader()).loadClass("Passes");
  }

  private static String origin(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static List<Check> checks(Class<?> passes, String name)
      throws ReflectiveOperationException {
    Method method = passes.getMethod(name, Pass.class);
    return Checker.check(
            HandWritten.of(
                pass -> {
                  try {
                    method.invoke(null, pass);
                  } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                  }
                }))
        .checks();
  }

  private static String fix(String name) throws ReflectiveOperationException {
    Check last = checks(broken, name).getLast();
    assertThat(last.status().isRight()).isFalse();
    Fix fix = last.diagnosis().getFirst().fix();
    assertThat(fix).as(name).isNotNull();
    return fix == null ? "" : fix.text();
  }

  @Test
  void everyLineThatIsOfferedCompilesAndMends() throws IOException, ReflectiveOperationException {
    Map<String, String> mended = new LinkedHashMap<>();
    for (Map.Entry<String, String> pass : PASSES.entrySet()) {
      List<String> lines = new ArrayList<>(pass.getValue().lines().toList());
      lines.set(lines.size() - 1, fix(pass.getKey()) + ";");
      mended.put(pass.getKey(), String.join("\n", lines) + "\n");
    }
    Class<?> passes = compiled("mended", mended);
    for (String name : PASSES.keySet()) {
      assertThat(checks(passes, name))
          .as(mended.get(name))
          .allMatch(check -> check.status().isRight());
    }
  }

  @Test
  void linesReadAsPeopleWriteThem() throws ReflectiveOperationException {
    assertThat(fix("sigmoid")).isEqualTo("pass.gradient(\"w\", dh.mul(h.mul(h.neg().add(1))))");
    assertThat(fix("mean")).isEqualTo("pass.gradient(\"y\", y.mul(2).div(15))");
    assertThat(fix("matrix")).isEqualTo("pass.gradient(\"w\", x.t().matmul(dy))");
    assertThat(fix("relu")).isEqualTo("pass.gradient(\"b\", dy.sum(0, false))");
    assertThat(fix("embedding"))
        .isEqualTo("pass.gradient(\"table\", table.mul(0).indexAdd(0, i, dy))");
  }

  @Test
  void aNameThatIsNoVariablesIsNotUsed() {
    HandWritten pass =
        HandWritten.of(
            p -> {
              Tensor x = p.leaf("my x", Tensor.of(new float[] {1, 2, 4}));
              p.loss("loss", x.square().sum());
              p.gradient("my x", x);
            });
    Check check = Checker.check(pass).checks().getFirst();
    assertThat(check.diagnosis().getFirst().id()).isEqualTo("missing-factor-two");
    assertThat(check.diagnosis().getFirst().fix()).isNull();
  }
}
