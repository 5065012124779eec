package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.array.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Einstein's summation against the loops that it stands for.
class EinsumTest {
  private static int sizeOf(char label) {
    return 2 + (label - 'i') % 3;
  }

  private static Tensor operand(String labels, Random random) {
    int[] shape = labels.chars().map(label -> sizeOf((char) label)).toArray();
    Tensor x = Tensor.full(DType.FLOAT64, 0, shape);
    for (int i = 0; i < x.numel(); i++) {
      x.array().buffer().set(i, random.nextDouble() - 0.5);
    }
    return x;
  }

  private static int index(String labels, Map<Character, Integer> at) {
    int index = 0;
    for (int i = 0; i < labels.length(); i++) {
      index = index * sizeOf(labels.charAt(i)) + at.get(labels.charAt(i));
    }
    return index;
  }

  /// One loop for each label, the product of the operands added to the result.
  private static double[] byLoops(String[] terms, String output, List<Tensor> operands) {
    TreeMap<Character, Integer> at = new TreeMap<>();
    for (String term : terms) {
      term.chars().forEach(label -> at.put((char) label, 0));
    }
    double[] result =
        new double[output.chars().map(c -> sizeOf((char) c)).reduce(1, (a, b) -> a * b)];
    while (true) {
      double product = 1;
      for (int k = 0; k < terms.length; k++) {
        product *= operands.get(k).array().get(index(terms[k], at));
      }
      result[index(output, at)] += product;
      Character next = at.firstKey();
      while (next != null && at.get(next) + 1 == sizeOf(next)) {
        at.put(next, 0);
        next = at.higherKey(next);
      }
      if (next == null) {
        return result;
      }
      at.merge(next, 1, Integer::sum);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ij,jk->ik",
        "ij,kj->ik",
        "ji,jk->ki",
        "ij,ij->ij",
        "ij,ij->",
        "i,j->ij",
        "i,i->",
        "ij,j->i",
        "ijk,ikl->ijl",
        "ijk,jk->i",
        "ijk,kl->lji",
        "ij->ji",
        "ij->",
        "ij->i",
        "ii->i",
        "ii->",
        "iji->j",
        "iij,jk->k",
        "ij,k->kij",
        "ij,jk,kl->il",
        "ij,jk,kl->",
        "ij,ik,il->jkl",
        "i,j,k->ijk",
        "ij,jk,ik->ijk",
        "ijk,ijk->k",
        "ij,kl->"
      })
  void isWhatTheLoopsAddUp(String equation) {
    Random random = new Random(equation.hashCode());
    String[] sides = equation.split("->", -1);
    String[] terms = sides[0].split(",");
    List<Tensor> operands = new ArrayList<>();
    for (String term : terms) {
      operands.add(operand(term, random).requiresGrad(true));
    }
    Tensor result = Tensor.einsum(equation, operands.toArray(Tensor[]::new));
    assertThat(result.rank()).isEqualTo(sides[1].length());
    assertThat(result.toDoubleArray())
        .containsExactly(byLoops(terms, sides[1], operands), within(1e-13));

    // It is linear in each operand, so its value is each gradient times its operand, summed.
    if (terms.length > 1) {
      Tensor sum = result.sum();
      for (Tensor gradient : Gradients.of(sum, operands)) {
        assertThat(gradient.dtype()).isEqualTo(DType.FLOAT64);
      }
      List<Tensor> gradients = Gradients.of(sum, operands);
      for (int k = 0; k < operands.size(); k++) {
        double product = gradients.get(k).mul(operands.get(k)).sum().item();
        assertThat(product).isCloseTo(sum.item(), within(1e-12));
      }
    }
  }

  @Test
  void withoutAnArrowTheLabelsThatOccurOnceAreKeptInOrder() {
    Tensor a = operand("ij", new Random(1));
    Tensor b = operand("jk", new Random(2));
    assertThat(Tensor.einsum("ij,jk", a, b).toDoubleArray())
        .containsExactly(a.matmul(b).toDoubleArray(), within(1e-15));
    assertThat(Tensor.einsum("ji", a.t()).shape()).isEqualTo(a.shape());
    assertThat(Tensor.einsum("ij,ij", a, a).shape()).hasToString("[]");
    assertThat(Tensor.einsum(" ij , jk -> ik ", a, b).shape()).hasToString("[2, 4]");
  }
}
