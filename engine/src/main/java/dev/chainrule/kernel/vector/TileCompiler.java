package dev.chainrule.kernel.vector;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;

/// Compiles the innermost loop of a matrix product: a tile of the result that stays in registers
/// while k runs (the micro-kernel of Van Zee & van de Geijn, BLIS, ACM TOMS 41(3), 2015).
///
/// Every sum is a separate local variable, since C2 keeps those in registers and an array not;
/// nobody would want to write or read 24 of them. Where all steps from one k to the next are
/// constants, C2 checks bounds once, before the loop; with a variable step it checks each load,
/// which costs a quarter of the speed. So a right operand is a panel as wide as the tile, and a
/// left one lies row by row or is packed column by column; only what is too small to be worth
/// packing is read with any steps.
///
/// Edges cost no mask and no second loop. Where a tile has fewer columns than its vectors have
/// lanes, vectors overlap: vector v starts at column min(v·L, columns − L), and what two of them
/// hold, both compute and store alike. Of a tile with fewer rows the last stands for the missing
/// ones.
///
/// Each element is one chain of fma over k, in order, so its bits depend on nothing else.
final class TileCompiler {
  private static final ClassDesc SELF =
      ClassDesc.of(TileCompiler.class.getPackageName() + ".CompiledTile");
  private static final ClassDesc ANY_VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
  private static final ClassDesc MEMORY = MemorySegment.class.describeConstable().orElseThrow();
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();

  /// The parameters, as locals.
  private static final int ROWS = 1;

  private static final int COLUMNS = 2;
  private static final int K = 3;
  private static final int A = 4;
  private static final int A_AT = 5;
  private static final int A_ROW = 6;
  private static final int A_COLUMN = 7;
  private static final int B = 8;
  private static final int B_AT = 9;
  private static final int B_ROW = 10;
  private static final int PANELS = 11;
  private static final int C = 12;
  private static final int C_AT = 13;
  private static final int C_ROW = 14;
  private static final int ADD = 15;

  /// How far k is.
  private static final int STEP = 16;

  private static final int FIRST = 17;

  /// How operands lie.
  enum Layout {
    /// The left one row by row, `aRow` apart; the right one a packed panel.
    ROWS,
    /// The left one packed: its columns one after another, each as high as the tile; the right one
    /// a packed panel.
    COLUMNS,
    /// The left one row by row, `aRow` apart; the right one as wide as a panel where it lies.
    WHOLE,
    /// The left one with any steps; the right one row by row, `bRow` apart. Slower, and needs no
    /// packing.
    IN_PLACE;

    boolean packsLeft() {
      return this == COLUMNS;
    }

    boolean packsRight() {
      return this == ROWS || this == COLUMNS;
    }
  }

  private final Lanes lanes;
  private final int height;
  private final int vectors;
  private final Layout layout;

  private TileCompiler(Lanes lanes, int height, int vectors, Layout layout) {
    this.lanes = lanes;
    this.height = height;
    this.vectors = vectors;
    this.layout = layout;
  }

  /// Compiles a tile of `height` rows and `vectors` vectors to an instance of `tile`.
  static <T> T compile(Lanes lanes, int height, int vectors, Layout layout, Class<T> tile) {
    TileCompiler compiler = new TileCompiler(lanes, height, vectors, layout);
    byte[] bytes =
        ClassFile.of()
            .build(
                SELF,
                type -> {
                  type.withInterfaceSymbols(tile.describeConstable().orElseThrow());
                  HiddenClass.construct(type);
                  type.withMethodBody("run", compiler.type(), ClassFile.ACC_PUBLIC, compiler::run);
                });
    return HiddenClass.instance(bytes, tile);
  }

  private MethodTypeDesc type() {
    ClassDesc array = lanes.array;
    return MethodTypeDesc.of(
        CD_void,
        CD_int,
        CD_int,
        CD_int,
        array,
        CD_int,
        CD_int,
        CD_int,
        array,
        CD_int,
        CD_int,
        MEMORY,
        array,
        CD_int,
        CD_int,
        CD_boolean);
  }

  /// Where row `row` of the left operand begins.
  private static int left(int row) {
    return FIRST + row;
  }

  /// Where row `row` of the result begins.
  private int result(int row) {
    return left(height) + row;
  }

  /// The column at which a vector begins.
  private int column(int vector) {
    return result(height) + vector;
  }

  private int sum(int row, int vector) {
    return column(vectors) + row * vectors + vector;
  }

  private int right(int vector) {
    return sum(height, 0) + vector;
  }

  private int repeated() {
    return right(vectors);
  }

  private int panelRow() {
    return repeated() + 1;
  }

  private int free() {
    return panelRow() + 1;
  }

  private void run(CodeBuilder code) {
    Label next = code.newLabel();
    Label done = code.newLabel();
    if (layout.packsRight()) {
      slicePanel(code);
    }
    places(code);
    start(code);
    code.iconst_0().istore(STEP);
    code.labelBinding(next).iload(STEP).iload(K).if_icmpge(done);
    multiply(code);
    if (layout == Layout.IN_PLACE) {
      code.iload(A_AT).iload(A_COLUMN).iadd().istore(A_AT);
      code.iload(B_AT).iload(B_ROW).iadd().istore(B_AT);
    }
    code.iinc(STEP, 1).goto_(next).labelBinding(done);
    for (int row = height - 1; row >= 0; row--) { // a row that stands for missing ones comes last
      for (int vector = 0; vector < vectors; vector++) {
        code.aload(sum(row, vector)).aload(C).iload(result(row)).iload(column(vector)).iadd();
        inline(code, "store", CD_void, lanes.vector, lanes.array, CD_int);
      }
    }
    code.return_();
  }

  private void places(CodeBuilder code) {
    for (int row = 0; row < height; row++) {
      switch (layout) {
        case ROWS, WHOLE -> begin(code.iload(A_AT), A_ROW, row);
        case COLUMNS -> code.iload(A_AT).loadConstant(row);
        case IN_PLACE -> begin(code.iconst_0(), A_ROW, row); // A_AT moves
      }
      code.iadd().istore(left(row));
      begin(code.iload(C_AT), C_ROW, row);
      code.iadd().istore(result(row));
    }
    for (int vector = 0; vector < vectors; vector++) {
      code.loadConstant(vector * lanes.length).iload(COLUMNS).loadConstant(lanes.length).isub();
      min(code).istore(column(vector));
    }
  }

  /// Pushes min(row, ROWS − 1)·step.
  private static void begin(CodeBuilder code, int step, int row) {
    code.loadConstant(row).iload(ROWS).iconst_1().isub();
    min(code).iload(step).imul();
  }

  private static CodeBuilder min(CodeBuilder code) {
    return code.invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
  }

  /// The sums are those of the k before, or zero.
  private void start(CodeBuilder code) {
    Label fresh = code.newLabel();
    Label started = code.newLabel();
    code.iload(ADD).ifeq(fresh);
    for (int row = 0; row < height; row++) {
      for (int vector = 0; vector < vectors; vector++) {
        code.aload(C).iload(result(row)).iload(column(vector)).iadd();
        inline(code, "load", lanes.vector, lanes.array, CD_int);
        code.astore(sum(row, vector));
      }
    }
    code.goto_(started).labelBinding(fresh);
    for (int row = 0; row < height; row++) {
      for (int vector = 0; vector < vectors; vector++) {
        inline(code, "zero", lanes.vector);
        code.astore(sum(row, vector));
      }
    }
    code.labelBinding(started);
  }

  /// Adds the products of one k.
  private void multiply(CodeBuilder code) {
    if (layout.packsRight()) {
      slicePanelRow(code);
    }
    for (int vector = 0; vector < vectors; vector++) {
      switch (layout) {
        case ROWS, COLUMNS -> loadPacked(code, vector);
        case WHOLE -> {
          code.aload(B).iload(B_AT);
          code.iload(STEP).loadConstant(vectors * lanes.length).imul().iadd();
          code.loadConstant(vector * lanes.length).iadd();
          loadArray(code);
        }
        case IN_PLACE -> {
          code.aload(B).iload(B_AT).iload(column(vector)).iadd();
          loadArray(code);
        }
      }
      code.astore(right(vector));
    }
    for (int row = 0; row < height; row++) {
      code.aload(A).iload(left(row));
      switch (layout) {
        case ROWS, WHOLE -> code.iload(STEP);
        case COLUMNS -> code.iload(STEP).loadConstant(FloatPanels.pitch(height)).imul();
        case IN_PLACE -> code.iload(A_AT);
      }
      code.iadd();
      inline(code, "repeat", lanes.vector, lanes.array, CD_int);
      code.astore(repeated());
      for (int vector = 0; vector < vectors; vector++) {
        int sum = sum(row, vector);
        code.aload(repeated()).aload(right(vector)).aload(sum);
        code.invokevirtual(
            lanes.vector, "fma", MethodTypeDesc.of(lanes.vector, ANY_VECTOR, ANY_VECTOR));
        code.astore(sum);
      }
    }
  }

  /// Makes `PANELS` the panel at `B_AT`, before all else: C2 learns here which class it has. Later
  /// it has inlined so many methods in which it was once wrong about a class, as it is in a program
  /// with vectors of two lengths, that it would believe no profile of one, and call.
  private void slicePanel(CodeBuilder code) {
    code.aload(PANELS).iload(B_AT).i2l().loadConstant((long) lanes.bytes).lmul();
    code.iload(K).i2l().loadConstant((long) rowBytes()).lmul();
    slice(code).astore(PANELS);
  }

  /// Row `STEP` of the panel. Panels are aligned: a load that crosses two lines of the cache takes
  /// as long as two, and in an array most do. A slice of constant length is an object that C2 does
  /// not make, and one check of bounds where its vectors would be four.
  private void slicePanelRow(CodeBuilder code) {
    code.aload(PANELS).iload(STEP).loadConstant(rowBytes()).imul().i2l();
    code.loadConstant((long) rowBytes());
    slice(code).astore(panelRow());
  }

  private int rowBytes() {
    return vectors * lanes.length * lanes.bytes;
  }

  private static CodeBuilder slice(CodeBuilder code) {
    return code.invokeinterface(MEMORY, "asSlice", MethodTypeDesc.of(MEMORY, CD_long, CD_long));
  }

  private void loadPacked(CodeBuilder code, int vector) {
    code.aload(panelRow()).loadConstant((long) vector * lanes.length * lanes.bytes);
    inline(code, "load", lanes.vector, MEMORY, CD_long);
  }

  private void loadArray(CodeBuilder code) {
    inline(code, "load", lanes.vector, lanes.array, CD_int);
  }

  private void inline(CodeBuilder code, String name, ClassDesc result, ClassDesc... parameters) {
    Inlining.invoke(code, lanes.home(), name, MethodTypeDesc.of(result, parameters), free());
  }
}
