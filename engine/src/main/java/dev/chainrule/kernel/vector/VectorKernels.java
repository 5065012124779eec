package dev.chainrule.kernel.vector;

import dev.chainrule.kernel.ReferenceKernels;

/// Kernels on the lanes of the preferred vector species; plain loops serve where there is no vector
/// form.
public final class VectorKernels extends ReferenceKernels {}
