package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.WorksheetException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/// The generated parser descends one Java frame for each rule; this bounds how deep, so that no
/// worksheet can overflow the stack, neither here nor in anything that walks the tree later.
abstract class NestingParser extends Parser {
  static final int MAX_RULES = 1000;

  private int depth;

  NestingParser(TokenStream input) {
    super(input);
  }

  @Override
  public void enterRule(ParserRuleContext context, int state, int ruleIndex) {
    descend();
    super.enterRule(context, state, ruleIndex);
  }

  @Override
  public void exitRule() {
    depth--;
    super.exitRule();
  }

  @Override
  public void enterRecursionRule(
      ParserRuleContext context, int state, int ruleIndex, int precedence) {
    descend();
    super.enterRecursionRule(context, state, ruleIndex, precedence);
  }

  @Override
  public void unrollRecursionContexts(ParserRuleContext parent) {
    depth--;
    super.unrollRecursionContexts(parent);
  }

  private void descend() {
    depth++;
    if (depth > MAX_RULES) {
      Token token = getCurrentToken();
      throw new WorksheetException(
          "nested too deeply: this is "
              + MAX_RULES
              + " grammar rules down, which is the limit; "
              + "give the inner parts names of their own",
          token.getLine(),
          token.getCharPositionInLine() + 1);
    }
  }
}
