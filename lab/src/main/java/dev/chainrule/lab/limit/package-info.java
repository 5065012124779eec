/// How much the lab lets strangers' work use: threads, time, memory, and places in the queue.
@NullMarked
package dev.chainrule.lab.limit;

import org.jspecify.annotations.NullMarked;
