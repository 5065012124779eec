package dev.chainrule.bench.doctor;

/// A score as a document in Markdown.
final class DoctorDocument {
  private DoctorDocument() {}

  /// @param typed the command that took the figures
  static String of(Score score, Corpus corpus, String typed) {
    return """
    # The doctor, measured

    Written by `%s`.

    Each broken worksheet has one mistake, put into a right one by hand or by a change of its text;
    the doctor sees only the worksheet. A worksheet may have more than one right answer where two
    names say the same of its text. A name counts as right when the doctor gives it alone (named) or
    with others that fit as well (among several). `unknown` is an honest answer and counts as not
    found; a name alone that is not the mistake's counts as misnamed. `misplaced`: the step was held
    to be right but for what it was computed from. `also elsewhere`: a step that is right, or wrong
    only by what it was computed from, was said to be wrong too. `lines offered` are those that come
    with a name that is right; `mended by the line`: of what was found, in how many the worksheet,
    run with the line, is right at that step.

    Right worksheets are the models, their steps written in other right ways, and random programs.
    `tools/right_worksheets.py` holds them against PyTorch.

    %s
    Left out: %d versions that do not run, and %d that compute a constant times the gradient, which
    more than one name says.
    """
        .formatted(typed, new ScoreTable(score).markdown(), corpus.unusable(), corpus.ambiguous());
  }
}
