/// The lab as a reader sees it: each test drives a real browser. Without Chromium they are skipped.
@NullMarked
package dev.chainrule.lab.browser;

import org.jspecify.annotations.NullMarked;
