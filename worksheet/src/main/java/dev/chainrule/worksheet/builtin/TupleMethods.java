package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.List;

/// The methods of tuples.
final class TupleMethods implements Functions {
  static final FunctionTable TABLE =
      new FunctionTable(
          new TupleMethods(), "index(value, start=0, stop=None, /)", "count(value, /)");

  @Override
  public Object call(String name, BoundArguments a) {
    List<Object> items = ((TupleValue) a.self()).items();
    return name.equals("index") ? ListMethods.index(a, items) : ListMethods.count(a, items);
  }
}
