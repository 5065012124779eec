package dev.chainrule.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// All that a run of the command found.
///
/// @param command what was typed
/// @param date when
/// @param machine where
/// @param versions the peers that took part, with their versions
/// @param notes a sentence for each peer that did not, and for whatever else readers must know
/// @param rows what came out
record Outcome(
    String command,
    LocalDate date,
    Machine machine,
    Map<String, String> versions,
    List<String> notes,
    List<Row> rows) {}
