/// The step of a trace that is called `name`; an error that says so where there is none.
export function stepOf(trace, name) {
  const step = trace.steps.find((candidate) => candidate.name === name);
  if (!step) {
    throw new Error(`The worksheet has no ${name}.`);
  }
  return step;
}
