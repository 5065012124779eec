package dev.chainrule.kernel.vector;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Program.Step;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Locale;
import java.util.Set;

/// What differs between compiled loops of float32 and of float64.
@SuppressWarnings("ImmutableEnumChecker") // descriptors do not change, though no annotation says so
enum Lanes {
  FLOAT(ConstantDescs.CD_float, "Float", FloatLanes.LENGTH, Float.BYTES),
  DOUBLE(ConstantDescs.CD_double, "Double", DoubleLanes.LENGTH, Double.BYTES);

  /// Functions for which only float32 has vector code.
  private static final Set<Primitive> TRANSCENDENTAL =
      Set.of(
          Primitive.POW,
          Primitive.EXP,
          Primitive.LOG,
          Primitive.TANH,
          Primitive.SIGMOID,
          Primitive.SOFTPLUS,
          Primitive.SILU,
          Primitive.GELU,
          Primitive.GELU_SLOPE,
          Primitive.GELU_TANH,
          Primitive.ERF,
          Primitive.SIN,
          Primitive.COS);

  private static final ClassDesc FUNCTIONS =
      ClassDesc.of(Lanes.class.getPackageName() + ".FloatMath");

  final ClassDesc element;
  final ClassDesc array;
  final ClassDesc vector;

  /// The interface that compiled loops implement.
  final ClassDesc loop;

  /// How many lanes a vector has.
  final int length;

  /// How many bytes an element has.
  final int bytes;

  private final ClassDesc arithmetic;

  Lanes(ClassDesc element, String name, int length, int bytes) {
    String home = Lanes.class.getPackageName() + ".";
    this.element = element;
    this.length = length;
    this.bytes = bytes;
    array = element.arrayType();
    vector = ClassDesc.of("jdk.incubator.vector." + name + "Vector");
    loop = ClassDesc.of(home + name + "Loop");
    arithmetic = ClassDesc.of(home + name + "Lanes");
  }

  /// Whether every step of `program` has vector code.
  boolean canRun(Program program) {
    for (Step step : program.steps()) {
      if (this == DOUBLE
          && step instanceof Step.Apply apply
          && TRANSCENDENTAL.contains(apply.primitive())) {
        return false;
      }
    }
    return true;
  }

  /// The name of the method for `primitive`: LESS_EQUAL is `lessEqual`.
  static String method(Primitive primitive) {
    String[] words = primitive.name().toLowerCase(Locale.ROOT).split("_", 2);
    return words.length == 1
        ? words[0]
        : words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
  }

  /// The class with the method for `primitive`.
  ClassDesc home(Primitive primitive) {
    return TRANSCENDENTAL.contains(primitive) ? FUNCTIONS : arithmetic;
  }

  /// The class with loads, stores and constants.
  ClassDesc home() {
    return arithmetic;
  }
}
