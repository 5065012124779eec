#!/bin/sh
# Prints the block of names that examples/ninja.py and examples/ninja_shortcuts.py carry.
# Needs Maven and a JDK (17 or later); `--check` compares the block with both files instead.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
examples=$here/../../examples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -q -B -f "$here/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath" >&2
java -cp "$(cat "$work/classpath")" "$here/GivenNames.java" > "$work/block"

if [ "${1:-}" != --check ]; then
  cat "$work/block"
  exit 0
fi
for file in "$examples/ninja.py" "$examples/ninja_shortcuts.py"; do
  if sed -n '/^names = \[$/,/^\]$/p' "$file" | cmp -s - "$work/block"; then
    echo "$(basename "$file"): same names"
  else
    echo "$(basename "$file"): other names than this script prints" >&2
    exit 1
  fi
done
