/**
 * The steps that an event passes before it is published, and what follows.
 */
@NullMarked
package io.dialogue.pipeline;

import org.jspecify.annotations.NullMarked;
