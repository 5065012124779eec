package dev.chainrule.worksheet.torch;

import dev.chainrule.array.DType;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.run.Library;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.ModuleValue;
import java.util.List;
import java.util.Objects;

/// The module `torch` with `torch.nn` and `torch.nn.functional`.
public final class TorchLibrary implements Library {
  private final Precision precision;
  private final TensorObserver observer;
  private final Leaves leaves;

  /// PyTorch for one run.
  ///
  /// @param observer is told what happens to tensors
  /// @param leaves what the tensors that are made of numbers are
  public TorchLibrary(Precision precision, TensorObserver observer, Leaves leaves) {
    this.precision = precision;
    this.observer = observer;
    this.leaves = leaves;
  }

  @Override
  public String name() {
    return "torch";
  }

  @Override
  public List<String> paths() {
    return List.of("torch", "torch.nn", "torch.nn.functional");
  }

  @Override
  public ModuleValue open(RunState run) {
    Torch torch = new Torch(run, precision, observer, leaves);
    ModuleValue module = new ModuleValue("torch");
    add(torch, module, Elementwise::call, Elementwise.FUNCTIONS);
    add(torch, module, Elementwise::call, Elementwise.TORCH_ONLY);
    add(torch, module, Reductions::call, Reductions.FUNCTIONS);
    add(torch, module, Views::call, Views.FUNCTIONS);
    add(torch, module, Views::call, Views.TORCH_ONLY);
    add(torch, module, Places::call, Places.FUNCTIONS);
    add(torch, module, Products::call, Products.FUNCTIONS);
    add(torch, module, Products::call, Products.TORCH_ONLY);
    add(torch, module, Factories::call, Factories.FUNCTIONS);
    add(torch, module, Draws::call, Draws.FUNCTIONS);
    add(torch, module, Questions::call, Questions.FUNCTIONS);
    addConstants(run, module);
    ModuleValue functional = new ModuleValue("torch.nn.functional");
    add(torch, functional, Activations::call, Activations.FUNCTIONS);
    add(torch, functional, Losses::call, Losses.FUNCTIONS);
    add(torch, functional, Layers::call, Layers.FUNCTIONS);
    ModuleValue nn = new ModuleValue("torch.nn");
    nn.put("functional", functional);
    module.put("nn", nn);
    return module;
  }

  private static void addConstants(RunState run, ModuleValue module) {
    for (DType dtype : DType.values()) {
      module.put(dtype.toString(), new DTypeValue(run, dtype));
    }
    module.put("float", new DTypeValue(run, DType.FLOAT32));
    module.put("double", new DTypeValue(run, DType.FLOAT64));
    module.put("long", new DTypeValue(run, DType.INT64));
    module.put("Tensor", new TensorType());
    module.put("pi", Math.PI);
    module.put("inf", Double.POSITIVE_INFINITY);
    module.put("nan", Double.NaN);
  }

  private static void add(Torch torch, ModuleValue module, Family family, String... signatures) {
    FunctionTable table =
        new FunctionTable(
            (name, arguments) -> family.call(name, new Call(torch, arguments, null)), signatures);
    for (String name : table.names()) {
      module.put(name, new TorchFunction(Objects.requireNonNull(table.function(name))));
    }
  }
}
