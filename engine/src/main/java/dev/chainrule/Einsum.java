package dev.chainrule;

import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Einstein's summation, composed of permutations, sums and matrix products.
///
/// Operands are joined from left to right. Two are joined by a batched matrix product: labels that
/// both have and that are needed later make the batch, labels that both have and that are not are
/// summed by the product.
final class Einsum {
  /// A tensor with a label for each dimension.
  private record Labelled(Tensor tensor, String labels) {}

  private Einsum() {}

  static Tensor einsum(String equation, List<Tensor> operands) {
    String compact = equation.replace(" ", "");
    int arrow = compact.indexOf("->");
    String[] terms = (arrow < 0 ? compact : compact.substring(0, arrow)).split(",", -1);
    if (terms.length != operands.size()) {
      throw refused(
          "'%s' names %d operands; given %d".formatted(equation, terms.length, operands.size()));
    }
    List<Labelled> open = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      open.add(labelled(equation, terms[i], operands.get(i)));
    }
    requireSizes(open);
    String output = arrow < 0 ? implicit(terms) : compact.substring(arrow + 2);
    requireOutput(equation, output, open);
    Labelled result = open.removeFirst();
    while (!open.isEmpty()) {
      Labelled next = open.removeFirst();
      Set<Character> needed = letters(output);
      open.forEach(later -> needed.addAll(letters(later.labels())));
      result = join(result, next, needed);
    }
    return ordered(summed(result, letters(output)), output);
  }

  private static Labelled labelled(String equation, String term, Tensor operand) {
    if (!term.chars().allMatch(Character::isLetter)) {
      throw refused("labels must be letters; given '%s' in '%s'".formatted(term, equation));
    }
    if (term.length() != operand.rank()) {
      throw refused(
          "'%s' names %d axes; the operand is %s".formatted(term, term.length(), operand.shape()));
    }
    return diagonal(operand, term);
  }

  /// Repeated labels within one operand take its diagonal.
  private static Labelled diagonal(Tensor operand, String term) {
    for (int i = 0; i < term.length(); i++) {
      int again = term.indexOf(term.charAt(i), i + 1);
      if (again >= 0) {
        if (operand.size(i) != operand.size(again)) {
          throw refused(
              "label '%c' stands for %d and %d"
                  .formatted(term.charAt(i), operand.size(i), operand.size(again)));
        }
        String rest =
            term.substring(0, i) + term.substring(i + 1, again) + term.substring(again + 1);
        int[] order = new int[operand.rank()];
        order[0] = i;
        order[1] = again;
        for (int d = 0, next = 2; d < order.length; d++) {
          if (d != i && d != again) {
            order[next++] = d;
          }
        }
        Tensor line = Tensor.arange(operand.size(i));
        Tensor taken = operand.permute(order).index(Index.of(line), Index.of(line));
        return diagonal(taken, term.charAt(i) + rest);
      }
    }
    return new Labelled(operand, term);
  }

  private static void requireSizes(List<Labelled> operands) {
    TreeMap<Character, Integer> sizes = new TreeMap<>();
    for (Labelled operand : operands) {
      for (int d = 0; d < operand.labels().length(); d++) {
        int size = operand.tensor().size(d);
        Integer other = sizes.putIfAbsent(operand.labels().charAt(d), size);
        if (other != null && other != size) {
          throw refused(
              "label '%c' stands for %d and %d".formatted(operand.labels().charAt(d), other, size));
        }
      }
    }
  }

  private static void requireOutput(String equation, String output, List<Labelled> operands) {
    Set<Character> known = new LinkedHashSet<>();
    operands.forEach(operand -> known.addAll(letters(operand.labels())));
    if (letters(output).size() != output.length() || !known.containsAll(letters(output))) {
      throw refused(
          "each label of the result must be one of the operands', once; given '%s'"
              .formatted(equation));
    }
  }

  /// Without an arrow: the labels that occur once, in alphabetical order.
  private static String implicit(String[] terms) {
    TreeMap<Character, Integer> counts = new TreeMap<>();
    for (String term : terms) {
      for (int i = 0; i < term.length(); i++) {
        counts.merge(term.charAt(i), 1, Integer::sum);
      }
    }
    StringBuilder output = new StringBuilder();
    counts.forEach((label, count) -> output.append(count == 1 ? label.toString() : ""));
    return output.toString();
  }

  private static Labelled join(Labelled left, Labelled right, Set<Character> needed) {
    Set<Character> keptLeft = new LinkedHashSet<>(letters(right.labels()));
    keptLeft.addAll(needed);
    Set<Character> keptRight = new LinkedHashSet<>(letters(left.labels()));
    keptRight.addAll(needed);
    Labelled a = summed(left, keptLeft);
    Labelled b = summed(right, keptRight);
    StringBuilder batch = new StringBuilder();
    StringBuilder inner = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < a.labels().length(); i++) {
      char label = a.labels().charAt(i);
      boolean shared = b.labels().indexOf(label) >= 0;
      (shared ? needed.contains(label) ? batch : inner : rows).append(label);
    }
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < b.labels().length(); i++) {
      char label = b.labels().charAt(i);
      if (a.labels().indexOf(label) < 0) {
        columns.append(label);
      }
    }
    Tensor product = grouped(a, batch, rows, inner).matmul(grouped(b, batch, inner, columns));
    String labels = "" + batch + rows + columns;
    int[] sizes = new int[labels.length()];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = size(a, b, labels.charAt(d));
    }
    return new Labelled(product.reshape(sizes), labels);
  }

  private static int size(Labelled a, Labelled b, char label) {
    int at = a.labels().indexOf(label);
    return at >= 0 ? a.tensor().size(at) : b.tensor().size(b.labels().indexOf(label));
  }

  /// The operand as a batch of matrices: each group of labels becomes one dimension.
  private static Tensor grouped(Labelled x, CharSequence... groups) {
    Tensor ordered = ordered(x, String.join("", groups));
    int[] sizes = new int[groups.length];
    for (int g = 0; g < groups.length; g++) {
      sizes[g] = 1;
      for (int i = 0; i < groups[g].length(); i++) {
        sizes[g] *= x.tensor().size(x.labels().indexOf(groups[g].charAt(i)));
      }
    }
    return ordered.reshape(sizes);
  }

  private static Labelled summed(Labelled x, Set<Character> kept) {
    List<Integer> dims = new ArrayList<>();
    StringBuilder labels = new StringBuilder();
    for (int d = 0; d < x.labels().length(); d++) {
      if (kept.contains(x.labels().charAt(d))) {
        labels.append(x.labels().charAt(d));
      } else {
        dims.add(d);
      }
    }
    if (dims.isEmpty()) {
      return x;
    }
    int[] axes = dims.stream().mapToInt(Integer::intValue).toArray();
    return new Labelled(x.tensor().sum(axes, false), labels.toString());
  }

  private static Tensor ordered(Labelled x, String labels) {
    if (x.labels().equals(labels)) {
      return x.tensor();
    }
    return x.tensor().permute(labels.chars().map(label -> x.labels().indexOf(label)).toArray());
  }

  private static Set<Character> letters(String labels) {
    Set<Character> letters = new LinkedHashSet<>();
    for (int i = 0; i < labels.length(); i++) {
      letters.add(labels.charAt(i));
    }
    return letters;
  }

  private static ShapeException refused(String message) {
    return new ShapeException("einsum", message);
  }
}
