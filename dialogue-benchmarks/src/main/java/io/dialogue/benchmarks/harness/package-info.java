/**
 * The command line: runs the servers in turn, measures and reports.
 */
@NullMarked
package io.dialogue.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
