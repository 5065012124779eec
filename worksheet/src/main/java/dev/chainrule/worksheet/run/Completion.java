package dev.chainrule.worksheet.run;

/// How a statement ended.
enum Completion {
  NORMAL,
  BREAK,
  CONTINUE,
  RETURN
}
