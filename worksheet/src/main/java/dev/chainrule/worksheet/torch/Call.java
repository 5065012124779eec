package dev.chainrule.worksheet.torch;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.RangeValue;
import dev.chainrule.worksheet.value.TupleValue;
import dev.chainrule.worksheet.value.TypeValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The arguments of one call of a function of PyTorch, or of a method of a tensor.
///
/// @param self what a method was called on; null for a function, whose first parameter is `input`
record Call(Torch torch, BoundArguments arguments, @Nullable TensorValue self) {
  /// The tensor that a function of one, or the method of the same name, is about.
  TensorValue input() {
    return self != null ? self : tensor("input");
  }

  /// A parameter that must be a tensor.
  TensorValue tensor(String parameter) {
    Object value = arguments.value(parameter);
    if (value instanceof TensorValue tensor) {
      return tensor;
    }
    throw arguments.mismatch(parameter, "a tensor", value);
  }

  /// A parameter that must be a tensor or `None`.
  @Nullable TensorValue optionalTensor(String parameter) {
    return arguments.isNone(parameter) ? null : tensor(parameter);
  }

  /// A parameter that must be a sequence of tensors.
  List<TensorValue> tensors(String parameter) {
    List<TensorValue> tensors = new ArrayList<>();
    for (Object item : items(parameter, value(parameter))) {
      if (!(item instanceof TensorValue tensor)) {
        throw arguments.mismatch(parameter, "a list or tuple of tensors", item);
      }
      tensors.add(tensor);
    }
    return tensors;
  }

  /// The items of a sequence; null if the value is none.
  private static @Nullable List<Object> items(Object value) {
    return switch (value) {
      case ListValue list -> list.items();
      case TupleValue tuple -> tuple.items();
      case RangeValue range when range.length() <= Integer.MAX_VALUE -> {
        List<Object> items = new ArrayList<>();
        for (Iterator<Object> numbers = range.iterator(); numbers.hasNext(); ) {
          items.add(numbers.next());
        }
        yield items;
      }
      case TensorValue tensor when tensor.shape().rank() > 0 -> {
        List<Object> parts = new ArrayList<>();
        tensor.iterate().forEachRemaining(parts::add);
        yield parts;
      }
      default -> null;
    };
  }

  Object value(String parameter) {
    return arguments.value(parameter);
  }

  boolean isNone(String parameter) {
    return arguments.isNone(parameter);
  }

  boolean flag(String parameter) {
    return arguments.flag(parameter);
  }

  double number(String parameter) {
    return arguments.number(parameter);
  }

  /// A whole number of 32 bits: a dimension, a size, an index.
  int integer(String parameter) {
    return small(parameter, arguments.integer(parameter));
  }

  private int small(String parameter, long number) {
    if (number != (int) number) {
      throw arguments.error(parameter + " is out of range: " + number);
    }
    return (int) number;
  }

  /// One dimension or several; none at all for `None`.
  int[] dims(String parameter) {
    Object value = value(parameter);
    if (value == NoneValue.NONE) {
      return new int[0];
    }
    List<Object> items = value instanceof TensorValue ? null : items(value);
    return items == null ? new int[] {integer(parameter)} : integers(parameter, items);
  }

  /// Sizes or dimensions that are given one by one or as one sequence: `view(2, 3)` and `view((2,
  /// 3))`.
  int[] integers(String parameter) {
    List<Object> rest = arguments.rest(parameter);
    List<Object> only = rest.size() == 1 ? items(rest.get(0)) : null;
    return integers(parameter, only == null ? rest : only);
  }

  /// The items of a value that must be a sequence.
  List<Object> items(String parameter, Object value) {
    List<Object> items = items(value);
    if (items == null) {
      throw arguments.mismatch(parameter, "a list or tuple", value);
    }
    return items;
  }

  /// The whole numbers of a sequence.
  int[] integers(String parameter, List<Object> items) {
    int[] numbers = new int[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (items.get(i)) {
            case Long number -> small(parameter, number);
            case TensorValue tensor -> small(parameter, tensor.toIndex());
            case Object other -> throw arguments.mismatch(parameter, "made of ints", other);
          };
    }
    return numbers;
  }

  /// A sequence of whole numbers, or one alone.
  int[] sizes(String parameter) {
    List<Object> items = items(value(parameter));
    return items == null ? new int[] {integer(parameter)} : integers(parameter, items);
  }

  /// A dtype as the worksheet names it; null for `None`.
  @Nullable DType dtype(String parameter) {
    Object value = value(parameter);
    return switch (value) {
      case NoneValue none -> null;
      case DTypeValue dtype -> dtype.dtype();
      case TypeValue type when type.name().equals("float") -> DType.FLOAT64;
      case TypeValue type when type.name().equals("int") -> DType.INT64;
      case TypeValue type when type.name().equals("bool") -> DType.BOOL;
      default -> throw arguments.mismatch(parameter, "a dtype such as torch.float32", value);
    };
  }

  /// The generator that is given, or the default one.
  Generator generator() {
    Object value = value("generator");
    return switch (value) {
      case NoneValue none -> torch.generator();
      case GeneratorValue generator -> generator.source();
      default -> throw arguments.mismatch("generator", "a torch.Generator", value);
    };
  }

  String text(String parameter) {
    return arguments.text(parameter);
  }

  String function() {
    return arguments.function();
  }

  /// `reduction=`: one of `mean`, `sum` and `none`.
  String reduction() {
    String reduction = text("reduction");
    if (!List.of("mean", "sum", "none").contains(reduction)) {
      throw arguments.error("reduction must be 'mean', 'sum' or 'none', got '" + reduction + "'");
    }
    return reduction;
  }

  WorksheetException error(String sentence) {
    return arguments.error(sentence);
  }

  /// The result of a formula on tensors and numbers, under the name of the function.
  TensorValue apply(Torch.Formula formula, Object... operands) {
    return torch.apply(function(), formula, operands);
  }

  /// The result of a function of the input alone, of its size or smaller.
  TensorValue map(UnaryOperator<Tensor> formula) {
    Costs.like(input());
    return apply(x -> formula.apply(x.get(0)), input());
  }

  /// Refuses tensors of several dtypes, where PyTorch does not promote. In the twin all floats are
  /// one, and the first run has looked.
  void requireOneDtype(TensorValue... tensors) {
    if (torch.precision() != Precision.OWN) {
      return;
    }
    for (TensorValue tensor : tensors) {
      if (tensor.dtype() != tensors[0].dtype()) {
        throw error(
            "all must have one dtype; given "
                + tensors[0].dtype()
                + " and "
                + tensor.dtype()
                + "; convert one, as with .float()");
      }
    }
  }

  /// A value in words, for errors.
  static String described(Object value) {
    return Describe.value(value);
  }
}
