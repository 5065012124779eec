package dev.chainrule.array;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BufferTest {
  @ParameterizedTest
  @EnumSource
  void startsZeroedAndHoldsItsType(DType dtype) {
    Buffer buffer = Buffer.allocate(dtype, 3);
    assertThat(buffer.dtype()).isEqualTo(dtype);
    assertThat(buffer.length()).isEqualTo(3);
    assertThat(buffer.get(2)).isZero();
    buffer.set(1, 1);
    buffer.setLong(2, 1);
    assertThat(buffer.getLong(1)).isEqualTo(1);
    assertThat(buffer.get(2)).isEqualTo(1);
    assertThat(buffer.get(0)).isZero();
    buffer.fill(0);
    assertThat(buffer.get(1)).isZero();
  }

  @Test
  void roundsToItsType() {
    Buffer floats = Buffer.allocate(DType.FLOAT32, 1);
    floats.set(0, 0.1);
    assertThat(floats.get(0)).isEqualTo(0.1f).isNotEqualTo(0.1);
    Buffer longs = Buffer.allocate(DType.INT64, 1);
    longs.set(0, -2.9);
    assertThat(longs.getLong(0)).isEqualTo(-2);
    Buffer truths = Buffer.allocate(DType.BOOL, 1);
    truths.set(0, Double.NaN);
    assertThat(truths.get(0)).as("NaN is not 0").isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void loadsAndStoresRowsWithSteps(DType dtype) {
    Buffer buffer = Buffer.allocate(dtype, 7);
    buffer.store(new double[] {1, 0, 1, 9}, 3, 1, 2);
    double[] loaded = new double[4];
    buffer.load(1, 2, loaded, 3);
    assertThat(loaded).containsExactly(1, 0, 1, 0);
    assertThat(buffer.get(2)).isZero();
    assertThat(buffer.get(0)).isZero();
  }

  @Test
  void countsWritesAndRemembersTheLast() {
    Buffer buffer = Buffer.allocate(DType.FLOAT32, 1);
    assertThat(buffer.version()).isZero();
    assertThat(buffer.writer()).isNull();
    buffer.written("addInPlace");
    buffer.written("fillInPlace");
    assertThat(buffer.version()).isEqualTo(2);
    assertThat(buffer.writer()).isEqualTo("fillInPlace");
  }

  @Test
  void dtypesPromoteToTheLarger() {
    assertThat(DType.BOOL.promote(DType.INT64)).isEqualTo(DType.INT64);
    assertThat(DType.FLOAT64.promote(DType.FLOAT32)).isEqualTo(DType.FLOAT64);
    assertThat(DType.FLOAT32.isFloat()).isTrue();
    assertThat(DType.INT64.isFloat()).isFalse();
    assertThat(DType.FLOAT32).hasToString("float32");
  }
}
