/// Tests of the doctor.
@NullMarked
package dev.chainrule.check.doctor;

import org.jspecify.annotations.NullMarked;
