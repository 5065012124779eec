package dev.chainrule.kernel.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Program.Step;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/// Compiles a program into a class with one loop over its operands, by the JDK's Class-File API.
///
/// The class has three methods. `vector` computes as many elements as a vector has lanes, `lane`
/// computes one with the same instructions, so that its bits are the same, and `run` calls them row
/// by row: a row ends with a vector that overlaps the one before, or, where the row is short or the
/// output is an operand too, lane by lane.
final class LoopCompiler {
  private static final ClassDesc SELF =
      ClassDesc.of(LoopCompiler.class.getPackageName() + ".CompiledLoop");
  private static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");

  /// The local variables of `run`: its parameters, and after them three for each operand and one
  /// for each output but the first.
  private static final int X = 1;

  private static final int AT = 2;
  private static final int ROW_STEPS = 3;
  private static final int OUT = 4;
  private static final int OUT_AT = 5;
  private static final int ROWS = 6;
  private static final int COLUMNS = 7;
  private static final int FIRST_OPERAND = 8;

  /// HotSpot compiles no method of more than 8,000 (HugeMethodLimit).
  private static final int COMPILED_BYTECODES = 8000;

  private final Program program;
  private final Lanes lanes;
  private final int operands;
  private final int results;
  private final int steps;

  /// Whether `run` would be beyond what the JVM compiles with the steps in its loop.
  private final boolean isLong;

  private LoopCompiler(Program program, Lanes lanes, int steps, boolean isLong) {
    this.program = program;
    this.isLong = isLong;
    this.lanes = lanes;
    this.steps = steps;
    operands = program.operands();
    results = program.results().size();
  }

  /// Compiles `program` to an instance of `loop`. Bit i of `steps` says whether operand i steps
  /// from column to column or stays.
  static <T> T compile(Program program, Lanes lanes, int steps, Class<T> loop) {
    byte[] bytes = new LoopCompiler(program, lanes, steps, false).bytes();
    if (longestMethod(bytes) > COMPILED_BYTECODES) {
      bytes = new LoopCompiler(program, lanes, steps, true).bytes();
    }
    return HiddenClass.instance(bytes, loop);
  }

  private static int longestMethod(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
        .mapToInt(CodeAttribute::codeLength)
        .max()
        .orElse(0);
  }

  private byte[] bytes() {
    return ClassFile.of()
        .build(
            SELF,
            type -> {
              type.withInterfaceSymbols(lanes.loop);
              HiddenClass.construct(type);
              withBody(type, "vector", steps, "store");
              withBody(type, "lane", 0, "storeFirst");
              type.withMethodBody("run", runType(), ClassFile.ACC_PUBLIC, this::run);
            });
  }

  private MethodTypeDesc runType() {
    ClassDesc ints = CD_int.arrayType();
    return MethodTypeDesc.of(
        CD_void, lanes.array.arrayType(), ints, ints, lanes.array, CD_int, CD_int, CD_int);
  }

  /// The parameters of `vector` and `lane`: each operand with a position in it, and the outputs
  /// with one for all.
  private MethodTypeDesc bodyType() {
    List<ClassDesc> parameters = new ArrayList<>();
    for (int i = 0; i < operands; i++) {
      Collections.addAll(parameters, lanes.array, CD_int);
    }
    parameters.addAll(Collections.nCopies(results, lanes.array));
    parameters.add(CD_int);
    return MethodTypeDesc.of(CD_void, parameters);
  }

  /// A method that computes its elements once; bit i of `loaded` says whether operand i is loaded
  /// or repeated.
  private void withBody(ClassBuilder type, String name, int loaded, String store) {
    type.withMethodBody(
        name,
        bodyType(),
        ClassFile.ACC_STATIC,
        code -> {
          int output = 2 * operands;
          int first = output + results + 1;
          int free = first + program.steps().size();
          IntConsumer operand =
              i -> {
                code.aload(2 * i).iload(2 * i + 1);
                String load = isSet(loaded, i) ? "load" : "repeat";
                inline(code, free, load, lanes.vector, lanes.array, CD_int);
              };
          boolean[] truths = steps(code, operand, first);
          for (int r = 0; r < results; r++) {
            result(code, r, first, truths);
            code.aload(output + r).iload(output + results);
            inline(code, free, store, CD_void, lanes.vector, lanes.array, CD_int);
          }
          code.return_();
        });
  }

  private static boolean isSet(int bits, int i) {
    return (bits >> i & 1) == 1;
  }

  /// Computes the steps, each into a local variable from `first` on; returns which are truths.
  private boolean[] steps(CodeBuilder code, IntConsumer operand, int first) {
    boolean[] truths = new boolean[program.steps().size()];
    int free = first + truths.length;
    for (int number = 0; number < truths.length; number++) {
      switch (program.steps().get(number)) {
        case Step.Operand read -> operand.accept(read.index());
        case Step.Constant constant -> {
          if (lanes == Lanes.FLOAT) {
            code.loadConstant((float) constant.value());
          } else {
            code.loadConstant(constant.value());
          }
          inline(code, free, "constant", lanes.vector, lanes.element);
        }
        case Step.Apply apply -> {
          truths[number] = apply.primitive().isTruth();
          apply(code, apply, first, truths);
        }
      }
      code.astore(first + number);
    }
    return truths;
  }

  /// Pushes result number `r` of the steps from `first` on.
  private void result(CodeBuilder code, int r, int first, boolean[] truths) {
    int step = program.results().get(r);
    code.aload(first + step);
    if (truths[step]) {
      inline(code, first + truths.length, "number", lanes.vector, MASK);
    }
  }

  private void apply(CodeBuilder code, Step.Apply apply, int first, boolean[] truths) {
    Primitive primitive = apply.primitive();
    int free = first + program.steps().size();
    ClassDesc[] parameters = new ClassDesc[primitive.arity()];
    Arrays.fill(parameters, lanes.vector);
    for (int i = 0; i < parameters.length; i++) {
      int argument = apply.arguments().get(i);
      boolean wantsTruth = primitive == Primitive.WHERE && i == 0;
      code.aload(first + argument);
      if (wantsTruth) {
        parameters[i] = MASK;
      }
      if (wantsTruth && !truths[argument]) {
        inline(code, free, "truth", MASK, lanes.vector);
      } else if (!wantsTruth && truths[argument]) {
        inline(code, free, "number", lanes.vector, MASK);
      }
    }
    MethodTypeDesc type = MethodTypeDesc.of(primitive.isTruth() ? MASK : lanes.vector, parameters);
    Inlining.invoke(code, lanes.home(primitive), Lanes.method(primitive), type, free);
  }

  /// Loads, stores and the like: not called either, since where there is much code already C2
  /// declines to inline the smallest method, and the vector that is to be stored is boxed.
  private void inline(
      CodeBuilder code, int free, String name, ClassDesc result, ClassDesc... parameters) {
    Inlining.invoke(code, lanes.home(), name, MethodTypeDesc.of(result, parameters), free);
  }

  private static int operand(int i) {
    return FIRST_OPERAND + 3 * i;
  }

  /// The array of output `r`.
  private int output(int r) {
    return r == 0 ? OUT : operand(operands) + r - 1;
  }

  private void run(CodeBuilder code) {
    int shared = operand(operands) + results - 1;
    int column = shared + 1;
    int end = column + 1;
    int repeated = end + 1;
    int free = repeated + operands + program.steps().size();
    unpackOperands(code, shared);
    Label nextRow = code.newLabel();
    Label nextVector = code.newLabel();
    Label rest = code.newLabel();
    Label nextLane = code.newLabel();
    Label rowDone = code.newLabel();
    Label done = code.newLabel();

    code.labelBinding(nextRow).iload(ROWS).ifle(done).iinc(ROWS, -1).iconst_0().istore(column);
    for (int i = 0; i < operands; i++) {
      if (!isSet(steps, i)) {
        code.aload(operand(i)).iload(operand(i) + 1);
        inline(code, free, "repeat", lanes.vector, lanes.array, CD_int);
        code.astore(repeated + i);
      }
    }

    lastVector(code).iconst_1().iadd().istore(end);
    code.labelBinding(nextVector).iload(column).iload(end).if_icmpge(rest);
    vectorInLoop(code, column, repeated);
    code.iinc(column, lanes.length).goto_(nextVector);

    code.labelBinding(rest).iload(column).iload(COLUMNS).if_icmpge(rowDone);
    code.iload(COLUMNS).loadConstant(lanes.length).if_icmplt(nextLane);
    code.iload(shared).ifne(nextLane);
    lastVector(code).istore(column);
    call(code, "vector", column);
    code.goto_(rowDone);

    code.labelBinding(nextLane).iload(column).iload(COLUMNS).if_icmpge(rowDone);
    call(code, "lane", column);
    code.iinc(column, 1).goto_(nextLane);

    code.labelBinding(rowDone);
    for (int i = 0; i < operands; i++) {
      int at = operand(i) + 1;
      code.iload(at).iload(at + 1).iadd().istore(at);
    }
    code.iload(OUT_AT).iload(COLUMNS).iadd().istore(OUT_AT).goto_(nextRow);
    code.labelBinding(done).return_();
  }

  /// The steps in the loop itself, so that constants are made once, before it; a long program is
  /// called, because the JVM does not compile methods beyond a size.
  private void vectorInLoop(CodeBuilder code, int column, int repeated) {
    if (isLong) {
      call(code, "vector", column);
      return;
    }
    int free = repeated + operands + program.steps().size();
    IntConsumer operand =
        i -> {
          if (isSet(steps, i)) {
            code.aload(operand(i)).iload(operand(i) + 1).iload(column).iadd();
            inline(code, free, "load", lanes.vector, lanes.array, CD_int);
          } else {
            code.aload(repeated + i);
          }
        };
    int first = repeated + operands;
    boolean[] truths = steps(code, operand, first);
    for (int r = 0; r < results; r++) {
      result(code, r, first, truths);
      code.aload(output(r)).iload(OUT_AT).iload(column).iadd();
      inline(code, free, "store", CD_void, lanes.vector, lanes.array, CD_int);
    }
  }

  /// Moves each operand, its position and its step to local variables, and the outputs, and notes
  /// whether an operand is one of them.
  private void unpackOperands(CodeBuilder code, int shared) {
    code.iconst_0().istore(shared);
    for (int r = 1; r < results; r++) {
      code.aload(X).loadConstant(operands + r - 1).aaload().astore(output(r));
    }
    for (int i = 0; i < operands; i++) {
      int local = operand(i);
      code.aload(X).loadConstant(i).aaload().astore(local);
      code.aload(AT).loadConstant(i).iaload().istore(local + 1);
      code.aload(ROW_STEPS).loadConstant(i).iaload().istore(local + 2);
      for (int r = 0; r < results; r++) {
        Label differs = code.newLabel();
        code.aload(local).aload(output(r)).if_acmpne(differs).iconst_1().istore(shared);
        code.labelBinding(differs);
      }
    }
  }

  /// Pushes the last column at which a whole vector begins.
  private CodeBuilder lastVector(CodeBuilder code) {
    return code.iload(COLUMNS).loadConstant(lanes.length).isub();
  }

  /// Calls `vector` or `lane` at a column.
  private void call(CodeBuilder code, String name, int column) {
    for (int i = 0; i < operands; i++) {
      code.aload(operand(i)).iload(operand(i) + 1);
      if (isSet(steps, i)) {
        code.iload(column).iadd();
      }
    }
    for (int r = 0; r < results; r++) {
      code.aload(output(r));
    }
    code.iload(OUT_AT).iload(column).iadd();
    code.invokestatic(SELF, name, bodyType());
  }
}
