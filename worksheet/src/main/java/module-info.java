/// Worksheets: parse and run.
// ANTLR's runtime is an automatic module: its name is fixed in its manifest.
@SuppressWarnings("requires-automatic")
module dev.chainrule.worksheet {
  requires transitive dev.chainrule.check;
  requires static transitive org.jspecify;
  requires org.antlr.antlr4.runtime;

  exports dev.chainrule.worksheet;
}
