/**
 * Micro-benchmarks of what a trigger, a delivery and a join cost.
 */
@NullMarked
package io.dialogue.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
