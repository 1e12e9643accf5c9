/**
 * A chat with several rooms that shows what Dialogue does.
 */
@NullMarked
package io.dialogue.sample;

import org.jspecify.annotations.NullMarked;
