/**
 * The first application of the guide: one room and one event.
 */
@NullMarked
package io.dialogue.docs.start;

import org.jspecify.annotations.NullMarked;
