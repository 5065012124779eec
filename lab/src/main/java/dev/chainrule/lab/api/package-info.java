/// What the lab answers, without HTTP: a question in JSON, an answer in JSON.
@NullMarked
package dev.chainrule.lab.api;

import org.jspecify.annotations.NullMarked;
