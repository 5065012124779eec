package dev.chainrule.worksheet;

import dev.chainrule.worksheet.names.History;
import java.util.List;

/// What one run of a worksheet left behind.
///
/// @param history every time a top-level name was bound, or its object written, in order
/// @param backwardOn the names of the tensors on which `.backward()` was called, in order
/// @param output what the worksheet printed
record Recording(History history, List<String> backwardOn, String output) {}
