/**
 * Sensors that report, and a room that listens.
 */
@NullMarked
package io.dialogue.docs.iot;

import org.jspecify.annotations.NullMarked;
