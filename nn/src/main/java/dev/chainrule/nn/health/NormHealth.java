package dev.chainrule.nn.health;

import java.util.List;

/// How far the statistics that a batch norm evaluates with are from those of the batches. The lists
/// have a number for each sampled step, NaN where it was not measured.
///
/// @param means the root mean square over channels of the difference of the means, in standard
///   deviations, less what the size of the batch explains
/// @param variances the mean over channels of the natural logarithm of batch variance over that of
///   evaluation
public record NormHealth(String name, List<Double> means, List<Double> variances) {}
