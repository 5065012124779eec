/// Tests of the doctor's exam.
@NullMarked
package dev.chainrule.bench.doctor;

import org.jspecify.annotations.NullMarked;
