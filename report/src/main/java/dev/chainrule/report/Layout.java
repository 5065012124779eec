package dev.chainrule.report;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Where the boxes of a graph and the lines between them go, by the layered method of the Eclipse
/// Layout Kernel (Sugiyama, Tagawa & Toda 1981): from the top down, with lines that bend at right
/// angles.
///
/// @param boxes the corners of the boxes, in the order in which their sizes were given
/// @param lines the points of the lines, in the order in which they were given
record Layout(double width, double height, List<Point> boxes, List<List<Point>> lines) {
  private static final double MARGIN = 16;
  private static final double BETWEEN_BOXES = 24;
  private static final double BETWEEN_LAYERS = 36;
  private static final double BETWEEN_LINES = 12;

  /// In pixels from the top left.
  record Point(double x, double y) {}

  /// The size of a box, in pixels.
  record Size(double width, double height) {}

  /// A line between two boxes, by their numbers.
  record Line(int from, int to) {}

  static Layout of(List<Size> sizes, List<Line> between) {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_BOXES);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, BETWEEN_LINES);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, BETWEEN_LINES);
    List<ElkNode> nodes = new ArrayList<>();
    for (Size size : sizes) {
      ElkNode node = ElkGraphUtil.createNode(graph);
      node.setDimensions(size.width(), size.height());
      nodes.add(node);
    }
    List<ElkEdge> edges = new ArrayList<>();
    for (Line line : between) {
      edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(line.from()), nodes.get(line.to())));
    }
    new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
    return new Layout(
        graph.getWidth(),
        graph.getHeight(),
        nodes.stream().map(node -> new Point(node.getX(), node.getY())).toList(),
        edges.stream().map(Layout::points).toList());
  }

  private static List<Point> points(ElkEdge edge) {
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(new Point(section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(new Point(bend.getX(), bend.getY()));
      }
      points.add(new Point(section.getEndX(), section.getEndY()));
    }
    return points;
  }
}
