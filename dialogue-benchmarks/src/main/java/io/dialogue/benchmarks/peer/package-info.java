/**
 * The servers under test, each in a process of its own, and how they are controlled.
 */
@NullMarked
package io.dialogue.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
