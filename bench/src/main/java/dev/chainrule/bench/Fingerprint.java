package dev.chainrule.bench;

import dev.chainrule.Tensor;

/// What is compared of an array: entries at even distances, the mean, and the mean size.
public final class Fingerprint {
  private static final int ENTRIES = 32;

  private Fingerprint() {}

  public static double[] of(Tensor tensor) {
    return of(tensor.toDoubleArray());
  }

  public static double[] of(float[] numbers) {
    double[] wide = new double[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return of(wide);
  }

  public static double[] of(double[] numbers) {
    int entries = Math.min(ENTRIES, numbers.length);
    double[] print = new double[entries + 2];
    for (int i = 0; i < entries; i++) {
      print[i] = numbers[(int) ((long) i * numbers.length / entries)];
    }
    double sum = 0;
    double size = 0;
    for (double number : numbers) {
      sum += number;
      size += Math.abs(number);
    }
    print[entries] = sum / numbers.length;
    print[entries + 1] = size / numbers.length;
    return print;
  }
}
