/// Geometry without data: shapes, broadcasting, dimensions, and the error that names them.
@NullMarked
package dev.chainrule.shape;

import org.jspecify.annotations.NullMarked;
