/// The command `chainrule`.
module dev.chainrule.cli {
  requires dev.chainrule.worksheet;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires static org.jspecify;

  opens dev.chainrule.cli to
      info.picocli;
}
