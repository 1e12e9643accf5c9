/**
 * The generator: many clients on one event loop that count what they receive.
 */
@NullMarked
package io.dialogue.benchmarks.load;

import org.jspecify.annotations.NullMarked;
