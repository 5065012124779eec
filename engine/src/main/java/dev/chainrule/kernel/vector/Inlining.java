package dev.chainrule.kernel.vector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Copies the bodies of this package's static methods into code that is being built, in place of
/// calls.
///
/// A vector that passes through a call which the compiler does not inline is boxed: such a loop
/// runs ten times slower. The compiler declines methods that it has already compiled to much code,
/// which depends on what ran before; what a loop contains it need not be asked to inline. The JDK's
/// own vector methods it always inlines.
final class Inlining {
  private static final String PACKAGE = Inlining.class.getPackageName();

  /// More local variables than a method of a kernel has.
  private static final int FREE = 64;

  private static final Map<ClassDesc, ClassModel> CLASSES = new ConcurrentHashMap<>();

  private final CodeBuilder code;

  /// The slot of the body's first local variable.
  private final int base;

  private final int slots;
  private final Label end;
  private final Map<Label, Label> labels = new HashMap<>();

  private Inlining(CodeBuilder code, int base, int slots) {
    this.code = code;
    this.base = base;
    this.slots = slots;
    end = code.newLabel();
  }

  /// Takes the arguments from the stack and leaves the result there, as a call would. The methods
  /// of this package that the body calls are copied too, except those with loops, which are called.
  ///
  /// @param free the first local variable that may be overwritten, as may all after it
  static void invoke(
      CodeBuilder code, ClassDesc owner, String name, MethodTypeDesc type, int free) {
    copy(code, method(owner, name, type), type, free);
  }

  /// An instance of a copy of `type` in which this package's static methods with a vector as result
  /// are not called but part of the methods that use them.
  static <T> T instance(Class<? extends T> type, Class<T> face) {
    ClassModel model = read(type.describeConstable().orElseThrow());
    byte[] bytes =
        ClassFile.of()
            .transformClass(model, ClassTransform.transformingMethodBodies(Inlining::expand));
    return HiddenClass.instance(bytes, face);
  }

  private static void expand(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call
        && isOurs(call)
        && call.typeSymbol().returnType().packageName().equals("jdk.incubator.vector")) {
      invoke(code, call.owner().asSymbol(), call.name().stringValue(), call.typeSymbol(), FREE);
    } else {
      code.with(element);
    }
  }

  private static CodeModel method(ClassDesc owner, String name, MethodTypeDesc type) {
    for (MethodModel method : CLASSES.computeIfAbsent(owner, Inlining::read).methods()) {
      if (method.methodName().equalsString(name) && method.methodTypeSymbol().equals(type)) {
        return method.code().orElseThrow();
      }
    }
    throw new IllegalArgumentException(
        "no method " + name + type.displayDescriptor() + " in " + owner.displayName());
  }

  private static ClassModel read(ClassDesc owner) {
    try (InputStream in = Inlining.class.getResourceAsStream(owner.displayName() + ".class")) {
      if (in == null) {
        throw new IllegalStateException("the class file of " + owner.displayName() + " is missing");
      }
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(CodeBuilder code, CodeModel body, MethodTypeDesc type, int base) {
    int slot = base + slots(type);
    for (int i = type.parameterCount() - 1; i >= 0; i--) {
      TypeKind kind = TypeKind.from(type.parameterType(i));
      slot -= kind.slotSize();
      code.storeLocal(kind, slot);
    }
    int used = body.elementStream().mapToInt(Inlining::slotsUsed).max().orElse(0);
    Inlining copy = new Inlining(code, base, Math.max(slots(type), used));
    body.forEach(copy::copy);
    code.labelBinding(copy.end);
  }

  private static int slots(MethodTypeDesc type) {
    return type.parameterList().stream().mapToInt(t -> TypeKind.from(t).slotSize()).sum();
  }

  private static int slotsUsed(CodeElement element) {
    return element instanceof StoreInstruction store
        ? store.slot() + store.typeKind().slotSize()
        : 0;
  }

  private void copy(CodeElement element) {
    switch (element) {
      case LoadInstruction load -> code.loadLocal(load.typeKind(), base + load.slot());
      case StoreInstruction store -> code.storeLocal(store.typeKind(), base + store.slot());
      case IncrementInstruction step -> code.iinc(base + step.slot(), step.constant());
      case ReturnInstruction _ -> code.goto_(end);
      case BranchInstruction branch -> code.branch(branch.opcode(), copied(branch.target()));
      case LabelTarget target -> code.labelBinding(copied(target.label()));
      case InvokeInstruction call when isOurs(call) -> {
        CodeModel body =
            method(call.owner().asSymbol(), call.name().stringValue(), call.typeSymbol());
        if (loops(body)) {
          code.with(call);
        } else {
          copy(code, body, call.typeSymbol(), base + slots);
        }
      }
      case Instruction instruction -> code.with(instruction);
      // Line numbers and names of variables.
      default -> {}
    }
  }

  private static boolean isOurs(InvokeInstruction call) {
    return call.opcode() == Opcode.INVOKESTATIC
        && call.owner().asSymbol().packageName().equals(PACKAGE);
  }

  private static boolean loops(CodeModel body) {
    Map<Label, Boolean> passed = new HashMap<>();
    for (CodeElement element : body) {
      if (element instanceof LabelTarget target) {
        passed.put(target.label(), true);
      } else if (element instanceof BranchInstruction branch
          && passed.containsKey(branch.target())) {
        return true;
      }
    }
    return false;
  }

  private Label copied(Label label) {
    return labels.computeIfAbsent(label, _ -> code.newLabel());
  }
}
