/// Models of text, a token at a time.
@NullMarked
package dev.chainrule.nn.model;

import org.jspecify.annotations.NullMarked;
