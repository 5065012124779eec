/// Operations as a user writes them, in a package of their own.
@NullMarked
package dev.chainrule.custom;

import org.jspecify.annotations.NullMarked;
