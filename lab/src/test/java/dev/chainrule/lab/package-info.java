/// Tests of the lab's server.
@NullMarked
package dev.chainrule.lab;

import org.jspecify.annotations.NullMarked;
