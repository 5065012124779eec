package dev.chainrule.lab.train;

/// What a reader of a training is told.
///
/// @param name the kind
/// @param json an object
public record Event(String name, String json) {}
