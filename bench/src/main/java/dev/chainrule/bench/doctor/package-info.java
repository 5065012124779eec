/// The exam of the doctor: backward passes with known mistakes, and right ones, as worksheets.
@NullMarked
package dev.chainrule.bench.doctor;

import org.jspecify.annotations.NullMarked;
