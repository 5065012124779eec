package dev.chainrule.kernel.vector;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InliningTest {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final ClassDesc FLOATS = CD_float.arrayType();
  private static final ClassDesc VECTOR = described(FloatVector.class);
  private static final ClassDesc SPECIES_TYPE = described(VectorSpecies.class);

  /// y\[i\] = f(x\[i\]) for whole vectors.
  interface Loop {
    void run(float[] x, float[] y);
  }

  static Stream<LaneFunction> functions() {
    return LaneFunction.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aCopiedBodyComputesTheSameBits(LaneFunction function) throws Exception {
    float[] all = Inputs.all(3_000_017, 3);
    float[] x = Arrays.copyOf(all, SPECIES.loopBound(all.length));
    float[] y = new float[x.length];
    loop(function.name(), MethodTypeDesc.of(VECTOR, VECTOR)).run(x, y);
    assertThat(y).containsExactly(function.apply(SPECIES, x));
  }

  @Test
  void aMethodThatIsMissingIsNamed() {
    assertThatThrownBy(() -> loop("cosh", MethodTypeDesc.of(VECTOR, VECTOR)))
        .hasMessage("no method cosh(FloatVector)FloatVector in FloatMath");
  }

  private static Loop loop(String function, MethodTypeDesc type)
      throws ReflectiveOperationException {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(InliningTest.class.getPackageName() + ".Copied"),
                made ->
                    made.withInterfaceSymbols(described(Loop.class))
                        .withMethodBody("<init>", MTD_void, 0, InliningTest::constructor)
                        .withMethodBody(
                            "run",
                            MethodTypeDesc.of(CD_void, FLOATS, FLOATS),
                            ClassFile.ACC_PUBLIC,
                            code -> body(code, function, type)));
    var constructor =
        MethodHandles.lookup()
            .defineHiddenClass(bytes, true)
            .lookupClass()
            .getDeclaredConstructor();
    constructor.setAccessible(true);
    return (Loop) constructor.newInstance();
  }

  private static void constructor(CodeBuilder code) {
    code.aload(0).invokespecial(CD_Object, "<init>", MTD_void).return_();
  }

  private static void body(CodeBuilder code, String function, MethodTypeDesc type) {
    int i = code.allocateLocal(TypeKind.INT);
    Label head = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(i).labelBinding(head);
    code.iload(i).loadConstant(SPECIES.length()).iadd();
    code.aload(1).arraylength().if_icmpgt(end);
    code.getstatic(described(InliningTest.class), "SPECIES", SPECIES_TYPE).aload(1).iload(i);
    code.invokestatic(VECTOR, "fromArray", MethodTypeDesc.of(VECTOR, SPECIES_TYPE, FLOATS, CD_int));
    Inlining.invoke(code, described(FloatMath.class), function, type, i + 1);
    code.aload(2).iload(i);
    code.invokevirtual(VECTOR, "intoArray", MethodTypeDesc.of(CD_void, FLOATS, CD_int));
    code.iinc(i, SPECIES.length()).goto_(head).labelBinding(end).return_();
  }

  private static ClassDesc described(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
