package dev.chainrule.worksheet.torch;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.worksheet.value.NoneValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that draw, with PyTorch's own sequences. The twin draws what the first run drew, and
/// widens it.
final class Draws {
  static final String[] FUNCTIONS = {
    "rand(*size, generator=None, dtype=None, requires_grad=False)",
    "randn(*size, generator=None, dtype=None, requires_grad=False)",
    "randint(*bounds, low=None, high=None, size=None, generator=None, dtype=None,"
        + " requires_grad=False)",
    "randperm(n, *, generator=None, dtype=None, requires_grad=False)",
    "manual_seed(seed)",
    "Generator(device='cpu')",
  };

  private Draws() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "rand", "randn" -> Factories.wanted(call, floats(name, call));
      case "randint" -> Factories.wanted(call, integers(call));
      case "randperm" -> {
        int count = call.integer("n");
        Factories.requireSizes(call, new int[] {count});
        Tensor drawn = Tensor.of(call.generator().randperm(count), count);
        yield Factories.wanted(call, made(call, drawn, call.dtype("dtype")));
      }
      case "manual_seed" -> {
        call.torch().generator().manualSeed(call.arguments().integer("seed"));
        yield new GeneratorValue(call.torch().generator());
      }
      case "Generator" -> {
        if (!call.text("device").equals("cpu")) {
          throw call.error("there is only the device 'cpu'");
        }
        yield new GeneratorValue(new Generator());
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static TensorValue made(Call call, Tensor drawn, @Nullable DType own) {
    DType dtype = call.torch().storage(own == null ? drawn.dtype() : own);
    return call.torch().leaf(drawn.to(dtype));
  }

  private static TensorValue floats(String name, Call call) {
    int[] sizes = call.integers("size");
    Factories.requireSizes(call, sizes);
    DType own = call.dtype("dtype");
    if (own != null && !own.isFloat()) {
      throw call.error("draws floats; given the dtype " + own);
    }
    int count = Math.toIntExact(Costs.elements(Arrays.stream(sizes).asLongStream().toArray()));
    Generator generator = call.generator();
    boolean isWide = call.torch().run().decisions().decide(own == DType.FLOAT64);
    boolean isEven = name.equals("rand");
    Tensor flat =
        isWide
            ? Tensor.of(isEven ? generator.randDouble(count) : generator.randnDouble(count), count)
            : Tensor.of(isEven ? generator.rand(count) : generator.randn(count), count);
    return made(call, flat.reshape(sizes), own);
  }

  private static TensorValue integers(Call call) {
    List<Object> given = call.arguments().rest("bounds");
    Object low = call.value("low");
    Object high = call.value("high");
    Object size = call.value("size");
    boolean hasSize = size == NoneValue.NONE && !given.isEmpty();
    int bounds = hasSize ? given.size() - 1 : given.size();
    if (hasSize) {
      size = given.get(given.size() - 1);
    }
    if (bounds == 1) {
      // `randint(5, size)` goes up to 5; `randint(2, high=5, size)` begins at 2.
      if (high == NoneValue.NONE) {
        high = given.get(0);
      } else {
        low = given.get(0);
      }
    } else if (bounds == 2) {
      low = given.get(0);
      high = given.get(1);
    }
    long from = low == NoneValue.NONE ? 0 : whole(call, "low", low);
    long to = whole(call, "high", high);
    if (size == NoneValue.NONE || bounds > 2) {
      throw call.error("needs bounds and a size, as in randint(0, 10, (3,))");
    }
    int[] sizes = call.integers("size", call.items("size", size));
    Factories.requireSizes(call, sizes);
    int count = Math.toIntExact(Costs.elements(Arrays.stream(sizes).asLongStream().toArray()));
    Tensor drawn = Tensor.of(call.generator().randint(from, to, count), count).reshape(sizes);
    return made(call, drawn, call.dtype("dtype"));
  }

  private static long whole(Call call, String parameter, Object value) {
    return switch (value) {
      case Long number -> number;
      case TensorValue tensor -> tensor.toIndex();
      default -> throw call.arguments().mismatch(parameter, "an int", value);
    };
  }
}
