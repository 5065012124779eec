package dev.chainrule.kernel.vector;

import static java.util.Objects.requireNonNull;

import dev.chainrule.kernel.vector.TileCompiler.Layout;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import jdk.incubator.vector.FloatVector;

/// The tiles of a matrix product, each compiled when it is first wanted.
///
/// Six rows by two vectors need 12 registers for sums and suit machines that have 16; six rows by
/// four vectors and twelve rows by two suit those that have 32. Of a matrix with few rows that
/// would leave many rows of the last tile without work; then tiles are four rows high, or eight.
final class FloatTiles {
  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  /// Whether there are registers for 24 sums: AVX-512 and NEON have 32, AVX2 and SSE 16.
  private static final boolean HAS_MANY_REGISTERS =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
          || "aarch64".equals(System.getProperty("os.arch"));

  private static final int LOW = 6;
  private static final int LESS_LOW = 4;
  static final int HIGH = 12;
  private static final int LESS_HIGH = 8;

  /// Most vectors of a tile.
  private static final int MOST = HAS_MANY_REGISTERS ? 4 : 2;

  /// Most columns of a tile.
  static final int COLUMNS = MOST * L;

  private static final Map<Layout, FloatTiles> LAYOUTS = new EnumMap<>(Layout.class);

  static {
    for (Layout layout : Layout.values()) {
      LAYOUTS.put(layout, new FloatTiles(layout));
    }
  }

  private final Layout layout;

  /// By vectors and height.
  private final AtomicReferenceArray<FloatTile> tiles = new AtomicReferenceArray<>(MOST * HIGH);

  private FloatTiles(Layout layout) {
    this.layout = layout;
  }

  /// The tiles for operands that lie so.
  static FloatTiles of(Layout layout) {
    return requireNonNull(LAYOUTS.get(layout));
  }

  /// How high tiles are for a result of `m` rows and `vectors` vectors.
  static int height(int m, int vectors) {
    return HAS_MANY_REGISTERS && m > LOW && vectors <= 2
        ? height(m, HIGH, LESS_HIGH)
        : height(m, LOW, LESS_LOW);
  }

  /// A tile of `less` rows reads more for each product, so it must save a twentieth of them.
  private static int height(int m, int most, int less) {
    return 20 * Math.ceilDiv(m, less) * less < 19 * Math.ceilDiv(m, most) * most ? less : most;
  }

  /// How many vectors hold so many columns.
  static int vectors(int columns) {
    return (columns + L - 1) / L;
  }

  /// The columns of the next tile where `left` are left: never so that fewer than a vector's lanes
  /// stay behind.
  static int columns(int left) {
    return part(left, COLUMNS);
  }

  /// At most `most` of `left` columns, as `columns` does.
  static int part(int left, int most) {
    return left <= most || left >= most + L ? Math.min(left, most) : most - L;
  }

  /// A tile of that size.
  FloatTile tile(int height, int vectors) {
    int place = vectors * HIGH - height;
    FloatTile tile = tiles.get(place);
    if (tile == null) {
      tile = TileCompiler.compile(Lanes.FLOAT, height, vectors, layout, FloatTile.class);
      tiles.set(place, tile);
    }
    return tile;
  }
}
