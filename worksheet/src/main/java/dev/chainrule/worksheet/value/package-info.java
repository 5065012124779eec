/// The values that worksheets compute with, and what Python's operators, methods and formats do to
/// them. Numbers, booleans and strings are `Long` (or `BigInteger` beyond 64 bits), `Double`,
/// `Boolean` and `String`.
@NullMarked
package dev.chainrule.worksheet.value;

import org.jspecify.annotations.NullMarked;
