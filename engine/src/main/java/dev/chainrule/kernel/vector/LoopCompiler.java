package dev.chainrule.kernel.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Program.Step;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

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

  /// The local variables of `run`: its parameters, and after them three for each operand.
  private static final int X = 1;

  private static final int AT = 2;
  private static final int ROW_STEPS = 3;
  private static final int OUT = 4;
  private static final int OUT_AT = 5;
  private static final int ROWS = 6;
  private static final int COLUMNS = 7;
  private static final int FIRST_OPERAND = 8;

  private final Program program;
  private final Lanes lanes;
  private final int operands;
  private final int steps;

  private LoopCompiler(Program program, Lanes lanes, int steps) {
    this.program = program;
    this.lanes = lanes;
    this.steps = steps;
    operands = program.operands();
  }

  /// Compiles `program` to an instance of `loop`. Bit i of `steps` says whether operand i steps
  /// from column to column or stays.
  static <T> T compile(Program program, Lanes lanes, int steps, Class<T> loop) {
    byte[] bytes = new LoopCompiler(program, lanes, steps).bytes();
    try {
      Class<?> compiled = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      return compiled.asSubclass(loop).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a compiled loop cannot be used: " + program, e);
    }
  }

  private byte[] bytes() {
    return ClassFile.of()
        .build(
            SELF,
            type -> {
              type.withInterfaceSymbols(lanes.loop);
              type.withMethodBody("<init>", MTD_void, 0, LoopCompiler::construct);
              withBody(type, "vector", steps, "store");
              withBody(type, "lane", 0, "storeFirst");
              type.withMethodBody("run", runType(), ClassFile.ACC_PUBLIC, this::run);
            });
  }

  private static void construct(CodeBuilder code) {
    code.aload(0)
        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, MTD_void)
        .return_();
  }

  private MethodTypeDesc runType() {
    ClassDesc ints = CD_int.arrayType();
    return MethodTypeDesc.of(
        CD_void, lanes.array.arrayType(), ints, ints, lanes.array, CD_int, CD_int, CD_int);
  }

  /// The parameters of `vector` and `lane`: each operand and the output with a position in it.
  private MethodTypeDesc bodyType() {
    List<ClassDesc> parameters = new ArrayList<>();
    for (int i = 0; i <= operands; i++) {
      Collections.addAll(parameters, lanes.array, CD_int);
    }
    return MethodTypeDesc.of(CD_void, parameters);
  }

  private void withBody(ClassBuilder type, String name, int loaded, String store) {
    type.withMethodBody(name, bodyType(), ClassFile.ACC_STATIC, code -> body(code, loaded, store));
  }

  /// Computes the steps, each into a local variable, and stores the last.
  private void body(CodeBuilder code, int loaded, String store) {
    int output = 2 * operands;
    int first = output + 2;
    boolean[] truths = new boolean[program.steps().size()];
    for (int number = 0; number < truths.length; number++) {
      switch (program.steps().get(number)) {
        case Step.Operand operand -> {
          boolean moves = (loaded >> operand.index() & 1) == 1;
          code.aload(2 * operand.index()).iload(2 * operand.index() + 1);
          call(code, moves ? "load" : "repeat", lanes.vector, lanes.array, CD_int);
        }
        case Step.Constant constant -> {
          if (lanes == Lanes.FLOAT) {
            code.loadConstant((float) constant.value());
          } else {
            code.loadConstant(constant.value());
          }
          call(code, "constant", lanes.vector, lanes.element);
        }
        case Step.Apply apply -> {
          truths[number] = apply.primitive().isTruth();
          apply(code, apply, first, truths);
        }
      }
      code.astore(first + number);
    }
    int last = truths.length - 1;
    code.aload(first + last);
    if (truths[last]) {
      call(code, "number", lanes.vector, MASK);
    }
    code.aload(output).iload(output + 1);
    call(code, store, CD_void, lanes.vector, lanes.array, CD_int);
    code.return_();
  }

  private void apply(CodeBuilder code, Step.Apply apply, int first, boolean[] truths) {
    Primitive primitive = apply.primitive();
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
        call(code, "truth", MASK, lanes.vector);
      } else if (!wantsTruth && truths[argument]) {
        call(code, "number", lanes.vector, MASK);
      }
    }
    MethodTypeDesc type = MethodTypeDesc.of(primitive.isTruth() ? MASK : lanes.vector, parameters);
    int free = first + program.steps().size();
    Inlining.invoke(code, lanes.home(primitive), Lanes.method(primitive), type, free);
  }

  private void call(CodeBuilder code, String name, ClassDesc result, ClassDesc... parameters) {
    code.invokestatic(lanes.home(), name, MethodTypeDesc.of(result, parameters));
  }

  private static int operand(int i) {
    return FIRST_OPERAND + 3 * i;
  }

  private void run(CodeBuilder code) {
    int shared = operand(operands);
    int column = shared + 1;
    unpackOperands(code, shared);
    Label nextRow = code.newLabel();
    Label nextVector = code.newLabel();
    Label rest = code.newLabel();
    Label nextLane = code.newLabel();
    Label rowDone = code.newLabel();
    Label done = code.newLabel();

    code.labelBinding(nextRow).iload(ROWS).ifle(done).iinc(ROWS, -1).iconst_0().istore(column);

    code.labelBinding(nextVector).iload(column);
    lastVector(code).if_icmpgt(rest);
    body(code, "vector", column);
    code.iinc(column, lanes.length).goto_(nextVector);

    code.labelBinding(rest).iload(column).iload(COLUMNS).if_icmpge(rowDone);
    code.iload(COLUMNS).loadConstant(lanes.length).if_icmplt(nextLane);
    code.iload(shared).ifne(nextLane);
    lastVector(code).istore(column);
    body(code, "vector", column);
    code.goto_(rowDone);

    code.labelBinding(nextLane).iload(column).iload(COLUMNS).if_icmpge(rowDone);
    body(code, "lane", column);
    code.iinc(column, 1).goto_(nextLane);

    code.labelBinding(rowDone);
    for (int i = 0; i < operands; i++) {
      int at = operand(i) + 1;
      code.iload(at).iload(at + 1).iadd().istore(at);
    }
    code.iload(OUT_AT).iload(COLUMNS).iadd().istore(OUT_AT).goto_(nextRow);
    code.labelBinding(done).return_();
  }

  /// Moves each operand, its position and its step to local variables, and notes whether one of
  /// them is the output.
  private void unpackOperands(CodeBuilder code, int shared) {
    code.iconst_0().istore(shared);
    for (int i = 0; i < operands; i++) {
      int local = operand(i);
      Label differs = code.newLabel();
      code.aload(X).loadConstant(i).aaload().astore(local);
      code.aload(AT).loadConstant(i).iaload().istore(local + 1);
      code.aload(ROW_STEPS).loadConstant(i).iaload().istore(local + 2);
      code.aload(local).aload(OUT).if_acmpne(differs).iconst_1().istore(shared);
      code.labelBinding(differs);
    }
  }

  /// Pushes the last column at which a whole vector begins.
  private CodeBuilder lastVector(CodeBuilder code) {
    return code.iload(COLUMNS).loadConstant(lanes.length).isub();
  }

  private void body(CodeBuilder code, String name, int column) {
    for (int i = 0; i < operands; i++) {
      code.aload(operand(i)).iload(operand(i) + 1);
      if ((steps >> i & 1) == 1) {
        code.iload(column).iadd();
      }
    }
    code.aload(OUT).iload(OUT_AT).iload(column).iadd();
    code.invokestatic(SELF, name, bodyType());
  }
}
