/// The web lab: a server for one reader's browser, its safety, and its pages.
@NullMarked
package dev.chainrule.lab;

import org.jspecify.annotations.NullMarked;
