/**
 * Tasks in order: bounded queues that run one task at a time on a shared executor.
 */
@NullMarked
package io.dialogue.concurrent;

import org.jspecify.annotations.NullMarked;
