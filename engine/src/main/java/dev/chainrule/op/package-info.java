/// What an operation is, the algebras its rule is read in, and the catalogue of all operations.
@NullMarked
package dev.chainrule.op;

import org.jspecify.annotations.NullMarked;
