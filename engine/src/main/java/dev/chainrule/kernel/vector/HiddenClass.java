package dev.chainrule.kernel.vector;

import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;

/// Classes that are built while the program runs, beside this package's own.
final class HiddenClass {
  private HiddenClass() {}

  /// A constructor without parameters.
  static void construct(ClassBuilder type) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        MTD_void,
        0,
        code ->
            code.aload(0)
                .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, MTD_void)
                .return_());
  }

  /// The one instance of the class in `bytes`.
  static <T> T instance(byte[] bytes, Class<T> face) {
    try {
      Class<?> type = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      return face.cast(type.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the class built for " + face.getSimpleName() + " cannot be used", e);
    }
  }
}
