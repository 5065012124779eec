package dev.chainrule.worksheet.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.Decisions;
import dev.chainrule.worksheet.Limits;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.ModuleValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every name that worksheets promise is there, and some snippet that was compared with PyTorch
/// uses it.
class AcceptedNamesTest {
  private static final List<String> TORCH =
      words(
          """
          tensor zeros ones full empty zeros_like ones_like full_like arange linspace eye rand randn
          randint randperm manual_seed Generator exp log sqrt rsqrt tanh sigmoid relu abs sign
          square reciprocal maximum minimum where clamp sin cos erf pow matmul mm bmm einsum outer
          dot cat stack sum mean var std max min argmax argmin prod softmax log_softmax logsumexp
          cumsum tril triu allclose equal all any isnan isfinite no_grad float32 float64 int64 long
          bool
          """);

  private static final List<String> FUNCTIONAL =
      words(
          """
          softmax log_softmax cross_entropy nll_loss mse_loss binary_cross_entropy_with_logits relu
          gelu silu tanh sigmoid softplus one_hot embedding linear layer_norm batch_norm dropout
          scaled_dot_product_attention pad normalize
          """);

  private static final List<String> METHODS =
      words(
          """
          exp log sqrt rsqrt tanh sigmoid relu abs sign square reciprocal maximum minimum where
          clamp sin cos erf pow matmul mm bmm outer dot sum mean var std max min argmax argmin prod
          softmax log_softmax logsumexp cumsum tril triu all any
          T t transpose permute view reshape flatten unsqueeze squeeze expand expand_as view_as
          repeat clone detach item tolist numpy float double long shape size dim ndim numel nelement
          requires_grad requires_grad_ retain_grad backward grad data dtype zero_ fill_ add_ sub_
          mul_ div_ copy_ index_add_ scatter_add_ index_select gather masked_fill split chunk unbind
          neg eq ne gt lt ge le logical_not
          """);

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+", -1));
  }

  private static ModuleValue torch() {
    RunState run = new RunState(Limits.standard(), Decisions.free());
    return new TorchLibrary(Precision.OWN, TensorObserver.NONE, Leaves.asWritten()).open(run);
  }

  @Test
  void torchHasThem() {
    ModuleValue torch = torch();
    assertThat(TORCH).allSatisfy(name -> assertThat(torch.get(name)).isNotNull());
  }

  @Test
  void functionalHasThem() {
    ModuleValue nn = (ModuleValue) torch().get("nn");
    ModuleValue functional = (ModuleValue) nn.get("functional");
    assertThat(FUNCTIONAL).allSatisfy(name -> assertThat(functional.get(name)).isNotNull());
  }

  @Test
  void tensorsHaveThem() {
    TensorValue tensor =
        (TensorValue)
            Objects.requireNonNull(
                Snippet.run(
                        "import torch\nx = torch.zeros(2, 2)",
                        Precision.OWN,
                        Decisions.free(),
                        Limits.standard())
                    .variables()
                    .get("x"));
    assertThat(METHODS).allSatisfy(name -> assertThat(tensor.getAttribute(name)).isNotNull());
  }

  @Test
  void snippetsUseThem() {
    StringBuilder all = new StringBuilder();
    for (Snippet snippet : Snippet.all()) {
      if (!snippet.isError()) {
        all.append(snippet.source());
      }
    }
    Set<String> unused = new TreeSet<>();
    List<String> wanted = new ArrayList<>();
    TORCH.forEach(name -> wanted.add("\\btorch\\." + name + "\\b"));
    FUNCTIONAL.forEach(name -> wanted.add("\\bF\\." + name + "\\b"));
    METHODS.forEach(name -> wanted.add("[\\w)\\]]\\." + name + "\\b"));
    for (String pattern : wanted) {
      if (!Pattern.compile(pattern).matcher(all).find()) {
        unused.add(pattern);
      }
    }
    assertThat(unused).isEmpty();
  }
}
