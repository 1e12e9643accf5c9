/**
 * Events as values: their definitions, payloads, envelopes and encoding.
 */
@NullMarked
package io.dialogue.event;

import org.jspecify.annotations.NullMarked;
