/// Checks that hold for every operation, run over the catalogue.
@NullMarked
package dev.chainrule.conformance;

import org.jspecify.annotations.NullMarked;
